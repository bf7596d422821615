namespace RawNet.Wire;

/// <summary>Chooses among kinds of one name by what is given: timestamp options by flag, routing headers by type,
/// interface objects by their fields.</summary>
internal static class KindChoice
{
    /// <param name="candidates">At least one.</param>
    /// <param name="given">Names and values as an expression gives them.</param>
    /// <param name="context">For reading the values.</param>
    public static Kind Of(IReadOnlyList<Kind> candidates, IReadOnlyList<(string Name, string Value)> given, ExpressionContext context)
    {
        if (candidates.Count == 1) return candidates[0];
        Kind[] named = [.. candidates.Where(k => given.All(g => k.Table.Fields.Any(f => FieldNames.IsNameOf(k, f, g.Name))))];
        Kind[] possible = [.. named.Where(k => Met(k, given, context) is not null)];
        return possible
            .OrderByDescending(k => Met(k, given, context))
            .ThenBy(k => k.Telling.Length)
            .ThenByDescending(k => k.Conditions.Length > 0)
            .ThenBy(k => k.Table.Fields.Count)
            .FirstOrDefault(candidates[0]);
    }

    // How many conditions the given values meet; null when one is contradicted.
    private static int? Met(Kind kind, IReadOnlyList<(string Name, string Value)> given, ExpressionContext context)
    {
        int met = 0;
        foreach (Condition condition in kind.Conditions)
        {
            string? value = given.FirstOrDefault(g => FieldNames.IsNameOf(kind, condition.Field, g.Name)).Value;
            if (value is null) continue;
            if (!condition.Accepts(condition.Field.Parse(value, context).Bits)) return null;
            met++;
        }
        return met;
    }
}
