using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary><c>rawnet read --detail</c> and <c>--diagram</c>: the values are those of <c>--json</c>, which tshark judges.</summary>
public partial class DetailTests
{
    [Theory]
    [InlineData("ping4.pcap")]
    [InlineData("igmp-v3-queries.pcap")]
    [InlineData("exceeded4-transit.pcap")]
    [InlineData("neighbours6.pcap")]
    [InlineData("mld-v1.pcap")]
    [InlineData("tcp4.pcap")]
    [InlineData("snap-60.pcap")]
    [InlineData("cooked-v2.pcap")]
    public void EveryScalarOfALayerIsInTheTreeWithTheValueOfTheJson(string name)
    {
        string[] tree = [.. Rawnet.Run("read", Rawnet.File("captures", name), "--detail").Succeeded().Lines];
        List<(string Name, string Value)> shown =
        [
            .. tree.Select(l => Field().Match(l)).Where(m => m.Success).Select(m => (m.Groups[1].Value, Plain(m.Groups[2].Value)))
        ];
        int at = 0, compared = 0;
        foreach ((string field, string value) in ScalarsOf(Rawnet.Run("read", Rawnet.File("captures", name), "--json").Succeeded()))
        {
            int next = shown.FindIndex(at, s => s.Name == field);
            Assert.True(next >= 0, $"{field} is missing");
            Assert.Equal((field, value), shown[next]);
            (at, compared) = (next + 1, compared + 1);
        }
        Assert.True(compared > 50, $"{compared} compared");
    }

    [Fact]
    public void AQuotedPacketStandsInsideTheErrorAndAFaultUnderItsLayer()
    {
        string[] lines = [.. Rawnet.Run("read", Rawnet.File("captures", "exceeded4-transit.pcap"), "--detail").Succeeded().Lines];
        Assert.Contains("  icmp.time-exceeded: 8 bytes at 34, RFC 4884, section 4.2", lines);
        Assert.Contains("    Code (icmp.code): 0 (ttl-exceeded)", lines);
        Assert.Contains("      quoted icmp.echo: 8 bytes at 62, RFC 792, page 14", lines);
        string[] cut = [.. Rawnet.Run("read", Rawnet.File("captures", "snap-30.pcap"), "--detail").Succeeded().Lines];
        Assert.Equal("    Source Address (ip.src): 198.18.0.1",
            cut[Array.FindIndex(cut, l => l.StartsWith("    ! ip: ip.dst at byte 30 needs 4 bytes", StringComparison.Ordinal)) - 1]);
    }

    [Fact]
    public void RecordsAndTheirSourcesAreSubTrees()
    {
        string text = Rawnet.Run("read", Rawnet.File("captures", "igmp-v3-sources.pcap"), "--detail").Succeeded().Text;
        Assert.Matches(
            """(?m)^    Group Records \(igmp\.records\): 1\n"""
                + """      \[1\] record\n        Record Type \(igmp\.record_type\): \d \([a-z_]+\)\n""",
            text);
        Assert.Matches("""(?m)^        Source Address \(igmp\.saddr\): \d\n          \[1\] [\d.]+\n""", text);
    }

    [Fact]
    public void ACellHoldsTheWordsAndBelowThemTheValue()
    {
        string[] lines =
        [
            .. Rawnet.Run("read", Rawnet.File("captures", "ping4.pcap"), "--filter", "icmp.echo", "--diagram").Succeeded().Lines
        ];
        int at = Array.FindIndex(lines,
            l => l.StartsWith("  |     Type      |     Code      |           Checksum            |", StringComparison.Ordinal));
        Assert.Matches(@"^  \|   8 \(echo\)    \|       0       \|         0x[0-9a-f]{4} \(good\)         \|$", lines[at + 1]);
        Assert.All(lines.Where(l => l.TrimStart().StartsWith('|')), l => Assert.InRange(l.Length, 0, 67));
    }

    [Fact]
    public void TextOfTheNetworkIsEscaped()
    {
        using var file = new TemporaryFile();
        Rawnet.Run("craft", "--write", file.Path, "ip", "dst=198.18.0.2", "/", "data", "hex:1b5b324a0a41").Succeeded();
        foreach (string form in (string[])["--detail", "--diagram"])
            Assert.DoesNotContain('\x1b', Rawnet.Run("read", file.Path, form).Succeeded().Text);
    }

    private static IEnumerable<(string Name, string Value)> ScalarsOf(PeerResult json)
    {
        foreach (string line in json.Lines.Where(l => l.Contains("\"event\":\"packet\"", StringComparison.Ordinal)))
        {
            using var packet = JsonDocument.Parse(line);
            foreach (JsonElement layer in packet.RootElement.GetProperty("layers").EnumerateArray())
                foreach (JsonProperty member in layer.EnumerateObject().Where(m => IsScalar(m)))
                    yield return (member.Name, ValueOf(member.Value));
        }
    }

    // igmp.version, tcp.len and verdicts are derived, bytes are shown in another form.
    private static bool IsScalar(JsonProperty member) =>
        member.Name.Contains('.', StringComparison.Ordinal) && member.Value.ValueKind is not JsonValueKind.Array
        && member.Name is not ("igmp.version" or "tcp.len" or "data.data")
        && !member.Name.EndsWith(".status", StringComparison.Ordinal)
        && !(member.Value.ValueKind == JsonValueKind.String && !member.Value.GetString()!.AsSpan().ContainsAny('.', ':'));

    private static string ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => value.ToString(),
    };

    private static string Plain(string shown)
    {
        string value = shown.Split(" (")[0];
        return value.StartsWith("0x", StringComparison.Ordinal)
            ? ulong.Parse(value[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : value;
    }

    [GeneratedRegex(@"^ +[^(]+ \(([a-z0-9_.]+)\): (.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
