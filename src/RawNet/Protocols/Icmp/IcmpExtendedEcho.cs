using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>ICMP Extended Echo Request: asks a host about one of its interfaces.</summary>
public static class IcmpExtendedEchoRequest
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(8335, "2"));

    /// <summary>42.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>Always 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>Tells one sender's requests from another's.</summary>
    public static readonly Field<ushort> Identifier = _t.U16("icmp.ident");

    /// <summary>Tells the requests of one sender apart.</summary>
    public static readonly Field<byte> SequenceNumber = _t.U8("icmp.ext.echo.seq");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Reserved = _t.Bits<byte>("icmp.ext.echo.req.res", 7);

    /// <summary>The interface is one of the host that is asked, not of its neighbour.</summary>
    public static readonly Field<bool> L = _t.Flag("icmp.ext.echo.req.local", true);

    /// <summary>One object that identifies the interface.</summary>
    public static readonly IcmpExtensions Extensions = new(_t, length: null, unit: 1);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("icmp.extended-echo", Type.Is(IcmpType.ExtendedEchoRequest));
}

/// <summary>ICMP Extended Echo Reply.</summary>
public static class IcmpExtendedEchoReply
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(8335, "3"));

    /// <summary>43.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>How it ended.</summary>
    public static readonly Field<ExtendedEchoReplyCode> Code = _t.Enum8<ExtendedEchoReplyCode>("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>As in the request.</summary>
    public static readonly Field<ushort> Identifier = _t.U16("icmp.ident");

    /// <summary>As in the request.</summary>
    public static readonly Field<byte> SequenceNumber = _t.U8("icmp.ext.echo.seq");

    /// <summary>The state of the neighbour's table entry: 2 is reachable.</summary>
    public static readonly Field<byte> State = _t.Bits<byte>("icmp.ext.echo.rsp.state", 3);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Res = _t.Bits<byte>("icmp.ext.echo.rsp.res", 2);

    /// <summary>The interface is active.</summary>
    public static readonly Field<bool> A = _t.Flag("icmp.ext.echo.rsp.active");

    /// <summary>IPv4 runs on it.</summary>
    public static readonly Field<bool> Ipv4 = _t.Flag("icmp.ext.echo.rsp.ipv4");

    /// <summary>IPv6 runs on it.</summary>
    public static readonly Field<bool> Ipv6 = _t.Flag("icmp.ext.echo.rsp.ipv6");

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("icmp.extended-echo-reply", Type.Is(IcmpType.ExtendedEchoReply));
}
