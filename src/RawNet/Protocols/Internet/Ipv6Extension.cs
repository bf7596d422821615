using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>What all extension headers have in common: the first byte names what follows (RFC 6564, section 4).</summary>
internal static class Ipv6Extension
{
    /// <summary>True for a whole extension header; then also the number that it names.</summary>
    public static bool TryNext(scoped in View layer, out byte next)
    {
        Protocol protocol = layer.Kind.Protocol;
        bool isExtension = protocol == ProtocolNumbers.HopByHop || protocol == ProtocolNumbers.Routing
            || protocol == ProtocolNumbers.Fragment || protocol == ProtocolNumbers.DestinationOptions;
        next = isExtension && layer.IsWhole ? layer.Header[0] : default;
        return isExtension && layer.IsWhole;
    }

    /// <summary>Of a fragment header: what all fragments of the datagram have; null for any other.</summary>
    public static uint? IdentificationOf(scoped in View layer) =>
        layer.Is(Ipv6Fragment.Kind) && layer.IsWhole ? layer.Get(Ipv6Fragment.Identification) : null;

    /// <summary>A piece from the middle of a larger packet: what it carries is no message of its own.</summary>
    public static bool IsLaterFragment(scoped in View layer) =>
        layer.Is(Ipv6Fragment.Kind) && layer.IsWhole && layer.Get(Ipv6Fragment.FragmentOffset) > 0;
}
