namespace RawNet.Wire;

/// <summary>What to say of a word that names no layer.</summary>
internal static class LayerNames
{
    /// <summary>One sentence that says what would be right.</summary>
    public static string Unknown(Catalogue catalogue, string word)
    {
        if (word.Contains('/', StringComparison.Ordinal))
            return $"'{word}' is one word: layers are separated by a slash with a blank on each side, '{Spaced(word)}'";
        if (FieldOf(catalogue, word) is { } kind)
            return $"'{word}' is a field: the layer comes first, then its fields, as in '{kind.Name} {FieldIn(kind, word)}=VALUE'";
        if (word.Contains('=', StringComparison.Ordinal))
            return $"'{word}' stands before any layer; a layer's name comes first, as in 'icmp.echo seq=1'";
        return $"there is no layer '{word}'; {Instead(catalogue, word)}";
    }

    private static string Instead(Catalogue catalogue, string word)
    {
        string[] names = [.. catalogue.Kinds.Select(kind => kind.Name).Distinct()];
        if (catalogue.Kinds.FirstOrDefault(kind => kind.Protocol.IsCalled(word)) is { } called)
            return $"'{called.Name}' is what is called so";
        if (Spelling.Near(names, word) is { Count: > 0 } near) return $"{string.Join(" or ", near.Select(name => $"'{name}'"))} is near";
        string[] relatives = [.. names.Where(name => FamilyOf(name) == FamilyOf(word))];
        return relatives.Length > 0
            ? $"of {FamilyOf(word)} there are {string.Join(", ", relatives)}"
            : $"there are those of {string.Join(", ", names.Select(FamilyOf).Distinct())}";
    }

    private static string FamilyOf(string name) => name.Split('.')[0];

    private static string FieldIn(Kind kind, string word) => word[(kind.Name.Length + 1)..].Split('=')[0];

    private static string Spaced(string word) =>
        string.Join(" / ", word.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    // ip.src of ip, icmp.echo.seq of icmp.echo: the longest name of a layer that the word begins with, when the rest is a field of it.
    private static Kind? FieldOf(Catalogue catalogue, string word) => catalogue.Kinds
        .Where(kind => word.StartsWith(kind.Name + '.', StringComparison.Ordinal))
        .OrderByDescending(kind => kind.Name.Length)
        .FirstOrDefault(kind => FieldNames.Has(kind, FieldIn(kind, word)));
}
