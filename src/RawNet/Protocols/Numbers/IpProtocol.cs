namespace RawNet.Protocols;

/// <summary>What an IP header carries: the numbers of IANA's Protocol Numbers, with its keywords.</summary>
public enum IpProtocol : byte
{
    /// <summary>IPv6 hop-by-hop options (RFC 8200).</summary>
    Hopopt = 0,

    /// <summary>RFC 792.</summary>
    Icmp = 1,

    /// <summary>RFC 9776.</summary>
    Igmp = 2,

    /// <summary>IPv4 inside IP (RFC 2003).</summary>
    Ipv4 = 4,

    /// <summary>RFC 9293.</summary>
    Tcp = 6,

    /// <summary>RFC 888.</summary>
    Egp = 8,

    /// <summary>Any private interior gateway protocol.</summary>
    Igp = 9,

    /// <summary>RFC 768.</summary>
    Udp = 17,

    /// <summary>RFC 4340.</summary>
    Dccp = 33,

    /// <summary>IPv6 inside IP (RFC 2473).</summary>
    Ipv6 = 41,

    /// <summary>RFC 8200.</summary>
    Ipv6Route = 43,

    /// <summary>RFC 8200.</summary>
    Ipv6Frag = 44,

    /// <summary>RFC 2205.</summary>
    Rsvp = 46,

    /// <summary>RFC 2784.</summary>
    Gre = 47,

    /// <summary>RFC 4303.</summary>
    Esp = 50,

    /// <summary>RFC 4302.</summary>
    Ah = 51,

    /// <summary>RFC 4443.</summary>
    Ipv6Icmp = 58,

    /// <summary>Nothing follows (RFC 8200).</summary>
    Ipv6Nonxt = 59,

    /// <summary>IPv6 destination options (RFC 8200).</summary>
    Ipv6Opts = 60,

    /// <summary>RFC 7868.</summary>
    Eigrp = 88,

    /// <summary>RFC 2328, RFC 5340.</summary>
    Ospfigp = 89,

    /// <summary>RFC 3378.</summary>
    Etherip = 97,

    /// <summary>RFC 7761.</summary>
    Pim = 103,

    /// <summary>RFC 9568.</summary>
    Vrrp = 112,

    /// <summary>RFC 3931.</summary>
    L2tp = 115,

    /// <summary>RFC 9260.</summary>
    Sctp = 132,

    /// <summary>RFC 6275.</summary>
    MobilityHeader = 135,

    /// <summary>RFC 3828.</summary>
    Udplite = 136,

    /// <summary>RFC 4023.</summary>
    MplsInIp = 137,

    /// <summary>RFC 7401.</summary>
    Hip = 139,

    /// <summary>RFC 5533.</summary>
    Shim6 = 140,

    /// <summary>RFC 8986.</summary>
    Ethernet = 143,
}
