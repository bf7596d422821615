using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>IGMP version 1: Host Membership Query and Report.</summary>
public static class IgmpV1
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Igmp, Rfc.Section(1112, "appendix I"));

    /// <summary>0x11 asks, 0x12 answers. RFC 1112 drew it as version 1 and a type of 4 bits.</summary>
    public static readonly Field<IgmpType> Type = _t.Enum8<IgmpType>("igmp.type");

    /// <summary>Sent as 0; in a query, any other value makes it version 2.</summary>
    public static readonly Field<byte> Unused = _t.U8("igmp.reserved");

    /// <summary>Over the whole IP payload.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("igmp.checksum", Covers.Region);

    /// <summary>The group in a report; in a query sent as 0 and ignored.</summary>
    public static readonly Field<Ipv4Address> GroupAddress = _t.Ipv4("igmp.maddr");

    /// <summary>A query of 8 bytes whose second byte is 0 (RFC 9776, section 7.1); of fewer, it lacks some.</summary>
    public static readonly Kind Query = _t.Kind("igmp.v1-query", new LengthRange(0, 8), Type.Is(IgmpType.MembershipQuery), Unused.Is(0))
        .Showing("igmp.version", 1);

    /// <summary>Sent to the group that it reports.</summary>
    public static readonly Kind Report = _t.Kind("igmp.v1-report", Type.Is(IgmpType.V1MembershipReport)).Showing("igmp.version", 1);
}
