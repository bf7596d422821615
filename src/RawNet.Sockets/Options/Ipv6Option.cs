using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Options of IPv6 sockets (IPPROTO_IPV6, ipv6(7), RFC 3542).</summary>
public static class Ipv6Option
{
    private static readonly OptionLevel Level = new(Constants.IPPROTO_IPV6);

    /// <summary>Offset of the checksum that the kernel computes and verifies in a raw socket's payload; -1 for none. Even, and EINVAL on ICMPv6, where it is always 2.</summary>
    public static readonly SocketOption<int> Checksum = Level.Int("IPV6_CHECKSUM", 7);

    /// <summary>1 to 255, -1 for the route's.</summary>
    public static readonly SocketOption<int> UnicastHops = Level.Int("IPV6_UNICAST_HOPS", 16);

    /// <summary>Index of the interface by which multicast leaves.</summary>
    public static readonly SocketOption<int> MulticastInterface = Level.Int("IPV6_MULTICAST_IF", 17);

    /// <summary>0 to 255, 1 unless set.</summary>
    public static readonly SocketOption<int> MulticastHops = Level.Int("IPV6_MULTICAST_HOPS", 18);

    /// <summary>Whether this host's members get a copy; on unless cleared.</summary>
    public static readonly SocketOption<bool> MulticastLoop = Level.Flag("IPV6_MULTICAST_LOOP", 19);

    /// <summary>Who decides about fragments.</summary>
    public static readonly SocketOption<PathMtuDiscovery> MtuDiscovery = Level.Enum<PathMtuDiscovery>("IPV6_MTU_DISCOVER", 23);

    /// <summary>The known path MTU of a connected socket, in bytes.</summary>
    public static readonly SocketOption<int> Mtu = Level.Int("IPV6_MTU", 24);

    /// <summary>ICMPv6 errors queue up for <see cref="InternetSocket.ReceiveError"/>.</summary>
    public static readonly SocketOption<bool> ReceiveErrors = Level.Flag("IPV6_RECVERR", 25);

    /// <summary>The caller writes the IPv6 header. The kernel changes nothing in it: no source, no length, no checksum.</summary>
    public static readonly SocketOption<bool> HeaderIncluded = Level.Flag("IPV6_HDRINCL", 36);

    /// <summary>Interface and destination with each message.</summary>
    public static readonly SocketOption<bool> ReceivePacketInfo = Level.Flag("IPV6_RECVPKTINFO", 49);

    /// <summary>The hop limit with each message: a raw IPv6 socket never gets the header.</summary>
    public static readonly SocketOption<bool> ReceiveHopLimit = Level.Flag("IPV6_RECVHOPLIMIT", 51);

    /// <summary>A hop-by-hop header for all packets sent, padded to 8 bytes; empty takes it back.</summary>
    public static readonly SocketOption<byte[]> HopByHopOptions = Level.Bytes("IPV6_HOPOPTS", 54);

    /// <summary>The traffic class with each message.</summary>
    public static readonly SocketOption<bool> ReceiveTrafficClass = Level.Flag("IPV6_RECVTCLASS", 66);

    /// <summary>0 to 255, -1 for 0.</summary>
    public static readonly SocketOption<int> TrafficClass = Level.Int("IPV6_TCLASS", 67);

    /// <summary>bind(2) to an address that is not (yet) here.</summary>
    public static readonly SocketOption<bool> FreeBind = Level.Flag("IPV6_FREEBIND", 78);

    /// <summary>Foreign addresses as one's own; needs CAP_NET_ADMIN, or CAP_NET_RAW.</summary>
    public static readonly SocketOption<bool> Transparent = Level.Flag("IPV6_TRANSPARENT", 75);

    /// <summary>Any source of a group, by the older structure (IPV6_ADD_MEMBERSHIP is another name).</summary>
    public static readonly SocketOption<Membership> AddMembership = Level.Of("IPV6_JOIN_GROUP", 20, MembershipCodecs.Ipv6);

    /// <summary>Takes <see cref="AddMembership"/> back.</summary>
    public static readonly SocketOption<Membership> DropMembership = Level.Of("IPV6_LEAVE_GROUP", 21, MembershipCodecs.Ipv6);

    /// <summary>Any source of a group; not readable, as the three below.</summary>
    public static readonly SocketOption<Membership> JoinGroup = Level.Of("MCAST_JOIN_GROUP", 42, MembershipCodecs.Group);

    /// <summary>Takes <see cref="JoinGroup"/> back.</summary>
    public static readonly SocketOption<Membership> LeaveGroup = Level.Of("MCAST_LEAVE_GROUP", 45, MembershipCodecs.Group);

    /// <summary>One source of a group.</summary>
    public static readonly SocketOption<Membership> JoinSourceGroup = Level.Of("MCAST_JOIN_SOURCE_GROUP", 46, MembershipCodecs.Group);

    /// <summary>Takes <see cref="JoinSourceGroup"/> back.</summary>
    public static readonly SocketOption<Membership> LeaveSourceGroup = Level.Of("MCAST_LEAVE_SOURCE_GROUP", 47, MembershipCodecs.Group);

    /// <summary>No longer this source of a group joined from any source.</summary>
    public static readonly SocketOption<Membership> BlockSource = Level.Of("MCAST_BLOCK_SOURCE", 43, MembershipCodecs.Group);

    /// <summary>Takes <see cref="BlockSource"/> back.</summary>
    public static readonly SocketOption<Membership> UnblockSource = Level.Of("MCAST_UNBLOCK_SOURCE", 44, MembershipCodecs.Group);

    /// <summary>All sources of a group at once; read with <see cref="InternetSocket.SourceFilterOf"/>.</summary>
    public static readonly SocketOption<SourceFilter> SourceFilter = Level.Of("MCAST_MSFILTER", 48, SourceFilterCodecs.Group);

    /// <summary>All of this level.</summary>
    public static IReadOnlyList<SocketOption> All => Level.Options;
}
