using System.Buffers;
using System.Text;
using System.Text.Json;

namespace RawNet.Wire;

/// <summary>Values that are kept as JSON. What is only written comes from the bytes without them: <see cref="LayerJson"/>.</summary>
public static class ValueJson
{
    /// <summary>The value as schema rawnet.packet/1 shows it; a list is an array.</summary>
    public static string TextOf(FieldValue field)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text)) Write(writer, field.Value, field.Items);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, in ShownValue value, IReadOnlyList<ItemValue> items)
    {
        switch (value.Form)
        {
            case ValueForm.List: WriteList(writer, items); break;
            case ValueForm.Number: writer.WriteRawValue(value.Text); break;
            case ValueForm.Flag: writer.WriteBooleanValue(value.Text is "true"); break;
            default: writer.WriteStringValue(value.Text); break;
        }
    }

    private static void WriteList(Utf8JsonWriter writer, IReadOnlyList<ItemValue> items)
    {
        writer.WriteStartArray();
        foreach (ItemValue item in items)
            if (item.Value is { } value) Write(writer, value, []);
            else WriteFields(writer, item.Fields);
        writer.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter writer, IReadOnlyList<FieldValue> fields)
    {
        writer.WriteStartObject();
        foreach (FieldValue field in fields)
        {
            writer.WritePropertyName(field.Name);
            Write(writer, field.Value, field.Items);
        }
        writer.WriteEndObject();
    }
}
