namespace RawNet.Wire;

/// <summary>The header that all messages of a protocol share, where it stands for one of them:
/// <c>icmp type=8</c> is an echo request.</summary>
internal static class CommonHeader
{
    /// <summary>The messages that begin with what a layer gives: one of <c>icmp type=8</c>, three of <c>igmp type=0x11</c>,
    /// none of <c>icmp type=200</c>.</summary>
    public static Kind[] MeantBy(Spec layer) =>
        layer.Cut is null && layer.Kind.Siblings.Length > 0 ? [.. layer.Kind.Siblings.Where(kind => IsMeant(kind, layer))] : [];

    /// <summary>The whole message in place of a common header that nothing follows.</summary>
    /// <exception cref="ExpressionException">It could be one of several.</exception>
    public static Spec Completed(Spec layer) => MeantBy(layer) switch
    {
        [] => layer,
        [var one] => new(one,
            [.. layer.Values.Select(value => new Assignment(SamePlace(one, value.Field)!, value.Bits) { Parts = value.Parts })], cut: null),
        var several => throw new ExpressionException(
            $"'{layer}' could be {string.Join(" or ", several.Select(kind => kind.Name))}: name one, "
            + "or the bytes that follow as data"),
    };

    private static bool IsMeant(Kind kind, Spec layer)
    {
        bool told = false;
        foreach (Condition condition in kind.Conditions)
        {
            if (!condition.IsIdentity || Given(layer, condition.Field) is not { } given) continue;
            if (!condition.Accepts(given.Bits)) return false;
            told = true;
        }
        return told && layer.Values.All(value => SamePlace(kind, value.Field) is not null);
    }

    private static Assignment? Given(Spec layer, ScalarField place)
    {
        foreach (Assignment value in layer.Given)
            if (!value.IsAny && IsSamePlace(value.Field, place)) return value;
        return null;
    }

    private static Field? SamePlace(Kind kind, Field field) => kind.Table.Fields.FirstOrDefault(other => IsSamePlace(field, other));

    private static bool IsSamePlace(Field one, Field other) =>
        one is ScalarField a && other is ScalarField b && SharedField.IsSamePlace(a, b) && a.Codec is null == b.Codec is null;
}
