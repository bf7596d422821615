namespace RawNet.Wire;

/// <summary>The names of a kind's fields in expressions: the shortest tail of the full name that is unique, any longer one, an alias.</summary>
internal static class FieldNames
{
    /// <exception cref="ExpressionException">No field, or several, have this name.</exception>
    public static Field Find(Kind kind, string name)
    {
        Field[] fields = [.. kind.Table.Fields];
        Field? exact = Array.Find(fields, f => f.Name == name || f.Alias == name);
        if (exact is not null) return exact;
        Field[] tails = [.. fields.Where(f => f.Name.EndsWith($".{name}", StringComparison.Ordinal))];
        return tails.Length switch
        {
            1 => tails[0],
            0 => throw new ExpressionException($"{kind.Name} has no field '{name}'; it has {string.Join(", ", fields.Select(f => Shortest(kind, f)))}"),
            // The tail that is a whole name below the protocol's own prefix is meant: reserved, not second.reserved.
            _ => tails.OrderBy(f => f.Name.Length).First() is var shortest && tails.Count(f => f.Name.Length == shortest.Name.Length) == 1
                ? shortest
                : throw new ExpressionException($"'{name}' could be {string.Join(" or ", tails.Select(f => f.Name))}"),
        };
    }

    public static bool IsNameOf(Kind kind, Field field, string name) =>
        field.Name == name || field.Alias == name || Shortest(kind, field) == name;

    public static string Shortest(Kind kind, Field field)
    {
        if (field.Alias is not null) return field.Alias;
        string[] words = field.Name.Split('.');
        for (int i = words.Length - 1; i > 0; i--)
        {
            if (char.IsAsciiDigit(words[i][0])) continue;
            string tail = string.Join('.', words[i..]);
            if (kind.Table.Fields.Count(f => f.Name == tail || f.Alias == tail || f.Name.EndsWith($".{tail}", StringComparison.Ordinal)) == 1) return tail;
        }
        return field.Name;
    }
}
