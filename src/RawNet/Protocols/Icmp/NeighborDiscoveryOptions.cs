using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>The sender's link-layer address.</summary>
public static class SourceLinkAddressOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4861, "4.6.1"));

    /// <summary>Which option.</summary>
    public static readonly Field<byte> Type = _t.U8("icmpv6.opt.type");

    /// <summary>Units of 8 bytes with type and length; 0 is impossible.</summary>
    public static readonly Field<byte> Length = _t.LengthBehind<byte>("icmpv6.opt.length", 8, uncounted: 0, unit: 8);

    /// <summary>48 bits on Ethernet.</summary>
    public static readonly Field<MacAddress> LinkLayerAddress = _t.Mac("icmpv6.opt.src_linkaddr");

    /// <summary>8 bytes, as on Ethernet.</summary>
    public static readonly Kind Kind = _t.Kind("slla", new LengthRange(8, 8), Type.Is(1)).Taking(LinkLayerAddress);
}

/// <summary>The target's link-layer address.</summary>
public static class TargetLinkAddressOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4861, "4.6.1"));

    /// <summary>Which option.</summary>
    public static readonly Field<byte> Type = _t.U8("icmpv6.opt.type");

    /// <summary>Units of 8 bytes with type and length; 0 is impossible.</summary>
    public static readonly Field<byte> Length = _t.LengthBehind<byte>("icmpv6.opt.length", 8, uncounted: 0, unit: 8);

    /// <summary>48 bits on Ethernet.</summary>
    public static readonly Field<MacAddress> LinkLayerAddress = _t.Mac("icmpv6.opt.target_linkaddr");

    /// <summary>8 bytes, as on Ethernet.</summary>
    public static readonly Kind Kind = _t.Kind("tlla", new LengthRange(8, 8), Type.Is(2)).Taking(LinkLayerAddress);
}

/// <summary>A prefix of the link.</summary>
public static class PrefixInformationOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4861, "4.6.2"));

    /// <summary>Which option.</summary>
    public static readonly Field<byte> Type = _t.U8("icmpv6.opt.type");

    /// <summary>Units of 8 bytes with type and length; 0 is impossible.</summary>
    public static readonly Field<byte> Length = _t.LengthBehind<byte>("icmpv6.opt.length", 8, uncounted: 0, unit: 8);

    /// <summary>Leading bits of the prefix that count.</summary>
    public static readonly Field<byte> PrefixLength = _t.U8("icmpv6.opt.prefix.length");

    /// <summary>Addresses of the prefix are on the link.</summary>
    public static readonly Field<bool> OnLink = _t.Flag("icmpv6.opt.prefix.flag.l");

    /// <summary>Hosts may make addresses of it.</summary>
    public static readonly Field<bool> Autonomous = _t.Flag("icmpv6.opt.prefix.flag.a");

    /// <summary>The prefix holds the router's own address (RFC 6275).</summary>
    public static readonly Field<bool> RouterAddress = _t.Flag("icmpv6.opt.prefix.flag.r");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Reserved1 = _t.Bits<byte>("icmpv6.opt.prefix.flag.reserved", 5);

    /// <summary>Seconds on the link.</summary>
    public static readonly Field<uint> ValidLifetime = _t.U32("icmpv6.opt.prefix.valid_lifetime");

    /// <summary>Seconds that addresses of it are preferred.</summary>
    public static readonly Field<uint> PreferredLifetime = _t.U32("icmpv6.opt.prefix.preferred_lifetime");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<uint> Reserved2 = _t.U32("icmpv6.opt.reserved");

    /// <summary>The prefix.</summary>
    public static readonly Field<Ipv6Address> Prefix = _t.Ipv6("icmpv6.opt.prefix");

    /// <summary>32 bytes.</summary>
    public static readonly Kind Kind = _t.Kind("prefix", new LengthRange(32, 32), Type.Is(3)).Taking(Prefix, PrefixLength);
}

/// <summary>The packet that a Redirect is about, or as much of it as fits.</summary>
public static class RedirectedHeaderOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4861, "4.6.3"));

    /// <summary>Which option.</summary>
    public static readonly Field<byte> Type = _t.U8("icmpv6.opt.type");

    /// <summary>Units of 8 bytes with type and length; 0 is impossible.</summary>
    public static readonly Field<byte> Length = _t.LengthBehind<byte>("icmpv6.opt.length", 8, uncounted: 0, unit: 8);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<ulong> Reserved = _t.Bits<ulong>("icmpv6.opt.reserved", 48);

    /// <summary>The IPv6 header and what follows it, with zeros up to a multiple of 8 bytes.</summary>
    public static readonly BytesField Packet = _t.Rest("icmpv6.opt.redirected_packet", padTo: 8);

    /// <summary>Any length that holds the reserved bytes.</summary>
    public static readonly Kind Kind = _t.Kind("redirected", new LengthRange(8), Type.Is(4)).Taking(Packet);
}

