namespace RawNet.Wire;

/// <summary>Chooses among kinds of one name by the fixed values that are given: timestamp options by flag, routing headers by type.</summary>
internal static class KindChoice
{
    /// <param name="candidates">At least one; the first without a range is meant when nothing tells.</param>
    /// <param name="given">Names and values as an expression gives them.</param>
    /// <param name="context">For reading the values.</param>
    public static Kind Of(IReadOnlyList<Kind> candidates, IReadOnlyList<(string Name, string Value)> given, ExpressionContext context)
    {
        if (candidates.Count == 1) return candidates[0];
        foreach (Kind kind in candidates)
        {
            Condition[] telling = Telling(kind, candidates);
            if (telling.Length > 0 && telling.All(c => ValueOf(kind, c, given, context) is { } bits && bits >= c.Low && bits <= c.High)) return kind;
        }
        bool told = candidates.Any(k => Telling(k, candidates).Any(c => ValueOf(k, c, given, context) is not null));
        return candidates.FirstOrDefault(k => told && k.Conditions.Count == 0) ?? candidates.First(k => k.Conditions.All(c => c.IsIdentity));
    }

    private static Condition[] Telling(Kind kind, IReadOnlyList<Kind> candidates) =>
        [.. kind.Conditions.Where(c => candidates.Any(other => other.Conditions.Any(o => c.ExcludedBy(o))))];

    private static UInt128? ValueOf(Kind kind, Condition condition, IReadOnlyList<(string Name, string Value)> given, ExpressionContext context)
    {
        foreach ((string name, string value) in given)
            if (FieldNames.IsNameOf(kind, condition.Field, name)) return condition.Field.Parse(value, context).Bits;
        return null;
    }
}
