using System.Net;
using System.Net.Sockets;
using RawNet.Filters;
using RawNet.Lab;
using RawNet.Sockets.Tests.Options;
using RawNet.Wire;

namespace RawNet.Sockets.Tests;

public class PacketSocketTests(LabFixture lab) : IClassFixture<LabFixture>
{
    private const ushort Experimental = 0x88b5; // IEEE 802 local experimental EtherType
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(2);
    private static readonly byte[] _other = [2, 0, 0, 0, 0, 9];

    private Host A => lab.Hosts.A;

    private Host B => lab.Hosts.B;

    [Fact, Trait("row", "56")]
    public void OwnAndForeignFramesAreSeenWithTheirDirection()
    {
        using PacketSocket tap = Tap(B);
        SendFrom(A, Frame(1));
        SendFrom(B, Hand.Ethernet(TwoHosts.MacOfA, TwoHosts.MacOfB, Experimental, [2]));
        SendFrom(A, Hand.Ethernet([255, 255, 255, 255, 255, 255], TwoHosts.MacOfA, Experimental, [3]));
        SendFrom(A, Hand.Ethernet([1, 0, 0x5e, 0, 0, 1], TwoHosts.MacOfA, Experimental, [4]));
        byte[] buffer = new byte[100];
        PacketType[] seen = [.. Enumerable.Range(0, 4).Select(_ => Next(tap, buffer).PacketType)];
        Assert.Equal([PacketType.Host, PacketType.Outgoing, PacketType.Broadcast, PacketType.Multicast], seen);
    }

