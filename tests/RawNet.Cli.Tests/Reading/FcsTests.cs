using System.Globalization;
using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Reading;

/// <summary>Frames that end with their frame check sequence, by what the file says. The files are made by hand,
/// the sums by zlib, the judge is tshark.</summary>
public sealed class FcsTests : IDisposable
{
    private static readonly string[] _judged = ["-n", "-o", "eth.check_fcs:TRUE", "-o", "eth.fcs:Never"];
    private readonly TemporaryFile _file = new(extension: ".pcapng");

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("pcap", 4)]
    [InlineData("interface", 4)]
    [InlineData("packet", 4)]
    [InlineData("pcap", 0)]
    [InlineData("interface", 0)]
    [InlineData("packet", 0)]
    public void TheSequenceItsVerdictAndWhatStandsInFrontOfItAreThoseOfTshark(string way, int length)
    {
        Make(way, length);
        string[] theirs = FieldsOf("eth.fcs", "eth.fcs.status", "data.data", "frame.number");
        Assert.Equal(length > 0, theirs.Any(row => row.StartsWith("0x", StringComparison.Ordinal)));
        Assert.Equal(theirs, Packets().Select(Told));
        PeerResult verified = Rawnet.Run("verify", "--against", "tshark", _file.Path);
        Assert.DoesNotContain("tshark says", verified.Text, StringComparison.Ordinal);
        Assert.Equal(length > 0 ? ["frame 2 eth.fcs: found 0x01020304, expected 0x801090e4 (IEEE 802.3, clause 3.2.9)"] : [],
            verified.Lines.Where(
                line => line.StartsWith("frame ", StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal)));
        Assert.Equal(length > 0 ? 1 : 0, verified.ExitCode);
    }

    [Theory]
    [InlineData("pcap", 2)]
    [InlineData("pcap", 6)]
    [InlineData("pcap", 30)]
    [InlineData("interface", 2)]
    [InlineData("interface", 32)]
    [InlineData("interface", 255)]
    [InlineData("packet", 1)]
    [InlineData("packet", 15)]
    public void ALengthThatEthernetDoesNotHaveIsAFindingAndTakesNothingFromThePacket(string way, int length)
    {
        Make(way, length);
        PeerResult verified = Rawnet.Run("verify", _file.Path);
        Assert.Equal(1, verified.ExitCode);
        string finding = $"eth fcs-length: found {length} byte{(length == 1 ? "" : "s")}, expected 4 bytes (IEEE 802.3, clause 3.2.9)";
        int packets = Packets().Length;
        Assert.Equal(Enumerable.Range(1, packets).Select(n => $"frame {n} {finding}"), verified.Lines.Where(
            line => line.StartsWith("frame ", StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal)));
        Assert.DoesNotContain(Packets(), packet => LayersOf(packet).Any(layer => layer.GetProperty("layer").GetString() == "fcs"));
    }

    [Fact]
    public void FramesOfLinksWithoutOneHaveNone()
    {
        Make("cooked", 4);
        PeerResult verified = Rawnet.Run("verify", "--against", "tshark", _file.Path).Succeeded();
        Assert.DoesNotContain("tshark says", verified.Text, StringComparison.Ordinal);
        Assert.EndsWith("/ data 40 bytes  len 84\n", Rawnet.Run("read", _file.Path).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fcs", "eth.fcs.status==1")]
    [InlineData("fcs fcs=any", "eth.fcs")]
    [InlineData("fcs fcs=0x01020304", "eth.fcs==0x01020304")]
    [InlineData("icmp.echo / data / fcs",
        "icmp and eth.fcs.status==1 and eth.padding==\"\" or icmp and eth.fcs.status==1 and !eth.padding")]
    [InlineData("eth / data text:yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy", "eth.type==0x88b5 and frame.len==68")]
    public void FiltersTakeItForALayer(string ours, string theirs)
    {
        Make("interface", 4);
        string[] expected =
        [
            .. Peer.Run("tshark", [.. _judged, "-r", _file.Path, "-Y", theirs, "-T", "fields", "-e", "frame.number"]).Succeeded().Lines
        ];
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Rawnet.Run("read", "--filter", ours, _file.Path).Succeeded().Lines
            .Where(line => !line.Contains("[fcs:", StringComparison.Ordinal)).Select(line => line.TrimStart().Split(' ')[0]));
    }

    [Fact]
    public void PacketDotNetIsGivenTheFrameWithoutIt()
    {
        Make("interface", 4);
        PeerResult verified = Rawnet.Run("verify", "--against", "packetdotnet", _file.Path);
        Assert.DoesNotContain("PacketDotNet says", verified.Text, StringComparison.Ordinal);
        Assert.Contains("it knows no frame check sequence", verified.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".pcap")]
    [InlineData(".pcapng")]
    public void WhatIsCraftedWithOneIsWrittenWithTheSign(string extension)
    {
        using TemporaryFile file = new(extension: extension);
        Rawnet.Run("craft", "--write", file.Path,
            "eth / ip src=198.18.0.1 dst=198.18.0.2 / icmp.echo / data text:hello / trailer zeros:13 / fcs").Succeeded();
        string seen = Peer.Run("tshark",
            [.. _judged, "-r", file.Path, "-T", "fields", "-e", "eth.fcs.status", "-e", "eth.padding", "-e", "data.data"])
            .Succeeded().Text.Trim();
        Assert.Equal($"1\t{new string('0', 26)}\t68656c6c6f", seen);
        Assert.EndsWith("/ data text:hello / trailer zeros:13 / fcs\n",
            Rawnet.Run("read", "--as-expression", file.Path).Succeeded().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void APcapFileTakesFramesWithOneOrWithoutAndPcapngBoth()
    {
        const string lines = "eth / data text:with / fcs\neth / data text:without\n";
        using TemporaryFile pcap = new(extension: ".pcap"), pcapng = new(extension: ".pcapng");
        PeerResult refused = Rawnet.RunWith(lines, "craft", "--write", pcap.Path);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("line 2: ", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("a name that ends in .pcapng would take them all", refused.Errors, StringComparison.Ordinal);
        Rawnet.RunWith(lines, "craft", "--write", pcapng.Path).Succeeded();
        Assert.Equal(["1", ""], Peer.Run("tshark", [.. _judged, "-r", pcapng.Path, "-T", "fields", "-e", "eth.fcs.status"])
            .Succeeded().Text.TrimEnd('\n').Split('\n').Append("").Take(2));
    }

    private string[] FieldsOf(params string[] names) =>
        Peer.Run("tshark", [.. _judged, "-r", _file.Path, "-T", "fields", .. names.SelectMany(name => (string[])["-e", name])])
            .Succeeded().Text.TrimEnd('\n').Split('\n');

    private JsonElement[] Packets() =>
        [.. Rawnet.Run("read", "--json", _file.Path).Succeeded().Lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Where(e => e.GetProperty("event").GetString() == "packet")];

    // Of one that is not there whole tshark shows nothing.
    private static string Told(JsonElement packet)
    {
        JsonElement[] layers = LayersOf(packet);
        JsonElement fcs = layers.FirstOrDefault(layer => layer.TryGetProperty("eth.fcs", out _));
        string value = fcs.ValueKind == JsonValueKind.Undefined ? "\t" : string.Create(CultureInfo.InvariantCulture,
            $"0x{fcs.GetProperty("eth.fcs").GetUInt32():x8}\t{(fcs.GetProperty("eth.fcs.status").GetString() == "good" ? 1 : 0)}");
        string data = string.Concat(layers.Where(layer => layer.GetProperty("layer").GetString() == "data")
            .Select(layer => layer.GetProperty("data.data").GetString()));
        return $"{value}\t{data}\t{packet.GetProperty("frame.number")}";
    }

    private static JsonElement[] LayersOf(JsonElement packet) => [.. packet.GetProperty("layers").EnumerateArray()];

    private void Make(string way, int length) =>
        Peer.Run("python3", ["-B", Rawnet.File("tests", "RawNet.Cli.Tests", "Reading", "fcs.py"),
            way, length.ToString(CultureInfo.InvariantCulture), _file.Path]).Succeeded();
}
