namespace RawNet.Wire;

/// <summary>Records and options in expressions: <c>to_ex,239.1.1.1,10.0.0.1,num_src:5</c>, <c>rr,198.18.0.9,ptr:8</c>.</summary>
internal static class ItemText
{
    /// <exception cref="ExpressionException">The text is no item of the list.</exception>
    public static Spec Parse(RecordsField list, string text, ExpressionContext context)
    {
        string[] parts = text.Split(',');
        Kind[] candidates = Candidates(list, parts, out int used);
        IEnumerable<string> rest = parts.Skip(used);
        (string Name, string Value)[] named = [.. rest.Where(IsNamed)
            .Select(p => (p[..p.IndexOf(':', StringComparison.Ordinal)], p[(p.IndexOf(':', StringComparison.Ordinal) + 1)..]))];
        string[] positional = [.. rest.Where(p => !IsNamed(p))];
        Kind kind = KindChoice.Of(candidates, named, context);
        return new(kind,
            [.. Positional(kind, positional, context), .. named.Select(n => FieldNames.Find(kind, n.Name).Parse(n.Value, context))],
            cut: null);
    }

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

    private static bool IsNamed(string part)
    {
        int colon = part.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(part[0]) && part[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-')
            && !part.StartsWith("raw:", StringComparison.Ordinal) && !part.StartsWith("hex:", StringComparison.Ordinal)
            && !Ipv6Address.TryParse(part, out _) && !MacAddress.TryParse(part, out _);
    }

    private static Kind[] Candidates(RecordsField list, string[] parts, out int used)
    {
        used = list.Items.AreOptions ? 1 : 0;
        if (list.Items.NumbersUnknown && ScalarText.Number(parts[0]) is not null) used = 0;
        if (used == 0) return [list.Items.Kinds.Fallback];
        Kind[] named = [.. list.Items.Named.Where(k => k.Name == parts[0])];
        if (named.Length > 0) return named;
        throw new ExpressionException(
            $"there is no {list.Word} '{parts[0]}'; there are {string.Join(", ", list.Items.Named.Select(k => k.Name).Distinct())}");
    }

    private static List<Assignment> Positional(Kind kind, string[] values, ExpressionContext context)
    {
        var assignments = new List<Assignment>();
        int at = 0;
        foreach (Field field in kind.Positional)
        {
            if (at >= values.Length) break;
            bool takesAll = field is VariableField and not PrefixField;
            string text = takesAll ? string.Join(',', values[at..]) : values[at];
            at = takesAll ? values.Length : at + 1;
            assignments.Add(field is RecordsField pairs ? Pairs(pairs, text) : field.Parse(text, context));
        }
        if (at >= values.Length) return assignments;
        throw new ExpressionException(
            $"{kind.Name} takes {kind.Positional.Length} value{(kind.Positional.Length == 1 ? string.Empty : "s")} by position, "
            + $"'{values[at]}' is one too many; others are given as name:value");
    }

    private static Assignment Pairs(RecordsField pairs, string text)
    {
        Kind kind = pairs.Items.Kinds.Fallback;
        ScalarField[] fields = [.. kind.Table.Fields.OfType<ScalarField>()];
        Spec Pair(string[] values) => values.Length == fields.Length
            ? kind.With([.. fields.Zip(values, (f, value) => new Assignment(f, ScalarText.Bits(f, value)))])
            : throw new ExpressionException($"'{string.Join(pairs.Joint, values)}' is no value of {pairs.Name}: "
                + $"{string.Join(pairs.Joint, fields.Select(f => f.Words))} is wanted");
        string[] given = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return pairs.Is([.. (pairs.Joint == ',' ? given.Chunk(fields.Length) : given.Select(one => one.Split(pairs.Joint))).Select(Pair)]);
    }
}