/// <summary>The MTU of the link.</summary>
public static class MtuOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4861, "4.6.4"));

    /// <summary>Which option.</summary>
    public static readonly Field<byte> Type = _t.U8("icmpv6.opt.type");

    /// <summary>Units of 8 bytes with type and length; 0 is impossible.</summary>
    public static readonly Field<byte> Length = _t.LengthBehind<byte>("icmpv6.opt.length", 8, uncounted: 0, unit: 8);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<ushort> Reserved = _t.U16("icmpv6.opt.reserved");

    /// <summary>Bytes.</summary>
    public static readonly Field<uint> Mtu = _t.U32("icmpv6.opt.mtu");

    /// <summary>8 bytes.</summary>
    public static readonly Kind Kind = _t.Kind("mtu", new LengthRange(8, 8), Type.Is(5)).Taking(Mtu);
}

/// <summary>A route through the router.</summary>
public static class RouteInformationOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4191, "2.3"));

    /// <summary>Which option.</summary>
    public static readonly Field<byte> Type = _t.U8("icmpv6.opt.type");

    /// <summary>Units of 8 bytes with type and length: 1, 2 or 3.</summary>
    public static readonly Field<byte> Length = _t.LengthBehind<byte>("icmpv6.opt.length", 8, uncounted: 0, unit: 8);

    /// <summary>Leading bits of the prefix that count.</summary>
    public static readonly Field<byte> PrefixLength = _t.U8("icmpv6.opt.prefix.length");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Reserved1 = _t.Bits<byte>("icmpv6.opt.route_info.flag.reserved", 3);

    /// <summary>Two bits in two's complement: 1 is high, 0 medium, 3 low; 2 must not be sent.</summary>
    public static readonly Field<byte> Preference = _t.Bits<byte>("icmpv6.opt.route_info.flag.route_preference", 2);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Reserved2 = _t.Bits<byte>("icmpv6.opt.route_info.flag.reserved.2", 3);

    /// <summary>Seconds; all ones are for ever.</summary>
    public static readonly Field<uint> Lifetime = _t.U32("icmpv6.opt.route_lifetime");

    /// <summary>The first 0, 8 or 16 bytes of an address, as many as the length says.</summary>
    public static readonly PrefixField Prefix = _t.Ipv6Prefix("icmpv6.opt.prefix");

    /// <summary>8, 16 or 24 bytes.</summary>
    public static readonly Kind Kind = _t.Kind("route", new LengthRange(8, 24, Step: 8), Type.Is(24)).Taking(Prefix, PrefixLength);
}

/// <summary>Recursive DNS servers.</summary>
public static class RecursiveDnsOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(8106, "5.1"));

    /// <summary>Which option.</summary>
    public static readonly Field<byte> Type = _t.U8("icmpv6.opt.type");

    /// <summary>Units of 8 bytes with type and length; 0 is impossible.</summary>
    public static readonly Field<byte> Length = _t.LengthBehind<byte>("icmpv6.opt.length", 8, uncounted: 0, unit: 8);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<ushort> Reserved = _t.U16("icmpv6.opt.reserved");

    /// <summary>Seconds that the servers may be used.</summary>
    public static readonly Field<uint> Lifetime = _t.U32("icmpv6.opt.rdnss.lifetime");

    /// <summary>The servers.</summary>
    public static readonly ListField<Ipv6Address> Addresses = _t.Ipv6List("icmpv6.opt.rdnss");

    /// <summary>At least one server.</summary>
    public static readonly Kind Kind = _t.Kind("rdnss", new LengthRange(24, Step: 16), Type.Is(25)).Taking(Lifetime, Addresses);
}

/// <summary>Options of types or sizes that nobody declares: type, length, bytes.</summary>
public static class OtherNeighborOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4861, "4.6"));

    /// <summary>Which option.</summary>
    public static readonly Field<byte> Type = _t.U8("icmpv6.opt.type");

    /// <summary>Units of 8 bytes with type and length; 0 is impossible.</summary>
    public static readonly Field<byte> Length = _t.LengthBehind<byte>("icmpv6.opt.length", 8, uncounted: 0, unit: 8);

    /// <summary>What stands behind the length.</summary>
    public static readonly BytesField Content = _t.Rest("icmpv6.opt.data", padTo: 8);

    /// <summary>Any.</summary>
    public static readonly Kind Kind = _t.Kind("unknown").Taking(Type, Content);
}

/// <summary>Bytes behind an impossible length.</summary>
public static class RawNeighborOption
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4861, "4.6"));

    /// <summary>All that is left of the message.</summary>
    public static readonly BytesField Content = _t.Rest("icmpv6.opt.raw");

    /// <summary>Bytes as they are.</summary>
    public static readonly Kind Kind = _t.Kind("raw").Taking(Content);
}

/// <summary>The options of neighbour discovery.</summary>
internal static class NeighborDiscoveryOptions
{
    public static readonly ItemSet Items = new(
        [],
        end: null,
        [SourceLinkAddressOption.Kind, TargetLinkAddressOption.Kind, PrefixInformationOption.Kind, RedirectedHeaderOption.Kind,
            MtuOption.Kind, RouteInformationOption.Kind, RecursiveDnsOption.Kind, OtherNeighborOption.Kind],
        RawNeighborOption.Kind)
    { EndWithPacket = true };
}
