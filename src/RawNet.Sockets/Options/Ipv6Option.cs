using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Options of IPv6 sockets (IPPROTO_IPV6, ipv6(7), RFC 3542).</summary>
public static class Ipv6Option
{
    private const int ExtensionBytes = 2048; // RFC 8200 section 4.3: 8 x 256
    private static readonly OptionLevel _level = new("IPPROTO_IPV6", Constants.IPPROTO_IPV6);

    /// <summary>Offset of the checksum that the kernel computes and verifies in a raw socket's payload; -1 for none.
    /// Even, and EINVAL on ICMPv6, where it is always 2.</summary>
    public static readonly SocketOption<int> Checksum = _level.Int("IPV6_CHECKSUM", 7,
        new("computed when sending, verified when receiving; raw sockets other than ICMPv6 (EINVAL there)", "-1", "even, or -1"));

    /// <summary>1 to 255, -1 for the route's.</summary>
    public static readonly SocketOption<int> UnicastHops = _level.Int("IPV6_UNICAST_HOPS", 16,
        new("hop limit of unicast", "net.ipv6.conf.all.hop_limit", "0..255, -1"));

    /// <summary>Index of the interface by which multicast leaves.</summary>
    public static readonly SocketOption<int> MulticastInterface = _level.Int("IPV6_MULTICAST_IF", 17,
        new("where multicast leaves", "0", "an interface's index"));

    /// <summary>0 to 255, 1 unless set.</summary>
    public static readonly SocketOption<int> MulticastHops = _level.Int("IPV6_MULTICAST_HOPS", 18,
        new("hop limit of multicast; -1 for 1", "1", "0..255, -1"));

    /// <summary>Whether this host's members get a copy; on unless cleared.</summary>
    public static readonly SocketOption<bool> MulticastLoop = _level.Flag("IPV6_MULTICAST_LOOP", 19,
        new("this host's members get a copy of what is sent", "1"));

    /// <summary>Any source of a group, by the older structure (IPV6_ADD_MEMBERSHIP is another name).</summary>
    public static readonly SocketOption<Membership> AddMembership = _level.Of("IPV6_JOIN_GROUP", 20, MembershipCodecs.Ipv6,
        new("joins; EADDRINUSE when joined", "", "", OptionAccess.Set));

    /// <summary>Takes <see cref="AddMembership"/> back.</summary>
    public static readonly SocketOption<Membership> DropMembership = _level.Of("IPV6_LEAVE_GROUP", 21, MembershipCodecs.Ipv6,
        new("leaves; EADDRNOTAVAIL when not joined", "", "", OptionAccess.Set));

    /// <summary>Forwarded packets with a Router Alert of this value come here instead; raw sockets of protocol
    /// 255, -1 takes it back.</summary>
    public static readonly SocketOption<int> RouterAlert = _level.Int("IPV6_ROUTER_ALERT", 22,
        new("forwarded packets with this Router Alert come here; raw sockets of protocol 255 only, else ENOPROTOOPT; 0 is read back",
            "0", "-1..65535"));

    /// <summary>Who decides about fragments.</summary>
    public static readonly SocketOption<PathMtuDiscovery> MtuDiscovery = _level.Enum<PathMtuDiscovery>("IPV6_MTU_DISCOVER", 23,
        new("who may fragment, and whether too long ends in EMSGSIZE", "Want"));

    /// <summary>The known path MTU of a connected socket, in bytes; what is set limits the fragments that are sent.</summary>
    public static readonly SocketOption<int> Mtu = _level.Int("IPV6_MTU", 24,
        new("reads the connected route's, ENOTCONN without; what is set bounds the fragments of what the link cannot carry whole",
            "", "0, 1280 or more"));

    /// <summary>ICMPv6 errors queue up for <see cref="InternetSocket.ReceiveError"/>.</summary>
    public static readonly SocketOption<bool> ReceiveErrors = _level.Flag("IPV6_RECVERR", 25, new("sock_extended_err on the error queue"));

    /// <summary>IPv4 does not come in as ::ffff:0:0/96; before bind(2).</summary>
    public static readonly SocketOption<bool> OnlyIpv6 = _level.Flag("IPV6_V6ONLY", 26,
        new("no IPv4-mapped traffic; after bind(2) EINVAL", "net.ipv6.bindv6only"));

    /// <summary>Whether groups that other sockets joined come in too; on unless cleared.</summary>
    public static readonly SocketOption<bool> MulticastAll = _level.Flag("IPV6_MULTICAST_ALL", 29,
        new("groups that only other sockets joined come in too", "1"));

    /// <summary>The flow label and class in a destination's sin6_flowinfo are sent.</summary>
    public static readonly SocketOption<bool> FlowInfoSend = _level.Flag("IPV6_FLOWINFO_SEND", 33,
        new("sin6_flowinfo of destinations goes into the header"));

    /// <summary>The caller writes the IPv6 header. The kernel changes nothing in it: no source, no length, no checksum.</summary>
    public static readonly SocketOption<bool> HeaderIncluded = _level.Flag("IPV6_HDRINCL", 36,
        new("raw sockets only, else ENOPROTOOPT; 1 from the start with protocol 255"));

    /// <summary>Interface and destination with each message.</summary>
    public static readonly SocketOption<bool> ReceivePacketInfo = _level.Flag("IPV6_RECVPKTINFO", 49, new("in6_pktinfo with each message"));

    /// <summary>The interface of everything sent, 0 takes it back. RFC 3542 means the source address too, which Linux ignores
    /// here: bind(2) instead.</summary>
    public static readonly SocketOption<StickySource> PacketInfo = _level.Of("IPV6_PKTINFO", 50, StickySource.Codec,
        new("the interface of everything sent; the address is kept and not used", "", "", OptionAccess.Set));

