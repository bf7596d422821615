using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>The UDP header.</summary>
public static class Udp
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Udp, Rfc.Page(768, 1));

    /// <summary>0 when no answer is wanted.</summary>
    public static readonly Field<ushort> SourcePort = _t.U16("udp.srcport");

    /// <summary>The port that the datagram is for.</summary>
    public static readonly Field<ushort> DestinationPort = _t.U16("udp.dstport");

    /// <summary>Header and data in bytes; at least 8. What lies behind it in the packet is a trailer.</summary>
    public static readonly Field<ushort> Length = _t.LayerLength<ushort>("udp.length", 16);

    /// <summary>Over pseudo-header, header and data. 0 says that none was computed, over IPv4 only; a computed 0 is sent as ffff.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("udp.checksum",
        Covers.Region | Covers.PseudoHeader | Covers.Offloaded, zeroIsAbsent: true);

    /// <summary>The only kind. The data octets belong to the user datagram (RFC 768, Format).</summary>
    public static readonly Kind Kind = _t.HoldingData().Kind("udp").LeavingLengthOpen(IsJumbogram);

    /// <summary>Some fields set, the rest open.</summary>
    public static Spec With(params ReadOnlySpan<Assignment> values) => Kind.With(values);

    // RFC 2675, 4: of what is longer than 16 bits can say, the length is 0.
    private static bool IsJumbogram(scoped in View datagram) => datagram.StatedLength > ushort.MaxValue;
}
