namespace RawNet.Wire;

/// <summary>Writes records and options for expressions:
/// <c>to_ex,239.1.1.1,10.0.0.1,num_src:5</c>, <c>rr,198.18.0.9,ptr:8</c>.</summary>
internal static class ItemText
{
    public static void Append(ref TextBuffer text, RecordsField list, Spec item)
    {
        int start = text.Length;
        if (list.Items.AreOptions && !IsNumbered(list, item)) text.Append(item.Kind.Name);
        foreach (Field field in SaidByPosition(list, item)) AppendPositional(ref text, start, item, field);
        foreach (Field telling in item.Kind.Telling)
            if (!item.TryGet(telling, out _)) AppendNamed(ref text, start, item.Kind, item.DefaultOf(telling));
        foreach (Assignment value in item.Given)
            if (!item.Kind.Positional.Contains(value.Field)) AppendNamed(ref text, start, item.Kind, value);
    }

    private static void AppendNamed(ref TextBuffer text, int start, Kind kind, in Assignment value)
    {
        if (text.Length > start) text.Append(',');
        text.Append(FieldNames.Shortest(kind, value.Field));
        text.Append(':');
        AppendValue(ref text, value);
    }

    private static void AppendPositional(ref TextBuffer text, int start, Spec item, Field field)
    {
        bool given = item.TryGet(field, out Assignment value);
        if (!given && field is not ScalarField) return;
        int before = text.Length;
        if (before > start) text.Append(',');
        int at = text.Length;
        AppendValue(ref text, given ? value : item.DefaultOf(field));
        if (text.Length == at) text.CutTo(before);
    }

    private static bool IsNumbered(RecordsField list, Spec item) => list.Items.NumbersUnknown && item.Kind == list.Items.Kinds.Fallback;

    // Those behind the last one that is given are default; a record begins with a value all the same.
    private static ReadOnlySpan<Field> SaidByPosition(RecordsField list, Spec item)
    {
        int said = item.Kind.Positional.Length;
        int least = list.Items.AreOptions && !IsNumbered(list, item) ? 0 : 1;
        while (said > least && !item.TryGet(item.Kind.Positional[said - 1], out _)) said--;
        return item.Kind.Positional.AsSpan(0, said);
    }

    // Bytes of an item are bare digits: text could hold the comma that separates values.
    private static void AppendValue(ref TextBuffer text, in Assignment value)
    {
        if (value.Field is BytesField { IsPadding: false, IsText: false }) text.AppendHex((byte[])value.Parts!);
        else if (value.Field is RecordsField pairs) AppendPairs(ref text, pairs, (Spec[])value.Parts!);
        else value.Field.Append(ref text, value);
    }

    private static void AppendPairs(ref TextBuffer text, RecordsField pairs, Spec[] given)
    {
        int start = text.Length;
        foreach (Spec pair in given)
        {
            if (text.Length > start) text.Append(',');
            int first = text.Length;
            foreach (Field field in pair.Kind.Table.InOrder)
            {
                if (field is not ScalarField scalar) continue;
                if (text.Length > first) text.Append(pairs.Joint);
                scalar.Append(ref text, new(scalar, pair.BitsOf(scalar)));
            }
        }
    }
}