    /// <summary>The hop limit with each message: a raw IPv6 socket never gets the header.</summary>
    public static readonly SocketOption<bool> ReceiveHopLimit = _level.Flag("IPV6_RECVHOPLIMIT", 51,
        new("IPV6_HOPLIMIT with each message"));

    /// <summary>The hop-by-hop header with each message.</summary>
    public static readonly SocketOption<bool> ReceiveHopByHopOptions = _level.Flag("IPV6_RECVHOPOPTS", 53,
        new("IPV6_HOPOPTS with each message that had one"));

    /// <summary>A hop-by-hop header for all packets sent, padded to 8 bytes; empty takes it back.</summary>
    public static readonly SocketOption<byte[]> HopByHopOptions = _level.Bytes("IPV6_HOPOPTS", 54,
        new("a hop-by-hop header in all that is sent; its first byte is filled", "", "", Right: OptionRight.NetRaw), ExtensionBytes);

    /// <summary>Destination options in front of a routing header; sent only with one.</summary>
    public static readonly SocketOption<byte[]> RoutingDestinationOptions = _level.Bytes("IPV6_RTHDRDSTOPTS", 55,
        new("destination options before the routing header, sent only with one", "", "", Right: OptionRight.NetRaw), ExtensionBytes);

    /// <summary>The routing header with each message.</summary>
    public static readonly SocketOption<bool> ReceiveRoutingHeader = _level.Flag("IPV6_RECVRTHDR", 56,
        new("IPV6_RTHDR with each message that had one"));

    /// <summary>A routing header for all packets sent; types 2 and 4 only.</summary>
    public static readonly SocketOption<byte[]> RoutingHeader = _level.Bytes("IPV6_RTHDR", 57,
        new("a routing header in all that is sent; type 4, and type 2 where the kernel has mobility, else EINVAL",
            "", "", Right: OptionRight.NetRaw),
        ExtensionBytes);

    /// <summary>The destination options with each message.</summary>
    public static readonly SocketOption<bool> ReceiveDestinationOptions = _level.Flag("IPV6_RECVDSTOPTS", 58,
        new("IPV6_DSTOPTS with each message that had them"));

    /// <summary>Destination options for all packets sent, padded to 8 bytes; empty takes them back.</summary>
    public static readonly SocketOption<byte[]> DestinationOptions = _level.Bytes("IPV6_DSTOPTS", 59,
        new("destination options in all that is sent; the first byte is filled", "", "", Right: OptionRight.NetRaw), ExtensionBytes);

    /// <summary>A new path MTU comes as an empty message with IPV6_PATHMTU.</summary>
    public static readonly SocketOption<bool> ReceivePathMtu = _level.Flag("IPV6_RECVPATHMTU", 60,
        new("IPV6_PATHMTU as a message of its own when it shrinks"));

    /// <summary>The known path MTU of a connected socket, in bytes.</summary>
    public static readonly SocketOption<int> PathMtu = _level.Of("IPV6_PATHMTU", 61, OptionCodecs.PathMtu,
        new("of the connected route; ENOTCONN without", "", Access: OptionAccess.Get));

    /// <summary>Too long ends in EMSGSIZE or an IPV6_PATHMTU message instead of fragments.</summary>
    public static readonly SocketOption<bool> DontFragment = _level.Flag("IPV6_DONTFRAG", 62,
        new("datagrams are not fragmented; too long ends in EMSGSIZE or IPV6_PATHMTU"));

    /// <summary>The traffic class with each message.</summary>
    public static readonly SocketOption<bool> ReceiveTrafficClass = _level.Flag("IPV6_RECVTCLASS", 66,
        new("IPV6_TCLASS with each message"));

    /// <summary>0 to 255, -1 for 0.</summary>
    public static readonly SocketOption<int> TrafficClass = _level.Int("IPV6_TCLASS", 67,
        new("the header's traffic class", "0", "0..255, -1"));

    /// <summary>The kernel writes a flow label of its own, from a hash of addresses and ports.</summary>
    public static readonly SocketOption<bool> AutomaticFlowLabel = _level.Flag("IPV6_AUTOFLOWLABEL", 70,
        new("a flow label by hash; net.ipv6.auto_flowlabels says the default", "1"));

    /// <summary>Bits of IPV6_PREFER_SRC_*: which own address is chosen as source (RFC 5014).</summary>
    public static readonly SocketOption<int> AddressPreferences = _level.Int("IPV6_ADDR_PREFERENCES", 72,
        new("which source is chosen: temporary (1) or public (2), home (0x400) or care-of (4)", "1280", "bits of IPV6_PREFER_SRC_*"));

    /// <summary>Foreign addresses as one's own; needs CAP_NET_ADMIN, or CAP_NET_RAW.</summary>
    public static readonly SocketOption<bool> Transparent = _level.Flag("IPV6_TRANSPARENT", 75,
        new("bind(2), send and TPROXY with foreign addresses", Right: OptionRight.NetRawOrNetAdmin));

    /// <summary>bind(2) to an address that is not (yet) here.</summary>
    public static readonly SocketOption<bool> FreeBind = _level.Flag("IPV6_FREEBIND", 78,
        new("bind(2) to addresses that are not this host's"));

    /// <summary>Membership and source filters by structures that hold any address.</summary>
    public static readonly GroupOptions Groups = new(_level, "net.ipv6.mld_max_msf");

    /// <summary>All of this level.</summary>
    public static IReadOnlyList<SocketOption> All => _level.Options;
}
