using System.Globalization;
using RawNet.Protocols;

namespace RawNet.Verification;

/// <summary>In what tshark 4.0 is known to differ.</summary>
public static class TsharkRules
{
    /// <summary>Every one.</summary>
    public static IReadOnlyList<WitnessRule> All { get; } =
    [
        new("igmp.checksum.status", "tshark sums 8 bytes of an IGMP message before version 3",
            "RFC 9776, section 4.1.2: over the whole IP payload")
        {
            Applies = d => d.Name == "igmp.checksum.status" && PayloadOf(d) > 8 && d.Layer["igmp.version"] != "3",
        },
        new("ip.dst", "tshark calls the last address of a source route the destination, and the header's destination ip.cur_rt",
            "RFC 791, section 3.1: the destination field holds the next address")
        {
            Renames = (layer, field) =>
                layer.Protocol == "ip" && field.Name is "ip.cur_rt" or "ip.dst" ? RouteNameOf(field.Offset - layer.Offset) : null,
        },
        new("icmp.mtu", "tshark calls the next hop's MTU unused unless the code is 4",
            "RFC 4884, section 4.1: they are the same bytes with every code")
        {
            Renames = (layer, field) => field.Name == "icmp.unused" && field.Offset - layer.Offset == 6
                && layer.Fields.Any(f => f is { Name: "icmp.type", Text: "3" }) ? "icmp.mtu" : null,
        },
        new("ip.len, ipv6.plen", "tshark shows the length of the frame where a network card was to split it",
            "RFC 791, section 3.1: the bytes of the field are 0")
        {
            Applies = d => d.Name is "ip.len" or "ipv6.plen" && d.Ours.Text == "0",
        },
        new("tcp.checksum.status, udp.checksum.status", "tshark calls a checksum bad that the sender left to the network card",
            "RFC 9293, section 3.1: it holds the pseudo-header's own sum")
        {
            Applies = d => d.Name.EndsWith(".checksum.status", StringComparison.Ordinal)
                && d.Ours.Text == "partial" && WitnessValue.VerdictOf(d.Text) == "bad",
        },
        new("llc.oui, llc.type", "tshark shows SNAP as a part of LLC", "RFC 1042, page 2: they are two headers")
        {
            Joins = (Llc.Kind.Protocol.Name, Snap.Kind.Protocol.Name),
        },
        new("*.checksum.status", "tshark does not say whether the checksum is right", "it looks neither into quotes nor into fragments")
        {
            Applies = d => d.Name.EndsWith(".checksum.status", StringComparison.Ordinal) && WitnessValue.VerdictOf(d.Text) == "unverified",
        },
    ];

    // The destination stands in bytes 16 to 19 of the header, the options behind byte 20.
    private static string? RouteNameOf(int offset) => offset == 16 ? "ip.dst" : offset > 20 ? "ip.final_rt" : null;

    private static int PayloadOf(in Difference d)
    {
        if (d.Index == 0 || d.Layers[d.Index - 1] is not { Protocol: "ip" } ip) return 0;
        return Number(ip["ip.len"]) - Number(ip["ip.hdr_len"]);
    }

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;
}
