using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>IGMP version 3 Membership Query: general, group-specific, or group-and-source-specific.</summary>
public static class IgmpV3Query
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Igmp, Rfc.Section(9776, "4.1"));

    /// <summary>0x11.</summary>
    public static readonly Field<IgmpType> Type = _t.Enum8<IgmpType>("igmp.type");

    /// <summary>Tenths of a second, shown decoded: codes from 128 are a float (section 4.1.1), up to 31744.</summary>
    public static readonly Field<ushort> MaxRespCode = _t.Time<ushort>("igmp.max_resp", 8, 0, ticksPerSecond: 10, new FloatCodec(4));

    /// <summary>Over the whole IP payload.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("igmp.checksum", Covers.Region);

    /// <summary>0 in a general query.</summary>
    public static readonly Field<Ipv4Address> GroupAddress = _t.Ipv4("igmp.maddr");

    /// <summary>Sent as 0; RFC 9279 gives one bit a use.</summary>
    public static readonly Field<byte> Flags = _t.Bits<byte>("igmp.resv", 4);

    /// <summary>Routers that hear the query do not lower their timers.</summary>
    public static readonly Field<bool> S = _t.Flag("igmp.s");

    /// <summary>The querier's robustness variable; 0 when it is above 7.</summary>
    public static readonly Field<byte> QRV = _t.Bits<byte>("igmp.qrv", 3);

    /// <summary>The querier's query interval as its code: seconds below 128, a float from there.</summary>
    public static readonly Field<byte> QQIC = _t.U8("igmp.qqic");

    /// <summary>How many source addresses follow.</summary>
    public static readonly Field<ushort> NumberOfSources = _t.Counting<ushort>("igmp.num_src", 16);

    /// <summary>The sources that are asked about.</summary>
    public static readonly ListField<Ipv4Address> SourceAddress = _t.Ipv4List("igmp.saddr", NumberOfSources);

    /// <summary>A query of at least 12 bytes (section 7.1).</summary>
    public static readonly Kind Kind = _t.Kind("igmp.v3-query", new LengthRange(12), Type.Is(IgmpType.MembershipQuery))
        .Showing("igmp.version", 3);
}