    [Fact, Trait("row", "56")]
    public void TheProtocolIsBoundInNetworkOrder()
    {
        using PacketSocket tap = Tap(B);
        string listed = B.Exec("cat", "/proc/net/packet").Succeeded().Text;
        Assert.Contains(listed.Split('\n'), line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, "3", "0003", ..]);
    }

    [Fact, Trait("row", "57")]
    public void OnLoopbackEachPacketComesOnce()
    {
        using Host host = Lend.Loopback();
        Assert.Equal(3, LoopbackFrames(host, () => Link.ByName("lo")));
        Assert.Equal(3, LoopbackFrames(host, () => null));
    }

    [Theory, Trait("row", "58"), Observes("PACKET_AUXDATA")]
    [InlineData(0x8100)]
    [InlineData(0x88a8)]
    public void TheVlanTagIsPutBack(int tpid)
    {
        byte[] frame = Hand.Ethernet(TwoHosts.MacOfB, TwoHosts.MacOfA, (ushort)tpid, [0x60, 0x07, 0x88, 0xb5, .. new byte[50]]);
        using PacketSocket tap = Tap(B);
        SendFrom(A, frame);
        byte[] buffer = new byte[100];
        ReceivedFrame arrival = tap.Receive(buffer, _soon);
        while (!arrival.VlanRestored)
            arrival = tap.Receive(buffer, _soon);
        Assert.Equal((frame.Length, frame.Length), (arrival.Length, arrival.WireLength));
        Assert.Equal(frame, buffer[..frame.Length]);
        Assert.Equal(Experimental, arrival.Protocol);
    }

    [Fact, Trait("row", "58")]
    public void TheVlanTagIsPutBackIntoAShortBuffer()
    {
        byte[] frame = Hand.Ethernet(TwoHosts.MacOfB, TwoHosts.MacOfA, 0x8100, [0x60, 0x07, 0x88, 0xb5, .. new byte[50]]);
        using PacketSocket tap = Tap(B);
        SendFrom(A, frame);
        byte[] buffer = new byte[24];
        ReceivedFrame arrival = tap.Receive(buffer, _soon);
        while (!arrival.VlanRestored)
            arrival = tap.Receive(buffer, _soon);
        Assert.Equal((24, frame.Length), (arrival.Length, arrival.WireLength));
        Assert.Equal(frame[..24], buffer);
    }

    [Fact, Trait("row", "59")]
    public void ShortBufferTellsTheRealLength()
    {
        using PacketSocket tap = Tap(B);
        SendFrom(A, Hand.Ethernet(TwoHosts.MacOfB, TwoHosts.MacOfA, Experimental, new byte[1000]));
        ReceivedFrame arrival = Next(tap, new byte[64]);
        Assert.Equal((64, 1014), (arrival.Length, arrival.WireLength));
    }

    [Fact, Trait("row", "60")]
    public void ChecksumsLeftToTheHardwareAreTold()
    {
        using PacketSocket tap = Tap(B);
        A.Run(() =>
        {
            using Socket udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            udp.SendTo("hello"u8, new IPEndPoint(B.Address, 9));
        });
        byte[] buffer = new byte[200];
        ReceivedFrame arrival = RawReceiveTests.NextIpv4(tap, buffer);
        Assert.Equal(17, buffer[14 + 9]);
        Assert.True(arrival.ChecksumNotReady);
        SendFrom(A, Frame(1));
        Assert.False(Next(tap, buffer).ChecksumNotReady);
    }

    [Fact, Trait("row", "23")]
    public void NothingFromBeforeTheSetUpIsQueued()
    {
        using Host host = Lend.Loopback();
        using CancellationTokenSource stop = new();
        byte[] frame = Hand.Ethernet(new byte[6], new byte[6], Experimental, [1]);
        Thread flood = new(() => host.Run(() =>
        {
            using PacketSocket sender = PacketSocket.Open(Link.ByName("lo"));
            while (!stop.IsCancellationRequested)
                sender.Send(frame);
        }));
        flood.Start();
        try
        {
            for (int i = 0; i < 50; i++)
                Assert.False(host.Run(OpenWithDropAll).HasFrame);
        }
        finally
        {
            stop.Cancel();
            flood.Join();
        }
    }

    [Fact, Observes("PACKET_ADD_MEMBERSHIP")]
    public void FramesOfOtherHostsComeInPromiscuousModeOnly()
    {
        byte[] frame = Hand.Ethernet(_other, TwoHosts.MacOfA, Experimental, [1]);
        Assert.DoesNotContain("PROMISC", B.Exec("ip", "link", "show", "vb").Text, StringComparison.Ordinal);
        using PacketSocket tap = Tap(B, new PacketSocketSettings { Promiscuous = true });
        Assert.Contains("promiscuity 1", B.Exec("ip", "-d", "link", "show", "vb").Text, StringComparison.Ordinal);
        SendFrom(A, frame);
        Assert.Equal(PacketType.OtherHost, Next(tap, new byte[100]).PacketType);
    }

    [Fact]
    public void AllMulticastIsAskedOfTheInterface()
    {
        using PacketSocket tap = Tap(B, new PacketSocketSettings { AllMulticast = true });
        Assert.Contains("allmulti 1", B.Exec("ip", "-d", "link", "show", "vb").Text, StringComparison.Ordinal);
    }

    [Theory, Observes("PACKET_STATISTICS")]
    [InlineData(false)]
    [InlineData(true)]
    public void LostFramesAreCounted(bool bypass)
    {
        using PacketSocket tap = Tap(B, new PacketSocketSettings { ReceiveBuffer = 4096, Filter = ExperimentalOnly });
        byte[] frame = Hand.Ethernet(TwoHosts.MacOfB, TwoHosts.MacOfA, Experimental, new byte[500]);
        A.Run(() =>
        {
            using PacketSocket sender = PacketSocket.Open(Link.ByName("va"), new PacketSocketSettings { BypassQueue = bypass });
            for (int i = 0; i < 100; i++)
                sender.Send(frame);
        });
        int got = 0;
        while (tap.Receive(new byte[2000], TimeSpan.FromMilliseconds(100)).HasFrame)
            got++;
        PacketCount count = tap.ReadCount();
        Assert.Equal(100, count.Received);
        Assert.Equal(100 - got, count.Dropped);
        Assert.InRange(got, 1, 99);
        Assert.Equal(count, tap.ReadCount());
    }

    [Fact]
    public void FilterOfTcpdumpDecides()
    {
        BpfInstruction[] program =
        [
            .. Peer.Run("tcpdump", ["-ddd", "-y", "EN10MB", "ether proto 0x88b5"]).Succeeded().Lines.Skip(1).Select(Instruction)
        ];
        using PacketSocket tap = Tap(B, new PacketSocketSettings { Filter = program });
        SendFrom(A, Hand.Ethernet(TwoHosts.MacOfB, TwoHosts.MacOfA, 0x88b6, [1]));
        SendFrom(A, Frame(2));
        byte[] buffer = new byte[100];
        Assert.Equal(Experimental, tap.Receive(buffer, _soon).Protocol);
        Assert.Equal(2, buffer[14]);
    }

    [Fact]
    public void TimeIsTheKernelsAndTheInterfaceIsTold()
    {
        using PacketSocket tap = Tap(B);
        using Capture capture = B.StartCapture(filter: "ether proto 0x88b5");
        SendFrom(A, Frame(1));
        ReceivedFrame arrival = Next(tap, new byte[100]);
        Assert.Equal(capture.Stop(1)[0].TimeNanoseconds, arrival.TimeNanoseconds);
        Assert.Equal(B.Run(() => Link.ByName("vb")).Index, arrival.InterfaceIndex);
        Assert.Equal(LinkType.Ethernet, tap.Link!.LinkType);
    }

    [Fact]
    public void FailuresOfSendingAreNamed()
    {
        A.Run(() =>
        {
            using PacketSocket socket = PacketSocket.Open(Link.ByName("va"));
            Assert.Equal("EMSGSIZE", Assert.Throws<SystemCallException>(() => socket.Send(new byte[1519])).ErrorName);
            using PacketSocket all = PacketSocket.Open(null);
            Assert.Equal("ENXIO", Assert.Throws<SystemCallException>(() => all.Send(Frame(1))).ErrorName);
        });
    }

    private static IReadOnlyList<BpfInstruction> ExperimentalOnly =>
    [
        new(0x28, 0, 0, 12), new(0x15, 0, 1, Experimental), new(0x06, 0, 0, 65535), BpfInstruction.DropAll
    ];

    private static BpfInstruction Instruction(string line)
    {
        uint[] numbers = [.. line.Split(' ').Select(n => uint.Parse(n, null))];
        return new BpfInstruction((ushort)numbers[0], (byte)numbers[1], (byte)numbers[2], numbers[3]);
    }

    private static ReceivedFrame OpenWithDropAll()
    {
        using PacketSocket socket = PacketSocket.Open(Link.ByName("lo"), new PacketSocketSettings { Filter = [BpfInstruction.DropAll] });
        return socket.Receive(new byte[100], TimeSpan.Zero);
    }

    private static byte[] Frame(byte payload) => Hand.Ethernet(TwoHosts.MacOfB, TwoHosts.MacOfA, Experimental, [payload]);

    private static ReceivedFrame Next(PacketSocket tap, byte[] buffer)
    {
        while (true)
        {
            ReceivedFrame frame = tap.Receive(buffer, _soon);
            Assert.True(frame.HasFrame, "no frame came");
            if (frame.Protocol == Experimental)
                return frame;
        }
    }

    private static int LoopbackFrames(Host host, Func<Link?> link) => host.Run(() =>
    {
        using PacketSocket tap = PacketSocket.Open(link());
        using Socket udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        for (int i = 0; i < 3; i++)
            udp.SendTo("x"u8, new IPEndPoint(IPAddress.Loopback, 9));
        int count = 0;
        byte[] buffer = new byte[200];
        while (tap.Receive(buffer, TimeSpan.FromMilliseconds(100)).HasFrame)
            count += buffer[14 + 9] == 17 ? 1 : 0;
        return count;
    });

    private static PacketSocket Tap(Host host, PacketSocketSettings? settings = null) =>
        host.Run(() => PacketSocket.Open(Link.ByName(host.InterfaceName), settings));

    private static void SendFrom(Host host, byte[] frame) => host.Run(() =>
    {
        using PacketSocket socket = PacketSocket.Open(Link.ByName(host.InterfaceName));
        socket.Send(frame);
    });
}
