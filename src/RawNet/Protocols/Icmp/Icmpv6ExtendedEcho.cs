using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>ICMPv6 Extended Echo Request: asks a host about one of its interfaces.</summary>
public static class Icmpv6ExtendedEchoRequest
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(8335, "2"));

    /// <summary>160.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Always 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>Tells one sender's requests from another's.</summary>
    public static readonly Field<ushort> Identifier = _t.U16("icmpv6.echo.identifier");

    /// <summary>Tells the requests of one sender apart.</summary>
    public static readonly Field<byte> SequenceNumber = _t.U8("icmpv6.ext.echo.seq");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Reserved = _t.Bits<byte>("icmpv6.ext.echo.req.res", 7);

    /// <summary>The interface is one of the host that is asked, not of its neighbour.</summary>
    public static readonly Field<bool> L = _t.Flag("icmpv6.ext.echo.req.local", true);

    /// <summary>One object that identifies the interface.</summary>
    public static readonly IcmpExtensions Extensions = new(_t, length: null, unit: 1);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("icmpv6.extended-echo", Type.Is(Icmpv6Type.ExtendedEchoRequest));
}

/// <summary>ICMPv6 Extended Echo Reply.</summary>
public static class Icmpv6ExtendedEchoReply
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(8335, "3"));

    /// <summary>161.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>How it ended.</summary>
    public static readonly Field<ExtendedEchoReplyCode> Code = _t.Enum8<ExtendedEchoReplyCode>("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>As in the request.</summary>
    public static readonly Field<ushort> Identifier = _t.U16("icmpv6.echo.identifier");

    /// <summary>As in the request.</summary>
    public static readonly Field<byte> SequenceNumber = _t.U8("icmpv6.ext.echo.seq");

    /// <summary>The state of the neighbour's table entry: 2 is reachable.</summary>
    public static readonly Field<byte> State = _t.Bits<byte>("icmpv6.ext.echo.rsp.state", 3);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Res = _t.Bits<byte>("icmpv6.ext.echo.rsp.res", 2);

    /// <summary>The interface is active.</summary>
    public static readonly Field<bool> A = _t.Flag("icmpv6.ext.echo.rsp.active");

    /// <summary>IPv4 runs on it.</summary>
    public static readonly Field<bool> Ipv4 = _t.Flag("icmpv6.ext.echo.rsp.ipv4");

    /// <summary>IPv6 runs on it.</summary>
    public static readonly Field<bool> Ipv6 = _t.Flag("icmpv6.ext.echo.rsp.ipv6");

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("icmpv6.extended-echo-reply", Type.Is(Icmpv6Type.ExtendedEchoReply));
}
