using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>ICMP Redirect; the packet that should take another way follows, quoted.</summary>
public static class IcmpRedirect
{
    private static readonly Table T = Table.Of(Families.Icmp, Rfc.Page(792, 12));

    /// <summary>5.</summary>
    public static readonly Field<IcmpType> Type = T.Enum8<IcmpType>("icmp.type");

    /// <summary>What is to take the better way.</summary>
    public static readonly Field<RedirectCode> Code = T.Enum8<RedirectCode>("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = T.Checksum("icmp.checksum", Covers.Region);

    /// <summary>The better way.</summary>
    public static readonly Field<Ipv4Address> GatewayAddress = T.Ipv4("icmp.redir_gw");

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = IcmpQuote.Following(T).Kind("icmp.redirect", Type.Is(IcmpType.Redirect));
}

/// <summary>ICMP Source Quench, deprecated by RFC 6633; the packet that was too much follows, quoted.</summary>
public static class IcmpSourceQuench
{
    private static readonly Table T = Table.Of(Families.Icmp, Rfc.Page(792, 10));

    /// <summary>4.</summary>
    public static readonly Field<IcmpType> Type = T.Enum8<IcmpType>("icmp.type");

    /// <summary>Always 0.</summary>
    public static readonly Field<byte> Code = T.U8("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = T.Checksum("icmp.checksum", Covers.Region);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<uint> Unused = T.U32("icmp.unused");

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = IcmpQuote.Following(T).Kind("icmp.source-quench", Type.Is(IcmpType.SourceQuench));
}
