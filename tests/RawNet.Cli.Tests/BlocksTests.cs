using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary><c>read --blocks</c>.</summary>
public class BlocksTests
{
    private static readonly Dictionary<string, long> _types = new()
    {
        ["SHB"] = 0x0a0d0d0a, ["IDB"] = 1, ["SPB"] = 3, ["NRB"] = 4, ["ISB"] = 5, ["EPB"] = 6, ["CB"] = 0xbad, ["DCB"] = 0x40000bad,
    };

    // draft-ietf-opsawg-pcapng: a big-endian section, an interface named eth0 (code 2) with an unknown option 291,
    // a packet, a block of type 0x7777.
    private static readonly byte[] _file = Convert.FromHexString(
        "0a0d0d0a0000001c1a2b3c4d00010000ffffffffffffffff0000001c" +
        "00000001000000280001000000040000" + "0002000465746830" + "01230003010203000000000000000028" +
        "000000060000002400000000000000000000000100000004000000040102030400000024" +
        "0000777700000010deadbeef00000010");

    [Fact]
    public void EveryGeneratedFileIsListedAsItsTextNamesIt()
    {
        Assert.SkipWhen(Exam.Folder is null, Exam.Missing);
        string[] texts = [.. Directory.GetFiles(Path.Combine(Exam.Folder, "captures", "pcapng-test-generator"), "*.txt",
            SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.Equal(48, texts.Length);
        ILookup<string, JsonElement> listed = Listed(Rawnet.Run(["read", "--blocks", "--json", .. texts.Select(Capture)]).Succeeded())
            .ToLookup(block => block.GetProperty("file").GetString()!);
        Assert.All(texts, text =>
        {
            string sequence = File.ReadLines(text).Single(line => line.StartsWith("Block sequence:", StringComparison.Ordinal))
                .Split(':')[1];
            Assert.Equal(sequence.Split(',').Select(name => _types[name.Trim()]),
                listed[Capture(text)].Select(block => block.GetProperty("block.type").GetInt64()));
            Assert.Equal(new FileInfo(Capture(text)).Length,
                listed[Capture(text)].Sum(block => block.GetProperty("block.length").GetInt64()));
        });
    }

    [Fact]
    public void ABlockIsALineAndEachOptionOneBelowIt()
    {
        PeerResult result = Rawnet.RunWith(_file, "read", "--blocks", "-").Succeeded();
        Assert.Equal(
            """
                1 at 0 len 28  Section Header  order big, version 1.0, length -1
                2 at 28 len 40  Interface Description  number 0, linktype 1, snaplen 262144
                  if_name (2): eth0
                  unknown (291): hex:010203
                3 at 68 len 36  Enhanced Packet  interface id 0, time 1970-01-01T00:00:00.000001000Z, cap len 4, len 4
                4 at 104 len 16  Unknown (type 0x00007777)  data hex:deadbeef

            """,
            result.Text);
    }

    [Fact]
    public void JsonIsOneObjectABlock()
    {
        IReadOnlyList<string> lines = Rawnet.RunWith(_file, "read", "--blocks", "--json", "-").Succeeded().Lines;
        Assert.Equal(
            [
                """{"event":"start","schema":"rawnet.read/1","blocks":"rawnet.block/1"}""",
                """{"event":"block","block.number":1,"block.type":168627466,"block.name":"Section Header","block.offset":0"""
                    + ""","block.length":28,"section.order":"big","section.version":"1.0","section.length":-1,"options":[]}""",
                """{"event":"block","block.number":2,"block.type":1,"block.name":"Interface Description","block.offset":28"""
                    + ""","block.length":40,"interface.number":0,"interface.linktype":1,"interface.snaplen":262144"""
                    + ""","options":[{"code":2,"name":"if_name","value":"eth0"},{"code":291,"hex":"010203"}]}""",
                """{"event":"block","block.number":3,"block.type":6,"block.name":"Enhanced Packet","block.offset":68,"block.length":36"""
                    + ""","frame.interface_id":0,"frame.time_ns":1000,"frame.time":"1970-01-01T00:00:00.000001000Z","frame.cap_len":4"""
                    + ""","frame.len":4,"options":[]}""",
                """{"event":"block","block.number":4,"block.type":30583,"block.name":"Unknown","block.offset":104,"block.length":16"""
                    + ""","block.data":"deadbeef","options":[]}""",
                """{"event":"summary","blocks":4,"bytes":120,"sources":1,"damaged":0,"exit":0}""",
            ],
            lines);
    }

    [Fact]
    public void ADamagedFileGivesItsWholeBlocksThenOneSentence()
    {
        PeerResult result = Rawnet.RunWith(_file[..^3], "read", "--blocks", "--json", "-");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(3, Listed(result).Count);
        Assert.Equal("rawnet: -: at byte 104: the file is cut short, a block needs 16 bytes and 13 are there\n", result.Errors);
        Assert.Contains("\"damaged\":1", result.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void APcapFileHasNoBlocks()
    {
        PeerResult result = Rawnet.Run("read", "--blocks", Rawnet.File("captures", "ping4.pcap"));
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Text);
        Assert.EndsWith("at byte 0: a pcap file has no blocks, only a pcapng file has\n", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--hex")]
    [InlineData("--as-expression")]
    [InlineData("--filter", "udp")]
    public void WhatIsForPacketsIsNotForBlocks(params string[] options)
    {
        PeerResult result = Rawnet.Run(["read", "--blocks", Rawnet.File("captures", "comments.pcapng"), .. options]);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Text);
        Assert.Equal($"rawnet: --blocks shows blocks and {options[0]} is for packets; one of them is wanted\n", result.Errors);
    }

    private static string Capture(string text) => Path.ChangeExtension(text, "pcapng");

    private static List<JsonElement> Listed(PeerResult result) =>
        [.. result.Lines.Select(line => JsonDocument.Parse(line).RootElement.Clone())
            .Where(e => e.GetProperty("event").GetString() == "block")];
}
