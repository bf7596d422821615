using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Any other IGMP message, such as a query of 9 to 11 bytes, which has no version (RFC 9776, section 7.1).</summary>
public static class Igmp
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Igmp, Rfc.Section(9776, "4"));

    /// <summary>What kind of message.</summary>
    public static readonly Field<IgmpType> Type = _t.Enum8<IgmpType>("igmp.type");

    /// <summary>What it means depends on the type.</summary>
    public static readonly Field<byte> Code = _t.U8("igmp.code");

    /// <summary>Over the whole IP payload.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("igmp.checksum", Covers.Region);

    /// <summary>Takes what no other kind declares; in a filter, any IGMP.</summary>
    public static readonly Kind Kind = _t.Kind("igmp");
}
