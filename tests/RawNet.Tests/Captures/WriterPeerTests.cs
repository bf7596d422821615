using RawNet.Captures;
using RawNet.Lab;
using RawNet.Wire;

namespace RawNet.Tests.Captures;

/// <summary>What is written here, other tools read: equal bytes, times and link types.</summary>
public class WriterPeerTests
{
    // Frames by hand: whole, of an odd length, cut to 18 of 1500 bytes. The last nanosecond must survive.
    private static readonly (long Time, long Length, string Data)[] _packets =
    [
        (1_700_000_000_123_456_789, 18, Samples.Frame),
        (1_700_000_000_999_999_999, 19, Samples.Odd),
        (4_102_444_800_000_000_001, 1500, Samples.Frame),
    ];

    public static TheoryData<CaptureContainer, ByteOrder, byte> Kinds { get; } = new()
    {
        { CaptureContainer.Pcap, ByteOrder.Little, 6 },
        { CaptureContainer.Pcap, ByteOrder.Little, 9 },
        { CaptureContainer.Pcap, ByteOrder.Big, 6 },
        { CaptureContainer.Pcap, ByteOrder.Big, 9 },
        { CaptureContainer.Pcapng, ByteOrder.Little, 6 },
        { CaptureContainer.Pcapng, ByteOrder.Little, 9 },
        { CaptureContainer.Pcapng, ByteOrder.Big, 6 },
        { CaptureContainer.Pcapng, ByteOrder.Big, 9 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TsharkReadsEqualBytesTimesAndLengths(CaptureContainer container, ByteOrder order, byte resolution)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using TemporaryFile file = Written(container, order, resolution);
        Assert.Equal(Expected(resolution).Select(Seen.Of), Tshark.Read(file.Path));
    }

    // Link type 231, D-Bus: the longest messages that pcap-linktype(7) knows. libpcap and Wireshark take 128 MiB.
    [Theory]
    [InlineData(CaptureContainer.Pcap, 17 << 20)]
    [InlineData(CaptureContainer.Pcapng, 17 << 20)]
    [InlineData(CaptureContainer.Pcapng, 128 << 20)]
    public void TheLongestPacketsAreWrittenWholeAndReadByCapinfosAndByUs(CaptureContainer container, int length)
    {
        Assert.SkipUnless(Peer.Exists("capinfos"), Peer.Missing("capinfos"));
        const LinkType dBus = (LinkType)231;
        using TemporaryFile file = new();
        using (FileStream stream = File.Create(file.Path))
        {
            CaptureInterface description = new(dBus) { SnapLength = 0 };
            ICaptureWriter writer = container == CaptureContainer.Pcap ? new PcapWriter(stream, description) : Section(stream, description);
            writer.Write(new CapturedPacket(dBus, new byte[length], 1_700_000_000_000_000_000));
        }
        Assert.Matches($"Data size: +{length} bytes\n", Peer.Run("capinfos", ["-M", "-d", file.Path]).Succeeded().Text);
        using FileStream written = File.OpenRead(file.Path);
        using CaptureReader reader = CaptureReader.Open(written);
        Assert.True(reader.TryRead(out CapturedPacket packet), $"{reader.Error}");
        Assert.Equal(length, packet.Data.Length);
        Assert.False(reader.TryRead(out _));
        Assert.Null(reader.Error);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ScapyReadsEqualBytesTimesLengthsAndLinkTypes(CaptureContainer container, ByteOrder order, byte resolution)
    {
        Assert.SkipUnless(Scapy.Exists, Scapy.Missing);
        using TemporaryFile file = Written(container, order, resolution);
        Assert.Equal(Expected(resolution).Select(row => ((long?)row.Time, row.Length, row.Data, 1)), Scapy.Read(file.Path));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void CapinfosNamesTheFormatAndCountsThePackets(CaptureContainer container, ByteOrder order, byte resolution)
    {
        Assert.SkipUnless(Peer.Exists("capinfos"), Peer.Missing("capinfos"));
        using TemporaryFile file = Written(container, order, resolution);
        string[] row = Peer.Run("capinfos", ["-T", "-r", "-m", "-M", "-t", "-E", "-c", file.Path]).Succeeded().Text.Trim().Split(',');
        string[] type = container == CaptureContainer.Pcapng ? ["pcapng"] : resolution == 9 ? ["nsecpcap"] : ["pcap"];
        Assert.Equal([.. type, "ether", "3"], row[1..]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatEditcapMakesOfAFileWeReadTheSame(CaptureContainer container, ByteOrder order, byte resolution)
    {
        Assert.SkipUnless(Peer.Exists("editcap"), Peer.Missing("editcap"));
        using TemporaryFile file = Written(container, order, resolution);
        foreach (string format in new[] { "nsecpcap", "pcapng" })
        {
            using TemporaryFile converted = new();
            Peer.Run("editcap", ["-F", format, file.Path, converted.Path]).Succeeded();
            Assert.Equal(Expected(resolution), Reading.Of(File.ReadAllBytes(converted.Path)).Packets);
        }
    }

    [Fact]
    public void TsharkSeesInterfaceDirectionAndComment()
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using TemporaryFile file = new(Told());
        PeerResult result = Peer.Run("tshark", ["-n", "-r", file.Path, "-T", "fields", "-E", "separator=|",
            "-e", "frame.interface_name", "-e", "frame.interface_description", "-e", "frame.packet_flags_direction",
            "-e", "frame.comment", "-e", "frame.time_epoch"]).Succeeded();
        Assert.Equal(["eth0|first|0x00000001|came in|1700000000.000000001", "tun0||0x00000002||1700000000.000000000", "eth0|first|||"],
            result.Lines);
    }

    [Fact]
    public void CapinfosSeesTheSectionAndTheStatistics()
    {
        Assert.SkipUnless(Peer.Exists("capinfos"), Peer.Missing("capinfos"));
        using TemporaryFile file = new(Told());
        string text = Peer.Run("capinfos", [file.Path]).Succeeded().Text;
        Assert.Matches("Capture hardware: +a machine\n", text);
        Assert.Matches("Capture oper-sys: +an OS\n", text);
        Assert.Matches("Capture application: +a program\n", text);
        Assert.Matches("Capture comment: +a note\n", text);
        Assert.Matches("Number of interfaces in file: 2\n", text);
        Assert.Matches("Encapsulation = Raw IP", text);
        Assert.Matches("Number of stat entries = 1\n", text);
    }

    [Fact]
    public void TsharkReadsASecondSectionOfAnotherByteOrder()
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using MemoryStream stream = new();
        Fill(new PcapngWriter(stream), 9);
        Fill(new PcapngWriter(stream, order: ByteOrder.Big), 6);
        using TemporaryFile file = new(stream.ToArray());
        Assert.Equal(Expected(9).Concat(Expected(6)).Select(Seen.Of), Tshark.Read(file.Path));
    }

    private static IEnumerable<Row> Expected(byte resolution)
    {
        long unit = resolution == 9 ? 1 : 1000;
        return _packets.Select((packet, index) => new Row(index + 1, packet.Time / unit * unit, packet.Length, packet.Data));
    }

    private static TemporaryFile Written(CaptureContainer container, ByteOrder order, byte resolution)
    {
        using MemoryStream stream = new();
        if (container == CaptureContainer.Pcapng)
            Fill(new PcapngWriter(stream, null, order), resolution);
        else
            Fill(new PcapWriter(stream, new CaptureInterface(LinkType.Ethernet) { Resolution = new TimeResolution(resolution) }, order));
        return new TemporaryFile(stream.ToArray());
    }

    private static void Fill(PcapngWriter writer, byte resolution)
    {
        writer.AddInterface(new CaptureInterface(LinkType.Ethernet) { Resolution = new TimeResolution(resolution) });
        Fill(writer);
    }

    private static void Fill(ICaptureWriter writer)
    {
        foreach ((long time, long length, string data) in _packets)
            writer.Write(new CapturedPacket(LinkType.Ethernet, Convert.FromHexString(data), time) { Length = length });
    }

    private static byte[] Told()
    {
        using MemoryStream stream = new();
        PcapngWriter writer = new(stream,
            new PcapngSection { Hardware = "a machine", OperatingSystem = "an OS", Application = "a program", Comment = "a note" });
        int eth0 = writer.AddInterface(new CaptureInterface(LinkType.Ethernet) { Name = "eth0", Description = "first" });
        int tun0 = writer.AddInterface(
            new CaptureInterface(LinkType.Raw) { Name = "tun0", Resolution = new TimeResolution(0x94), OffsetSeconds = 1_600_000_000 });
        byte[] frame = Convert.FromHexString(Samples.Frame);
        byte[] raw = Convert.FromHexString("450000140000000040fd00000a0000010a000002");
        writer.Write(new CapturedPacket(LinkType.Ethernet, frame, 1_700_000_000_000_000_001)
        {
            Interface = eth0,
            Direction = PacketDirection.Inbound,
            Comments = PacketComments.Of("came in")
        });
        writer.Write(
            new CapturedPacket(LinkType.Raw, raw, 1_700_000_000_000_000_000) { Interface = tun0, Direction = PacketDirection.Outbound });
        writer.Write(new CapturedPacket(LinkType.Ethernet, frame, null));
        writer.WriteStatistics(eth0, new InterfaceStatistics(1_700_000_001_000_000_000) { Received = 12, Dropped = 3 });
        return stream.ToArray();
    }

    private static PcapngWriter Section(Stream stream, CaptureInterface description)
    {
        PcapngWriter writer = new(stream);
        writer.AddInterface(description);
        return writer;
    }
}
