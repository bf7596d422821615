using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>ARP for IPv4 over links whose addresses are not of 48 bits: InfiniBand has 20 bytes (RFC 4391,
/// 9.1), others have 7 or 16.</summary>
public static class ArpIpv4
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Arp, Rfc.Page(826, 3));

    /// <summary>The kind of link.</summary>
    public static readonly Field<ushort> HardwareType = _t.U16("arp.hw.type", 1);

    /// <summary>An EtherType.</summary>
    public static readonly Field<ushort> ProtocolType = _t.U16("arp.proto.type", 0x0800, hex: true);

    /// <summary>Bytes of each hardware address.</summary>
    public static readonly Field<byte> HardwareSize = _t.Counting<byte>("arp.hw.size", 8);

    /// <summary>4 bytes.</summary>
    public static readonly Field<byte> ProtocolSize = _t.U8("arp.proto.size");

    /// <summary>1 asks, 2 answers.</summary>
    public static readonly Field<ArpOperation> Operation = _t.Enum16("arp.opcode", ArpOperation.Request);

    /// <summary>The sender's hardware address.</summary>
    public static readonly BytesField SenderHardwareAddress = _t.Bytes("arp.src.hw", HardwareSize, unit: 1);

    /// <summary>The sender's protocol address.</summary>
    public static readonly Field<Ipv4Address> SenderProtocolAddress = _t.Ipv4("arp.src.proto_ipv4");

    /// <summary>The target's hardware address.</summary>
    public static readonly BytesField TargetHardwareAddress = _t.Bytes("arp.dst.hw", HardwareSize, unit: 1);

    /// <summary>The target's protocol address.</summary>
    public static readonly Field<Ipv4Address> TargetProtocolAddress = _t.Ipv4("arp.dst.proto_ipv4");

    /// <summary>Protocol addresses of 4 bytes, hardware addresses of any size but 6.</summary>
    public static readonly Kind Kind = _t.CarryingNothing().Kind("arp.ipv4", HardwareSize.IsNot(6), ProtocolSize.Is(4));
}
