using System.Buffers.Binary;
using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>What a recording says beside its packets, in files of one packet: comments as tshark shows them, bytes that are no text,
/// options that do not count.</summary>
public class CommentTests
{
    private const string Frame = "02000000000202000000000188b5deadbeef";
    private const string Packet = "00000000 240a0600 40222018 12000000 12000000" + Frame + "0000";
    private const string Interface = "0100 0000 00000400";
    // one, inbound, two, three
    private const string ThreeComments = "0100 0300 6f6e6500  0200 0400 01000000  0100 0300 74776f00  0100 0500 7468726565000000";
    private const string NoText = "0100 0300 61ff6200";     // a, a byte that no UTF-8 has, b
    private const string HalfText = "0100 0200 61c30000";   // a, the first of two bytes
    private const string NoName = "0200 0500 657468ff30000000";

    [Fact]
    public void EveryCommentIsShownInEveryForm()
    {
        using TemporaryFile file = Written(string.Empty, ThreeComments);
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        string[] theirs = Peer.Run("tshark", ["-r", file.Path, "-T", "fields", "-E", "aggregator=|", "-e", "frame.comment"])
            .Succeeded().Text.TrimEnd('\n').Split('|');
        string words = string.Concat(theirs.Select(comment => $"  # {comment}"));
        Assert.Equal(3, theirs.Length);
        Assert.EndsWith(words, Rawnet.Run("read", file.Path).Succeeded().Lines[0], StringComparison.Ordinal);
        Assert.EndsWith(words, Rawnet.Run("read", file.Path, "--detail").Succeeded().Lines[0], StringComparison.Ordinal);
        Assert.EndsWith(words, Rawnet.Run("read", file.Path, "--diagram").Succeeded().Lines[0], StringComparison.Ordinal);
        JsonElement packet = JsonDocument.Parse(Rawnet.Run("read", file.Path, "--json").Succeeded().Lines[1]).RootElement;
        Assert.Equal(theirs[0], packet.GetProperty("frame.comment").GetString());
        Assert.Equal(theirs, packet.GetProperty("frame.comments").EnumerateArray().Select(comment => comment.GetString()));
    }

    [Theory]
    [InlineData("", NoText)]
    [InlineData("", HalfText)]
    [InlineData(NoName, "")]
    [InlineData(NoName, NoText)]
    public void BytesThatAreNoTextDoNotKeepTsharkFromVerifying(string options, string comments)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using TemporaryFile file = Written(options, comments);
        PeerResult result = Rawnet.Run("verify", file.Path, "--against", "tshark");
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("0 findings", result.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0900 0200 09090000", "if_tsresol (9): hex:0909  (ignored: its length is 2, not 1)",
        "if_tsresol is ignored: its length is 2, not 1")]
    [InlineData("0e00 0400 01000000", "if_tsoffset (14): hex:01000000  (ignored: its length is 4, not 8)",
        "if_tsoffset is ignored: its length is 4, not 8")]
    [InlineData("0900 0100 09000000 0900 0100 03000000", "if_tsresol (9): 10^-3 s  (ignored: it stands there a second time)",
        "if_tsresol is ignored: it stands there a second time")]
    public void AnOptionThatDoesNotCountIsTold(string options, string line, string remark)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using TemporaryFile file = Written(options, string.Empty);
        string time = Peer.Run("tshark", ["-r", file.Path, "-T", "fields", "-e", "frame.time_epoch"])
            .Succeeded().Text.Trim().Replace(".", "", StringComparison.Ordinal);
        PeerResult read = Rawnet.Run("read", file.Path, "--json").Succeeded();
        Assert.Equal(time, JsonDocument.Parse(read.Lines[1]).RootElement.GetProperty("frame.time_ns").GetRawText());
        Assert.Equal($"rawnet: {file.Path}: interface 0: {remark}\n", read.Errors);
        Assert.Equal(read.Errors, Rawnet.Run("verify", file.Path).Succeeded().Errors);
        Assert.Contains(line, Rawnet.Run("read", file.Path, "--blocks").Succeeded().Text, StringComparison.Ordinal);
        Assert.Contains($"\"ignored\":\"{line.Split("  (")[1].TrimEnd(')')}\"",
            Rawnet.Run("read", file.Path, "--blocks", "--json").Succeeded().Text, StringComparison.Ordinal);
    }

    private static TemporaryFile Written(string ofInterface, string ofPacket) => new(
        [.. Block(0x0a0d0d0a, "4d3c2b1a 0100 0000 ffffffffffffffff"),
            .. Block(1, Interface + ofInterface), .. Block(6, Packet + ofPacket)]);

    // draft-ietf-opsawg-pcapng, 3.1: type, length, body, length.
    private static byte[] Block(uint type, string body)
    {
        byte[] bytes = Convert.FromHexString(body.Replace(" ", "", StringComparison.Ordinal));
        byte[] block = new byte[bytes.Length + 12];
        BinaryPrimitives.WriteUInt32LittleEndian(block, type);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(4), block.Length);
        bytes.CopyTo(block, 8);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(block.Length - 4), block.Length);
        return block;
    }
}
