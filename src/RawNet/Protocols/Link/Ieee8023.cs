using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>An IEEE 802.3 frame: a length in place of the EtherType.</summary>
public static class Ieee8023
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Ethernet, Wire.Source.Ieee("802.3", "3.2"));

    /// <summary>Unless given: the group address of the multicast destination that the packet has, else zeros.</summary>
    public static readonly Field<MacAddress> Destination = _t.GroupMac("eth.dst");

    /// <summary>The sender's address.</summary>
    public static readonly Field<MacAddress> Source = _t.Mac("eth.src");

    /// <summary>Bytes behind this field without padding; at most 1500.</summary>
    public static readonly Field<ushort> Length = _t.LengthBehind<ushort>("eth.len", 16, uncounted: 14);

    /// <summary>Told from Ethernet II by a value that is no EtherType (clause 3.2.6).</summary>
    public static readonly Kind Kind = Llc.Behind(_t).Kind("eth.802.3", Length.In(0, 1500, 0));
}
