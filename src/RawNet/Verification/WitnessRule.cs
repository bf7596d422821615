using System.Globalization;
using RawNet.Protocols;

namespace RawNet.Verification;

/// <summary>A value on which this library and a witness differ.</summary>
/// <param name="Layers">The packet's layers, outermost first.</param>
/// <param name="Index">The layer at hand.</param>
/// <param name="Name">The field.</param>
/// <param name="Ours">What this library shows.</param>
/// <param name="Text">What the witness shows.</param>
internal readonly record struct Difference(IReadOnlyList<ShownLayer> Layers, int Index, string Name, ShownValue Ours, string Text)
{
    public ShownLayer Layer => Layers[Index];
}

/// <summary>A difference that is known: the witness is wrong by the document cited, or only shows something else by that name.</summary>
/// <param name="Field">The name on which it bears.</param>
/// <param name="Text">What the witness does.</param>
/// <param name="Clause">What the document says.</param>
public sealed record WitnessRule(string Field, string Text, string Clause)
{
    internal Func<Difference, bool> Applies { get; init; } = _ => false;

    /// <summary>Our name of a field that the witness calls otherwise; null when the rule is not about it.</summary>
    internal Func<WitnessLayer, WitnessField, string?> Renames { get; init; } = (_, _) => null;

    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Text}; {Clause}";

    private static WitnessRule SnapInsideLlc { get; } = new("llc.oui, llc.type", "tshark shows SNAP as a part of LLC", "RFC 1042, page 2: they are two headers");

    /// <summary>Every rule for tshark 4.0.</summary>
    public static IReadOnlyList<WitnessRule> All { get; } =
    [
        new("igmp.checksum.status", "tshark sums 8 bytes of an IGMP message before version 3", "RFC 9776, section 4.1.2: over the whole IP payload")
        {
            Applies = d => d.Name == "igmp.checksum.status" && PayloadOf(d) > 8 && d.Layer["igmp.version"] != "3",
        },
        new("ip.dst", "tshark calls the last address of a source route the destination, and the header's destination ip.cur_rt", "RFC 791, section 3.1: the destination field holds the next address")
        {
            Renames = (layer, field) => layer.Protocol == "ip" && field.Name is "ip.cur_rt" or "ip.dst" ? RouteNameOf(field.Offset - layer.Offset) : null,
        },
        new("icmp.mtu", "tshark calls the next hop's MTU unused unless the code is 4", "RFC 4884, section 4.1: they are the same bytes with every code")
        {
            Renames = (layer, field) => field.Name == "icmp.unused" && field.Offset - layer.Offset == 6 && layer.Fields.Any(f => f is { Name: "icmp.type", Text: "3" }) ? "icmp.mtu" : null,
        },
        new("ip.len, ipv6.plen", "tshark shows the length of the frame where a network card was to split it", "RFC 791, section 3.1: the bytes of the field are 0")
        {
            Applies = d => d.Name is "ip.len" or "ipv6.plen" && d.Ours.Text == "0",
        },
        new("tcp.checksum.status, udp.checksum.status", "tshark calls a checksum bad that the sender left to the network card", "RFC 9293, section 3.1: it holds the pseudo-header's own sum")
        {
            Applies = d => d.Name.EndsWith(".checksum.status", StringComparison.Ordinal) && d.Ours.Text == "partial" && WitnessValue.VerdictOf(d.Text) == "bad",
        },
        SnapInsideLlc,
        new("*.checksum.status", "tshark does not say whether the checksum is right", "it looks neither into quotes nor into fragments")
        {
            Applies = d => d.Name.EndsWith(".checksum.status", StringComparison.Ordinal) && WitnessValue.VerdictOf(d.Text) == "unverified",
        },
    ];

    /// <summary>The layers as tshark divides them.</summary>
    internal static IEnumerable<ShownLayer> Divided(IEnumerable<ShownLayer> layers, Tally tally)
    {
        ShownLayer? llc = null;
        foreach (ShownLayer layer in layers)
        {
            if (llc is not null && layer.Protocol == Snap.Kind.Protocol.Name)
            {
                tally.AddRule(SnapInsideLlc);
                llc = llc with { Members = [.. llc.Members, .. layer.Members] };
                continue;
            }
            if (llc is not null) yield return llc;
            llc = layer.Protocol == Llc.Kind.Protocol.Name ? layer : null;
            if (llc is null) yield return layer;
        }
        if (llc is not null) yield return llc;
    }

    /// <summary>The name on the wire of a field that a witness names by context, with the rule that says so when it is another one.</summary>
    internal static (string Name, WitnessRule? Rule) NameOf(WitnessLayer layer, in WitnessField field)
    {
        foreach (WitnessRule rule in All)
            if (rule.Renames(layer, field) is { } name && name != field.Name) return (name, rule);
        return (field.Name, null);
    }

    // The destination stands in bytes 16 to 19 of the header, the options behind byte 20.
    private static string? RouteNameOf(int offset) => offset == 16 ? "ip.dst" : offset > 20 ? "ip.final_rt" : null;

    private static int PayloadOf(in Difference d)
    {
        if (d.Index == 0 || d.Layers[d.Index - 1] is not { Protocol: "ip" } ip) return 0;
        return Number(ip["ip.len"]) - Number(ip["ip.hdr_len"]);
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;
}
