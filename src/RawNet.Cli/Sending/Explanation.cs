using System.Buffers;
using System.Text.Json;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Sending;

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
    public static Explanation Of(Via via, LinkType link, ReadOnlySpan<byte> asked, ReadOnlySpan<byte> seen)
    {
        List<Change> changes = [];
        using JsonDocument before = LayersOf(link, asked), after = LayersOf(link, seen);
        Compare(via, [.. before.RootElement.GetProperty("layers").EnumerateArray()], [.. after.RootElement.GetProperty("layers").EnumerateArray()], changes);
        return new(changes);
    }

    private static JsonDocument LayersOf(LinkType link, ReadOnlySpan<byte> frame)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            LayerJson.WritePacket(writer, PacketView.Layers(link, frame));
            writer.WriteEndObject();
        }
        return JsonDocument.Parse(bytes.WrittenMemory);
    }

    private static void Compare(Via via, JsonElement[] asked, JsonElement[] seen, List<Change> changes)
    {
        for (int i = 0; i < Math.Max(asked.Length, seen.Length); i++)
        {
            string before = i < asked.Length ? NameOf(asked[i]) : "", after = i < seen.Length ? NameOf(seen[i]) : "";
            if (before == after) CompareFields(via, asked[i], seen[i], changes);
            else changes.Add(new(before.Length > 0 ? before : after, before, after, "by another length, or as fragments, the bytes read differently"));
        }
    }

    private static string NameOf(JsonElement layer) => layer.GetProperty("layer").GetString()!;

    private static void CompareFields(Via via, JsonElement asked, JsonElement seen, List<Change> changes)
    {
        foreach (JsonProperty field in asked.EnumerateObject())
        {
            // A verdict on a checksum is no field of the wire.
            if (field.Name.EndsWith(".status", StringComparison.Ordinal)) continue;
            string before = field.Value.ToString(), after = seen.TryGetProperty(field.Name, out JsonElement value) ? value.ToString() : "";
            if (before != after) changes.Add(new(field.Name, before, after, Rules.For(via, field.Name)));
        }
    }
}
