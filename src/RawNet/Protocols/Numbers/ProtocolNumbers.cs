using RawNet.Wire;
using static RawNet.Wire.ScalarDeclarations;

namespace RawNet.Protocols;

/// <summary>The number spaces in which layers name each other, each with the number for what nobody declares.</summary>
internal static class Spaces
{
    public static readonly Demux LinkType = new("link type", 0);

    /// <summary>IEEE 802 EtherTypes; 0x88b5 is set aside for local experiments (IEEE 802, clause 9.2.4).</summary>
    public static readonly Demux EtherType = new("EtherType", 0x88b5) { Names = NamesOf<EtherType>() };

    /// <summary>IPv4 protocol numbers; 253 is set aside for experiments (RFC 3692, section 2.1).</summary>
    public static readonly Demux IpProtocol = new("IP protocol", 253) { Names = NamesOf<IpProtocol>() };

    /// <summary>IPv6 next headers: the same numbers, but 59 says that nothing follows (RFC 8200, section 4.7).</summary>
    public static readonly Demux NextHeader = new("next header", 59) { CanSayNothing = true, Names = IpProtocol.Names };

    /// <summary>What follows a length in place of an EtherType.</summary>
    public static readonly Demux Length = new("IEEE 802.3 length", 0);

    /// <summary>IEEE 802.2 service access points.</summary>
    public static readonly Demux ServiceAccessPoint = new("service access point", 0);

    /// <summary>The AF_ number before a packet on a BSD loopback.</summary>
    public static readonly Demux AddressFamily = new("address family", 2);

    /// <summary>Linux's numbers for what has no EtherType, below all of them (linux/if_ether.h).</summary>
    public static readonly Demux LinuxProtocol = new("Linux protocol type", 0);

    /// <summary>PPP's protocols, and the EtherTypes that some senders put there; 0x0001 is the one that says nothing (RFC 1570).</summary>
    public static readonly Demux PppProtocol = new("PPP protocol", 1) { Names = NamesOf<PppProtocol>() };
}

/// <summary>The protocols and the numbers that lead to them. Nothing else in the source says these numbers.</summary>
internal static class ProtocolNumbers
{
    /// <summary>Next header 143 is Ethernet over segment routing (RFC 8986, section 10.1), EtherType 0x6558 Ethernet
    /// in a tunnel (RFC 1701).</summary>
    public static readonly Protocol Ethernet = new("eth", (Spaces.LinkType, (ulong)LinkType.Ethernet), (Spaces.IpProtocol, 143),
        (Spaces.NextHeader, 143), (Spaces.EtherType, 0x6558), (Spaces.LinuxProtocol, 3));

    /// <summary>Ethernet's too, but no number leads to it: it stands at the end of the frame.</summary>
    public static readonly Protocol EthernetFcs = new("eth");

    public static readonly Protocol Null = new("null", (Spaces.LinkType, (ulong)LinkType.Null));
    public static readonly Protocol Loop = new("null", (Spaces.LinkType, (ulong)LinkType.Loop));
    public static readonly Protocol Vlan = new("vlan", (Spaces.EtherType, 0x8100), (Spaces.EtherType, 0x9100));
    public static readonly Protocol ServiceVlan = new("ieee8021ad", (Spaces.EtherType, 0x88a8));
    public static readonly Protocol Llc = new("llc", (Spaces.Length, 0), (Spaces.LinuxProtocol, 4));
    public static readonly Protocol Snap = new("snap", (Spaces.ServiceAccessPoint, 0xaa));

    /// <summary>Reverse ARP has the format of ARP and an EtherType of its own (RFC 903).</summary>
    public static readonly Protocol Arp = new("arp", (Spaces.EtherType, 0x0806), (Spaces.EtherType, 0x8035));

    public static readonly Protocol LinuxCooked = new("sll", (Spaces.LinkType, (ulong)LinkType.LinuxSll));
    public static readonly Protocol LinuxCooked2 = new("sll", (Spaces.LinkType, (ulong)LinkType.LinuxSll2));
    public static readonly Protocol Ipv4 = new("ip", (Spaces.LinkType, (ulong)LinkType.Ipv4), (Spaces.EtherType, 0x0800),
        (Spaces.IpProtocol, 4), (Spaces.NextHeader, 4),
        (Spaces.AddressFamily, 2), (Spaces.PppProtocol, 0x21), (Spaces.PppProtocol, 0x0800));

    /// <summary>AF_INET6 is 24, 28 or 30 on the BSDs and 10 on Linux.</summary>
    public static readonly Protocol Ipv6 = new("ipv6", (Spaces.LinkType, (ulong)LinkType.Ipv6),
        (Spaces.EtherType, 0x86dd), (Spaces.IpProtocol, 41), (Spaces.NextHeader, 41),
        (Spaces.AddressFamily, 30), (Spaces.AddressFamily, 24), (Spaces.AddressFamily, 28),
        (Spaces.AddressFamily, 10), (Spaces.PppProtocol, 0x57), (Spaces.PppProtocol, 0x86dd));

    public static readonly Protocol Ppp = new("ppp", (Spaces.LinkType, (ulong)LinkType.Ppp), (Spaces.LinkType, (ulong)LinkType.PppHdlc));
    public static readonly Protocol CHdlc = new("chdlc", (Spaces.LinkType, (ulong)LinkType.CHdlc));
    public static readonly Protocol PppoeSession = new("pppoes", (Spaces.LinkType, (ulong)LinkType.PppEther), (Spaces.EtherType, 0x8864));
    public static readonly Protocol PppoeDiscovery = new("pppoed", (Spaces.EtherType, 0x8863));
    public static readonly Protocol Lcp = new("lcp", (Spaces.PppProtocol, 0xc021));
    public static readonly Protocol Ipcp = new("ipcp", (Spaces.PppProtocol, 0x8021));
    public static readonly Protocol Ipv6cp = new("ipv6cp", (Spaces.PppProtocol, 0x8057));
    public static readonly Protocol Ccp = new("ccp", (Spaces.PppProtocol, 0x80fd));

    /// <summary>Both versions of IP take their numbers from one registry (RFC 8200, section 3): witnesses read extension
    /// headers behind IPv4 too.</summary>
    public static readonly Protocol HopByHop = new("ipv6.hopopts", (Spaces.NextHeader, 0), (Spaces.IpProtocol, 0));
    public static readonly Protocol Routing = new("ipv6.routing", (Spaces.NextHeader, 43), (Spaces.IpProtocol, 43));
    public static readonly Protocol Fragment = new("ipv6.fraghdr", (Spaces.NextHeader, 44), (Spaces.IpProtocol, 44));
    public static readonly Protocol DestinationOptions = new("ipv6.dstopts", (Spaces.NextHeader, 60), (Spaces.IpProtocol, 60));
    public static readonly Protocol Icmp = new("icmp", (Spaces.IpProtocol, 1), (Spaces.NextHeader, 1));
    public static readonly Protocol Igmp = new("igmp", (Spaces.IpProtocol, 2), (Spaces.NextHeader, 2));
    public static readonly Protocol Udp = new("udp", (Spaces.IpProtocol, 17), (Spaces.NextHeader, 17));
    public static readonly Protocol Tcp = new("tcp", (Spaces.IpProtocol, 6), (Spaces.NextHeader, 6));
    public static readonly Protocol Icmpv6 = new("icmpv6", (Spaces.NextHeader, 58), (Spaces.IpProtocol, 58));
    public static readonly Protocol Data = new("data");
    public static readonly Protocol Trailer = new("trailer");
}
