using RawNet.Captures;
using RawNet.Lab;
using RawNet.Wire;

namespace RawNet.Tests.Captures;

/// <summary>Every block that is written here, in sections of both orders, as other tools read it:
/// what stands in it, not only its packets.</summary>
public class BlockPeerTests
{
    private const long Time = 1_700_000_000_123_456_789;
    private const string Datagram = "450000140000000040fd0000c6120001c6120002"; // 198.18.0.1 to 198.18.0.2, no payload

    /// <summary>The orders of the sections, one after the other.</summary>
    public static TheoryData<string> Files { get; } = ["Little", "Big", "Little Big", "Big Little"];

    // Blocks that only BlockWriter passes on: type, body by hand in either order (draft-ietf-opsawg-pcapng).
    private static readonly (uint Type, string Little, string Big)[] _others =
    [
        // 4.5: 198.18.0.1 one.test, 2001:db8::1 six.test, end of records; ns_dnsname dns.test
        (4, "0100 0d00 c6120001 6f6e652e7465737400 000000  0200 1900 20010db8000000000000000000000001 7369782e7465737400 000000  0000 "
            + "0000  0200 0800 646e732e74657374  0000 0000",
            "0001 000d c6120001 6f6e652e7465737400 000000  0002 0019 20010db8000000000000000000000001 7369782e7465737400 000000  0000 "
            + "0000  0002 0008 646e732e74657374  0000 0000"),
        // 4.3: two comments, custom options of enterprise 32473 (text, bytes; both also not to be copied), flags multicast
        // and outbound, 7 lost before, packet id 99
        (6, $"01000000 00000000 00000000 14000000 14000000 {Datagram} 0100 0200 63310000  0100 0200 63320000  ac0b 0700 d97e0000 73747200  "
            + "ad0b 0600 d97e0000 01020000  ac4b 0700 d97e0000 73747200  ad4b 0600 d97e0000 01020000  0200 0400 0a000000  0400 0800 "
            + "0700000000000000  0500 0800 6300000000000000  0000 0000",
            $"00000001 00000000 00000000 00000014 00000014 {Datagram} 0001 0002 63310000  0001 0002 63320000  0bac 0007 00007ed9 73747200  "
            + "0bad 0006 00007ed9 01020000  4bac 0007 00007ed9 73747200  4bad 0006 00007ed9 01020000  0002 0004 0000000a  0004 0008 "
            + "0000000000000007  0005 0008 0000000000000063  0000 0000"),
        (0x0bad, "d97e0000 64617461", "00007ed9 64617461"),         // 4.9: enterprise 32473, "data"
        (0x4000_0bad, "d97e0000 44415441", "00007ed9 44415441"),    // 4.9: "DATA", not to be copied
        (0x55, "756e6b6e", "756e6b6e"),                             // no block that anybody has defined
    ];

