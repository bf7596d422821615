using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Multicast Listener Discovery version 1: query, report and done share one layout.</summary>
public static class MldV1
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(2710, "3"));

    /// <summary>130 asks, 131 reports, 132 leaves.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>Milliseconds within which a query is answered; 0 in other messages.</summary>
    public static readonly Field<ushort> MaximumResponseDelay = _t.Time<ushort>("icmpv6.mld.maximum_response_delay",
        16, 0, ticksPerSecond: 1000);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<ushort> Reserved = _t.U16("icmpv6.reserved");

    /// <summary>0 in a general query, else the group.</summary>
    public static readonly Field<Ipv6Address> MulticastAddress = _t.Ipv6("icmpv6.mld.multicast_address");

    /// <summary>A query of 24 bytes (RFC 9777, section 8.1); of fewer, it lacks some.</summary>
    public static readonly Kind Query = _t.Kind("mld.v1-query", new LengthRange(0, 24), Type.Is(Icmpv6Type.MulticastListenerQuery));

    /// <summary>Sent to the group that it reports.</summary>
    public static readonly Kind Report = _t.Kind("mld.v1-report", Type.Is(Icmpv6Type.MulticastListenerReport));

    /// <summary>Sent to ff02::2.</summary>
    public static readonly Kind Done = _t.Kind("mld.done", Type.Is(Icmpv6Type.MulticastListenerDone));
}
