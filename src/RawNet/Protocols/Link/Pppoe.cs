using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>A packet of a session of PPP over Ethernet.</summary>
public static class PppoeSession
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.PppoeSession, Rfc.Section(2516, "4"));

    /// <summary>1.</summary>
    public static readonly Field<byte> Version = _t.Bits<byte>("pppoe.version", 4, 1);

    /// <summary>1.</summary>
    public static readonly Field<byte> Type = _t.Bits<byte>("pppoe.type", 4, 1);

    /// <summary>0.</summary>
    public static readonly Field<PppoeCode> Code = _t.Enum8<PppoeCode>("pppoe.code");

    /// <summary>Given by the access concentrator; with the addresses of both ends it tells the session.</summary>
    public static readonly Field<ushort> SessionId = _t.U16("pppoe.session_id", hex: true);

    /// <summary>Bytes behind the header, without padding of the frame.</summary>
    public static readonly Field<ushort> PayloadLength = _t.LengthBehind<ushort>("pppoe.payload_length", 16, uncounted: 6);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = CarryingPpp().Kind("pppoe");

    private static Table CarryingPpp()
    {
        _t.Carries(Spaces.LinkType, (ulong)LinkType.Ppp);
        return _t;
    }
}

/// <summary>A packet of the discovery that leads to a session of PPP over Ethernet; its tags are data.</summary>
public static class PppoeDiscovery
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.PppoeDiscovery, Rfc.Section(2516, "4"));

    /// <summary>1.</summary>
    public static readonly Field<byte> Version = _t.Bits<byte>("pppoe.version", 4, 1);

    /// <summary>1.</summary>
    public static readonly Field<byte> Type = _t.Bits<byte>("pppoe.type", 4, 1);

    /// <summary>Which step this is.</summary>
    public static readonly Field<PppoeCode> Code = _t.Enum8("pppoe.code", PppoeCode.Padi);

    /// <summary>0 until there is a session.</summary>
    public static readonly Field<ushort> SessionId = _t.U16("pppoe.session_id", hex: true);

    /// <summary>Bytes of tags behind the header, without padding of the frame.</summary>
    public static readonly Field<ushort> PayloadLength = _t.LengthBehind<ushort>("pppoe.payload_length", 16, uncounted: 6);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("pppoe.discovery");
}
