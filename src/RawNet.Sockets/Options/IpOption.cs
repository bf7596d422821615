using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Options of IPv4 sockets (IPPROTO_IP, ip(7)).</summary>
public static class IpOption
{
    private static readonly OptionLevel Level = new(Constants.IPPROTO_IP);

    /// <summary>Of packets whose header the kernel writes; ignored with <see cref="HeaderIncluded"/>.</summary>
    public static readonly SocketOption<int> TypeOfService = Level.Int("IP_TOS", 1);

    /// <summary>1 to 255, of unicast packets whose header the kernel writes; ignored with <see cref="HeaderIncluded"/>.</summary>
    public static readonly SocketOption<int> TimeToLive = Level.Int("IP_TTL", 2);

    /// <summary>The caller writes the IPv4 header; <see cref="RawSocket.HeaderIncluded"/> tells what the kernel changes in it all the same.</summary>
    public static readonly SocketOption<bool> HeaderIncluded = Level.Flag("IP_HDRINCL", 3);

    /// <summary>The header's option bytes, a multiple of 4 after padding; empty clears them. Together with <see cref="HeaderIncluded"/> sending ends in EINVAL.</summary>
    public static readonly SocketOption<byte[]> Options = Level.Bytes("IP_OPTIONS", 4);

    /// <summary>Interface and destination with each message.</summary>
    public static readonly SocketOption<bool> ReceivePacketInfo = Level.Flag("IP_PKTINFO", 8);

    /// <summary>Who sets DF.</summary>
    public static readonly SocketOption<PathMtuDiscovery> MtuDiscovery = Level.Enum<PathMtuDiscovery>("IP_MTU_DISCOVER", 10);

    /// <summary>ICMP errors queue up for <see cref="InternetSocket.ReceiveError"/>, and a raw socket's send no longer hides ENOBUFS.</summary>
    public static readonly SocketOption<bool> ReceiveErrors = Level.Flag("IP_RECVERR", 11);

    /// <summary>The TTL with each message.</summary>
    public static readonly SocketOption<bool> ReceiveTimeToLive = Level.Flag("IP_RECVTTL", 12);

    /// <summary>TOS with each message.</summary>
    public static readonly SocketOption<bool> ReceiveTypeOfService = Level.Flag("IP_RECVTOS", 13);

    /// <summary>The known path MTU of a connected socket, in bytes; not settable.</summary>
    public static readonly SocketOption<int> Mtu = Level.Int("IP_MTU", 14);

    /// <summary>bind(2) to an address that is not (yet) here.</summary>
    public static readonly SocketOption<bool> FreeBind = Level.Flag("IP_FREEBIND", 15);

    /// <summary>Foreign addresses as one's own; needs CAP_NET_ADMIN, or CAP_NET_RAW.</summary>
    public static readonly SocketOption<bool> Transparent = Level.Flag("IP_TRANSPARENT", 19);

    /// <summary>Where multicast leaves.</summary>
    public static readonly SocketOption<MulticastInterface> MulticastInterface = Level.Of("IP_MULTICAST_IF", 32, OptionCodecs.Interface4);

    /// <summary>0 to 255, 1 unless set.</summary>
    public static readonly SocketOption<int> MulticastTimeToLive = Level.Int("IP_MULTICAST_TTL", 33);

    /// <summary>Whether this host's members get a copy; on unless cleared.</summary>
    public static readonly SocketOption<bool> MulticastLoop = Level.Flag("IP_MULTICAST_LOOP", 34);

    /// <summary>Whether groups that other sockets joined come in too; on unless cleared.</summary>
    public static readonly SocketOption<bool> MulticastAll = Level.Flag("IP_MULTICAST_ALL", 49);

    /// <summary>Any source of a group, by the older structure.</summary>
    public static readonly SocketOption<Membership> AddMembership = Level.Of("IP_ADD_MEMBERSHIP", 35, MembershipCodecs.Ip);

    /// <summary>Takes <see cref="AddMembership"/> back.</summary>
    public static readonly SocketOption<Membership> DropMembership = Level.Of("IP_DROP_MEMBERSHIP", 36, MembershipCodecs.Ip);

    /// <summary>Takes <see cref="BlockSourceByAddress"/> back.</summary>
    public static readonly SocketOption<Membership> UnblockSourceByAddress = Level.Of("IP_UNBLOCK_SOURCE", 37, MembershipCodecs.IpSource);

    /// <summary>No longer this source of a group joined from any source.</summary>
    public static readonly SocketOption<Membership> BlockSourceByAddress = Level.Of("IP_BLOCK_SOURCE", 38, MembershipCodecs.IpSource);

    /// <summary>One source of a group; the interface by its address.</summary>
    public static readonly SocketOption<Membership> AddSourceMembership = Level.Of("IP_ADD_SOURCE_MEMBERSHIP", 39, MembershipCodecs.IpSource);

    /// <summary>Takes <see cref="AddSourceMembership"/> back.</summary>
    public static readonly SocketOption<Membership> DropSourceMembership = Level.Of("IP_DROP_SOURCE_MEMBERSHIP", 40, MembershipCodecs.IpSource);

    /// <summary>All sources of a group at once; the interface by its address.</summary>
    public static readonly SocketOption<SourceFilter> SourceFilterByAddress = Level.Of("IP_MSFILTER", 41, SourceFilterCodecs.Ip);

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
