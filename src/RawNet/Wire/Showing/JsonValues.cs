using System.Buffers;
using System.Text.Json;

namespace RawNet.Wire;

/// <summary>Writes values as members of schema rawnet.packet/1, without garbage.</summary>
internal sealed class JsonValues : ValueReceiver
{
    [ThreadStatic]
    private static JsonValues? _ofThread;

    private Utf8JsonWriter _writer = null!;

    public override bool TakesItemsAsTheyStand => false;

    /// <summary>Writes with this writer until the thread asks for another one.</summary>
    public static JsonValues Of(Utf8JsonWriter writer)
    {
        JsonValues values = _ofThread ??= new();
        values._writer = writer;
        return values;
    }

    public override void TakeScalar(ScalarField field, UInt128 shown)
    {
        _writer.WritePropertyName(field.JsonName);
        TakeItem(field, shown);
    }

    public override void TakeItem(ScalarField item, UInt128 shown)
    {
        Span<char> text = stackalloc char[48];
        switch (item.Traits.Form)
        {
            case ScalarForm.Signed: _writer.WriteNumberValue(item.Signed(shown)); break;
            case ScalarForm.Flag: _writer.WriteBooleanValue(shown != 0); break;
            case ScalarForm.Mac: _writer.WriteStringValue(text[..MacAddress.FromUInt64((ulong)shown).Format(text)]); break;
            case ScalarForm.Ipv4: _writer.WriteStringValue(text[..Ipv4Address.FromUInt32((uint)shown).Format(text)]); break;
            case ScalarForm.Ipv6: _writer.WriteStringValue(text[..Ipv6Address.FromUInt128(shown).Format(text)]); break;
            default: _writer.WriteNumberValue((ulong)shown); break;
        }
    }

    public override void TakeBytes(VariableField field, ReadOnlySpan<byte> bytes)
    {
        byte[]? rented = bytes.Length > 256 ? ArrayPool<byte>.Shared.Rent(2 * bytes.Length) : null;
        Span<byte> text = rented ?? stackalloc byte[512];
        Convert.TryToHexStringLower(bytes, text, out int written);
        _writer.WriteString(field.JsonName, text[..written]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    public override void TakeText(BytesField field, ReadOnlySpan<byte> text, int length)
    {
        _writer.WriteStartArray(field.JsonName);
        if (BytesText.IsPlain(text)) _writer.WriteStringValue(text);
        else _writer.WriteStringValue(BytesText.Escape(text));
        _writer.WriteEndArray();
    }

    public override void TakeWritten(VariableField field, ReadOnlySpan<char> text) => _writer.WriteString(field.JsonName, text);

    public override void TakeDerived(JsonEncodedText name, ulong number) => _writer.WriteNumber(name, number);

    public override void TakeVerdict(ScalarField checksum, ChecksumStatus status) =>
        _writer.WriteString(checksum.VerdictName, WordOf(status));

    public override void BeginList(Field field, string? name)
    {
        if (name is null) _writer.WriteStartArray(field.JsonName);
        else _writer.WriteStartArray(name);
    }

    public override void BeginItem(string word) => _writer.WriteStartObject();

    public override void EndItem() => _writer.WriteEndObject();

    public override void EndList() => _writer.WriteEndArray();
}
