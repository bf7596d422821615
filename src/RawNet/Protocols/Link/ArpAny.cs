using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>ARP for addresses of any other sizes, shown as bytes.</summary>
public static class ArpAny
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Arp, Rfc.Page(826, 3));

    /// <summary>The kind of link.</summary>
    public static readonly Field<ushort> HardwareType = _t.U16("arp.hw.type", 1);

    /// <summary>An EtherType.</summary>
    public static readonly Field<ushort> ProtocolType = _t.U16("arp.proto.type", 0x0800, hex: true);

    /// <summary>Bytes of each hardware address.</summary>
    public static readonly Field<byte> HardwareSize = _t.Counting<byte>("arp.hw.size", 8);

    /// <summary>Bytes of each protocol address.</summary>
    public static readonly Field<byte> ProtocolSize = _t.Counting<byte>("arp.proto.size", 8);

    /// <summary>1 asks, 2 answers.</summary>
    public static readonly Field<ArpOperation> Operation = _t.Enum16("arp.opcode", ArpOperation.Request);

    /// <summary>The sender's hardware address.</summary>
    public static readonly BytesField SenderHardwareAddress = _t.Bytes("arp.src.hw", HardwareSize, unit: 1);

    /// <summary>The sender's protocol address.</summary>
    public static readonly BytesField SenderProtocolAddress = _t.Bytes("arp.src.proto", ProtocolSize, unit: 1);

    /// <summary>The target's hardware address.</summary>
    public static readonly BytesField TargetHardwareAddress = _t.Bytes("arp.dst.hw", HardwareSize, unit: 1);

    /// <summary>The target's protocol address.</summary>
    public static readonly BytesField TargetProtocolAddress = _t.Bytes("arp.dst.proto", ProtocolSize, unit: 1);

    /// <summary>No size of the two is a usual one.</summary>
    public static readonly Kind Kind = _t.CarryingNothing().Kind("arp.any");
}
