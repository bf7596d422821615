using System.Diagnostics;
using System.Net.Sockets;
using RawNet.Captures;
using RawNet.Filters;
using RawNet.Lab;
using RawNet.SharpPcap.Devices;
using RawNet.SharpPcap.Filters;
using RawNet.Sockets;

namespace RawNet.SharpPcap.Tests.Devices;

/// <summary>Two hosts on a link, made once for the class.</summary>
public sealed class DeviceLab : IDisposable
{
    private readonly TwoHosts? _hosts = Requirements.Lab is null ? new TwoHosts() : null;

    public Host A => Hosts.A;

    public Host B => Hosts.B;

    private TwoHosts Hosts
    {
        get
        {
            Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
            return _hosts!;
        }
    }

    public void Dispose() => _hosts?.Dispose();
}

public sealed class LabTests(DeviceLab lab) : IClassFixture<DeviceLab>
{
    private static readonly byte[] _frame =
    [
        .. TwoHosts.MacOfB, .. TwoHosts.MacOfA, 0x88, 0xb5, .. Enumerable.Range(0, 100).Select(i => (byte)i)
    ];

    [Fact]
    public void WhatAPacketSocketSendsIsSeenByteForByteByADevice()
    {
        using PcapCapture capture = lab.B.Run(() => PcapCapture.Open("vb", new PcapCaptureSettings { Filter = "ether proto 0x88b5" }));
        using PacketSocket socket = lab.A.Run(() => PacketSocket.Open(Link.ByName("va")));
        socket.Send(_frame);
        Assert.True(capture.TryRead(Patience.Seconds(5), out CapturedPacket packet));
        Assert.Equal(_frame, packet.Data.ToArray());
        Assert.Equal((RawNet.Wire.LinkType.Ethernet, _frame.Length, 1L), (packet.LinkType, packet.Length, packet.Number));
    }

    // The header is ours but for the checksum, which the kernel always computes (raw(7)); tcpdump tells it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatARawSocketSendsIsSeenByteForByteByADevice(bool headerIncluded)
    {
        const int Ethernet = 14, Checksum = 10, AfterChecksum = 12;
        byte[] addresses = [.. lab.A.Address.GetAddressBytes(), .. lab.B.Address.GetAddressBytes()];
        byte[] packet = [0x45, 0x10, 0, 32, 0x12, 0x34, 0x40, 0, 77, 253, 0, 0, .. addresses, .. "byte by byte"u8];
        using Lab.Capture witness = lab.B.StartCapture(filter: "ip proto 253");
        using PcapCapture capture = lab.B.Run(() => PcapCapture.Open("vb", new PcapCaptureSettings { Filter = "ip proto 253" }));
        using RawSocket socket = lab.A.Run(() => RawSocket.Open(AddressFamily.InterNetwork, 253));
        socket.HeaderIncluded = headerIncluded;
        socket.Send(headerIncluded ? packet : "byte by byte"u8, lab.B.Address);
        Assert.True(capture.TryRead(Patience.Seconds(5), out CapturedPacket seen));
        byte[] frame = seen.Data.ToArray();
        Assert.Equal(witness.Stop(1)[0].Bytes, frame);
        Assert.Equal("byte by byte"u8, frame.AsSpan(Ethernet + 20));
        if (!headerIncluded)
            return;
        Assert.Equal(packet[..Checksum], frame[Ethernet..(Ethernet + Checksum)]);
        Assert.Equal(packet[AfterChecksum..], frame[(Ethernet + AfterChecksum)..]);
    }

    [Fact]
    public void WhatADeviceInjectsIsSeenByteForByteByAPacketSocket()
    {
        using PacketSocket socket = lab.B.Run(() => PacketSocket.Open(Link.ByName("vb")));
        using PcapCapture capture = lab.A.Run(() => PcapCapture.Open("va"));
        capture.Send(_frame);
        byte[] seen = new byte[2048];
        ReceivedFrame arrival;
        do arrival = socket.Receive(seen, Patience.Seconds(5));
        while (arrival is { HasFrame: true, Protocol: not 0x88b5 });
        Assert.Equal(_frame, seen[..arrival.Length]);
    }

    // tcpdump stands on the same link; the kernel stamps a packet that comes in once for all taps.
    [Fact]
    public void TimesAreThoseThatTcpdumpTells()
    {
        using Lab.Capture witness = lab.B.StartCapture(filter: "ether proto 0x88b5");
        using PcapCapture capture = lab.B.Run(() => PcapCapture.Open("vb", new PcapCaptureSettings { Filter = "ether proto 0x88b5" }));
        Assert.True(capture.HasNanoseconds);
        using PacketSocket socket = lab.A.Run(() => PacketSocket.Open(Link.ByName("va")));
        socket.Send(_frame);
        Assert.True(capture.TryRead(Patience.Seconds(5), out CapturedPacket packet));
        Assert.Equal(witness.Stop(1)[0].TimeNanoseconds, (long)packet.TimeNanoseconds!.Value);
    }

