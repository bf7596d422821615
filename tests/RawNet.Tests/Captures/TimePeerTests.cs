using System.Globalization;
using RawNet.Captures;
using RawNet.Lab;
using RawNet.Wire;

namespace RawNet.Tests.Captures;

/// <summary>Times in other units than the usual ones, offsets and snap lengths that are written here, as other tools read them.</summary>
public class TimePeerTests
{
    private const long Time = 1_700_000_000_123_456_789;

    // The unit's octet and offset, and what whole units tell of the time: 126/1024 s, 129453/2^20 s, 132560718/2^30 s.
    public static TheoryData<byte, long, string> Units { get; } = new()
    {
        { 0, 0, "1700000000.000000000" },
        { 3, 0, "1700000000.123000000" },
        { 5, 0, "1700000000.123450000" },
        { 9, 0, "1700000000.123456789" },
        { 0x80, 0, "1700000000.000000000" },
        { 0x8a, 0, "1700000000.123046875" },
        { 0x94, 0, "1700000000.123456001" },
        { 0x9e, 0, "1700000000.123456788" },
        { 3, 1_600_000_000, "1700000000.123000000" },
        { 9, 1_700_000_000, "1700000000.123456789" },
        { 0x8a, 1_700_000_000, "1700000000.123046875" },
        { 6, -3600, "1700000000.123456000" },
    };

    [Theory]
    [MemberData(nameof(Units))]
    public void TsharkReadsTheTime(byte unit, long offset, string expected)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using TemporaryFile file = Written(unit, offset);
        Assert.Equal(new Seen(expected, 18, Samples.Frame), Assert.Single(Tshark.Read(file.Path)));
    }

    [Theory]
    [InlineData(0, 0, "1")]
    [InlineData(3, 0, "1000")]
    [InlineData(9, -3600, "1000000000")]
    [InlineData(12, 1_700_000_000, "1000000000000")]
    [InlineData(0x8a, 0, "1024")]
    [InlineData(0x9e, 0, "1073741824")]
    public void CapinfosNamesTheUnit(byte unit, long offset, string ticks)
    {
        Assert.SkipUnless(Peer.Exists("capinfos"), Peer.Missing("capinfos"));
        using TemporaryFile file = Written(unit, offset);
        string text = Peer.Run("capinfos", [file.Path]).Succeeded().Text;
        Assert.Contains(FormattableString.Invariant($"Time resolution = 0x{unit:x2}\n"), text, StringComparison.Ordinal);
        Assert.Contains($"Time ticks per second = {ticks}\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void WhatEditcapMakesOfTheTimeWeReadTheSame(byte unit, long offset, string expected)
    {
        Assert.SkipUnless(Peer.Exists("editcap"), Peer.Missing("editcap"));
        using TemporaryFile file = Written(unit, offset);
        using TemporaryFile converted = new();
        Peer.Run("editcap", ["-F", "nsecpcap", file.Path, converted.Path]).Succeeded();
        Row packet = Assert.Single(Reading.Of(File.ReadAllBytes(converted.Path)).Packets);
        Assert.Equal(expected, Seen.Of(packet).Time);
    }

    // Scapy's reader does not know if_tsoffset: its times are the stored ones. Wireshark 4.0 multiplies picoseconds beyond
    // 64 bits, so only Scapy is asked for them.
    [Theory]
    [MemberData(nameof(Units))]
    [InlineData(12, 1_700_000_000, "1700000000.123456789")]
    public void ScapyReadsTheStoredTime(byte unit, long offset, string expected)
    {
        Assert.SkipUnless(Scapy.Exists, Scapy.Missing);
        using TemporaryFile file = Written(unit, offset);
        decimal stored = decimal.Parse(expected, CultureInfo.InvariantCulture) - offset;
        Assert.Equal([((long?)(stored * 1_000_000_000), 18L, Samples.Frame, 1)], Scapy.Read(file.Path));
    }

    [Theory]
    [InlineData(ByteOrder.Little)]
    [InlineData(ByteOrder.Big)]
    public void WhatASnapLengthLeavesOfAPacketIsReadSo(ByteOrder order)
    {
        Assert.SkipWhen(Requirements.Programs("tshark", "capinfos", Scapy.Python) is not null,
            Requirements.Programs("tshark", "capinfos", Scapy.Python) ?? "");
        using TemporaryFile file = Snapped(order);
        string kept = Samples.Frame[..28];
        Assert.Equal([new Seen("1700000000.123456789", 18, kept), new Seen("", 18, kept)], Tshark.Read(file.Path));
        Assert.Equal(["14,18", "14,18"], Peer.Run("tshark",
            ["-r", file.Path, "-T", "fields", "-E", "separator=,", "-e", "frame.cap_len", "-e", "frame.len"]).Succeeded().Lines);
        Assert.Equal([(Time, 18, kept, 1), (null, 18, kept, 1)], Scapy.Read(file.Path));
        Assert.Contains("Capture length = 14\n", Peer.Run("capinfos", [file.Path]).Succeeded().Text, StringComparison.Ordinal);
    }

    private static TemporaryFile Written(byte unit, long offset)
    {
        using MemoryStream stream = new();
        PcapngWriter writer = new(stream);
        writer.AddInterface(new CaptureInterface(LinkType.Ethernet) { Resolution = new TimeResolution(unit), OffsetSeconds = offset });
        writer.Write(new CapturedPacket(LinkType.Ethernet, Convert.FromHexString(Samples.Frame), Time));
        return new TemporaryFile(stream.ToArray());
    }

    // Once in an Enhanced and once in a Simple Packet Block.
    private static TemporaryFile Snapped(ByteOrder order)
    {
        using MemoryStream stream = new();
        PcapngWriter writer = new(stream, order: order);
        writer.AddInterface(new CaptureInterface(LinkType.Ethernet) { SnapLength = 14 });
        byte[] frame = Convert.FromHexString(Samples.Frame);
        writer.Write(new CapturedPacket(LinkType.Ethernet, frame, Time));
        writer.Write(new CapturedPacket(LinkType.Ethernet, frame.AsSpan(0, 14), null) { Length = 18 });
        return new TemporaryFile(stream.ToArray());
    }
}
