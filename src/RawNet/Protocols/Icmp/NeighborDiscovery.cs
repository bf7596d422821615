using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Router Solicitation.</summary>
public static class RouterSolicitation
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4861, "4.1"));

    /// <summary>133.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<uint> Reserved = _t.U32("icmpv6.reserved");

    /// <summary>Options up to the end of the message.</summary>
    public static readonly RecordsField Options = _t.OptionsToEnd("icmpv6.opts", "opt", NeighborDiscoveryOptions.Items);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("icmpv6.router-solicitation", Type.Is(Icmpv6Type.RouterSolicitation));
}

/// <summary>Router Advertisement.</summary>
public static class RouterAdvertisement
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4861, "4.2"));

    /// <summary>134.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>What hosts put into their packets; 0 says nothing.</summary>
    public static readonly Field<byte> CurHopLimit = _t.U8("icmpv6.nd.ra.cur_hop_limit");

    /// <summary>M, O, H, preference, proxy and reserved bits, from the highest (RFC 5175).</summary>
    public static readonly Field<byte> Flags = _t.U8("icmpv6.nd.ra.flag", hex: true);

    /// <summary>Seconds that the router is a default router; 0: it is none.</summary>
    public static readonly Field<ushort> RouterLifetime = _t.Time<ushort>("icmpv6.nd.ra.router_lifetime", 16, 1800, ticksPerSecond: 1);

    /// <summary>Milliseconds that a neighbour counts as reachable; 0 says nothing.</summary>
    public static readonly Field<uint> ReachableTime = _t.Time<uint>("icmpv6.nd.ra.reachable_time", 32, 0, ticksPerSecond: 1000);

    /// <summary>Milliseconds between solicitations; 0 says nothing.</summary>
    public static readonly Field<uint> RetransTimer = _t.Time<uint>("icmpv6.nd.ra.retrans_timer", 32, 0, ticksPerSecond: 1000);

    /// <summary>Options up to the end of the message.</summary>
    public static readonly RecordsField Options = _t.OptionsToEnd("icmpv6.opts", "opt", NeighborDiscoveryOptions.Items);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("icmpv6.router-advertisement", Type.Is(Icmpv6Type.RouterAdvertisement));
}

/// <summary>Neighbor Solicitation.</summary>
public static class NeighborSolicitation
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4861, "4.3"));

    /// <summary>135.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<uint> Reserved = _t.U32("icmpv6.reserved");

    /// <summary>Whose link-layer address is asked for.</summary>
    public static readonly Field<Ipv6Address> TargetAddress = _t.Ipv6("icmpv6.nd.ns.target_address");

    /// <summary>Options up to the end of the message.</summary>
    public static readonly RecordsField Options = _t.OptionsToEnd("icmpv6.opts", "opt", NeighborDiscoveryOptions.Items);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("icmpv6.neighbor-solicitation", Type.Is(Icmpv6Type.NeighborSolicitation));
}

/// <summary>Neighbor Advertisement.</summary>
public static class NeighborAdvertisement
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4861, "4.4"));

    /// <summary>136.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>The sender is a router.</summary>
    public static readonly Field<bool> R = _t.Flag("icmpv6.nd.na.flag.r");

    /// <summary>It answers a solicitation.</summary>
    public static readonly Field<bool> S = _t.Flag("icmpv6.nd.na.flag.s");

    /// <summary>It replaces what is cached.</summary>
    public static readonly Field<bool> O = _t.Flag("icmpv6.nd.na.flag.o");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<uint> Reserved = _t.Bits<uint>("icmpv6.nd.na.flag.rsv", 29);

    /// <summary>Whose link-layer address it is.</summary>
    public static readonly Field<Ipv6Address> TargetAddress = _t.Ipv6("icmpv6.nd.na.target_address");

    /// <summary>Options up to the end of the message.</summary>
    public static readonly RecordsField Options = _t.OptionsToEnd("icmpv6.opts", "opt", NeighborDiscoveryOptions.Items);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("icmpv6.neighbor-advertisement", Type.Is(Icmpv6Type.NeighborAdvertisement));
}

/// <summary>Redirect.</summary>
public static class NeighborRedirect
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4861, "4.5"));

    /// <summary>137.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<uint> Reserved = _t.U32("icmpv6.reserved");

    /// <summary>The better first hop.</summary>
    public static readonly Field<Ipv6Address> TargetAddress = _t.Ipv6("icmpv6.nd.rd.target_address");

    /// <summary>For packets to here.</summary>
    public static readonly Field<Ipv6Address> DestinationAddress = _t.Ipv6("icmpv6.rd.na.destination_address");

    /// <summary>Options up to the end of the message.</summary>
    public static readonly RecordsField Options = _t.OptionsToEnd("icmpv6.opts", "opt", NeighborDiscoveryOptions.Items);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("icmpv6.redirect", Type.Is(Icmpv6Type.Redirect));
}
