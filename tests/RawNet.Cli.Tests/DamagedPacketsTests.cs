using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>Packets that contradict themselves or lack what they state: the status is tshark's, and so is every
/// field that can still be read.</summary>
public class DamagedPacketsTests
{
    private const string Ethernet = "eth dst=02:00:00:00:00:02 src=02:00:00:00:00:01";
    private const string Ipv4 = Ethernet + " / ip src=198.18.0.1 dst=198.18.0.2";
    private const string Ipv6 = Ethernet + " / ipv6 src=fe80::1 dst=fe80::2 hlim=255";
    private const string Udp = "udp srcport=1 dstport=2 / data text:hello";

    public static TheoryData<string, string> Packets => new()
    {
        { "an option of IPv6 runs beyond the packet", $"{Ipv6} / ipv6.hopopts option=raw,17c100000000 / {Udp}" },
        { "an option of IPv6 runs beyond its header, not beyond the packet", $"{Ipv6} / ipv6.hopopts option=raw,170600000000 / {Udp}" },
        { "an option of neighbour discovery runs beyond the packet",
            $"{Ipv6} / icmpv6.neighbor-solicitation nd.ns.target_address=fe80::2 opt=raw,016c001125829500" },
        { "a prefix is cut in its lifetime", $"{Ipv6} / icmpv6.router-advertisement opt=raw,030440c000002700000027" },
        { "a prefix is cut in front of its lifetime", $"{Ipv6} / icmpv6.router-advertisement opt=raw,030440c0" },
        { "another version, and a header longer than the packet", $"{Ipv4} version=5 hdr_len=60 / {Udp}" },
        { "a packet that ends inside its own header, which lacks bytes", $"{Ipv4} hdr_len=56 len=40 / {Udp}" },
        { "a first fragment that ends inside its TCP header", $"{Ipv4} proto=6 flags.mf=true / data hex:6e1201bd5ba3815e" },
        { "the same over IPv6", $"{Ipv6} / ipv6.fraghdr nxt=6 more=true ident=7 / data hex:6e1201bd5ba3815e" },
        { "the same packet, not a fragment", $"{Ipv4} proto=6 / data hex:6e1201bd5ba3815e" },
        { "a version 2 query of four bytes", $"{Ipv4} proto=2 / data hex:110a0cf0" },
        { "a version 1 query of four bytes", $"{Ipv4} proto=2 / data hex:1100eeff" },
        { "an MLD query without its address", $"{Ipv6} / icmpv6 type=130 / data hex:00000000" },
        { "a second group record of which four bytes are there", $"{Ipv4} proto=2 / data hex:2200e2f30000000204000000ef01010104000000" },
        { "an ARP message for InfiniBand", $"{Ethernet} / arp.ipv4 hw.type=32 src.hw=hex:0001020304050607080910111213141516171819 "
            + "src.proto_ipv4=198.18.0.1 dst.hw=hex:0001020304050607080910111213141516171819 dst.proto_ipv4=198.18.0.2" },
        { "IPv6 under the link type of IPv4", "ipv6 src=fe80::1 dst=fe80::2 / udp srcport=1 dstport=2 / data text:hello" },
    };

    [Theory]
    [MemberData(nameof(Packets))]
    public void StatusAndFieldsAreWhatTsharkSays(string what, string expression)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using TemporaryFile file = new();
        Rawnet.Run(["craft", "--write", file.Path, .. expression.Split(' ')]).Succeeded();
        if (what.EndsWith("link type of IPv4", StringComparison.Ordinal)) SetLinkType(file.Path, 228);
        Assert.Equal(Theirs(file.Path), Ours(file.Path));
        Assert.DoesNotContain("tshark says", Rawnet.Run("verify", file.Path, "--against", "tshark").Text, StringComparison.Ordinal);
    }

    // The whole addresses and timestamps of an option whose length leaves a piece of one (RFC 791, 3.1).
    [Theory]
    [InlineData("4409050001020304050000", "05")]
    [InlineData("44100501010203040506070809101112", "09101112")]
    [InlineData("4407050101020300", "010203")]
    [InlineData("440c0d010102030405060708", null)]
    [InlineData("070804010203040500", "05")]
    [InlineData("070c080102030405060708090000", "09")]
    [InlineData("830804010203040500000000", "05")]
    [InlineData("890c080102030405060708090000", "09")]
    [InlineData("830604010203", "010203")]
    public void WhatFillsNoItemIsLeftBehindTheItems(string option, string? left)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        string[] fields = ["ip.opt.time_stamp", "ip.opt.time_stamp_addr", "ip.rec_rt", "ip.src_rt", "ip.empty_rt"];
        using TemporaryFile file = new();
        Rawnet.Run(["craft", "--write", file.Path, .. $"{Ipv4} option=raw,{option} / {Udp}".Split(' ')]).Succeeded();
        string theirs = Peer.Run("tshark", ["-n", "-r", file.Path, "-T", "fields", .. fields.SelectMany(f => new[] { "-e", f })])
            .Succeeded().Text.TrimEnd('\n');
        JsonElement ours = JsonDocument.Parse(Rawnet.Run("read", file.Path, "--json").Succeeded().Lines[1]).RootElement
            .GetProperty("layers")[1].GetProperty("ip.options")[0];
        Assert.Equal(theirs, string.Join('\t', fields.Select(field => string.Join(',', ValuesOf(ours, field)))));
        Assert.Equal(left, ours.TryGetProperty("ip.opt.data", out JsonElement rest) ? rest.GetString() : null);
    }

    // Where they stand, in the option itself or in its entries.
    private static IEnumerable<string> ValuesOf(JsonElement option, string name) => option.EnumerateObject()
        .SelectMany(member => member switch
        {
            _ when member.Name == name => member.Value.EnumerateArray().Select(value => value.ToString()),
            { Name: "ip.opt.time_stamps" } => member.Value.EnumerateArray().SelectMany(entry => entry.EnumerateObject())
                .Where(part => part.Name == name).Select(part => part.Value.ToString()),
            _ => [],
        });

    // The layers that both know, and the status.
    private static string Theirs(string file)
    {
        string row = Peer.Run("tshark", ["-n", "-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE",
            "-r", file, "-T", "fields", "-e", "frame.protocols", "-e", "_ws.malformed", "-e", "_ws.short"])
            .Succeeded().Text.TrimEnd('\n');
        string[] parts = row.Split('\t');
        IEnumerable<string> layers = parts[0].Split(':').Where(layer => layer is not ("ethertype" or "raw" or "data")).Distinct();
        return $"{string.Join('/', layers)} {(parts[1].Length > 0 ? "malformed" : parts[2].Length > 0 ? "truncated" : "ok")}";
    }

    private static string Ours(string file)
    {
        JsonElement packet = JsonDocument.Parse(Rawnet.Run("read", file, "--json").Succeeded().Lines[1]).RootElement;
        IEnumerable<string> layers = packet.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("proto").GetString()!)
            .Where(layer => layer is not ("data" or "trailer")).Distinct();
        return $"{string.Join('/', layers)} {packet.GetProperty("status").GetString()}";
    }

    // In the file header of pcap, bytes 20 to 23 (little-endian).
    private static void SetLinkType(string file, byte type)
    {
        byte[] bytes = File.ReadAllBytes(file);
        bytes[20] = type;
        File.WriteAllBytes(file, bytes);
    }
}
