namespace RawNet.Wire;

/// <summary>One layer with some fields set and the rest open: open means computed or default when building,
/// and any when matching.</summary>
public sealed class Spec
{
    private readonly Assignment[] _values;

    internal Spec(Kind kind, Assignment[] values, int? cut)
    {
        foreach (Assignment value in values)
            if (value.Field.Table != kind.Table) throw new ArgumentException(SharedField.NoFieldOf(kind, value.Field), nameof(values));
        (Kind, _values, Cut) = (kind, values, cut);
    }

    /// <summary>Which message this is.</summary>
    public Kind Kind { get; }

    /// <summary>How many bytes of the header are kept, or null for all: the quoted TCP of an ICMP error has 8.</summary>
    public int? Cut { get; }

    /// <summary>The fields that are set, in the order in which they were given.</summary>
    public IReadOnlyList<Assignment> Values => _values;

    /// <summary>The same, to be walked without an enumerator on the heap.</summary>
    internal ReadOnlySpan<Assignment> Given => _values;

    /// <summary>The same layer with more fields set; a field set again takes the new value.</summary>
    public Spec With(params ReadOnlySpan<Assignment> values)
    {
        var all = new Assignment[_values.Length + values.Length];
        int kept = 0;
        foreach (Assignment old in _values)
            if (!Gives(values, old.Field)) all[kept++] = old;
        values.CopyTo(all.AsSpan(kept));
        return new(Kind, kept == _values.Length ? all : all[..(kept + values.Length)], Cut);
    }

    /// <summary>The same layer with only the first bytes of its header kept.</summary>
    public Spec CutTo(int bytes) => new(Kind, _values, bytes);

    /// <summary>True when a field of this index or a greater one is set.</summary>
    internal bool SaysFrom(int index)
    {
        foreach (Assignment value in _values)
            if (value.Field.Index >= index) return true;
        return false;
    }

    /// <summary>What was set for a field, be it "any"; null when it is open.</summary>
    internal Assignment? Find(Field field)
    {
        foreach (Assignment value in _values)
            if (value.Field == field) return value;
        return null;
    }

    internal bool TryGet(Field field, out Assignment value)
    {
        foreach (Assignment given in _values)
        {
            if (given.Field != field || given.IsAny) continue;
            value = given;
            return true;
        }
        value = default;
        return false;
    }

    private static bool Gives(ReadOnlySpan<Assignment> values, Field field)
    {
        foreach (Assignment value in values)
            if (value.Field == field) return true;
        return false;
    }

    /// <summary>What an open field stands for, as if it were given.</summary>
    internal Assignment DefaultOf(Field field) => Kind.AssumedFor(field);

    internal object PartsOf(VariableField field) => TryGet(field, out Assignment given) ? given.Parts! : field.NoParts;

    /// <summary>The bits of a field that nothing computes, given or default.</summary>
    internal UInt128 BitsOf(ScalarField field) => TryGet(field, out Assignment given) ? given.Bits : Kind.DefaultOf(field);

    /// <inheritdoc/>
    public override string ToString() => ExpressionText.Of(this);
}
