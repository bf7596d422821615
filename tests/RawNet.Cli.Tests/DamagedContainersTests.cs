using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>pcapng files with one contradiction each: tshark, run on the same file, says whether it is an error
/// and how many packets come before it.</summary>
public class DamagedContainersTests
{
    private const uint Section = 0x0a0d0d0a;
    private const string Ethernet = "01000000 00000000";                          // link type 1, no snap length
    private const string Frame = "000102030405060708090a0b0c0d0e0f10111213";       // 20 bytes
    private const string Enhanced = "00000000 00000000 05000000 14000000 14000000" + Frame;
    private const string BeyondTheBlock = "0100c800 00000000";                   // an option of 200 bytes

    public static TheoryData<string, uint, string> Contradictions { get; } = new()
    {
        { "a whole packet", 6, Enhanced },
        { "an option of a packet beyond its block", 6, Enhanced + BeyondTheBlock },
        { "an option of an old packet beyond its block", 2, "0000 0000 00000000 05000000 14000000 14000000" + Frame + BeyondTheBlock },
        { "a packet of no interface", 6, "01000000" + Enhanced[8..] },
        { "more captured bytes than the block has", 6, "00000000 00000000 05000000 18000000 18000000" + Frame },
        { "a whole simple packet", 3, "14000000" + Frame },
        { "a simple packet longer than its block", 3, "3c000000" + Frame },
        { "a simple packet shorter than its block", 3, "04000000" + Frame },
        { "an empty simple packet", 3, "00000000" },
        { "a section's option beyond it", Section, "4d3c2b1a 0100 0000 ffffffffffffffff" + BeyondTheBlock },
        { "an interface's option beyond it", 1, Ethernet + BeyondTheBlock },
        { "statistics of an interface", 5, "00000000 00000000 05000000 04000800 0300000000000000" },
        { "an option of statistics beyond them", 5, "00000000 00000000 05000000" + BeyondTheBlock },
        { "statistics without a time", 5, "00000000" },
        { "a name", 4, "0100 0800 7f000001 61626300 00000000" },
        { "a name without its address", 4, "0100 0200 7f000000 00000000" },
        { "a record of names beyond them", 4, "0100c800 7f000001 61626300" },
        { "an option of names beyond them", 4, "00000000" + BeyondTheBlock },
        { "a name that does not end", 4, "0100 0800 7f000001 61626364 00000000" },
        { "an IPv6 name that does not end", 4, "0200 1400 20010db8000000000000000000000001 61626364 00000000" },
        { "the end of the names of a length beyond the block", 4, "0100 0800 7f000001 61626300 0000c800" },
        { "the end of the names of a length of four", 4, "0100 0800 7f000001 61626300 00000400 61626300" },
        { "the end of the names of a length of four, which is an option", 4, "0100 0800 7f000001 61626300 00000400 02000400 61626300" },
        { "a name of an unknown kind beyond the block", 4, "0700 2000 7f000001 61626300" },
        { "the end of the options of a length beyond the block", 6, Enhanced + "0000c800 00000000" },
        { "the end of the options of a length of four", 6, Enhanced + "00000400 61626300" },
        { "the end of an interface's options of a length beyond the block", 1, Ethernet + "0000c800 00000000" },
        { "the end of a section's options of a length beyond the block", Section,
            "4d3c2b1a 0100 0000 ffffffffffffffff" + "0000c800 00000000" },
        { "flags of a packet", 6, Enhanced + "02000400 01000000" },
        { "flags of a packet of two bytes", 6, Enhanced + "02000200 01000000" },
        { "flags of an old packet of eight bytes", 2,
            "0000 0000 00000000 05000000 14000000 14000000" + Frame + "02000800 0100000000000000" },
        { "drops of a packet in four bytes", 6, Enhanced + "04000400 01000000" },
        { "a number of a packet in four bytes", 6, Enhanced + "05000400 01000000" },
        { "a number of a packet", 6, Enhanced + "05000800 0100000000000000" },
        { "a queue of a packet in eight bytes", 6, Enhanced + "06000800 0100000000000000" },
        { "an empty verdict", 6, Enhanced + "07000000" },
        { "a verdict of the hardware", 6, Enhanced + "07000100 00000000" },
        { "a verdict of traffic control that lacks bytes", 6, Enhanced + "07000500 0100000000000000" },
        { "a verdict of XDP", 6, Enhanced + "07000900 020000000000000000000000" },
        { "a filter of an interface without its code", 1, Ethernet + "0b000000" },
        { "a resolution of an interface of two bytes", 1, Ethernet + "09000200 06060000" },
        { "custom text without a maker", 6, Enhanced + "ac0b0300 61626300" },
        { "custom bytes of a section without a maker", Section, "4d3c2b1a 0100 0000 ffffffffffffffff" + "ad4b0000" },
        { "a secret", 10, "4b534c54 03000000 61626300" },
        { "a secret beyond its block", 10, "4b534c54 09000000 61626300" },
        { "a custom block whose bytes only its maker knows", 0xbad, "01000000" + BeyondTheBlock },
        { "a block of a type that nobody has defined", 0x0123_4567, BeyondTheBlock },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void TheStatusAndThePacketsAreThoseOfTshark(string what, uint type, string body)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        byte[] packet = Block(6, Enhanced);
        using var file = new TemporaryFile([.. Block(Section, "4d3c2b1a 0100 0000 ffffffffffffffff"),
            .. Block(1, Ethernet), .. packet, .. Block(type, body), .. type == Section ? [] : packet]);
        PeerResult theirs = Peer.Run("tshark", ["-n", "-r", file.Path, "-T", "fields", "-e", "frame.encap_type", "-e", "frame.cap_len"]);
        PeerResult ours = Rawnet.Run("read", file.Path, "--json");
        Assert.True((theirs.ExitCode == 0 ? 0 : 2) == ours.ExitCode, $"{what}: tshark says {theirs.Errors}");
        // tshark 4.0 shows custom blocks as records without an encapsulation.
        Assert.Equal(theirs.Lines.Where(line => !line.StartsWith('\t')).Select(line => line.Split('\t')[1]), CapturedLengths(ours));
    }

