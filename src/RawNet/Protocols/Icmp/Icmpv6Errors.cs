using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>ICMPv6 Destination Unreachable; as much of the packet as fits follows, quoted.</summary>
public static class Icmpv6Unreachable
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4884, "4.4"));

    /// <summary>1.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Why.</summary>
    public static readonly Field<Icmpv6UnreachableCode> Code = _t.Enum8<Icmpv6UnreachableCode>("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>Length of the quoted packet in 64-bit words when extensions follow it, else 0 (RFC 4884).</summary>
    public static readonly Field<byte> Length = _t.QuoteLength("icmpv6.length");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<uint> Unused = _t.Bits<uint>("icmpv6.reserved", 24);

    /// <summary>What routers add behind the quoted packet.</summary>
    public static readonly IcmpExtensions Extensions = new(_t, Length, unit: 8);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = IcmpQuote.Following6(_t).Kind("icmpv6.unreachable", Type.Is(Icmpv6Type.DestinationUnreachable));
}

/// <summary>ICMPv6 Packet Too Big; as much of the packet as fits follows, quoted.</summary>
public static class Icmpv6PacketTooBig
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4443, "3.2"));

    /// <summary>2.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Sent as 0, ignored.</summary>
    public static readonly Field<byte> Code = _t.U8("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>What the next link carries, in bytes.</summary>
    public static readonly Field<uint> Mtu = _t.U32("icmpv6.mtu");

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = IcmpQuote.Following6(_t).Kind("icmpv6.packet-too-big", Type.Is(Icmpv6Type.PacketTooBig));
}

/// <summary>ICMPv6 Time Exceeded; as much of the packet as fits follows, quoted.</summary>
public static class Icmpv6TimeExceeded
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4884, "4.5"));

    /// <summary>3.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Which time.</summary>
    public static readonly Field<Icmpv6TimeExceededCode> Code = _t.Enum8<Icmpv6TimeExceededCode>("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>Length of the quoted packet in 64-bit words when extensions follow it, else 0 (RFC 4884).</summary>
    public static readonly Field<byte> Length = _t.QuoteLength("icmpv6.length");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<uint> Unused = _t.Bits<uint>("icmpv6.reserved", 24);

    /// <summary>What routers add behind the quoted packet.</summary>
    public static readonly IcmpExtensions Extensions = new(_t, Length, unit: 8);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = IcmpQuote.Following6(_t).Kind("icmpv6.time-exceeded", Type.Is(Icmpv6Type.TimeExceeded));
}

/// <summary>ICMPv6 Parameter Problem; as much of the packet as fits follows, quoted.</summary>
public static class Icmpv6ParameterProblem
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4443, "3.4"));

    /// <summary>4.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>What is wrong.</summary>
    public static readonly Field<Icmpv6ParameterProblemCode> Code = _t.Enum8<Icmpv6ParameterProblemCode>("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>The byte of the quoted packet that is the problem, from 0; it may lie beyond the quote.</summary>
    public static readonly Field<uint> Pointer = _t.U32("icmpv6.pointer");

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = IcmpQuote.Following6(_t).Kind("icmpv6.parameter-problem", Type.Is(Icmpv6Type.ParameterProblem));
}
