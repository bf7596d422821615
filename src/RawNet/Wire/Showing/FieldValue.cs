using System.Globalization;

namespace RawNet.Wire;

/// <summary>One value of a message. Derived from the table, never stored.</summary>
/// <param name="Name">Wireshark's display-filter name, under which <c>rawnet.packet/1</c> shows it.</param>
/// <param name="Value">The shown value; of a list how many items it has, of an empty one nothing.</param>
public sealed record FieldValue(string Name, ShownValue Value)
{
    /// <summary>Its words and names.</summary>
    /// <remarks>Null for what follows from fields and is none itself: the verdict on a checksum, the version of a message.</remarks>
    public Field? Field { get; init; }

    /// <summary>What the value stands for: a name of IANA, a time, the verdict of a checksum; null for most.</summary>
    public string? Meaning { get; init; }

    /// <summary>The items of a list, records or options; none for other fields.</summary>
    public IReadOnlyList<ItemValue> Items { get; init; } = [];

    /// <summary>Value and meaning in words for people. Bytes of the network are escaped.</summary>
    public string Text => Meaning is null ? Value.ToString() : $"{Value} ({Meaning})";

    /// <summary>A field in which something stands; empty lists and bytes are left out of what people read.</summary>
    public bool HasText => Field is ScalarField || (Field is not null && Value.ToString().Length > 0);

    /// <summary>The fields of a message that are there, in wire order, each list with its items as they stand.</summary>
    public static IReadOnlyList<FieldValue> Of(scoped in View view)
    {
        var list = new ValueList(itemsAsTheyStand: true);
        list.TakeFields(view);
        return list.Fields;
    }

    internal static FieldValue OfList(string name, Field field, IReadOnlyList<ItemValue> items)
    {
        string count = items.Count == 0 ? string.Empty : items.Count.ToString(CultureInfo.InvariantCulture);
        return new(name, new(count, ValueForm.List)) { Field = field, Items = items };
    }

    /// <summary>The single values of which it is made.</summary>
    internal IEnumerable<FieldValue> Leaves => Value.Form == ValueForm.List ? Items.SelectMany(LeavesOf) : [this];

    private IEnumerable<FieldValue> LeavesOf(ItemValue item) =>
        item.Value is { } value ? [new(Name, value) { Field = Field }] : item.Fields.SelectMany(f => f.Leaves);
}

/// <summary>One item of a list.</summary>
/// <param name="Word">What kind of item it is, as expressions name it: "record", "ra"; empty in a list of plain values.</param>
/// <param name="Value">The value in a list of plain values, else null.</param>
/// <param name="Fields">The fields of a record or option.</param>
public sealed record ItemValue(string Word, ShownValue? Value, IReadOnlyList<FieldValue> Fields);
