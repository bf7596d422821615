using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>ARP for other protocols than IPv4 over links with addresses of 48 bits.</summary>
public static class ArpMac
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Arp, Rfc.Page(826, 3));

    /// <summary>The kind of link.</summary>
    public static readonly Field<ushort> HardwareType = _t.U16("arp.hw.type", 1);

    /// <summary>An EtherType.</summary>
    public static readonly Field<ushort> ProtocolType = _t.U16("arp.proto.type", 0x0800, hex: true);

    /// <summary>6 bytes.</summary>
    public static readonly Field<byte> HardwareSize = _t.U8("arp.hw.size");

    /// <summary>Bytes of each protocol address.</summary>
    public static readonly Field<byte> ProtocolSize = _t.Counting<byte>("arp.proto.size", 8);

    /// <summary>1 asks, 2 answers.</summary>
    public static readonly Field<ArpOperation> Operation = _t.Enum16("arp.opcode", ArpOperation.Request);

    /// <summary>The sender's hardware address.</summary>
    public static readonly Field<MacAddress> SenderHardwareAddress = _t.Mac("arp.src.hw_mac");

    /// <summary>The sender's protocol address.</summary>
    public static readonly BytesField SenderProtocolAddress = _t.Bytes("arp.src.proto", ProtocolSize, unit: 1);

    /// <summary>The target's hardware address.</summary>
    public static readonly Field<MacAddress> TargetHardwareAddress = _t.Mac("arp.dst.hw_mac");

    /// <summary>The target's protocol address.</summary>
    public static readonly BytesField TargetProtocolAddress = _t.Bytes("arp.dst.proto", ProtocolSize, unit: 1);

    /// <summary>Hardware addresses of 6 bytes, protocol addresses of any size but 4.</summary>
    public static readonly Kind Kind = _t.CarryingNothing().Kind("arp.mac", HardwareSize.Is(6), ProtocolSize.IsNot(4));
}
