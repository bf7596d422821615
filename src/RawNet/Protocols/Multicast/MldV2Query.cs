using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Multicast Listener Discovery version 2 Query: general, address-specific, or address-and-source-specific.</summary>
public static class MldV2Query
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(9777, "5.1"));

    /// <summary>130.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>Milliseconds, shown decoded: codes from 32768 are a float (section 5.1.3), up to 8387584.</summary>
    public static readonly Field<uint> MaximumResponseCode = _t.Time<uint>("icmpv6.mld.maximum_response_code",
        16, 0, ticksPerSecond: 1000, new FloatCodec(12));

    /// <summary>Sent as 0.</summary>
    public static readonly Field<ushort> Reserved = _t.U16("icmpv6.reserved");

    /// <summary>0 in a general query.</summary>
    public static readonly Field<Ipv6Address> MulticastAddress = _t.Ipv6("icmpv6.mld.multicast_address");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Flags = _t.Bits<byte>("icmpv6.mld.flag.reserved", 4);

    /// <summary>Routers that hear the query do not lower their timers.</summary>
    public static readonly Field<bool> S = _t.Flag("icmpv6.mld.flag.s");

    /// <summary>The querier's robustness variable; 0 when it is above 7.</summary>
    public static readonly Field<byte> QRV = _t.Bits<byte>("icmpv6.mld.flag.qrv", 3);

    /// <summary>The querier's query interval in seconds, shown decoded: codes from 128 are a float, up to 31744.</summary>
    public static readonly Field<ushort> QQIC = _t.Time<ushort>("icmpv6.mld.qqi", 8, 0, ticksPerSecond: 1, new FloatCodec(4));

    /// <summary>How many source addresses follow.</summary>
    public static readonly Field<ushort> NumberOfSources = _t.Counting<ushort>("icmpv6.mld.nb_sources", 16);

    /// <summary>The sources that are asked about.</summary>
    public static readonly ListField<Ipv6Address> SourceAddress = _t.Ipv6List("icmpv6.mld.source_address", NumberOfSources, alias: "saddr");

    /// <summary>A query of at least 28 bytes (section 8.1).</summary>
    public static readonly Kind Kind = _t.Kind("mld.v2-query", new LengthRange(28), Type.Is(Icmpv6Type.MulticastListenerQuery));
}
