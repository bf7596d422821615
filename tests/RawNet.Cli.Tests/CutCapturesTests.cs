using System.Globalization;
using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>The recordings of this repository with what a snap length leaves of each packet:
/// status and fields are what tshark says.</summary>
public sealed class CutCapturesTests
{
    // tshark also misses bytes of the padding that fills an IEEE 802.3 frame up to 60, and gives a query of 11 bytes
    // a version (RFC 9776, 7.1 gives it none).
    private const string Alike = "not llc and not (igmp and ip.len == 35)";

    // What they declare is data here.
    private static readonly string[] _others = ["wol", "dns", "stp", "vssmonitoring"];

    private static readonly Lazy<string[]> _recordings = new(() => [.. Rawnet.Captures().Where(IsEthernet)]);

    [Theory]
    [InlineData(34)]
    [InlineData(42)] // exactly the headers of UDP and ICMP over IPv4
    [InlineData(54)]
    [InlineData(58)] // in a router alert of IPv6
    [InlineData(66)]
    [InlineData(74)]
    [InlineData(98)]
    [InlineData(118)]
    [InlineData(150)]
    public void WhatASnapLengthLeavesIsWhatTsharkSays(int length)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using TemporaryFile cut = new();
        Peer.Run("mergecap",
            ["-a", "-F", "pcap", "-s", length.ToString(CultureInfo.InvariantCulture), "-w", cut.Path, .. _recordings.Value]).Succeeded();
        Dictionary<int, string> theirs = Theirs(cut.Path), ours = Ours(cut.Path);
        Assert.True(theirs.Values.Count(s => s == "truncated") > 10);
        Assert.Equal(theirs.OrderBy(p => p.Key), ours.Where(p => theirs.ContainsKey(p.Key)).OrderBy(p => p.Key));
        Assert.DoesNotContain("tshark says", Rawnet.Run("verify", cut.Path, "--against", "tshark").Text, StringComparison.Ordinal);
    }

    private static bool IsEthernet(string file) =>
        Peer.Run("capinfos", ["-E", "-T", "-r", file]).Succeeded().Text.TrimEnd().EndsWith("ether", StringComparison.Ordinal);

    private static Dictionary<int, string> Theirs(string file)
    {
        string[] arguments = ["-n", "-r", file, "-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE",
            .. _others.SelectMany(o => new[] { "--disable-protocol", o }),
            "-Y", Alike, "-T", "fields", "-e", "frame.number", "-e", "_ws.malformed", "-e", "_ws.short"];
        return Peer.Run("tshark", arguments).Succeeded().Lines.Select(line => line.Split('\t')).ToDictionary(Number, StatusOf);
    }

    private static int Number(string[] row) => int.Parse(row[0], CultureInfo.InvariantCulture);

    private static string StatusOf(string[] row) => row[1].Length > 0 ? "malformed" : row[2].Length > 0 ? "truncated" : "ok";

    private static Dictionary<int, string> Ours(string file)
    {
        IEnumerable<JsonElement> events = Rawnet.Run("read", file, "--json")
            .Succeeded().Lines.Select(line => JsonDocument.Parse(line).RootElement);
        return events.Where(e => e.GetProperty("event").GetString() == "packet")
            .ToDictionary(e => e.GetProperty("frame.number").GetInt32(), e => e.GetProperty("status").GetString()!);
    }
}
