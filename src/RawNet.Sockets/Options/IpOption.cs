using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Options of IPv4 sockets (IPPROTO_IP, ip(7)), and of IPv6 sockets that are not raw.</summary>
public static class IpOption
{
    private static readonly OptionLevel _level = new("IPPROTO_IP", Constants.IPPROTO_IP);

    /// <summary>Of packets whose header the kernel writes; ignored with <see cref="HeaderIncluded"/>.</summary>
    public static readonly SocketOption<int> TypeOfService = _level.Int("IP_TOS", 1,
        new("the header's TOS; sets SO_PRIORITY too; TCP keeps the two ECN bits to itself", "0", "0..255"));

    /// <summary>1 to 255, of unicast packets whose header the kernel writes; ignored with <see cref="HeaderIncluded"/>.</summary>
    public static readonly SocketOption<int> TimeToLive = _level.Int("IP_TTL", 2,
        new("the header's TTL; -1 for the default again", "net.ipv4.ip_default_ttl", "1..255, -1"));

    /// <summary>The caller writes the IPv4 header; <see cref="RawSocket.HeaderIncluded"/> tells what the kernel
    /// changes in it all the same.</summary>
    public static readonly SocketOption<bool> HeaderIncluded = _level.Flag("IP_HDRINCL", 3,
        new("raw sockets only, else ENOPROTOOPT; 1 from the start with protocol 255"));

    /// <summary>The header's option bytes, a multiple of 4 after padding; empty clears them. Together with <see cref="HeaderIncluded"/>
    /// sending ends in EINVAL.</summary>
    public static readonly SocketOption<byte[]> Options = _level.Bytes("IP_OPTIONS", 4,
        new("sent in every header; on TCP until the connection ends", "", "up to 40 bytes"));

    /// <summary>Forwarded packets with the Router Alert option come here instead; raw sockets that are not protocol 255.</summary>
    public static readonly SocketOption<bool> RouterAlert = _level.Flag("IP_ROUTER_ALERT", 5,
        new("forwarded packets with Router Alert come here and go no further; raw sockets only, else EINVAL; a second time EADDRINUSE"));

    /// <summary>The header's options with each message, those of the kernel unprocessed.</summary>
    public static readonly SocketOption<bool> ReceiveOptions = _level.Flag("IP_RECVOPTS", 6, new("IP_RECVOPTS with each message"));

    /// <summary>The header's options with each message, as an answer would carry them.</summary>
    public static readonly SocketOption<bool> ReceiveReturnOptions = _level.Flag("IP_RETOPTS", 7,
        new("IP_RETOPTS with each message: routes reversed"));

    /// <summary>Interface and destination with each message.</summary>
    public static readonly SocketOption<bool> ReceivePacketInfo = _level.Flag("IP_PKTINFO", 8, new("in_pktinfo with each message"));

    /// <summary>Who sets DF.</summary>
    public static readonly SocketOption<PathMtuDiscovery> MtuDiscovery = _level.Enum<PathMtuDiscovery>("IP_MTU_DISCOVER", 10,
        new("who sets DF, and whether too long ends in EMSGSIZE", "Want"));

    /// <summary>ICMP errors queue up for <see cref="InternetSocket.ReceiveError"/>, and a raw socket's send
    /// no longer hides ENOBUFS.</summary>
    public static readonly SocketOption<bool> ReceiveErrors = _level.Flag("IP_RECVERR", 11,
        new("sock_extended_err on the error queue; raw sends tell ENOBUFS"));

    /// <summary>The TTL with each message.</summary>
    public static readonly SocketOption<bool> ReceiveTimeToLive = _level.Flag("IP_RECVTTL", 12, new("IP_TTL with each message"));

    /// <summary>TOS with each message.</summary>
    public static readonly SocketOption<bool> ReceiveTypeOfService = _level.Flag("IP_RECVTOS", 13,
        new("IP_TOS, one byte, with each message"));

    /// <summary>The known path MTU of a connected socket, in bytes; not settable.</summary>
    public static readonly SocketOption<int> Mtu = _level.Int("IP_MTU", 14,
        new("of the connected route; ENOTCONN without", "", Access: OptionAccess.Get));

    /// <summary>bind(2) to an address that is not (yet) here.</summary>
    public static readonly SocketOption<bool> FreeBind = _level.Flag("IP_FREEBIND", 15,
        new("bind(2) to addresses that are not this host's"));

    /// <summary>Foreign addresses as one's own; needs CAP_NET_ADMIN, or CAP_NET_RAW.</summary>
    public static readonly SocketOption<bool> Transparent = _level.Flag("IP_TRANSPARENT", 19,
        new("bind(2), send and TPROXY with foreign addresses", Right: OptionRight.NetRawOrNetAdmin));

