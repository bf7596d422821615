using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>The Routing header of type 0, deprecated by RFC 5095: addresses to visit.</summary>
public static class SourceRoutingHeader
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Routing, Rfc.Section(2460, "4.4"));

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<byte> NextHeader = _t.Next<byte>("ipv6.routing.nxt", 8, Spaces.NextHeader);

    /// <summary>Units of 8 bytes, the first 8 bytes not counted.</summary>
    public static readonly Field<byte> HeaderLength = _t.ExtensionLength("ipv6.routing.len");

    /// <summary>0.</summary>
    public static readonly Field<byte> RoutingType = _t.U8("ipv6.routing.type");

    /// <summary>How many of the addresses are still to be visited.</summary>
    public static readonly Field<byte> SegmentsLeft = _t.U8("ipv6.routing.segleft");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<uint> Reserved = _t.U32("ipv6.routing.src.reserved");

    /// <summary>The last of them is where the packet goes in the end.</summary>
    public static readonly ListField<Ipv6Address> Addresses = _t.Ipv6ListInHeader("ipv6.routing.src.addr");

    /// <summary>Whole addresses.</summary>
    public static readonly Kind Kind = _t.Kind("ipv6.routing", RoutingType.Is(0)).Routing(LastStop);

    private static UInt128? LastStop(scoped in View header)
    {
        ListView<Ipv6Address> addresses = header.Get(Addresses);
        return header.Get(SegmentsLeft) > 0 && addresses.Count > 0 ? addresses[addresses.Count - 1].ToUInt128() : null;
    }
}

/// <summary>The Segment Routing header, a Routing header of type 4.</summary>
public static class SegmentRoutingHeader
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Routing, Rfc.Section(8754, "2"));

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<byte> NextHeader = _t.Next<byte>("ipv6.routing.nxt", 8, Spaces.NextHeader);

    /// <summary>Units of 8 bytes, the first 8 bytes not counted.</summary>
    public static readonly Field<byte> HeaderLength = _t.ExtensionLength("ipv6.routing.len");

    /// <summary>4.</summary>
    public static readonly Field<byte> RoutingType = _t.U8("ipv6.routing.type");

    /// <summary>The index of the segment to be visited next.</summary>
    public static readonly Field<byte> SegmentsLeft = _t.U8("ipv6.routing.segleft");

    /// <summary>The index of the last segment of the list, which is visited first.</summary>
    public static readonly Field<byte> LastEntry = _t.Counting<byte>("ipv6.routing.srh.last_entry", 8);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Flags = _t.U8("ipv6.routing.srh.flags", hex: true);

    /// <summary>Marks packets of one class.</summary>
    public static readonly Field<ushort> Tag = _t.U16("ipv6.routing.srh.tag", hex: true);

    /// <summary>The segments, last one first.</summary>
    public static readonly ListField<Ipv6Address> SegmentList = _t.Ipv6List("ipv6.routing.srh.addr", LastEntry, uncounted: 1);

    /// <summary>Type-length-value objects behind the segments.</summary>
    public static readonly BytesField Objects = _t.HeaderBytes("ipv6.routing.srh.tlvs", padTo: 8);

    /// <summary>Type 4.</summary>
    public static readonly Kind Kind = _t.Kind("ipv6.routing", RoutingType.Is(4)).ToldBy(RoutingType).Routing(LastStop);

    // RFC 8754, 2: the list is in reverse order.
    private static UInt128? LastStop(scoped in View header)
    {
        ListView<Ipv6Address> segments = header.Get(SegmentList);
        return header.Get(SegmentsLeft) > 0 && segments.Count > 0 ? segments[0].ToUInt128() : null;
    }
}

/// <summary>Routing headers of other types.</summary>
public static class OtherRoutingHeader
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Routing, Rfc.Section(8200, "4.4"));

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<byte> NextHeader = _t.Next<byte>("ipv6.routing.nxt", 8, Spaces.NextHeader);

    /// <summary>Units of 8 bytes, the first 8 bytes not counted.</summary>
    public static readonly Field<byte> HeaderLength = _t.ExtensionLength("ipv6.routing.len");

    /// <summary>Says how the rest is laid out.</summary>
    public static readonly Field<byte> RoutingType = _t.U8("ipv6.routing.type");

    /// <summary>How many stops are still to be made.</summary>
    public static readonly Field<byte> SegmentsLeft = _t.U8("ipv6.routing.segleft");

    /// <summary>As the type says.</summary>
    public static readonly BytesField Content = _t.HeaderBytes("ipv6.routing.unknown_data", padTo: 8);

    /// <summary>Any type that no other kind declares.</summary>
    public static readonly Kind Kind = _t.Kind("ipv6.routing");
}
