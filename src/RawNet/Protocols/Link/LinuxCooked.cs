using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Linux cooked capture, version 1: what the kernel knows of a frame whose own header was taken off.</summary>
public static class LinuxCooked
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
    public static readonly Field<ushort> EtherType = _t.Next<ushort>("sll.etype", 16, Spaces.EtherType, hex: true);

    /// <summary>What none of the others is.</summary>
    public static readonly Kind Kind = _t.Kind("sll");
}

/// <summary>Linux cooked capture, version 2: with the interface.</summary>
public static class LinuxCooked2
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.LinuxCooked2, new("pcap-linktype(7)", "LINKTYPE_LINUX_SLL2"));

    /// <summary>Names the layer that follows.</summary>
    public static readonly Field<ushort> EtherType = _t.Next<ushort>("sll.etype", 16, Spaces.EtherType, hex: true);

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

    /// <summary>What none of the others is.</summary>
    public static readonly Kind Kind = _t.Kind("sll2");
}
