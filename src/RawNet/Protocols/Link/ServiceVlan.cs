using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>A service tag of a provider bridge, behind EtherType 0x88a8.</summary>
public static class ServiceVlan
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.ServiceVlan, Source.Ieee("802.1Q", "9.6"));

    /// <summary>Priority code point, 0 to 7.</summary>
    public static readonly Field<byte> Priority = _t.Bits<byte>("ieee8021ad.priority", 3);

    /// <summary>The frame may be dropped first when the link is congested.</summary>
    public static readonly Field<bool> DropEligible = _t.Flag("ieee8021ad.dei");

    /// <summary>Service VLAN identifier.</summary>
    public static readonly Field<ushort> Identifier = _t.Bits<ushort>("ieee8021ad.id", 12);

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<ushort> EtherType = _t.Next<ushort>("ieee8021ad.etype", 16, Spaces.EtherType, hex: true);

    /// <summary>A service tag.</summary>
    public static readonly Kind Kind = _t.Kind("vlan.s");
}