    [Fact]
    public async Task CancellingEndsTheEnumerationAtOnce()
    {
        using PcapCapture capture = lab.B.Run(() => PcapCapture.Open("vb", new PcapCaptureSettings { Filter = "ether proto 0x9999" }));
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(200));
        Stopwatch clock = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (OwnedPacket packet in capture.ReadAllAsync(source.Token))
                Assert.Fail($"nobody sent {packet}");
        });
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(150) + Patience.Seconds(2));
    }

    [Fact]
    public async Task ClosingFromAnotherThreadEndsAWaitingRead()
    {
        PcapCapture capture = lab.B.Run(() => PcapCapture.Open("vb", new PcapCaptureSettings { Filter = "ether proto 0x9999" }));
        Task<bool> reading = Task.Run(() => capture.TryRead(TimeSpan.FromSeconds(60), out _), TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        capture.Dispose();
        Assert.False(await reading.WaitAsync(Patience.Seconds(2), TestContext.Current.CancellationToken));
        Assert.True(capture.IsEnded);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OfOneFloodWhatIsCapturedAndWhatIsDroppedIsWhatWasSent(bool immediate)
    {
        const int Sent = 20_000;
        PcapCaptureSettings settings = new() { Filter = "ether proto 0x88b5", Immediate = immediate, BufferSize = 1 << 18 };
        using PcapCapture capture = lab.B.Run(() => PcapCapture.Open("vb", settings));
        IReadOnlyList<BpfInstruction> experimental =
            lab.B.Run(() => new PcapFilter("ether proto 0x88b5").ProgramOn("vb")).Program.Instructions;
        using PacketSocket ours = lab.B.Run(
            () => PacketSocket.Open(Link.ByName("vb"), new() { ReceiveBuffer = 100_000, Filter = experimental }));
        using PacketSocket socket = lab.A.Run(() => PacketSocket.Open(Link.ByName("va")));
        for (int i = 0; i < Sent; i++) socket.Send(_frame);
        long captured = 0;
        while (capture.TryRead(TimeSpan.FromMilliseconds(200), out _)) captured++;
        PcapCount count = capture.ReadCount();
        Assert.InRange(count.Dropped, 1, Sent);
        Assert.Equal(Sent, captured + count.Dropped);
        Assert.Equal(Sent, count.Received);
        long oursCaptured = 0;
        byte[] buffer = new byte[2048];
        while (ours.Receive(buffer, TimeSpan.Zero).HasFrame) oursCaptured++;
        PacketCount oursCount = ours.ReadCount();
        Assert.InRange(oursCount.Dropped, 1, Sent);
        Assert.Equal((Sent, Sent), (oursCaptured + oursCount.Dropped, oursCount.Received));
    }

    [Fact]
    public void AReadAllocatesNothing()
    {
        using PcapCapture capture = lab.B.Run(
            () => PcapCapture.Open("vb", new PcapCaptureSettings { Filter = "ether proto 0x88b5", BufferSize = 16 << 20 }));
        using PacketSocket socket = lab.A.Run(() => PacketSocket.Open(Link.ByName("va")));
        for (int i = 0; i < 1100; i++) socket.Send(_frame);
        Thread.Sleep(100);
        for (int i = 0; i < 100; i++) Assert.True(capture.TryRead(TimeSpan.Zero, out _));
        long start = GC.GetAllocatedBytesForCurrentThread();
        int read = 0;
        while (read < 1000 && capture.TryRead(TimeSpan.Zero, out _)) read++;
        Assert.Equal((1000, 0L), (read, GC.GetAllocatedBytesForCurrentThread() - start));
    }

    [Fact]
    public void DevicesAreListedAsIpKnowsThem()
    {
        PcapDeviceInfo device = lab.B.Run(() => PcapDevices.All().Single(d => d.Name == "vb"));
        Assert.Contains(lab.B.Address, device.Addresses);
        Assert.Contains(lab.B.Address6, device.Addresses);
        Assert.Equal(TwoHosts.MacOfB, device.HardwareAddress!.GetAddressBytes());
        Assert.Equal((true, false), (device.IsUp, device.IsLoopback));
        Assert.True(lab.B.Run(() => PcapDevices.All().Single(d => d.Name == "lo").IsLoopback));
        Assert.Equal(RawNet.Wire.LinkType.Ethernet, lab.B.Run(device.ReadLinkType));
    }

    [Fact]
    public void RefusalsAreLibpcapsSentences()
    {
        LibpcapException wrong = Assert.Throws<LibpcapException>(
            () => lab.B.Run(() => PcapCapture.Open("vb", new PcapCaptureSettings { Filter = "no such thing" })));
        Assert.Contains("syntax error", wrong.Message, StringComparison.Ordinal);
        LibpcapException absent = Assert.Throws<LibpcapException>(() => lab.B.Run(() => PcapCapture.Open("nobody")));
        Assert.Equal(LibpcapFailure.NoSuchDevice, absent.Failure);
        LibpcapException refused = Assert.Throws<LibpcapException>(() => Unprivileged.Run(() => PcapCapture.Open("lo").Dispose()));
        Assert.Equal(LibpcapFailure.NotPermitted, refused.Failure);
        Assert.Equal("lo: socket: Operation not permitted", refused.Message);
    }
}
