using System.Runtime.CompilerServices;

namespace RawNet.Wire;

/// <summary>The name under which one item of a list is shown.</summary>
internal delegate string ItemName(scoped in View view, int index, int count);

/// <summary>A list of values of one size: source addresses, recorded routes.</summary>
/// <typeparam name="T">The type of one item.</typeparam>
public sealed class ListField<T> : VariableField
    where T : unmanaged
{
    private readonly ScalarField _item;

    internal ListField(Table table, string name, string member, string? alias, Bound bound, Func<Table, ScalarField> item)
        : base(table, name, member, alias, bound)
    {
        _item = item(table);
        _item.Place(_item.Width / 8);
    }

    /// <summary>The name under which JSON shows an item, when that is not the field's own for all of them.</summary>
    internal ItemName? ShownAs { get; init; }

    private int Size => _item.Width / 8;

    /// <summary>Gives the field its items; the count that goes with them is computed.</summary>
    public Assignment Is(params ReadOnlySpan<T> values)
    {
        var bits = new UInt128[values.Length];
        for (int i = 0; i < values.Length; i++) bits[i] = Scalar.ToBits(values[i]);
        return new(this, bits);
    }

    internal override object NoParts => new UInt128[(Bound.Fixed ?? 0) / Size];

    internal override Extent Extent(scoped in View view, int at)
    {
        int claimed = Bound.Bytes(view, at);
        return new(Bound is { By: null, Fixed: null } ? claimed - (claimed % Size) : claimed, Whole: true);
    }

    internal override int NeededEnd(scoped in View view, int at)
    {
        int there = Math.Min(view.Bytes.Length, view.StatedLength) - at;
        return at + (((there / Size) + 1) * Size);
    }

    internal int WholeBytes(scoped in View view, int at)
    {
        int there = Math.Min(Extent(view, at).Length, Math.Max(0, view.Bytes.Length - at));
        return there - (there % Size);
    }

    internal override int LengthOf(object parts) => ((UInt128[])parts).Length * Size;

    internal override UInt128 CountOf(object parts) => (UInt128)Math.Max(0, ((UInt128[])parts).Length - Bound.Uncounted);

    internal override void Write(Span<byte> bytes, object parts)
    {
        foreach (UInt128 bits in (UInt128[])parts)
        {
            _item.Write(bytes, bits);
            bytes = bytes[Size..];
        }
    }

    internal override Assignment Read(scoped in View view)
    {
        int at = Table.OffsetOf(Part, view);
        ReadOnlySpan<byte> bytes = view.Bytes.Slice(at, WholeBytes(view, at));
        var items = new UInt128[bytes.Length / Size];
        for (int i = 0; i < items.Length; i++) items[i] = _item.Bits(bytes[(i * Size)..]);
        return new(this, items);
    }

    internal override void Append(ref TextBuffer text, in Assignment value)
    {
        bool follows = false;
        foreach (UInt128 bits in (UInt128[])value.Parts!)
        {
            if (follows) text.Append(',');
            _item.Append(ref text, new(_item, bits));
            follows = true;
        }
    }

    internal override Assignment Parse(string text, ExpressionContext context) => text.Length == 0
        ? new(this, NoParts)
        : new(this, text.Split(',').Select(item => ScalarText.Bits(_item, item)).ToArray());

    internal override void Tell(scoped in View view, ValueReceiver to)
    {
        int at = Table.OffsetOf(Part, view);
        ReadOnlySpan<byte> bytes = view.Bytes.Slice(at, WholeBytes(view, at));
        int count = bytes.Length / Size;
        ItemName? shownAs = count == 0 || to.TakesItemsAsTheyStand ? null : ShownAs;
        string? name = shownAs?.Invoke(view, 0, count);
        to.BeginList(this, name);
        for (int i = 0; i < count; i++)
        {
            if (shownAs?.Invoke(view, i, count) is { } next && next != name)
            {
                to.EndList();
                to.BeginList(this, name = next);
            }
            to.TakeItem(_item, _item.Bits(bytes[(i * Size)..]));
        }
        to.EndList();
    }
}

/// <summary>The items of a list, read from the wire one by one.</summary>
/// <typeparam name="T">The type of one item.</typeparam>
public readonly ref struct ListView<T>
    where T : unmanaged
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal ListView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>How many items are there, whatever a count states.</summary>
    public int Count => _bytes.Length / Unsafe.SizeOf<T>();

    /// <summary>One item.</summary>
    public T this[int index]
    {
        get
        {
            ReadOnlySpan<byte> item = _bytes.Slice(index * Unsafe.SizeOf<T>(), Unsafe.SizeOf<T>());
            UInt128 bits = 0;
            foreach (byte b in item) bits = bits << 8 | b;
            return Scalar.FromBits<T>(bits);
        }
    }

    /// <summary>All items in an array of their own.</summary>
    public T[] ToArray()
    {
        var items = new T[Count];
        for (int i = 0; i < items.Length; i++) items[i] = this[i];
        return items;
    }
}
