using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Linux cooked capture, version 1: what the kernel knows of a frame whose own header was taken off.</summary>
public static class LinuxCooked
{
    private static readonly Table T = Table.Of(Families.LinuxCooked, new("pcap-linktype(7)", "LINKTYPE_LINUX_SLL"));

    /// <summary>0 to this host, 1 broadcast, 2 multicast, 3 to another host, 4 sent by this host.</summary>
    public static readonly Field<ushort> PacketType = T.U16("sll.pkttype");

    /// <summary>ARPHRD_ number of the device; 1 is Ethernet.</summary>
    public static readonly Field<ushort> HardwareType = T.U16("sll.hatype", 1);

    /// <summary>Bytes of the address that follows.</summary>
    public static readonly Field<ushort> AddressLength = T.U16("sll.halen", 6);

    /// <summary>The sender's link-layer address, the first six of eight bytes.</summary>
    public static readonly Field<MacAddress> Source = T.Mac("sll.src.eth");

    /// <summary>The rest of the eight bytes.</summary>
    public static readonly Field<ushort> Unused = T.U16("sll.unused", hex: true);

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<ushort> EtherType = T.Next<ushort>("sll.etype", 16, Spaces.EtherType, hex: true);

    /// <summary>What none of the others is.</summary>
    public static readonly Kind Kind = T.Kind("sll");
}

/// <summary>Linux cooked capture, version 2: with the interface.</summary>
public static class LinuxCooked2
{
    private static readonly Table T = Table.Of(Families.LinuxCooked2, new("pcap-linktype(7)", "LINKTYPE_LINUX_SLL2"));

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<ushort> EtherType = T.Next<ushort>("sll.etype", 16, Spaces.EtherType, hex: true);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<ushort> Reserved = T.U16("sll.reserved");

    /// <summary>The interface's number on the recording host.</summary>
    public static readonly Field<uint> InterfaceIndex = T.U32("sll.ifindex");

    /// <summary>ARPHRD_ number of the device; 1 is Ethernet.</summary>
    public static readonly Field<ushort> HardwareType = T.U16("sll.hatype", 1);

    /// <summary>0 to this host, 1 broadcast, 2 multicast, 3 to another host, 4 sent by this host.</summary>
    public static readonly Field<byte> PacketType = T.U8("sll.pkttype");

    /// <summary>Bytes of the address that follows.</summary>
    public static readonly Field<byte> AddressLength = T.U8("sll.halen", 6);

    /// <summary>The sender's link-layer address, the first six of eight bytes.</summary>
    public static readonly Field<MacAddress> Source = T.Mac("sll.src.eth");

    /// <summary>The rest of the eight bytes.</summary>
    public static readonly Field<ushort> Unused = T.U16("sll.unused", hex: true);

    /// <summary>What none of the others is.</summary>
    public static readonly Kind Kind = T.Kind("sll2");
}
