using RawNet.Lab;

namespace RawNet.Cli.Tests;

public class CraftTests
{
    [Fact]
    public void ABadLineIsAnEmptyLineOfHexAndASentenceWithItsNumber()
    {
        PeerResult result = Rawnet.RunWith("icmp.echo\nicmp.ecco\nip cut=x\nudp srcport=1\n", "craft", "--hex");
        Assert.Equal(2, result.ExitCode);
        // RFC 792 and RFC 768: type 8 and its sum, a port and the length 8; no pseudo-header, so no sum but over these.
        Assert.Equal("0800f7ff00000000\n\n\n000100000008fff6\n", result.Text);
        Assert.Collection(
            result.Errors.TrimEnd('\n').Split('\n'),
            line => Assert.StartsWith("rawnet: line 2: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("rawnet: line 3: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void ARangeStandsForManyPacketsAndIsBuiltLazily()
    {
        Assert.Equal(6, Rawnet.Run("craft", "--hex", "icmp.echo", "seq=1..3", "ident=1,2").Succeeded().Lines.Count);
        PeerResult few = Peer.Run("bash", ["-c", $"'{Rawnet.Path}' craft --hex ip dst=198.18.0.0/15 / udp srcport=1..65535 | head -n 3"],
            timeout: TimeSpan.FromSeconds(20));
        Assert.Equal(3, few.Lines.Count);
        Assert.Empty(few.Errors);
    }

    [Theory]
    [InlineData(".pcap", "pcap")]
    [InlineData(".pcapng", "pcapng")]
    [InlineData("", "pcapng")]
    public void AFileIsWrittenInTheFormatOfItsName(string extension, string format)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        Assert.SkipUnless(Peer.Exists("capinfos"), Peer.Missing("capinfos"));
        using var file = new TemporaryFile(extension: extension);
        PeerResult result = Rawnet.Run("craft",
            "eth dst=02:00:00:00:00:02 / ip dst=198.18.0.2 / icmp.echo seq=1..2", "--write", file.Path).Succeeded();
        Assert.Empty(result.Text);
        Assert.Equal(["1", "2"], Peer.Run("tshark", ["-n", "-r", file.Path, "-T", "fields", "-e", "icmp.seq"]).Succeeded().Lines);
        string type = Peer.Run("capinfos", ["-t", file.Path]).Succeeded().Text;
        Assert.Matches(format == "pcap" ? @"Wireshark.*pcap\b" : "pcapng", type);
    }

    [Fact]
    public void TheDiagramIsTheBoxOfTheRfc()
    {
        // RFC 768, page 1, the first two rows of its header.
        IEnumerable<string> rows = Rawnet.Run("craft", "--diagram", "udp").Succeeded().Lines.Where(l => l.StartsWith('|')).Select(Squeeze);
        Assert.Equal(["Source Port|Destination Port", "Length|Checksum"], rows);
    }

    [Fact]
    public void ABadLineBetweenDiagramsIsASentenceWithItsNumberToo()
    {
        PeerResult result = Rawnet.RunWith("ip / ... / udp\nudp\n", "craft", "--diagram");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("rawnet: line 1: ", result.Errors, StringComparison.Ordinal);
        Assert.Equal("udp: RFC 768, page 1", result.Lines[0]);
    }

    [Theory]
    [InlineData("udp")] // no capture file begins with it
    [InlineData("ip len=1 / udp / data zeros:70000")]
    public void WhatCannotBeBuiltLeavesTheFileThatIsThere(string expression)
    {
        using var file = new TemporaryFile([1, 2, 3], ".pcap");
        Assert.Equal(2, Rawnet.Run(["craft", "--write", file.Path, .. expression.Split(' ')]).ExitCode);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(file.Path));
    }

    [Fact]
    public void AFileOfNoPacketsCanBeRead()
    {
        Assert.SkipUnless(Peer.Exists("capinfos"), Peer.Missing("capinfos"));
        using var file = new TemporaryFile(extension: ".pcap");
        Rawnet.RunWith("", "craft", "--write", file.Path).Succeeded();
        Assert.Contains("Number of packets:   0", Peer.Run("capinfos", ["-c", file.Path]).Succeeded().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void StandardOutputTakesTheCapture()
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        PeerResult seen = Peer.Run("bash", ["-c",
            $"'{Rawnet.Path}' craft --write - ip dst=198.18.0.2 / icmp.echo seq=5..6 | tshark -n -r - -T fields -e icmp.seq"]).Succeeded();
        Assert.Equal(["5", "6"], seen.Lines);
        PeerResult both = Rawnet.Run("craft", "--write", "-", "--hex", "icmp.echo");
        Assert.Equal((2, ""), (both.ExitCode, both.Text));
    }

    // libpcap's MAXIMUM_SNAPLEN: 262,144 bytes, which tshark takes and one more it does not.
    [Theory]
    [InlineData(262_144 - 14, 0)]
    [InlineData(262_144 - 13, 2)]
    public void APacketThatNoReaderTakesIsRefused(int data, int status)
    {
        using var file = new TemporaryFile(extension: ".pcapng");
        PeerResult result = Rawnet.Run("craft", "--write", file.Path, "eth", "dst=02:00:00:00:00:02", "/", "data", $"zeros:{data}");
        Assert.Equal(status, result.ExitCode);
        if (status != 0) Assert.Contains("more than the 262144", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void TheDumpShowsOffsetsBytesAndCharacters()
    {
        IReadOnlyList<string> lines = Rawnet.Run("craft", "icmp.echo / data text:hello").Succeeded().Lines;
        Assert.StartsWith("0000  08 00 ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("hello", lines[1], StringComparison.Ordinal);
    }

    private static string Squeeze(string line) =>
        string.Join('|', line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
