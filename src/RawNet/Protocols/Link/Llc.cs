using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Logical link control with a control field of one byte, as unnumbered frames have.</summary>
public static class Llc
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Llc, Source.Ieee("802.2", "3.2"));

    /// <summary>Names the layer that follows; 0xaa is SNAP.</summary>
    public static readonly Field<byte> DestinationServiceAccessPoint = _t.Next<byte>("llc.dsap", 8, Spaces.ServiceAccessPoint, hex: true);

    /// <summary>The sender's.</summary>
    public static readonly Field<byte> SourceServiceAccessPoint = _t.U8("llc.ssap", 0xaa, hex: true);

    /// <summary>3 is unnumbered information.</summary>
    public static readonly Field<byte> Control = _t.U8("llc.control", 3, hex: true);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("llc");

    internal static Table Behind(Table table)
    {
        table.Carries(Spaces.Length, 0);
        return table;
    }
}

/// <summary>The subnetwork access protocol: an EtherType behind LLC.</summary>
public static class Snap
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Snap, Rfc.Page(1042, 2));

    /// <summary>0 says that EtherTypes follow.</summary>
    public static readonly Field<uint> OrganizationCode = _t.Bits<uint>("llc.oui", 24, hex: true);

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<ushort> EtherType = _t.Next<ushort>("llc.type", 16, Spaces.EtherType, hex: true);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("snap");
}
