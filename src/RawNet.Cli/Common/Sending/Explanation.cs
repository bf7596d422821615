using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Common.Sending;

/// <summary>One field that left otherwise than it was asked.</summary>
/// <param name="Field">Its name, or a layer's.</param>
/// <param name="Asked">As JSON shows it; empty when it was not asked for.</param>
/// <param name="Seen">As JSON shows it; empty when it is not there.</param>
/// <param name="Rule">Why, in words.</param>
internal sealed record Change(string Field, string Asked, string Seen, string Rule);

/// <summary>What became of a packet on its way out.</summary>
/// <param name="Changes">Null when the packet was not seen at all.</param>
internal sealed record Explanation(IReadOnlyList<Change>? Changes)
{
    /// <summary>Nothing left the interface.</summary>
    public static Explanation NotSeen { get; } = new((IReadOnlyList<Change>?)null);

    /// <summary>Compares field by field, from the layer on that was handed over.</summary>
    public static Explanation Of(SendMethod via, LinkType link, ReadOnlySpan<byte> asked, ReadOnlySpan<byte> seen)
    {
        List<Change> changes = [];
        Compare(via, LayerValues.Of(PacketView.Layers(link, asked)), LayerValues.Of(PacketView.Layers(link, seen)), changes);
        return new(changes);
    }

    private static void Compare(SendMethod via, IReadOnlyList<LayerValues> asked, IReadOnlyList<LayerValues> seen, List<Change> changes)
    {
        for (int i = 0; i < Math.Max(asked.Count, seen.Count); i++)
        {
            string before = i < asked.Count ? asked[i].Name : "", after = i < seen.Count ? seen[i].Name : "";
            if (before == after) CompareFields(via, asked[i], seen[i], changes);
            else
                changes.Add(new(before.Length > 0 ? before : after, before, after,
                    "by another length, or as fragments, the bytes read differently"));
        }
    }

    private static void CompareFields(SendMethod via, LayerValues asked, LayerValues seen, List<Change> changes)
    {
        foreach (FieldValue field in asked.Fields)
        {
            // A verdict on a checksum is no field of the wire.
            if (field.Name.EndsWith(".status", StringComparison.Ordinal)) continue;
            string before = TextOf(field), after = seen.Fields.LastOrDefault(f => f.Name == field.Name) is { } value ? TextOf(value) : "";
            if (before != after) changes.Add(new(field.Name, before, after, HeaderChangeReasons.For(via, field.Name)));
        }
    }

    private static string TextOf(FieldValue field) => field.Value.Form switch
    {
        ValueForm.List => ValueJson.TextOf(field),
        ValueForm.Flag => field.Value.Text is "true" ? bool.TrueString : bool.FalseString,
        _ => field.Value.Text,
    };
}
