using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>ICMP Destination Unreachable; the packet that could not be delivered follows, quoted.</summary>
public static class IcmpUnreachable
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(4884, "4.1"));

    /// <summary>3.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>Why.</summary>
    public static readonly Field<UnreachableCode> Code = _t.Enum8<UnreachableCode>("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Unused = _t.U8("icmp.unused");

    /// <summary>Length of the quoted packet in 32-bit words when extensions follow it, else 0 (RFC 4884).</summary>
    public static readonly Field<byte> Length = _t.QuoteLength("icmp.length");

    /// <summary>What the next link carries, in bytes, with code 4 (RFC 1191, section 4); else 0.</summary>
    public static readonly Field<ushort> NextHopMtu = _t.U16("icmp.mtu");

    /// <summary>What routers add behind the quoted packet.</summary>
    public static readonly IcmpExtensions Extensions = new(_t, Length, unit: 4);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = IcmpQuote.Following(_t).Kind("icmp.unreachable", Type.Is(IcmpType.DestinationUnreachable));
}

/// <summary>ICMP Time Exceeded; the packet whose time ran out follows, quoted.</summary>
public static class IcmpTimeExceeded
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(4884, "4.2"));

    /// <summary>11.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>0 on the way, 1 while fragments were awaited.</summary>
    public static readonly Field<TimeExceededCode> Code = _t.Enum8<TimeExceededCode>("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Unused = _t.U8("icmp.unused");

    /// <summary>Length of the quoted packet in 32-bit words when extensions follow it, else 0 (RFC 4884).</summary>
    public static readonly Field<byte> Length = _t.QuoteLength("icmp.length");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<ushort> Unused2 = _t.U16("icmp.unused.2");

    /// <summary>What routers add behind the quoted packet.</summary>
    public static readonly IcmpExtensions Extensions = new(_t, Length, unit: 4);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = IcmpQuote.Following(_t).Kind("icmp.time-exceeded", Type.Is(IcmpType.TimeExceeded));
}

/// <summary>ICMP Parameter Problem; the packet with the problem follows, quoted.</summary>
public static class IcmpParameterProblem
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(4884, "4.3"));

    /// <summary>12.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>What is wrong.</summary>
    public static readonly Field<ParameterProblemCode> Code = _t.Enum8<ParameterProblemCode>("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>The byte of the quoted packet that is the problem, from 0.</summary>
    public static readonly Field<byte> Pointer = _t.U8("icmp.pointer");

    /// <summary>Length of the quoted packet in 32-bit words when extensions follow it, else 0 (RFC 4884).</summary>
    public static readonly Field<byte> Length = _t.QuoteLength("icmp.length");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<ushort> Unused = _t.U16("icmp.unused");

    /// <summary>What routers add behind the quoted packet.</summary>
    public static readonly IcmpExtensions Extensions = new(_t, Length, unit: 4);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = IcmpQuote.Following(_t).Kind("icmp.parameter-problem", Type.Is(IcmpType.ParameterProblem));
}

/// <summary>Any other ICMP message: what all of them share, then data.</summary>
public static class Icmp
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Page(792, 1));

    /// <summary>What kind of message.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>Its variety.</summary>
    public static readonly Field<byte> Code = _t.U8("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>Takes what no other kind declares; in a filter, any ICMP.</summary>
    public static readonly Kind Kind = _t.Kind("icmp");
}

/// <summary>What follows an ICMP error.</summary>
internal static class IcmpQuote
{
    /// <summary>Every ICMP and ICMPv6 error has so many bytes before its quote (RFC 792, RFC 4443).</summary>
    public static int Offset => IcmpTimeExceeded.Kind.Table.FixedLength;

    // RFC 1122, 3.2.2: the IP header and at least 8 bytes of the packet that caused the error.
    public static Table Following(Table table)
    {
        table.Carries(Spaces.LinkType, (ulong)LinkType.Ipv4, quoted: true);
        return table;
    }

    // RFC 4443, 2.4 (c): as much of the packet as fits into 1280 bytes.
    public static Table Following6(Table table)
    {
        table.Carries(Spaces.LinkType, (ulong)LinkType.Ipv6, quoted: true);
        return table;
    }
}
