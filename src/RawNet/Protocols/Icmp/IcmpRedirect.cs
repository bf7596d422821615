using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>ICMP Redirect; the packet that should take another way follows, quoted.</summary>
public static class IcmpRedirect
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Page(792, 12));

    /// <summary>5.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>What is to take the better way.</summary>
    public static readonly Field<RedirectCode> Code = _t.Enum8<RedirectCode>("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>The better way.</summary>
    public static readonly Field<Ipv4Address> GatewayAddress = _t.Ipv4("icmp.redir_gw");

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = IcmpQuote.Following(_t).Kind("icmp.redirect", Type.Is(IcmpType.Redirect));
}

/// <summary>ICMP Source Quench, deprecated by RFC 6633; the packet that was too much follows, quoted.</summary>
public static class IcmpSourceQuench
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Page(792, 10));

    /// <summary>4.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>Always 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<uint> Unused = _t.U32("icmp.unused");

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = IcmpQuote.Following(_t).Kind("icmp.source-quench", Type.Is(IcmpType.SourceQuench));
}
