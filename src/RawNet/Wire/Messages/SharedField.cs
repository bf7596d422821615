namespace RawNet.Wire;

/// <summary>The messages of a protocol have fields in common, each declared in its own table: icmp.type stands
/// in the same place in all of them.</summary>
internal static class SharedField
{
    /// <summary>This table's field of the same name, place and meaning as one of another message of the protocol;
    /// null when there is none.</summary>
    public static Field? Of(Table table, Field other)
    {
        if (other is not ScalarField asked || other.Table.Protocol != table.Protocol) return null;
        foreach (Field field in table.InOrder)
            if (field is ScalarField own && own.Name == asked.Name && IsSamePlace(own, asked) && own.Codec == asked.Codec) return own;
        return null;
    }

    /// <summary>Whether two fields are the same bits of their messages.</summary>
    public static bool IsSamePlace(ScalarField one, ScalarField other) =>
        one.Part == other.Part && one.BitOffset == other.BitOffset && one.Width == other.Width;

    /// <summary>What is said of a field that a message does not have.</summary>
    public static string NoFieldOf(Kind kind, Field field) =>
        $"{field.Name} is no field of {kind.Name}, which has {string.Join(", ", kind.Table.Fields.Select(own => own.Name).Distinct())}";
}
