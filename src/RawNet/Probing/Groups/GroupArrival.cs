using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>An IGMP or MLD message that came in, with what hosts and routers judge it by.</summary>
/// <param name="Source">Who sent it, by its IP header.</param>
/// <param name="Destination">Whom it was sent to.</param>
/// <param name="HopLimit">TTL or hop limit on arrival.</param>
/// <param name="HasRouterAlert">An option asks routers to look at the packet.</param>
/// <param name="Message">What it says.</param>
public readonly record struct GroupArrival(NetworkAddress Source, NetworkAddress Destination, byte HopLimit, bool HasRouterAlert, GroupMessage Message)
{
    /// <summary>Reads a packet or a frame. False for other protocols and for messages that must be silently ignored: a wrong checksum, a length that
    /// no version has, an unknown type, less than a count states (RFC 9776, sections 4, 4.1.2 and 7.1; RFC 9777, sections 5, 5.1.2 and 8.1). Bytes behind the message are summed and otherwise ignored.</summary>
    /// <param name="link">What the bytes begin with.</param>
    /// <param name="bytes">The packet or frame.</param>
    /// <param name="arrival">The message.</param>
    public static bool TryRead(LinkType link, ReadOnlySpan<byte> bytes, out GroupArrival arrival)
    {
        arrival = default;
        foreach (View layer in Registry.Kinds.Layers(link, bytes))
        {
            if (layer.IsQuoted) return false;
            if (layer.Is(Ipv4.Kind)) arrival = Enter(layer, Ipv4.SourceAddress, Ipv4.DestinationAddress, Ipv4.TimeToLive, Holds(layer, Ipv4.Options, RouterAlertOption.Kind));
            else if (layer.Is(Ipv6.Kind)) arrival = Enter(layer, Ipv6.SourceAddress, Ipv6.DestinationAddress, Ipv6.HopLimit, hasRouterAlert: false);
            else if (layer.Is(HopByHopOptions.Kind)) arrival = arrival with { HasRouterAlert = Holds(layer, HopByHopOptions.Options, Ipv6RouterAlertOption.Kind) };
            else if (MessageOf(layer, arrival.Source.IsIpv4) is { } message)
            {
                arrival = arrival with { Message = message };
                return layer.ChecksumStatus == ChecksumStatus.Good;
            }
        }
        return false;
    }

    // IGMP belongs to IPv4 and MLD to IPv6, whatever a protocol field says.
    private static GroupMessage? MessageOf(scoped in View layer, bool isOverIpv4)
    {
        if (layer.Kind.Protocol == Igmp.Kind.Protocol) return isOverIpv4 ? GroupDialect.Igmp.Read(layer) : null;
        return layer.Kind.Protocol == Icmpv6.Kind.Protocol && !isOverIpv4 ? GroupDialect.Mld.Read(layer) : null;
    }

    private static GroupArrival Enter<T>(scoped in View layer, Field<T> source, Field<T> destination, Field<byte> hopLimit, bool hasRouterAlert)
        where T : unmanaged => layer.IsWhole
            ? new(AddressOf(layer, source), AddressOf(layer, destination), layer.Get(hopLimit), hasRouterAlert, null!)
            : default;

    private static NetworkAddress AddressOf<T>(scoped in View layer, Field<T> field)
        where T : unmanaged
    {
        UInt128 bits = layer.GetRaw(field);
        return field.Width == 32 ? Ipv4Address.FromUInt32((uint)bits) : Ipv6Address.FromUInt128(bits);
    }

    private static bool Holds(scoped in View view, RecordsField options, Kind kind)
    {
        if (!view.Has(options)) return false;
        foreach (View option in view.Records(options))
            if (option.Is(kind)) return true;
        return false;
    }
}
