using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Linux cooked capture, version 1, with one of Linux's numbers in place of an EtherType.</summary>
public static class LinuxCookedNumbered
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.LinuxCooked, new("pcap-linktype(7)", "LINKTYPE_LINUX_SLL"));

    /// <summary>0 to this host, 1 broadcast, 2 multicast, 3 to another host, 4 sent by this host.</summary>
    public static readonly Field<ushort> PacketType = _t.U16("sll.pkttype");

    /// <summary>ARPHRD_ number of the device; 1 is Ethernet.</summary>
    public static readonly Field<ushort> HardwareType = _t.U16("sll.hatype", 1);

    /// <summary>Bytes of the address that follows.</summary>
    public static readonly Field<ushort> AddressLength = _t.U16("sll.halen", 6);

    /// <summary>The sender's link-layer address, the first six of eight bytes.</summary>
    public static readonly Field<MacAddress> Source = _t.Mac("sll.src.eth");

    /// <summary>The rest of the eight bytes.</summary>
    public static readonly Field<ushort> Unused = _t.U16("sll.unused", hex: true);

    /// <summary>Names the layer that follows: 1 raw IEEE 802.3, 3 Ethernet, 4 logical link control.</summary>
    public static readonly Field<ushort> Protocol = _t.Next<ushort>("sll.ltype", 16, Spaces.LinuxProtocol, hex: true);

    /// <summary>Numbers up to 0x600 are no EtherTypes; netlink's mean something else, and behind those of radiotap
    /// stands a header of its own.</summary>
    public static readonly Kind Kind = _t.Kind(
        "sll.ltype", Protocol.In(0, ArphrdNumbers.LastLinuxProtocol, 0),
        HardwareType.IsNot(ArphrdNumbers.Netlink, 1), HardwareType.IsNot(ArphrdNumbers.Radiotap, 1));
}

/// <summary>Linux cooked capture, version 2, with one of Linux's numbers in place of an EtherType.</summary>
public static class LinuxCooked2Numbered
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.LinuxCooked2, new("pcap-linktype(7)", "LINKTYPE_LINUX_SLL2"));

    /// <summary>Names the layer that follows: 1 raw IEEE 802.3, 3 Ethernet, 4 logical link control.</summary>
    public static readonly Field<ushort> Protocol = _t.Next<ushort>("sll.ltype", 16, Spaces.LinuxProtocol, hex: true);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<ushort> Reserved = _t.U16("sll.reserved");

    /// <summary>The interface's number on the recording host.</summary>
    public static readonly Field<uint> InterfaceIndex = _t.U32("sll.ifindex");

    /// <summary>ARPHRD_ number of the device; 1 is Ethernet.</summary>
    public static readonly Field<ushort> HardwareType = _t.U16("sll.hatype", 1);

    /// <summary>0 to this host, 1 broadcast, 2 multicast, 3 to another host, 4 sent by this host.</summary>
    public static readonly Field<byte> PacketType = _t.U8("sll.pkttype");

    /// <summary>Bytes of the address that follows.</summary>
    public static readonly Field<byte> AddressLength = _t.U8("sll.halen", 6);

    /// <summary>The sender's link-layer address, the first six of eight bytes.</summary>
    public static readonly Field<MacAddress> Source = _t.Mac("sll.src.eth");

    /// <summary>The rest of the eight bytes.</summary>
    public static readonly Field<ushort> Unused = _t.U16("sll.unused", hex: true);

    /// <summary>Numbers up to 0x600 are no EtherTypes; netlink's mean something else, and behind those of radiotap
    /// stands a header of its own.</summary>
    public static readonly Kind Kind = _t.Kind(
        "sll2.ltype", Protocol.In(0, ArphrdNumbers.LastLinuxProtocol, 0),
        HardwareType.IsNot(ArphrdNumbers.Netlink, 1), HardwareType.IsNot(ArphrdNumbers.Radiotap, 1));
}

/// <summary>Linux cooked capture, version 1, of a tunnel of generic routing encapsulation: the number is the one of its header.</summary>
public static class LinuxCookedGre
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.LinuxCooked, new("pcap-linktype(7)", "LINKTYPE_LINUX_SLL"));

    /// <summary>0 to this host, 1 broadcast, 2 multicast, 3 to another host, 4 sent by this host.</summary>
    public static readonly Field<ushort> PacketType = _t.U16("sll.pkttype");

    /// <summary>ARPHRD_ number of the device; 1 is Ethernet.</summary>
    public static readonly Field<ushort> HardwareType = _t.U16("sll.hatype", 1);

    /// <summary>Bytes of the address that follows.</summary>
    public static readonly Field<ushort> AddressLength = _t.U16("sll.halen", 6);

    /// <summary>The sender's link-layer address, the first six of eight bytes.</summary>
    public static readonly Field<MacAddress> Source = _t.Mac("sll.src.eth");

    /// <summary>The rest of the eight bytes.</summary>
    public static readonly Field<ushort> Unused = _t.U16("sll.unused", hex: true);

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<ushort> ProtocolType = _t.Next<ushort>("sll.gretype", 16, Spaces.EtherType, hex: true);

    /// <summary>Told by the device.</summary>
    public static readonly Kind Kind = _t.Kind("sll.gre", HardwareType.Is(ArphrdNumbers.Gre),
        ProtocolType.In(ArphrdNumbers.LastLinuxProtocol + 1, 0xffff, 0x0800));
}

/// <summary>Linux cooked capture, version 2, of a tunnel of generic routing encapsulation.</summary>
public static class LinuxCooked2Gre
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.LinuxCooked2, new("pcap-linktype(7)", "LINKTYPE_LINUX_SLL2"));

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<ushort> ProtocolType = _t.Next<ushort>("sll.gretype", 16, Spaces.EtherType, hex: true);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<ushort> Reserved = _t.U16("sll.reserved");

    /// <summary>The interface's number on the recording host.</summary>
    public static readonly Field<uint> InterfaceIndex = _t.U32("sll.ifindex");

    /// <summary>ARPHRD_ number of the device; 1 is Ethernet.</summary>
    public static readonly Field<ushort> HardwareType = _t.U16("sll.hatype", 1);

    /// <summary>0 to this host, 1 broadcast, 2 multicast, 3 to another host, 4 sent by this host.</summary>
    public static readonly Field<byte> PacketType = _t.U8("sll.pkttype");

    /// <summary>Bytes of the address that follows.</summary>
    public static readonly Field<byte> AddressLength = _t.U8("sll.halen", 6);

    /// <summary>The sender's link-layer address, the first six of eight bytes.</summary>
    public static readonly Field<MacAddress> Source = _t.Mac("sll.src.eth");

    /// <summary>The rest of the eight bytes.</summary>
    public static readonly Field<ushort> Unused = _t.U16("sll.unused", hex: true);

    /// <summary>Told by the device.</summary>
    public static readonly Kind Kind = _t.Kind("sll2.gre", HardwareType.Is(ArphrdNumbers.Gre),
        ProtocolType.In(ArphrdNumbers.LastLinuxProtocol + 1, 0xffff, 0x0800));
}

/// <summary>Kinds of devices (linux/if_arp.h) whose cooked headers are read in their own way, and where EtherTypes begin.</summary>
internal static class ArphrdNumbers
{
    public const ushort Gre = 778;
    public const ushort Radiotap = 803;
    public const ushort Netlink = 824;

    /// <summary>IEEE 802.3, clause 3.2.6: an EtherType is 0x600 at least; readers of cooked captures count 0x600
    /// itself to Linux's numbers.</summary>
    public const ushort LastLinuxProtocol = 0x600;
}
