using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Bytes that no kind declares.</summary>
public static class Data
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Data, Source.None("declared by no kind"));

    /// <summary>All that is left of the region.</summary>
    public static readonly BytesField Content = _t.Rest("data.data");

    /// <summary>The layer of these bytes.</summary>
    public static readonly Kind Kind = _t.Kind("data");

    /// <summary>A layer of these bytes; they are copied.</summary>
    public static Spec Of(ReadOnlySpan<byte> bytes) => Kind.With(Content.Is(bytes));
}

/// <summary>Bytes behind the end that a layer's own length states: Ethernet padding, a frame check sequence that nobody told of.</summary>
public static class Trailer
{
    private static readonly Table _t = Trailing();

    /// <summary>All that is left of the region.</summary>
    public static readonly BytesField Content = _t.Rest("trailer.data");

    /// <summary>The layer of these bytes; it closes the innermost open layer that states its end.</summary>
    public static readonly Kind Kind = _t.Kind("trailer");

    private static Table Trailing()
    {
        Table table = Table.Of(ProtocolNumbers.Trailer, Source.None("behind a stated end"));
        table.Roles.Trails = true;
        return table;
    }
}
