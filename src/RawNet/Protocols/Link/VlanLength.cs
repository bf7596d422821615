using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>An IEEE 802.1Q tag in an IEEE 802.3 frame: a length in place of the EtherType.</summary>
public static class VlanLength
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Vlan, Source.Ieee("802.1Q", "9.6"));

    /// <summary>Priority code point, 0 to 7.</summary>
    public static readonly Field<byte> Priority = _t.Bits<byte>("vlan.priority", 3);

    /// <summary>The frame may be dropped first when the link is congested.</summary>
    public static readonly Field<bool> DropEligible = _t.Flag("vlan.dei");

    /// <summary>VLAN identifier; 0 is a priority tag, 4095 is reserved.</summary>
    public static readonly Field<ushort> Identifier = _t.Bits<ushort>("vlan.id", 12);

    /// <summary>Bytes behind this field without padding; at most 1500.</summary>
    public static readonly Field<ushort> Length = _t.LengthBehind<ushort>("vlan.len", 16, uncounted: 4);

    /// <summary>Told from <see cref="Vlan"/> by a value that is no EtherType.</summary>
    public static readonly Kind Kind = Llc.Behind(_t).Kind("vlan.802.3", Length.In(0, 1500, 0));
}
