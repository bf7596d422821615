using System.Globalization;
using System.Text;
using RawNet.Captures;
using RawNet.Lab;
using RawNet.Wire;

namespace RawNet.Tests.Captures;

/// <summary>Times beyond 64 bits of nanoseconds, before 1970 and in units that no clock has.</summary>
public class WideTimeTests
{
    private static readonly int[] _resolutions = [0, 1, 3, 6, 9, 10, 19, 20, 28, 29, 127, 0x80, 0x8a, 0x94, 0xbf, 0xc0, 0xdd, 0xde, 0xff];
    private static readonly long[] _offsets =
    [
        0, 1, -1, 1_600_000_000, -1_600_000_000, 9_223_372_036, -9_223_372_037, long.MaxValue, long.MinValue
    ];
    private static readonly ulong[] _units =
    [
        0, 1, 999_999_999, 68_470_465_054_149_710, 1_480_520_108_640_523_000, (ulong)long.MaxValue, 1UL << 63, ulong.MaxValue
    ];

    /// <summary>Python's integers have no limit, and its // rounds down.</summary>
    private const string Sum = """
        import sys
        for line in sys.stdin:
            code, offset, units = map(int, line.split())
            per_second = 2 ** (code & 0x7f) if code & 0x80 else 10 ** code
            print(units * 10**9 // per_second + offset * 10**9)
        """;

    [Fact]
    public void EveryStoredTimeIsWhatPythonMakesOfIt()
    {
        Assert.SkipUnless(Peer.Exists("python3"), Peer.Missing("python3"));
        var cases =
            (from code in _resolutions from offset in _offsets from units in _units select (Code: code, Offset: offset, Units: units))
                .ToList();
        string input = string.Concat(cases.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Code} {c.Offset} {c.Units}\n")));
        IReadOnlyList<string> expected = Peer.Run("python3", ["-c", Sum], Encoding.ASCII.GetBytes(input)).Succeeded().Lines;
        Assert.Equal(cases.Count, expected.Count);
        Assert.Equal(expected, cases.Select(c => TextOf(Read(c.Code, c.Offset, c.Units))));
    }

    [Fact]
    public void AStoredTimeIsWrittenAgainAsItStood()
    {
        foreach (int code in new[] { 0, 3, 6, 9, 0x80, 0x89 }) // whole nanoseconds, so that nothing is rounded away
            foreach (long offset in _offsets)
                foreach (ulong units in _units)
                {
                    byte[] file = File(code, offset, units);
                    Assert.Equal(file, Rewritten(file, code, offset));
                }
    }

    [Theory]
    [InlineData("68470465054149710000")]
    [InlineData("-1")]
    [InlineData("4294967296000000000")]
    public void PcapRefusesWhatItsSecondsCannotSay(string time)
    {
        using MemoryStream stream = new();
        PcapWriter writer = new(stream, new CaptureInterface(LinkType.Ethernet));
        long before = stream.Length;
        ArgumentException refusal = Assert.Throws<ArgumentException>(
            () => writer.Write(new CapturedPacket(LinkType.Ethernet, [1], Int128.Parse(time, CultureInfo.InvariantCulture))));
        Assert.Equal($"pcap holds times from 1970 to 2106, not {time} ns", refusal.Message);
        Assert.Equal(before, stream.Length);
    }

    [Theory]
    [InlineData(9, 0, "18446744073709551616")]
    [InlineData(9, 0, "-1")]
    [InlineData(0, long.MaxValue, "0")]
    [InlineData(0, long.MinValue, "18446744073709551616000000000")]
    [InlineData(127, 0, "1")]
    [InlineData(255, 0, "1")]
    public void PcapngRefusesWhatItsUnitsCannotSay(int code, long offset, string time)
    {
        using MemoryStream stream = new();
        PcapngWriter writer = new(stream);
        writer.AddInterface(
            new CaptureInterface(LinkType.Ethernet) { Resolution = new TimeResolution((byte)code), OffsetSeconds = offset });
        long before = stream.Length;
        ArgumentException refusal = Assert.ThrowsAny<ArgumentException>(
            () => writer.Write(new CapturedPacket(LinkType.Ethernet, [1], Int128.Parse(time, CultureInfo.InvariantCulture))));
        Assert.Contains("cannot store this time", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, stream.Length);
    }

    [Fact]
    public void TsharkSeesTheSameTimeBeyond64Bits()
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using TemporaryFile file = new(File(6, 0, 68_470_465_054_149_710));
        Assert.Equal("68470465054.149710000", Assert.Single(Tshark.Read(file.Path)).Time);
        Assert.Equal("68470465054149710000", TextOf(Read(6, 0, 68_470_465_054_149_710)));
    }

    private static string TextOf(Int128? time) => time?.ToString(CultureInfo.InvariantCulture) ?? "none";

    private static Int128? Read(int code, long offset, ulong units) => Assert.Single(Reading.Of(File(code, offset, units)).Packets).Time;

    // A section, an interface with if_tsresol and if_tsoffset, and a packet of no bytes, typed from the draft (4.1 to 4.3).
    private static byte[] File(int code, long offset, ulong units)
    {
        string tsoffset = offset == 0 ? "" : $"0e000800{Little((ulong)offset, 8)}";
        return
        [
            .. Convert.FromHexString(Blocks.Head[..56]),
            .. Blocks.Bytes(1, $"01000000 00000400 09000100 {code:x2}000000 {tsoffset} 00000000"),
            .. Blocks.Bytes(6, $"00000000 {Little(units >> 32, 4)} {Little(units & uint.MaxValue, 4)} 00000000 00000000"),
        ];
    }

    private static string Little(ulong value, int bytes) => Convert.ToHexStringLower(BitConverter.GetBytes(value).AsSpan(0, bytes));

    private static byte[] Rewritten(byte[] file, int code, long offset)
    {
        using MemoryStream from = new(file);
        using MemoryStream to = new();
        using CaptureReader reader = CaptureReader.Open(from);
        PcapngWriter writer = new(to);
        Assert.True(reader.TryRead(out CapturedPacket packet));
        writer.AddInterface(
            new CaptureInterface(LinkType.Ethernet) { Resolution = new TimeResolution((byte)code), OffsetSeconds = offset });
        writer.Write(packet);
        return to.ToArray();
    }
}