    // The longest packet that libpcap and Wireshark take from a file is one of 262,144 bytes.
    [Theory]
    [InlineData(262_144)]
    [InlineData(262_145)]
    public void APacketOfAnIncredibleLengthEndsTheReading(int length)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        string lengths = Little((uint)length) + Little((uint)length);
        using var file = new TemporaryFile([.. Block(Section, "4d3c2b1a 0100 0000 ffffffffffffffff"), .. Block(1, Ethernet),
            .. Block(6, "00000000 00000000 05000000" + lengths + new string('0', (length + 3) / 4 * 8)), .. Block(6, Enhanced)]);
        PeerResult theirs = Peer.Run("tshark", ["-n", "-r", file.Path, "-T", "fields", "-e", "frame.cap_len"]);
        PeerResult ours = Rawnet.Run("read", file.Path, "--json");
        Assert.Equal(theirs.ExitCode == 0 ? 0 : 2, ours.ExitCode);
        Assert.Equal(theirs.Lines, CapturedLengths(ours));
    }

    [Fact]
    public void ATimeBeyond64BitsIsShownWhole()
    {
        // Microseconds, from tcpdump's smb_data_print-segv.pcapng: 29 September 4139.
        const long seconds = 68_470_465_054;
        ulong units = (ulong)(seconds * 1_000_000) + 149_710;
        string body = string.Create(CultureInfo.InvariantCulture,
            $"00000000 {Little((uint)(units >> 32))} {Little((uint)units)} 14000000 14000000 {Frame}");
        using var file = new TemporaryFile(
            [.. Block(Section, "4d3c2b1a 0100 0000 ffffffffffffffff"), .. Block(1, Ethernet), .. Block(6, body)]);
        JsonElement packet = JsonDocument.Parse(Rawnet.Run("read", file.Path, "--json").Succeeded().Lines[1]).RootElement;
        string date = Peer.Run("date", ["-u", "-d", $"@{seconds}", "+%Y-%m-%dT%H:%M:%S"]).Succeeded().Text.Trim();
        Assert.Equal("68470465054149710000", packet.GetProperty("frame.time_ns").GetRawText());
        Assert.Equal($"{date}.149710000Z", packet.GetProperty("frame.time").GetString());
        Assert.Contains($"{date}.149710000Z", Rawnet.Run("read", file.Path, "--blocks").Succeeded().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(253_402_300_800)]        // the year 10000
    [InlineData(67_767_976_233_532_799)] // the last second that GNU date says
    [InlineData(-62_135_596_801)]        // the year 0
    public void AYearBeyondFourDigitsHasASign(long offset)
    {
        string tsoffset = $"0e000800 {Little((uint)offset)} {Little((uint)(offset >> 32))}";
        using var file = new TemporaryFile([.. Block(Section, "4d3c2b1a 0100 0000 ffffffffffffffff"),
            .. Block(1, Ethernet + tsoffset), .. Block(6, "00000000 00000000" + "00000000 14000000 14000000" + Frame)]);
        string date = Peer.Run("date", ["-u", "-d", $"@{offset}", "+%Y-%m-%dT%H:%M:%S"]).Succeeded().Text.Trim();
        string[] words = Rawnet.Run("read", file.Path).Succeeded().Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"+{date}.000000000Z", words[1]);
    }

    private static IEnumerable<string> CapturedLengths(PeerResult result) =>
        result.Lines.Select(line => JsonDocument.Parse(line).RootElement).Where(e => e.GetProperty("event").GetString() == "packet")
            .Select(e => e.GetProperty("frame.cap_len").GetRawText());

    // draft-ietf-opsawg-pcapng, 3.1: type, length, body, length.
    private static byte[] Block(uint type, string body)
    {
        byte[] bytes = Convert.FromHexString(body.Replace(" ", "", StringComparison.Ordinal));
        byte[] length = Convert.FromHexString(Little((uint)bytes.Length + 12));
        return [.. Convert.FromHexString(Little(type)), .. length, .. bytes, .. length];
    }

    private static string Little(uint value) => BinaryPrimitives.ReverseEndianness(value).ToString("x8", CultureInfo.InvariantCulture);
}
