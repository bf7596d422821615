using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>ICMPv6 Echo Request and Echo Reply.</summary>
public static class Icmpv6Echo
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(4443, "4.1"));

    /// <summary>128 asks for an echo, 129 answers.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Always 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header; on raw sockets the kernel computes it.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>Tells one sender's requests from another's. The kernel overwrites it on datagram sockets.</summary>
    public static readonly Field<ushort> Identifier = _t.U16("icmpv6.echo.identifier");

    /// <summary>Tells the requests of one sender apart.</summary>
    public static readonly Field<ushort> SequenceNumber = _t.U16("icmpv6.echo.sequence_number");

    /// <summary>Asks for an echo.</summary>
    public static readonly Kind Request = _t.Kind("icmpv6.echo", Type.Is(Icmpv6Type.EchoRequest));

    /// <summary>Answers: identifier, sequence number and data come back unchanged.</summary>
    public static readonly Kind Reply = _t.Kind("icmpv6.echo-reply", Type.Is(Icmpv6Type.EchoReply));
}
