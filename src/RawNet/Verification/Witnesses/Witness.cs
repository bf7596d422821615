using RawNet.Wire;

namespace RawNet.Verification;

/// <summary>An independent reader of packets.</summary>
/// <param name="Name">For findings: "tshark".</param>
/// <param name="Version">Its own name and version: "TShark (Wireshark) 4.0.17".</param>
/// <param name="Names">The field names that it knows.</param>
/// <param name="Rules">In what it is known to differ; each that is met is counted and no finding.</param>
public sealed record Witness(string Name, string Version, WitnessNames Names, IReadOnlyList<WitnessRule> Rules)
{
    /// <summary>The protocols that it reads; null when it reads all.</summary>
    /// <remarks>What lies inside another, or is quoted by an ICMP error, is then not compared.</remarks>
    public IReadOnlySet<string>? Protocols { get; init; }

    /// <summary>Whether it can have come as far as a layer.</summary>
    internal bool Reaches(ReadOnlySpan<LayerValues> upToIt)
    {
        if (Protocols is null) return true;
        foreach (LayerValues layer in upToIt)
            if (layer.IsQuoted || !Protocols.Contains(layer.Protocol)) return false;
        return true;
    }

    /// <summary>The layers as it divides them.</summary>
    internal IEnumerable<LayerValues> Divided(IEnumerable<LayerValues> layers, Tally tally)
    {
        LayerValues? outer = null;
        foreach (LayerValues layer in layers)
        {
            if (outer is not null && Rules.FirstOrDefault(r => r.Joins == (outer.Protocol, layer.Protocol)) is { } rule)
            {
                tally.AddRule(rule);
                outer = outer with { Fields = [.. outer.Fields, .. layer.Fields] };
                continue;
            }
            if (outer is not null) yield return outer;
            outer = layer;
        }
        if (outer is not null) yield return outer;
    }

    /// <summary>The name on the wire of a field that it names by context, with the rule that says so when it is another one.</summary>
    internal (string Name, WitnessRule? Rule) NameOf(WitnessLayer layer, WitnessField field)
    {
        foreach (WitnessRule rule in Rules)
            if (rule.Renames(layer, field) is { } name && name != field.Name) return (name, rule);
        return (field.Name, null);
    }
}