    [Theory]
    [InlineData("Little")]
    [InlineData("Big")]
    public void TsharkDissectsEveryBlock(string orders)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using TemporaryFile file = Written(orders);
        Assert.Equal(
            ["0x0a0d0d0a,0x00000001,0x00000001,0x00000006,0x00000003,0x00000004,0x00000006,0x00000bad,0x40000bad,0x00000055,0x00000005"],
            Dissected(file, "block.type.value"));
        Assert.Equal(["a note,went out,c1,c2|a machine|an OS|a program"], Dissected(file, "options.option.data.comment",
            "options.option.data.hardware", "options.option.data.os", "options.option.data.user_application"));
        Assert.Equal(["1,101|96,0|eth0,tun0|first|0x03,0x94|1600000000"],
            Dissected(file, "interface_description.link_type", "interface_description.snap_length",
                "options.option.data.interface.name", "options.option.data.interface.description",
                "options.option.data.interface.timestamp_resolution", "options.option.data.interface.timestamp_offset"));
        Assert.Equal(["198.18.0.1|2001:db8::1|one.test,six.test|dns.test"], Dissected(file, "records.record.data.ipv4",
            "records.record.data.ipv6", "records.record.data.name", "options.option.data.dns_name"));
        Assert.Equal(["0x0002,0x0002|7|0x0000000000000063"], Dissected(file, "options.option.data.packet.flags.direction",
            "options.option.data.packet.drop_count", "options.option.data.packet.id"));
        Assert.Equal(["12|3"], Dissected(file, "options.option.data.interface.received", "options.option.data.interface.dropped"));
        Assert.Equal(["18,18,20|18,18,20"], Dissected(file, "packet.captured_length", "packet.packet_length"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void TsharkTakesNamesFromTheNameResolutionBlock(string orders)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using TemporaryFile file = Written(orders);
        IReadOnlyList<string> hosts = Peer.Run("tshark", ["-r", file.Path, "-q", "-z", "hosts"]).Succeeded().Lines;
        Assert.Equal(["198.18.0.1\tone.test", "2001:db8::1\tsix.test"], hosts.Where(line => !line.StartsWith('#')));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void TsharkShowsCustomBlocksAndWhatPacketsCarry(string orders)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using TemporaryFile file = Written(orders);
        IReadOnlyList<string> rows = Peer.Run("tshark",
            ["-n", "-r", file.Path, "-T", "fields", "-E", "separator=|", "-e", "frame.section_number", "-e", "frame.comment",
                "-e", "frame.packet_flags", "-e", "frame.drop_count", "-e", "frame.packet_id",
                "-e", "frame.cb_pen", "-e", "frame.cb_copy", "-e", "data.data"]).Succeeded().Lines;
        Assert.Equal(Sections(orders).SelectMany((_, number) => Shown(number + 1)), rows);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void CapinfosCountsWhatTheBlocksHold(string orders)
    {
        Assert.SkipUnless(Peer.Exists("capinfos"), Peer.Missing("capinfos"));
        using TemporaryFile file = Written(orders);
        int sections = Sections(orders).Length;
        string text = Peer.Run("capinfos", [file.Path]).Succeeded().Text;
        Assert.Matches($"Number of packets: +{3 * sections}\n", text);
        Assert.Matches($"Number of interfaces in file: {2 * sections}\n", text);
        Assert.Matches($"Number of resolved IPv4 addresses in file: {sections}\n", text);
        Assert.Matches($"Number of resolved IPv6 addresses in file: {sections}\n", text);
        Assert.Matches("Capture comment: +a note\n", text);
    }

    // Wireshark 4.0 adds the offset to the times, leaves out names, statistics, unknown blocks and what must not be copied,
    // and makes Enhanced Packets of Simple ones.
    [Theory]
    [MemberData(nameof(Files))]
    public void WhatEditcapMakesOfTheBlocksWeRead(string orders)
    {
        Assert.SkipUnless(Peer.Exists("editcap"), Peer.Missing("editcap"));
        using TemporaryFile file = Written(orders);
        using TemporaryFile rewritten = new();
        Peer.Run("editcap", [file.Path, rewritten.Path]).Succeeded();
        Blocks read = Blocks.Of(File.ReadAllBytes(rewritten.Path));
        Assert.Null(read.Error);
        Assert.Equal(
            ["Section Header little 1.0 -1: a note a machine an OS a program",
                "Interface Description 0 1 96: eth0 first 10^-3 s", "Interface Description 1 101 0: tun0 2^-20 s"],
            read.Descriptions.Take(3).Select(Told));
        Assert.Equal(Sections(orders).SelectMany(_ => _rewritten),
            read.Descriptions.Where(block => block.Type is BlockType.EnhancedPacket or BlockType.Custom).Select(Told));
    }

    // Scapy passes over all blocks but packets, and shows stored times: in milliseconds for eth0, without the offset for tun0.
    [Theory]
    [MemberData(nameof(Files))]
    public void ScapyReadsThePacketsBetweenTheBlocks(string orders)
    {
        Assert.SkipUnless(Scapy.Exists, Scapy.Missing);
        using TemporaryFile file = Written(orders);
        (long? Time, long Length, string Data, int LinkType)[] section =
        [
            (1_700_000_000_123_000_000, 18, Samples.Frame, 1), (null, 18, Samples.Frame, 1), (0, 20, Datagram, 101)
        ];
        Assert.Equal(Sections(orders).SelectMany(_ => section), Scapy.Read(file.Path));
    }

    private static readonly string[] _rewritten =
    [
        "Enhanced Packet 0 1700000000123000000 18 18: went out 0x00000002 outbound",
        "Enhanced Packet 0 0 18 18: ",
        "Enhanced Packet 1 1600000000000000000 20 20: c1 c2 32473 str 32473 hex:0102 0x0000000a outbound multicast 7 99",
        "Custom 32473 true 64617461: ",
    ];

    private static string Told(BlockDescription block) =>
        $"{block.Name} {string.Join(' ', block.Fields.Select(field => field.Value.Text))}: "
        + $"{string.Join(' ', block.Options.Select(option => option.Value.Text))}";

    private static string[] Shown(int section) =>
    [
        $"{section}|went out|0x00000002|||||deadbeef",
        $"{section}|||||||deadbeef",
        $"{section}|c1,c2|0x0000000a|7|99|||",
        $"{section}|||||32473|1|64617461",
        $"{section}|||||32473|0|44415441",
    ];

    // As Wireshark's dissector of pcapng files shows them, not its reader: all of one field in one column.
    private static IReadOnlyList<string> Dissected(TemporaryFile file, params string[] fields) =>
        Peer.Run("tshark", ["-n", "-r", file.Path, "-X", "read_format:MIME Files Format", "-T", "fields",
            "-E", "separator=|", .. fields.SelectMany(field => new[] { "-e", $"pcapng.{field}" })]).Succeeded().Lines;

    private static ByteOrder[] Sections(string orders) => [.. orders.Split(' ').Select(Enum.Parse<ByteOrder>)];

    // All goes through BlockWriter; what PcapngWriter can say is its own.
    private static TemporaryFile Written(string orders)
    {
        Blocks written = Blocks.Of([.. Sections(orders).SelectMany(Section)]);
        Assert.Null(written.Error);
        return new TemporaryFile(written.Copy);
    }

    private static byte[] Section(ByteOrder order)
    {
        using MemoryStream stream = new();
        PcapngWriter writer = new(stream,
            new PcapngSection { Hardware = "a machine", OperatingSystem = "an OS", Application = "a program", Comment = "a note" }, order);
        int eth0 = writer.AddInterface(new CaptureInterface(LinkType.Ethernet)
        {
            Name = "eth0",
            Description = "first",
            SnapLength = 96,
            Resolution = new TimeResolution(3)
        });
        writer.AddInterface(new CaptureInterface(LinkType.Raw)
        {
            Name = "tun0",
            SnapLength = 0,
            Resolution = new TimeResolution(0x94),
            OffsetSeconds = 1_600_000_000
        });
        byte[] frame = Convert.FromHexString(Samples.Frame);
        writer.Write(new CapturedPacket(LinkType.Ethernet, frame, Time)
        {
            Interface = eth0,
            Direction = PacketDirection.Outbound,
            Comments = PacketComments.Of("went out")
        });
        writer.Write(new CapturedPacket(LinkType.Ethernet, frame, null));
        foreach ((uint type, string little, string big) in _others) stream.Write(
            Blocks.Bytes(type, order == ByteOrder.Little ? little : big, order));
        writer.WriteStatistics(eth0, new InterfaceStatistics(Time) { Received = 12, Dropped = 3 });
        return stream.ToArray();
    }
}
