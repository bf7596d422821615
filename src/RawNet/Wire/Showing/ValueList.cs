using System.Globalization;
using System.Text.Json;

namespace RawNet.Wire;

/// <summary>Keeps values: the model of a message for all that does more with them than write them down.</summary>
/// <param name="itemsAsTheyStand">See <see cref="ValueReceiver.TakesItemsAsTheyStand"/>.</param>
internal sealed class ValueList(bool itemsAsTheyStand) : ValueReceiver
{
    private const int MostShown = 48; // bytes, to people

    private readonly Stack<OpenList> _open = new();
    private List<FieldValue> _fields = [];

    public override bool TakesItemsAsTheyStand => itemsAsTheyStand;

    public IReadOnlyList<FieldValue> Fields => _fields;

    public override void TakeScalar(ScalarField field, UInt128 shown) =>
        _fields.Add(new(field.Name, field.ValueOf(shown)) { Field = field, Meaning = field.MeaningOf((ulong)shown) });

    public override void TakeBytes(VariableField field, ReadOnlySpan<byte> bytes)
    {
        string more = bytes.Length > MostShown ? "..." : string.Empty;
        string forPeople = bytes.IsEmpty ? string.Empty : BytesText.Format(bytes[..Math.Min(bytes.Length, MostShown)]) + more;
        ShownValue value = new(Convert.ToHexStringLower(bytes), ValueForm.Text) { ForPeople = forPeople };
        _fields.Add(new(field.Name, value) { Field = field, Meaning = SizeOf(bytes.Length) });
    }

    // One name of several that the message may have, to Wireshark.
    public override void TakeText(BytesField field, ReadOnlySpan<byte> text, int length)
    {
        ShownValue value = new(BytesText.Escape(text), ValueForm.Text);
        if (itemsAsTheyStand) _fields.Add(new(field.Name, value) { Field = field, Meaning = SizeOf(length) });
        else _fields.Add(FieldValue.OfList(field.Name, field, [new(string.Empty, value, [])]));
    }

    public override void TakeWritten(VariableField field, ReadOnlySpan<char> text) =>
        _fields.Add(new(field.Name, new(text.ToString(), ValueForm.Text)) { Field = field });

    public override void TakeDerived(JsonEncodedText name, ulong number) =>
        _fields.Add(new(name.Value, new(number.ToString(CultureInfo.InvariantCulture), ValueForm.Number)));

    public override void TakeVerdict(ScalarField checksum, ChecksumStatus status)
    {
        string word = WordOf(status);
        _fields[^1] = _fields[^1] with { Meaning = word };
        _fields.Add(new(checksum.VerdictName.Value, new(word, ValueForm.Text)));
    }

    public override void BeginList(Field field, string? name) => _open.Push(new(name ?? field.Name, field, [], _fields));

    public override void TakeItem(ScalarField item, UInt128 shown) => _open.Peek().Items.Add(new(string.Empty, item.ValueOf(shown), []));

    public override void BeginItem(string word) => _open.Peek().Items.Add(new(word, null, _fields = []));

    public override void EndItem() => _fields = _open.Peek().Around;

    public override void EndList()
    {
        OpenList list = _open.Pop();
        _fields.Add(FieldValue.OfList(list.Name, list.Field, list.Items));
    }

    private static string SizeOf(int bytes) => bytes == 1 ? "1 byte" : string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");

    private sealed record OpenList(string Name, Field Field, List<ItemValue> Items, List<FieldValue> Around);
}