    /// <summary>Packets with a lower TTL do not come in (RFC 5082); TCP only.</summary>
    public static readonly SocketOption<int> MinimumTimeToLive = _level.Int("IP_MINTTL", 21,
        new("TCP segments with a lower TTL are dropped; kept without effect elsewhere", "0", "0..255"));

    /// <summary>Fragments that this socket sends are not joined by the host's own firewall.</summary>
    public static readonly SocketOption<bool> NoDefragment = _level.Flag("IP_NODEFRAG", 22,
        new("netfilter leaves the fragments that are sent alone; raw sockets only, else ENOPROTOOPT"));

    /// <summary>bind(2) to an address and port 0 chooses the port only at connect(2).</summary>
    public static readonly SocketOption<bool> BindAddressNoPort = _level.Flag("IP_BIND_ADDRESS_NO_PORT", 24,
        new("bind(2) with port 0 takes no port until connect(2)"));

    /// <summary>Where multicast leaves.</summary>
    public static readonly SocketOption<MulticastInterface> MulticastInterface = _level.Of("IP_MULTICAST_IF", 32,
        Sockets.MulticastInterface.Codec, new("where multicast leaves; read back as the address", "0.0.0.0"));

    /// <summary>0 to 255, 1 unless set.</summary>
    public static readonly SocketOption<int> MulticastTimeToLive = _level.Int("IP_MULTICAST_TTL", 33,
        new("TTL of multicast; -1 for 1", "1", "0..255, -1"));

    /// <summary>Whether this host's members get a copy; on unless cleared.</summary>
    public static readonly SocketOption<bool> MulticastLoop = _level.Flag("IP_MULTICAST_LOOP", 34,
        new("this host's members get a copy of what is sent", "1"));

    /// <summary>Any source of a group, by the older structure.</summary>
    public static readonly SocketOption<Membership> AddMembership = _level.Of("IP_ADD_MEMBERSHIP", 35, MembershipCodecs.Ip,
        new("joins; EADDRINUSE when joined, ENOBUFS beyond net.ipv4.igmp_max_memberships", "", "", OptionAccess.Set));

    /// <summary>Takes <see cref="AddMembership"/> back.</summary>
    public static readonly SocketOption<Membership> DropMembership = _level.Of("IP_DROP_MEMBERSHIP", 36, MembershipCodecs.Ip,
        new("leaves; EADDRNOTAVAIL when not joined", "", "", OptionAccess.Set));

    /// <summary>Takes <see cref="BlockSourceByAddress"/> back.</summary>
    public static readonly SocketOption<Membership> UnblockSourceByAddress = _level.Of("IP_UNBLOCK_SOURCE", 37, MembershipCodecs.IpSource,
        new("takes IP_BLOCK_SOURCE back", "", "", OptionAccess.Set));

    /// <summary>No longer this source of a group joined from any source.</summary>
    public static readonly SocketOption<Membership> BlockSourceByAddress = _level.Of("IP_BLOCK_SOURCE", 38, MembershipCodecs.IpSource,
        new("one source less of a group joined from any", "", "", OptionAccess.Set));

    /// <summary>One source of a group; the interface by its address.</summary>
    public static readonly SocketOption<Membership> AddSourceMembership = _level.Of("IP_ADD_SOURCE_MEMBERSHIP", 39,
        MembershipCodecs.IpSource, new("joins one source; EINVAL when the group is joined from any", "", "", OptionAccess.Set));

    /// <summary>Takes <see cref="AddSourceMembership"/> back.</summary>
    public static readonly SocketOption<Membership> DropSourceMembership = _level.Of("IP_DROP_SOURCE_MEMBERSHIP",
        40, MembershipCodecs.IpSource,
        new("leaves one source, the last one the group; EINVAL when there is no membership", "", "", OptionAccess.Set));

    /// <summary>All sources of a group at once; the interface by its address.</summary>
    public static readonly SocketOption<SourceFilter> SourceFilterByAddress = _level.Of("IP_MSFILTER", 41, SourceFilterCodecs.Ip,
        new("the whole filter; ENOBUFS beyond net.ipv4.igmp_max_msf sources", "", "", OptionAccess.Set));

    /// <summary>Whether groups that other sockets joined come in too; on unless cleared.</summary>
    public static readonly SocketOption<bool> MulticastAll = _level.Flag("IP_MULTICAST_ALL", 49,
        new("groups that only other sockets joined come in too", "1"));

    /// <summary>Membership and source filters by structures that hold any address.</summary>
    public static readonly GroupOptions Groups = new(_level, "net.ipv4.igmp_max_msf");

    /// <summary>All of this level.</summary>
    public static IReadOnlyList<SocketOption> All => _level.Options;
}
