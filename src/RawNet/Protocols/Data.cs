using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Bytes that no kind declares.</summary>
public static class Data
{
    private static readonly Table T = Table.Of(Families.Data, Rfc.Section(791, "3.1"));

    /// <summary>All that is left of the region.</summary>
    public static readonly BytesField Content = T.Rest("data.data");

    /// <summary>The layer of these bytes.</summary>
    public static readonly Kind Kind = T.Kind("data");

    /// <summary>A layer of these bytes; they are copied.</summary>
    public static Spec Of(ReadOnlySpan<byte> bytes) => Kind.With(Content.Is(bytes));
}

/// <summary>Bytes behind the end that a layer's own length states: Ethernet padding, a frame check sequence that nobody told of.</summary>
public static class Trailer
{
    private static readonly Table T = Trailing();

    /// <summary>All that is left of the region.</summary>
    public static readonly BytesField Content = T.Rest("trailer.data");

    /// <summary>The layer of these bytes; it closes the innermost open layer that states its length.</summary>
    public static readonly Kind Kind = T.Kind("trailer");

    private static Table Trailing()
    {
        Table table = Table.Of(Families.Trailer, Source.Ieee("802.3", "3.2.8"));
        table.Roles.Trails = true;
        return table;
    }
}
