using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>A packet of one of PPP's control protocols, which all have the format of LCP;
/// options and what else a code carries are data.</summary>
public sealed class PppControl
{
    private PppControl(Protocol protocol, Source source)
    {
        Table table = Table.Of(protocol, source);
        Code = table.Enum8("ppp.code", PppControlCode.ConfigureRequest, member: nameof(Code));
        Identifier = table.U8("ppp.identifier", member: nameof(Identifier));
        Length = table.LayerLength<ushort>("ppp.length", 16, member: nameof(Length));
        Kind = table.Kind(protocol.Name);
    }

    /// <summary>Sets a link up, tests it and ends it.</summary>
    public static PppControl Lcp { get; } = new(ProtocolNumbers.Lcp, Rfc.Section(1661, "5"));

    /// <summary>Agrees upon IPv4 addresses and header compression.</summary>
    public static PppControl Ipcp { get; } = new(ProtocolNumbers.Ipcp, Rfc.Section(1332, "2"));

    /// <summary>Agrees upon interface identifiers of IPv6.</summary>
    public static PppControl Ipv6cp { get; } = new(ProtocolNumbers.Ipv6cp, Rfc.Section(5072, "3"));

    /// <summary>Agrees upon the compression of datagrams.</summary>
    public static PppControl Ccp { get; } = new(ProtocolNumbers.Ccp, Rfc.Section(1962, "2"));

    /// <summary>What the packet wants.</summary>
    public Field<PppControlCode> Code { get; }

    /// <summary>Matches a reply with its request.</summary>
    public Field<byte> Identifier { get; }

    /// <summary>Bytes of the packet from the code on; what lies behind is padding of the link.</summary>
    public Field<ushort> Length { get; }

    /// <summary>The only kind.</summary>
    public Kind Kind { get; }
}
