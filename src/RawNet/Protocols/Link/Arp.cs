using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>ARP for 48-bit hardware and 32-bit protocol addresses.</summary>
public static class Arp
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Arp, Rfc.Page(826, 3));

    /// <summary>1 is Ethernet.</summary>
    public static readonly Field<ushort> HardwareType = _t.U16("arp.hw.type", 1);

    /// <summary>An EtherType; 0x0800 is IPv4.</summary>
    public static readonly Field<ushort> ProtocolType = _t.U16("arp.proto.type", 0x0800, hex: true);

    /// <summary>6 bytes.</summary>
    public static readonly Field<byte> HardwareSize = _t.U8("arp.hw.size");

    /// <summary>4 bytes.</summary>
    public static readonly Field<byte> ProtocolSize = _t.U8("arp.proto.size");

    /// <summary>1 asks, 2 answers.</summary>
    public static readonly Field<ArpOperation> Operation = _t.Enum16("arp.opcode", ArpOperation.Request);

    /// <summary>The sender's hardware address.</summary>
    public static readonly Field<MacAddress> SenderHardwareAddress = _t.Mac("arp.src.hw_mac");

    /// <summary>The sender's protocol address.</summary>
    public static readonly Field<Ipv4Address> SenderProtocolAddress = _t.Ipv4("arp.src.proto_ipv4");

    /// <summary>What a request asks for; zeros in it.</summary>
    public static readonly Field<MacAddress> TargetHardwareAddress = _t.Mac("arp.dst.hw_mac");

    /// <summary>Whose hardware address is asked for.</summary>
    public static readonly Field<Ipv4Address> TargetProtocolAddress = _t.Ipv4("arp.dst.proto_ipv4");

    /// <summary>Sizes 6 and 4.</summary>
    public static readonly Kind Kind = _t.CarryingNothing().Kind("arp", HardwareSize.Is(6), ProtocolSize.Is(4));
}

/// <summary>What an ARP message wants (RFC 826, RFC 903).</summary>
public enum ArpOperation : ushort
{
    /// <summary>Who has this protocol address?</summary>
    Request = 1,

    /// <summary>I have.</summary>
    Reply = 2,

    /// <summary>Which protocol address do I have? (RFC 903).</summary>
    ReverseRequest = 3,

    /// <summary>This one (RFC 903).</summary>
    ReverseReply = 4,
}
