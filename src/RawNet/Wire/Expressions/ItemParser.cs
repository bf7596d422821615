namespace RawNet.Wire;

/// <summary>Reads records and options of expressions, which <see cref="ItemText"/> writes.</summary>
internal static class ItemParser
{
    /// <summary>Any field given a value; of a list, one item.</summary>
    /// <exception cref="ExpressionException">The text is no value of the field.</exception>
    public static Assignment Parse(Field field, string text, ExpressionContext context) =>
        field is RecordsField list ? new(list, (Spec[])[ParseItem(list, text, context)]) : field.Parse(text, context);

    /// <exception cref="ExpressionException">The text is no item of the list.</exception>
    public static Spec ParseItem(RecordsField list, string text, ExpressionContext context)
    {
        string[] parts = text.Split(',');
        Kind[] candidates = Candidates(list, parts, out int used);
        IEnumerable<string> rest = parts.Skip(used);
        (string Name, string Value)[] named = [.. rest.Where(IsNamed)
            .Select(p => (p[..p.IndexOf(':', StringComparison.Ordinal)], p[(p.IndexOf(':', StringComparison.Ordinal) + 1)..]))];
        string[] positional = [.. rest.Where(p => !IsNamed(p))];
        Kind kind = KindChoice.Of(candidates, named, context);
        return new(kind,
            [.. Positional(kind, positional, context), .. named.Select(n => Parse(FieldNames.Find(kind, n.Name), n.Value, context))],
            cut: null);
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
