using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>Rules about the headers that carry messages, and about reserved fields of all of them.</summary>
internal static class HeaderRules
{
    public static readonly LintRule[] All =
    [
        new("reserved fields are 0", null, ReservedIsZero),
        new("a packet is not sent with a time to live of 0", Rfc.Section(1122, "3.2.1.7"), TimeToLive),
        new("a source is the address of one host", Rfc.Section(1122, "3.2.1.3"), OneHost),
        new("IPv4 option padding is 0", Rfc.Section(791, "3.1"), Padding),
        new("an IPv4 group has its own MAC address", Rfc.Section(1112, "6.4"), GroupMac4),
        new("an IPv6 group has its own MAC address", Rfc.Section(2464, "7"), GroupMac6),
        new("an IPv4 route is written from its first place on", Rfc.Section(791, "3.1"), RoutePointer),
        new("hop-by-hop options stand directly behind the IPv6 header", Rfc.Section(8200, "4.1"), HopByHopFirst),
        new("UDP over IPv6 has a checksum", Rfc.Section(8200, "8.1"), SumOverIpv6),
    ];

    // Which fields are reserved, their tables say: it is the RFC's word for them.
    private static Breach? ReservedIsZero(scoped in LintScene scene) => Reserved(scene.Layer, scene.Layer.Kind.Protocol);

    private static Breach? Reserved(scoped in View view, Protocol layer)
    {
        foreach (Field field in view.Kind.Table.Fields)
        {
            if (!view.Shows(field)) break;
            if (field is ScalarField scalar && IsReserved(field) && scalar.BitsIn(view) != 0)
                return Breach.Of(view, scalar, "0") with { Protocol = layer.Name };
            if (field is RecordsField items && ReservedIn(items, view, layer) is { } inside) return inside;
        }
        return null;
    }

    private static Breach? ReservedIn(RecordsField items, scoped in View view, Protocol layer)
    {
        foreach (View item in view.Records(items))
            if (Reserved(item, layer) is { } breach) return breach;
        return null;
    }

    private static bool IsReserved(Field field) =>
        field.Words.StartsWith("Reserved", StringComparison.Ordinal)
        || field.Words.StartsWith("Unused", StringComparison.Ordinal) || field.Words == "Res";

    private static Breach? TimeToLive(scoped in LintScene scene) =>
        scene.Layer.Has(Ipv4.TimeToLive) && scene.Layer.Get(Ipv4.TimeToLive) == 0
            ? Breach.Of(scene.Layer, Ipv4.TimeToLive, "1 or more")
            : null;

    private static Breach? OneHost(scoped in LintScene scene)
    {
        if (!scene.Layer.Has(Ipv4.SourceAddress)) return null;
        Ipv4Address source = scene.Layer.Get(Ipv4.SourceAddress);
        return source.IsMulticast || source.ToUInt32() == uint.MaxValue
            ? Breach.Of(scene.Layer, Ipv4.SourceAddress, "the address of one host")
            : null;
    }

    private static Breach? Padding(scoped in LintScene scene)
    {
        if (!scene.Layer.Has(Ipv4.Options)) return null;
        bool hasEnded = false;
        foreach (View option in scene.Layer.Records(Ipv4.Options))
        {
            if (hasEnded && option.Is(RawOption.Kind) && option.Bytes.ContainsAnyExcept((byte)0))
                return new("ip", RawOption.Content.Name, Convert.ToHexStringLower(option.Bytes), "zeros");
            hasEnded = option.Is(SingleOption.EndOfList);
        }
        return null;
    }

    private static Breach? RoutePointer(scoped in LintScene scene)
    {
        if (!scene.Layer.Has(Ipv4.Options)) return null;
        foreach (View option in scene.Layer.Records(Ipv4.Options))
            if (option.Has(RouteOption.Pointer) && option.Get(RouteOption.Pointer) < 4)
                return Breach.Of(option, RouteOption.Pointer, "4 or more") with { Protocol = "ip" };
        return null;
    }

    private static Breach? HopByHopFirst(scoped in LintScene scene) =>
        scene.Layer.Is(HopByHopOptions.Kind) && scene.Network.Kind == Ipv6.Kind
        && scene.Layer.Offset > scene.Network.Offset + scene.Network.HeaderLength
            ? new("ipv6", "layer", "hop-by-hop options behind another header", "directly behind the IPv6 header")
            : null;

    private static Breach? GroupMac4(scoped in LintScene scene) =>
        scene.Layer.Has(Ipv4.DestinationAddress) ? GroupMac(scene, Ipv4.DestinationAddress) : null;

    // RFC 6085: one host of an IPv6 group may be reached by its own MAC address.
    private static Breach? GroupMac6(scoped in LintScene scene) =>
        scene.Layer.Has(Ipv6.DestinationAddress) && scene.Ethernet.Kind is not null && scene.Ethernet.Get(Ethernet.Destination).IsGroup
            ? GroupMac(scene, Ipv6.DestinationAddress)
            : null;

    private static Breach? GroupMac(scoped in LintScene scene, ScalarField destination) =>
        scene.Ethernet.Kind is not null && MacAddress.OfGroup(destination.Width, destination.BitsIn(scene.Layer)) is { } right
        && scene.Ethernet.Get(Ethernet.Destination) != right
            ? Breach.Of(scene.Ethernet, Ethernet.Destination, right.ToString())
            : null;

    private static Breach? SumOverIpv6(scoped in LintScene scene) =>
        scene.Layer.Has(Udp.Checksum) && scene.Layer.Get(Udp.Checksum) == 0 && scene.Network.Kind == Ipv6.Kind
            ? Breach.Of(scene.Layer, Udp.Checksum, "a sum")
            : null;
}
