using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>An Ethernet II frame without its frame check sequence, which is a layer of its own: <see cref="EthernetFcs"/>.</summary>
public static class Ethernet
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Ethernet, Wire.Source.Ieee("802.3", "3.2"));

    /// <summary>Unless given: the group address of the multicast destination that the packet has, else zeros.</summary>
    public static readonly Field<MacAddress> Destination = _t.GroupMac("eth.dst");

    /// <summary>The sender's address.</summary>
    public static readonly Field<MacAddress> Source = _t.Mac("eth.src");

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<ushort> EtherType = _t.Next<ushort>("eth.type", 16, Spaces.EtherType, hex: true);

    /// <summary>An Ethernet II frame.</summary>
    public static readonly Kind Kind = _t.Kind("eth");
}
