using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>The option that asks routers to look at a packet: of IPv4 (RFC 2113), or in the hop-by-hop
/// options of IPv6 (RFC 2711).</summary>
internal static class RouterAlert
{
    /// <summary>True when the layer is one that may hold it, and does.</summary>
    public static bool IsIn(scoped in View layer)
    {
        if (layer.Is(Ipv4.Kind)) return Holds(layer, Ipv4.Options, RouterAlertOption.Kind);
        return layer.Is(HopByHopOptions.Kind) && Holds(layer, HopByHopOptions.Options, Ipv6RouterAlertOption.Kind);
    }

    private static bool Holds(scoped in View layer, RecordsField options, Kind kind)
    {
        if (!layer.Has(options)) return false;
        foreach (View option in layer.Records(options))
            if (option.Is(kind)) return true;
        return false;
    }
}
