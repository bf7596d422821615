using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>ICMP Echo and Echo Reply.</summary>
public static class IcmpEcho
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Page(792, 14));

    /// <summary>8 asks for an echo, 0 answers.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>Always 0; any other value is shown as it is, never corrected.</summary>
    public static readonly Field<byte> Code = _t.U8("icmp.code");

    /// <summary>Over the whole message (RFC 1071). Computed unless the caller sets it.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>Tells one sender's requests from another's. The kernel overwrites it on datagram sockets.</summary>
    public static readonly Field<ushort> Identifier = _t.U16("icmp.ident");

    /// <summary>Tells the requests of one sender apart.</summary>
    public static readonly Field<ushort> SequenceNumber = _t.U16("icmp.seq");

    /// <summary>Asks for an echo.</summary>
    public static readonly Kind Request = _t.Kind("icmp.echo", Type.Is(IcmpType.Echo));

    /// <summary>Answers: identifier, sequence number and data come back unchanged.</summary>
    public static readonly Kind Reply = _t.Kind("icmp.echo-reply", Type.Is(IcmpType.EchoReply));
}
