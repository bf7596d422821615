using System.Text.Json;

namespace RawNet.Wire;

/// <summary>Layers as the members of schema rawnet.packet/1: shown values, checksum verdicts, errors. Allocates only for faults.</summary>
public static class LayerJson
{
    private static readonly JsonEncodedText _proto = JsonEncodedText.Encode("proto"),
        _layer = JsonEncodedText.Encode("layer"), _quoted = JsonEncodedText.Encode("quoted");

    /// <summary>Writes the members "status", "layers" and, when there are faults, "errors" of an open object.</summary>
    public static void WritePacket(Utf8JsonWriter writer, LayerSequence layers)
    {
        List<ParseError>? errors = null;
        writer.WriteString("status"u8, StatusOf(Find(layers, ref errors)));
        writer.WriteStartArray("layers"u8);
        foreach (View view in layers) WriteLayer(writer, view);
        writer.WriteEndArray();
        if (errors is not null) WriteErrors(writer, errors);
    }

    /// <summary>Writes one layer as an object.</summary>
    public static void WriteLayer(Utf8JsonWriter writer, scoped in View view)
    {
        writer.WriteStartObject();
        writer.WriteString(_proto, view.Kind.Protocol.JsonName);
        writer.WriteString(_layer, view.Kind.JsonName);
        if (view.IsQuoted) writer.WriteBoolean(_quoted, true);
        JsonValues.Of(writer).TakeLayer(view);
        writer.WriteEndObject();
    }

    private static ViewState Find(LayerSequence layers, ref List<ParseError>? errors)
    {
        ViewState found = 0;
        foreach (View view in layers)
        {
            found |= StatusOf(view);
            IReadOnlyList<ParseError> faults = view.Errors();
            if (faults.Count > 0) (errors ??= []).AddRange(faults);
        }
        return found;
    }

    // An error quotes as much of a packet as it likes, and behind a first fragment the next one goes on: what ends there is not malformed.
    // Of a header that contradicts itself nothing is missed.
    private static ViewState StatusOf(scoped in View view) =>
        (view.State & ViewState.Contradiction) != 0 ? view.State & ~ViewState.Cut
        : (view.State & Continued) != 0 ? view.State & ~ViewState.Malformed
        : view.State;

    private const ViewState Continued = ViewState.Quoted | ViewState.Fragment;

    private static ReadOnlySpan<byte> StatusOf(ViewState found) =>
        (found & ViewState.Malformed) != 0 ? "malformed"u8 : (found & ViewState.Truncated) != 0 ? "truncated"u8 : "ok"u8;

    private static void WriteErrors(Utf8JsonWriter writer, List<ParseError> errors)
    {
        writer.WriteStartArray("errors"u8);
        foreach (ParseError error in errors)
        {
            writer.WriteStartObject();
            writer.WriteString("layer"u8, error.Layer);
            writer.WriteString("field"u8, error.Field);
            writer.WriteNumber("offset"u8, error.Offset);
            writer.WriteNumber("needed"u8, error.Needed);
            writer.WriteNumber("available"u8, error.Available);
            writer.WriteString("limited_by"u8, error.LimitedBy);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
