using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>A PPP frame without address and control, as sessions over Ethernet and links that compress them have it.</summary>
/// <remarks>Protocol numbers have an even first and an odd last byte, so that the first byte says how long
/// a number is (RFC 1661, section 2).</remarks>
public static class Ppp
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Ppp, Rfc.Section(1661, "2"));

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<ushort> Protocol = _t.Next<ushort>("ppp.protocol", 16, Spaces.PppProtocol, hex: true);

    /// <summary>What none of the others is.</summary>
    public static readonly Kind Kind = _t.Kind("ppp");
}

/// <summary>The same with a protocol number of one byte (RFC 1661, section 6.5).</summary>
public static class PppShort
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Ppp, Rfc.Section(1661, "6.5"));

    /// <summary>Names the layer that follows, without its first byte of 0.</summary>
    public static readonly Field<byte> Protocol = _t.Next<byte>("ppp.protocol", 8, Spaces.PppProtocol, hex: true);

    /// <summary>An odd first byte; 0xff is the address of <see cref="PppHdlc"/>.</summary>
    public static readonly Kind Kind = _t.Kind("ppp.pfc", Protocol.BitsIn(7, 0, 1, 1, 1), Protocol.IsNot(0xff, 1));
}

/// <summary>A PPP frame with the address and control of HDLC-like framing.</summary>
public static class PppHdlc
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Ppp, Rfc.Section(1662, "3.1"));

    /// <summary>All stations: 0xff.</summary>
    public static readonly Field<byte> Address = _t.U8("ppp.address", hex: true);

    /// <summary>Unnumbered information: 3.</summary>
    public static readonly Field<byte> Control = _t.U8("ppp.control", 3, hex: true);

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<ushort> Protocol = _t.Next<ushort>("ppp.protocol", 16, Spaces.PppProtocol, hex: true);

    /// <summary>Told by the address, and by the even first byte of a long protocol number.</summary>
    public static readonly Kind Kind = _t.Kind("ppp.hdlc", Address.Is(0xff), Protocol.BitsIn(7, 8, 0, 0, 1));
}

/// <summary>The same with a protocol number of one byte (RFC 1661, section 6.5).</summary>
public static class PppHdlcShort
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Ppp, Rfc.Section(1662, "3.1"));

    /// <summary>All stations: 0xff.</summary>
    public static readonly Field<byte> Address = _t.U8("ppp.address", hex: true);

    /// <summary>Unnumbered information: 3.</summary>
    public static readonly Field<byte> Control = _t.U8("ppp.control", 3, hex: true);

    /// <summary>Names the layer that follows, without its first byte of 0.</summary>
    public static readonly Field<byte> Protocol = _t.Next<byte>("ppp.protocol", 8, Spaces.PppProtocol, hex: true);

    /// <summary>Told by the address and by an odd byte behind the control.</summary>
    public static readonly Kind Kind = _t.Kind("ppp.hdlc.pfc", Address.Is(0xff), Protocol.BitsIn(7, 0, 1, 1, 1));
}

/// <summary>Cisco's HDLC: an EtherType behind address and control.</summary>
public static class CHdlc
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.CHdlc, new("pcap-linktype(7)", "LINKTYPE_C_HDLC"));

    /// <summary>0x0f to one station, 0x8f to all.</summary>
    public static readonly Field<byte> Address = _t.U8("chdlc.address", 0x0f, hex: true);

    /// <summary>0.</summary>
    public static readonly Field<byte> Control = _t.U8("chdlc.control", hex: true);

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<ushort> Protocol = _t.Next<ushort>("chdlc.protocol", 16, Spaces.EtherType, hex: true);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("chdlc");
}
