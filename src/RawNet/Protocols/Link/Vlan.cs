using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>An IEEE 802.1Q tag behind EtherType 0x8100.</summary>
public static class Vlan
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Vlan, Source.Ieee("802.1Q", "9.6"));

    /// <summary>Priority code point, 0 to 7.</summary>
    public static readonly Field<byte> Priority = _t.Bits<byte>("vlan.priority", 3);

    /// <summary>The frame may be dropped first when the link is congested.</summary>
    public static readonly Field<bool> DropEligible = _t.Flag("vlan.dei");

    /// <summary>VLAN identifier; 0 is a priority tag, 4095 is reserved.</summary>
    public static readonly Field<ushort> Identifier = _t.Bits<ushort>("vlan.id", 12);

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<ushort> EtherType = _t.Next<ushort>("vlan.etype", 16, Spaces.EtherType, hex: true);

    /// <summary>A customer tag.</summary>
    public static readonly Kind Kind = _t.Kind("vlan");
}
