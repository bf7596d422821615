using System.Globalization;

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

    /// <summary>Every rule for tshark 4.0.</summary>
    public static IReadOnlyList<WitnessRule> All { get; } =
    [
        new("igmp.checksum.status", "tshark sums 8 bytes of an IGMP message before version 3", "RFC 9776, section 4.1.2: over the whole IP payload")
        {
            Applies = d => d.Name == "igmp.checksum.status" && PayloadOf(d) > 8 && d.Layer["igmp.version"] != "3",
        },
        new("ip.dst", "tshark shows the last address of a source route", "RFC 791, section 3.1: the field holds the next address of the route")
        {
            Applies = d => d.Name == "ip.dst" && IsRouted(d.Layer),
        },
        new("tcp.checksum.status, udp.checksum.status", "tshark calls a checksum bad that the sender left to the network card", "RFC 9293, section 3.1: it holds the pseudo-header's own sum")
        {
            Applies = d => d.Name.EndsWith(".checksum.status", StringComparison.Ordinal) && d.Ours.Text == "partial" && WitnessValue.VerdictOf(d.Text) == "bad",
        },
        new("*.checksum.status", "tshark does not say whether the checksum is right", "it looks neither into quotes nor into fragments")
        {
            Applies = d => d.Name.EndsWith(".checksum.status", StringComparison.Ordinal) && WitnessValue.VerdictOf(d.Text) == "unverified",
        },
    ];

    /// <summary>Names that a witness gives by context to what is one field on the wire; read as that field.</summary>
    internal static string NameOf(string witness) => witness switch
    {
        // Addresses already passed, still to be visited, next, and free places of one route (RFC 791, section 3.1).
        "ip.src_rt" or "ip.cur_rt" or "ip.empty_rt" => "ip.rec_rt",
        _ => witness,
    };

    private static bool IsRouted(ShownLayer ip) => ip.Members.Any(m => m is { Name: "ip.opt.type", Value.Text: "131" or "137" });

    private static int PayloadOf(in Difference d)
    {
        if (d.Index == 0 || d.Layers[d.Index - 1] is not { Protocol: "ip" } ip) return 0;
        return Number(ip["ip.len"]) - Number(ip["ip.hdr_len"]);
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;
}
