namespace RawNet.Wire;

/// <summary>The names of a kind's fields in expressions: the shortest tail of the full name that means
/// one field, any longer one, an alias.</summary>
internal static class FieldNames
{
    /// <exception cref="ExpressionException">No field, or several, have this name.</exception>
    public static Field Find(Kind kind, string name) => Meant(kind, name) switch
    {
        [var only] => only,
        [] => throw new ExpressionException($"{kind.Name} has no field '{name}'; "
            + $"it has {string.Join(", ", kind.Table.Fields.Select(f => Shortest(kind, f)))}{Elsewhere(kind, name)}"),
        var several => throw new ExpressionException($"'{name}' could be {string.Join(" or ", several.Select(f => f.Name))}"),
    };

    /// <summary>Whether <see cref="Find"/> would find one.</summary>
    public static bool Has(Kind kind, string name) => Meant(kind, name).Length == 1;

    public static bool IsNameOf(Kind kind, Field field, string name) => Meant(kind, name) is [var only] && only == field;

    public static string Shortest(Kind kind, Field field) => field.Alias ?? (field.ShortName ??= FindShortest(kind, field));

    private static string FindShortest(Kind kind, Field field)
    {
        string[] words = field.Name.Split('.');
        for (int i = words.Length - 1; i > 0; i--)
        {
            string tail = string.Join('.', words[i..]);
            if (!char.IsAsciiDigit(tail[0]) && IsNameOf(kind, field, tail)) return tail;
        }
        return field.Name;
    }

    private static string Elsewhere(Kind kind, string name)
    {
        string[] having = [.. kind.Siblings.Where(sibling => Has(sibling, name)).Select(sibling => sibling.Name)];
        return having.Length == 0 ? "" : $"; {string.Join(", ", having)} {(having.Length == 1 ? "has" : "have")} one";
    }

    // Of several names with one tail the shortest is meant, as long as no other is as short: icmp.checksum, not icmp.ext.checksum.
    private static Field[] Meant(Kind kind, string name)
    {
        Field[] exact = [.. kind.Table.Fields.Where(f => f.Name == name || f.Alias == name)];
        if (exact.Length > 0) return exact;
        Field[] tails = [.. kind.Table.Fields.Where(f => f.Name.EndsWith($".{name}", StringComparison.Ordinal))];
        int least = tails.Length == 0 ? 0 : tails.Min(f => f.Name.Length);
        return [.. tails.Where(f => f.Name.Length == least)];
    }
}
