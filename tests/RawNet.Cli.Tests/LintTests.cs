using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary><c>rawnet verify --lint</c> over what the kernel and other tools sent.</summary>
public class LintTests
{
    // What the recordings break beyond sums and lengths, each with its clause. All else of them keeps every rule.
    private static readonly Dictionary<string, (int Frame, string Field, string Clause)[]> _breaches = new()
    {
        // Linux's bridge sends an IGMPv2 query about a group to all systems.
        ["bridge-querier-v2.pcap"] = [(38, "ip.dst", "RFC 2236, section 9")],
        // Scapy's frames go to a link-layer address that nobody has.
        ["crafted.pcap"] = [(4, "eth.dst", "RFC 1112, section 6.4")],
        // hping3 sent every ICMP type.
        ["hping4-icmp-types.pcap"] = [(6, "icmp.type", "RFC 6633, section 3")],
        // By hand, on purpose.
        ["igmp-v2-queries.pcap"] = [(9, "router-alert", "RFC 2236, section 2")],
        ["igmp-v3-queries.pcap"] = [(14, "length", "RFC 9776, section 7.1")],
        // What the kernel answers with a parameter problem; tshark: "Pointer points before first address".
        ["parameter4.pcap"] = [(1, "ip.opt.ptr", "RFC 791, section 3.1")],
    };

    public static TheoryData<string> Captures() => [.. Rawnet.Captures().Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Captures))]
    public void WhatWasSentKeepsEveryRuleButThoseListed(string name)
    {
        HashSet<string> plain = [.. FindingsOf(Rawnet.Run("verify", Rawnet.File("captures", name), "--json"))];
        PeerResult linted = Rawnet.Run("verify", Rawnet.File("captures", name), "--lint", "--json");
        (int, string, string)[] more = [.. FindingsOf(linted).Where(f => !plain.Contains(f)).Select(Read)];
        Assert.Equal(_breaches.GetValueOrDefault(name, []), more);
        Assert.Equal(plain.Count + more.Length == 0 ? 0 : 1, linted.ExitCode);
    }

    private static IEnumerable<string> FindingsOf(PeerResult result) =>
        result.Lines.Where(l => l.Contains("\"event\":\"finding\"", StringComparison.Ordinal));

    private static (int Frame, string Field, string Rule) Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        JsonElement finding = json.RootElement;
        return (finding.GetProperty("frame.number").GetInt32(), finding.GetProperty("field").GetString()!,
            finding.GetProperty("rule").GetString()!);
    }
}
