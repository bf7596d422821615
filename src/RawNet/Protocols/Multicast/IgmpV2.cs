using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>IGMP version 2: query, report and leave share one layout.</summary>
public static class IgmpV2
{
    private static readonly byte _usualTime = (byte)(GroupDefaults.QueryResponseInterval / TimeSpan.FromSeconds(0.1));
    private static readonly Table _t = Table.Of(ProtocolNumbers.Igmp, Rfc.Section(2236, "2"));

    /// <summary>0x11 asks, 0x16 reports, 0x17 leaves.</summary>
    public static readonly Field<IgmpType> Type = _t.Enum8<IgmpType>("igmp.type");

    /// <summary>Tenths of a second within which a query is answered; 0 in other messages.</summary>
    public static readonly Field<byte> MaxRespTime = _t.Time<byte>("igmp.max_resp", 8, 0, ticksPerSecond: 10);

    /// <summary>Over the whole IP payload.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("igmp.checksum", Covers.Region);

    /// <summary>0 in a general query, else the group.</summary>
    public static readonly Field<Ipv4Address> GroupAddress = _t.Ipv4("igmp.maddr");

    /// <summary>A query of 8 bytes whose second byte is not 0 (RFC 9776, section 7.1); of fewer, it lacks some.</summary>
    public static readonly Kind Query = _t
        .Kind("igmp.v2-query", new LengthRange(0, 8), Type.Is(IgmpType.MembershipQuery), MaxRespTime.In(1, 255, _usualTime))
        .Showing("igmp.version", 2);

    /// <summary>Sent to the group that it reports.</summary>
    public static readonly Kind Report = _t.Kind("igmp.v2-report", Type.Is(IgmpType.V2MembershipReport)).Showing("igmp.version", 2);

    /// <summary>Sent to 224.0.0.2.</summary>
    public static readonly Kind Leave = _t.Kind("igmp.leave", Type.Is(IgmpType.LeaveGroup)).Showing("igmp.version", 2);
}
