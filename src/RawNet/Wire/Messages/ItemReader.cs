using System.Buffers;
using System.Runtime.InteropServices;

namespace RawNet.Wire;

/// <summary>Turns views back into specs: what building the rest would give anyway is left open (R5).</summary>
internal static class ItemReader
{
    /// <param name="list">The list.</param>
    /// <param name="view">The message that holds it.</param>
    /// <param name="there">How many bytes of the list are no padding; items behind them are left away.</param>
    public static Spec[] Read(RecordsField list, scoped in View view, int there = int.MaxValue)
    {
        RecordWalk walk = view.Records(list);
        // A list of hundreds of options of one byte would grow to several times its length.
        var items = new List<Spec>(CountUpTo(there, walk));
        for (int before = 0; before < there && walk.MoveNext(); before = walk.Consumed)
            items.Add(walk.Consumed > there ? ReadItem(walk.Current, there - before)
                : list.Items.AreOptions ? ReadOption(list.Items, walk.Current)
                : ReadItem(walk.Current));
        // What is there of a cut record is built whole; the cut of the layer takes the rest away again.
        if (walk.IsCut && walk.Current.Bytes.Length > 0) items.Add(ReadCutItem(walk.Current));
        DropPadding(list, items);
        return [.. items];
    }

    private static int CountUpTo(int there, RecordWalk walk)
    {
        int count = 1;
        while (walk.Consumed < there && walk.MoveNext()) count++;
        return count;
    }

    /// <summary>The fields of a view that are not computed and not default, in table order.</summary>
    /// <param name="view">The message; a cut one padded with zeros.</param>
    /// <param name="there">How many bytes of it are no padding.</param>
    public static Spec ReadOpen(scoped in View view, int there = int.MaxValue)
    {
        Assignment[] values = ArrayPool<Assignment>.Shared.Rent(view.Kind.Table.Fields.Count);
        int count = ReadOpen(view, there, values);
        Spec spec = view.Kind.With(values.AsSpan(0, count));
        ArrayPool<Assignment>.Shared.Return(values, clearArray: true);
        return spec;
    }

    /// <inheritdoc cref="ReadOpen(in View, int)"/>
    /// <returns>How many there are in <paramref name="values"/>, which has room for every field.</returns>
    public static int ReadOpen(scoped in View view, Span<Assignment> values) => ReadOpen(view, int.MaxValue, values);

    private static int ReadOpen(scoped in View view, int there, Span<Assignment> values)
    {
        int count = 0, first = view.Kind.Table.FirstBehind;
        bool saysBehind = false;
        foreach (Field field in view.Kind.Table.InOrder)
        {
            bool isCut = field.Index > view.Whole || (field.Index == view.Whole && field is ScalarField);
            if (isCut || (field is ScalarField { Part: 0 } scalarField && scalarField.BitOffset / 8 >= there)) break;
            if (field.IsComputed) continue;
            Assignment value = there < int.MaxValue && field is VariableField list ? ReadThere(list, view, there) : field.Read(view);
            if (field is ScalarField scalar ? value.Bits != view.Kind.DefaultOf(scalar) : ((VariableField)field).LengthOf(value.Parts!) > 0)
            {
                values[count++] = value;
                saysBehind |= field.Index >= first;
            }
        }
        // What stands behind the payload is built only when something of it is said.
        if (view.BehindAt > 0 && view.Whole > first && !saysBehind) values[count++] = view.Kind.Table.Fields[first].Read(view);
        return count;
    }

    // A length of which little is there must not fill an expression with what is not.
    private static Assignment ReadThere(VariableField field, scoped in View view, int there)
    {
        int left = Math.Max(0, there - field.Table.OffsetOf(field.Part, view));
        if (field is RecordsField list) return new(list, Read(list, view, left));
        if (field is not BytesField data) return field.Read(view);
        ReadOnlySpan<byte> bytes = view.Get(data);
        int whole = (left + data.Bound.Unit - 1) / data.Bound.Unit * data.Bound.Unit;
        return data.Is(bytes[..Math.Min(whole, bytes.Length)]);
    }

