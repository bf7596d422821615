using System.Globalization;
using System.Text.Json;
using RawNet.Cli.Common.Json;
using RawNet.Wire;

namespace RawNet.Cli.Formats;

/// <summary>The messages as NDJSON, schema rawnet.formats/1.</summary>
internal static class FormatJson
{
    public static void Write(JsonLines lines, IReadOnlyList<Kind> kinds)
    {
        lines.BeginStart();
        lines.End();
        foreach (Kind kind in kinds)
        {
            Utf8JsonWriter writer = lines.Begin("format"u8);
            writer.WriteString("layer"u8, kind.Name);
            writer.WriteString("proto"u8, kind.Protocol.Name);
            writer.WriteString("source"u8, $"{kind.Table.Source}");
            WriteFields(writer, kind);
            writer.WriteString("diagram"u8, Diagram.Of(kind));
            lines.End();
        }
        lines.Summarize(writer => writer.WriteNumber("formats"u8, kinds.Count));
    }

    private static void WriteFields(Utf8JsonWriter writer, Kind kind)
    {
        writer.WriteStartArray("fields"u8);
        foreach (FieldDescription field in FieldDescription.Of(kind)) WriteField(writer, field);
        writer.WriteEndArray();
    }

    private static void WriteField(Utf8JsonWriter writer, FieldDescription field)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, field.Name);
        writer.WriteString("short"u8, field.ShortName);
        writer.WriteString("words"u8, field.Words);
        if (field.Bits is { } bits) writer.WriteNumber("bits"u8, bits);
        if (field.Default is { } value) writer.WriteString("default"u8, value);
        if (field.ComputedFrom is { } from) writer.WriteString("computed"u8, from);
        if (field.Names.Count > 0) WriteNames(writer, field);
        if (field.Items.Count > 0) WriteItems(writer, field);
        writer.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter writer, FieldDescription field)
    {
        writer.WriteStartObject("names"u8);
        foreach ((ulong value, string name) in field.Names.OrderBy(n => n.Key))
            writer.WriteString(value.ToString(CultureInfo.InvariantCulture), name);
        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, FieldDescription field)
    {
        writer.WriteStartArray("items"u8);
        foreach (ItemDescription item in field.Items)
        {
            writer.WriteStartObject();
            if (item.Word.Length > 0) writer.WriteString("word"u8, item.Word);
            writer.WriteStartArray("by_position"u8);
            foreach (string name in item.ByPosition) writer.WriteStringValue(name);
            writer.WriteEndArray();
            writer.WriteString("source"u8, $"{item.Kind.Table.Source}");
            WriteFields(writer, item.Kind);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
