using System.Text;
using System.Text.Json;

namespace RawNet.Wire;

/// <summary>One field of a table: its name, its place in wire order, and how it is shown. Declared by the methods
/// of <see cref="Wire.Table"/>.</summary>
public abstract class Field
{
    private protected Field(Table table, string name, string member, string? alias)
    {
        (Table, Name, Alias) = (table, name, alias);
        Words = SplitWords(member);
        JsonName = JsonEncodedText.Encode(name);
    }

    /// <summary>Wireshark's display-filter name, used in expressions, JSON and comparison: "icmp.ident".</summary>
    public string Name { get; }

    /// <summary>The RFC's words, taken from the name of the declaring member: "Sequence Number".</summary>
    public string Words { get; }

    /// <summary>A second short name that expressions accept, or null.</summary>
    public string? Alias { get; }

    /// <summary>The table that declares this field.</summary>
    public Table Table { get; }

    /// <summary>What <see cref="FieldNames.Shortest"/> found; all kinds of a table have the same names.</summary>
    internal string? ShortName { get; set; }

    internal int Index { get; set; }

    /// <summary>The part of the table it stands in: a run of fixed fields, or itself when variable.</summary>
    internal int Part { get; set; }

    internal JsonEncodedText JsonName { get; }

    /// <summary>True when building fills the field from other things unless it is given.</summary>
    internal abstract bool IsComputed { get; }

    /// <summary>Tells what stands there.</summary>
    internal abstract void Tell(scoped in View view, ValueReceiver to);

    /// <summary>The value as an expression writes it.</summary>
    internal string Format(in Assignment value)
    {
        TextBuffer text = new();
        Append(ref text, value);
        return text.Finish();
    }

    /// <inheritdoc cref="Format"/>
    internal abstract void Append(ref TextBuffer text, in Assignment value);

    /// <exception cref="ExpressionException">The text is no value of this field.</exception>
    internal abstract Assignment Parse(string text, ExpressionContext context);

    /// <summary>The assignment that builds what the view shows.</summary>
    internal abstract Assignment Read(scoped in View view);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string SplitWords(string member)
    {
        var words = new StringBuilder(member.Length + 8);
        for (int i = 0; i < member.Length; i++)
        {
            bool starts = i > 0 && char.IsUpper(member[i]) && !char.IsUpper(member[i - 1]);
            if (starts) words.Append(' ');
            words.Append(member[i]);
        }
        return words.ToString();
    }
}

/// <summary>A field given a value. Scalars carry bits as on the wire; variable fields carry their parts.</summary>
public readonly record struct Assignment
{
    internal Assignment(Field field, UInt128 bits) => (Field, Bits) = (field, bits);

    internal Assignment(VariableField field, object parts) => (Field, Parts) = (field, parts);

    /// <summary>The field that gets the value.</summary>
    public Field Field { get; }

    internal UInt128 Bits { get; }

    /// <summary>byte[] of a bytes field, UInt128[] of a list, Spec[] of records; <see cref="Anything"/>
    /// when only matching is waived.</summary>
    internal object? Parts { get; init; }

    /// <summary>Stands for "any value, right or not" when matching.</summary>
    internal static readonly object Anything = new();

    internal bool IsAny => ReferenceEquals(Parts, Anything);
}