    private static Spec ReadCutItem(scoped in View view)
    {
        int needed = Math.Max(Math.Max(Diagnosis.NeededEnd(view), view.Bytes.Length), view.Kind.Table.FixedLength);
        byte[] rented = ArrayPool<byte>.Shared.Rent(needed);
        Span<byte> padded = rented.AsSpan(0, needed);
        padded.Clear();
        view.Bytes.CopyTo(padded);
        View whole = View.Of(view.Kind, padded, Region.Whole(needed));
        Spec spec = ReadOpen(whole, view.Bytes.Length);
        foreach (Field any in view.Kind.Table.InOrder)
            if (any is ScalarField { IsComputed: true, Part: 0 } field && field.BitOffset / 8 < view.Bytes.Length)
                spec = spec.With(new Assignment(field, field.BitsIn(whole)));
        ArrayPool<byte>.Shared.Return(rented);
        return spec;
    }

    // Where building would pad what the option does not, it is only a type, a length and bytes.
    private static Spec ReadOption(ItemSet items, scoped in View view)
    {
        Spec spec = ReadItem(view);
        bool fits = HeaderWriter.LengthOf(spec) == view.Bytes.Length;
        return fits ? spec : ReadItem(View.Of(items.Kinds.Fallback, view.Bytes, Region.Whole(view.Bytes.Length)));
    }

    // An item stands alone: what it computes can be compared at once.
    private static Spec ReadItem(scoped in View view, int there = int.MaxValue)
    {
        Spec spec = ReadOpen(view, there);
        foreach (Field any in view.Kind.Table.InOrder)
            if (any is ScalarField { IsComputed: true } field && field.BitsIn(view) is var wanted && BuiltBits(spec, field) != wanted)
                spec = spec.With(new Assignment(field, wanted));
        return spec;
    }

    // What building the item alone writes into a field; null when it cannot be built.
    private static UInt128? BuiltBits(Spec spec, ScalarField field)
    {
        int length = HeaderWriter.LengthOf(spec);
        byte[] built = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            HeaderWriter.Write(spec, built.AsSpan(0, length), Surroundings.OfItem(length));
            return field.Bits(built.AsSpan(HeaderWriter.PartOffset(spec, field.Part)..length));
        }
        catch (BuildException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(built);
        }
    }

    // What fills the last word comes by itself, so it need not be said.
    private static void DropPadding(RecordsField list, List<Spec> items)
    {
        if (!list.Items.AreOptions || items.Count == 0) return;
        if (items[^1].Kind == list.Items.Raw && list is { IsPadded: true, Items.Fill: null }) items[^1] = WithoutPadding(list, items);
        if (!list.MayFill(HeaderWriter.LengthOf(items[^1]))) return;
        ReadOnlySpan<Spec> with = CollectionsMarshal.AsSpan(items), without = with[..^1];
        int length = list.LengthOfItems(with);
        if (list.LengthOfItems(without) == length && AreBuiltAlike(list, with, without, length)) items.RemoveAt(items.Count - 1);
    }

    private static bool AreBuiltAlike(RecordsField list, ReadOnlySpan<Spec> one, ReadOnlySpan<Spec> other, int length)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(2 * length);
        Span<byte> left = rented.AsSpan(0, length), right = rented.AsSpan(length, length);
        list.WriteItems(left, one);
        list.WriteItems(right, other);
        bool isAlike = left.SequenceEqual(right);
        ArrayPool<byte>.Shared.Return(rented);
        return isAlike;
    }

    private static Spec WithoutPadding(RecordsField list, List<Spec> items)
    {
        var field = (BytesField)items[^1].Kind.Table.Fields[0];
        byte[] bytes = (byte[])items[^1].PartsOf(field);
        int padded = list.LengthOf(items.ToArray()), others = items.SkipLast(1).Sum(HeaderWriter.LengthOf);
        int kept = bytes.Length;
        while (kept > 1 && bytes[kept - 1] == 0 && padded - others - kept < 3) kept--;
        return items[^1].With(field.Is(bytes.AsSpan(0, kept)));
    }
}
