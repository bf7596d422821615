using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Any other ICMPv6 message: what all of them share, then data.</summary>
public static class Icmpv6
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4443, "2.1"));

    /// <summary>What kind of message.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Its variety.</summary>
    public static readonly Field<byte> Code = _t.U8("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>Takes what no other kind declares; in a filter, any ICMPv6.</summary>
    public static readonly Kind Kind = _t.Kind("icmpv6");
}
