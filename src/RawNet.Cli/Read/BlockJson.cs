using System.Globalization;
using System.Text.Json;
using RawNet.Captures;
using RawNet.Cli.Common.Json;
using RawNet.Cli.Common.Text;
using RawNet.Wire;

namespace RawNet.Cli.Read;

/// <summary>Blocks as NDJSON, schema rawnet.block/1. A value without a known meaning is a member "hex" where others have "value".</summary>
internal sealed class BlockJson(JsonLines lines) : IBlockRenderer
{

    public void Start()
    {
        Utf8JsonWriter writer = lines.BeginStart();
        writer.WriteString("blocks"u8, "rawnet.block/1"u8);
        lines.End();
    }

    public void Show(long number, Block block, BlockDescription description, string? file)
    {
        Utf8JsonWriter writer = lines.Begin("block"u8);
        if (file is not null) writer.WriteForeign("file"u8, file);
        writer.WriteNumber("block.number"u8, number);
        writer.WriteNumber("block.type"u8, (uint)description.Type);
        writer.WriteString("block.name"u8, description.Name);
        writer.WriteNumber("block.offset"u8, block.Offset);
        writer.WriteNumber("block.length"u8, block.Bytes.Length);
        foreach (BlockField field in description.Fields)
        {
            WriteValue(writer, field.Name, field.Value);
            if (field.Value.Kind == BlockValueKind.Time)
                writer.WriteString(field.Name.Replace("_ns", "", StringComparison.Ordinal), TextOf(field.Value));
        }
        if (description.Type == BlockType.NameResolution) WriteOptions(writer, "records", description.Records);
        WriteOptions(writer, "options", description.Options);
        if (description.Error is { } error) writer.WriteString("error"u8, error.ToString());
        lines.End();
    }

    public void Finish(BlockCount count)
    {
        lines.Summarize(writer =>
        {
            writer.WriteNumber("blocks"u8, count.Blocks);
            writer.WriteNumber("bytes"u8, count.Bytes);
            writer.WriteNumber("sources"u8, count.Sources);
            writer.WriteNumber("damaged"u8, count.Damaged);
        });
    }

    public void Flush() => lines.Flush();

    public void Dispose()
    {
    }

    private static void WriteOptions(Utf8JsonWriter writer, string name, IReadOnlyList<BlockOption> options)
    {
        writer.WriteStartArray(name);
        foreach (BlockOption option in options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("code"u8, option.Code);
            if (option.Name is not null) writer.WriteString("name"u8, option.Name);
            WriteValue(writer, option.Value.Kind == BlockValueKind.Bytes ? "hex" : "value", option.Value);
            if (option.Value.Kind == BlockValueKind.Time) writer.WriteString("time"u8, TextOf(option.Value));
            if (option.Ignored is not null) writer.WriteString("ignored"u8, option.Ignored);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static string TextOf(BlockValue time) => IsoTime.TextOf(Int128.Parse(time.Text, CultureInfo.InvariantCulture));

    private static void WriteValue(Utf8JsonWriter writer, string name, BlockValue value)
    {
        writer.WritePropertyName(name);
        switch (value.Kind)
        {
            case BlockValueKind.Text or BlockValueKind.Bytes: writer.WriteStringValue(NativeText.Shown(value.Text)); break;
            case BlockValueKind.Flag: writer.WriteBooleanValue(value.Text == "true"); break;
            // Of a clock of whole seconds, 64 bits of them are 29 digits.
            default: writer.WriteNumberValue(decimal.Parse(value.Text, CultureInfo.InvariantCulture)); break;
        }
    }
}
