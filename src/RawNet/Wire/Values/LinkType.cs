namespace RawNet.Wire;

/// <summary>What the first bytes of a captured frame are: the LINKTYPE_ number that a capture file stores (pcap-linktype(7)).</summary>
/// <remarks>A number without a name here is carried as it is: such frames are kept and counted, they just have no layers.</remarks>
public enum LinkType : ushort
{
    /// <summary>BSD loopback: a 4-byte address family in the byte order of the recording host.</summary>
    Null = 0,

    /// <summary>Ethernet II or IEEE 802.3.</summary>
    Ethernet = 1,

    /// <summary>Point-to-point protocol, with or without the address and control of HDLC-like framing, and without
    /// its escapes and check sequence.</summary>
    Ppp = 9,

    /// <summary>The same, as synchronous lines have it; Cisco's HDLC is told by its first byte.</summary>
    PppHdlc = 50,

    /// <summary>A session's packet of PPP over Ethernet, without the Ethernet header.</summary>
    PppEther = 51,

    /// <summary>An IPv4 or IPv6 packet, told apart by its version nibble.</summary>
    Raw = 101,

    /// <summary>Cisco's HDLC: address, control and an EtherType.</summary>
    CHdlc = 104,

    /// <summary>OpenBSD loopback: a 4-byte address family in network byte order.</summary>
    Loop = 108,

    /// <summary>Linux cooked capture, version 1.</summary>
    LinuxSll = 113,

    /// <summary>An IPv4 packet.</summary>
    Ipv4 = 228,

    /// <summary>An IPv6 packet.</summary>
    Ipv6 = 229,

    /// <summary>Linux cooked capture, version 2.</summary>
    LinuxSll2 = 276,
}
