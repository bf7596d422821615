namespace RawNet.Sockets.Linux;

/// <summary>Numbers of the kernel's interface under C's own names; a test lets the C compiler compare each.</summary>
internal static class Constants
{
    public const int AF_UNIX    = 1;
    public const int AF_INET    = 2;
    public const int AF_INET6   = 10;
    public const int AF_NETLINK = 16;
    public const int AF_PACKET  = 17;
    public const int AF_RDS     = 21;
    public const int AF_CAN     = 29;
    public const int AF_TIPC    = 30;
    public const int AF_VSOCK   = 40;

    public const int SOCK_STREAM    = 1;
    public const int SOCK_DGRAM     = 2;
    public const int SOCK_RAW       = 3;
    public const int SOCK_RDM       = 4;
    public const int SOCK_SEQPACKET = 5;
    public const int SOCK_NONBLOCK  = 0x800;
    public const int SOCK_CLOEXEC   = 0x80000;

    public const int IPPROTO_IP      = 0;
    public const int IPPROTO_ICMP    = 1;
    public const int IPPROTO_TCP     = 6;
    public const int IPPROTO_UDP     = 17;
    public const int IPPROTO_IPV6    = 41;
    public const int IPPROTO_ICMPV6  = 58;
    public const int IPPROTO_SCTP    = 132;
    public const int IPPROTO_UDPLITE = 136;
    public const int IPPROTO_RAW     = 255;
    public const int IPPROTO_MPTCP   = 262;
    public const int CAN_RAW         = 1;
    public const int CAN_BCM         = 2;

    public const int NI_NAMEREQD = 8;

    public const int SOL_SOCKET     = 1;
    public const int SOL_RAW        = 255;
    public const int SOL_PACKET     = 263;

    public const int SHUT_WR      = 1;
    public const int MSG_TRUNC    = 0x20;
    public const int MSG_CTRUNC   = 0x08;
    public const int MSG_DONTWAIT = 0x40;
    public const int MSG_ERRQUEUE = 0x2000;

    public const short POLLIN  = 1;
    public const short POLLOUT = 4;
    public const short POLLERR = 8;
    public const short POLLNVAL = 32;

    public const int EPOLL_CLOEXEC = 0x80000;
    public const uint EPOLLERR     = 8;
    public const uint EPOLLHUP     = 16;
    public const uint EPOLLONESHOT = 1u << 30;
    public const uint EPOLLET      = 1u << 31;
    public const int EPOLL_CTL_ADD = 1;
    public const int EPOLL_CTL_DEL = 2;
    public const int EPOLL_CTL_MOD = 3;
    public const int EFD_CLOEXEC   = 0x80000;
    public const int EFD_NONBLOCK  = 0x800;

    public const int TIOCGWINSZ = 0x5413;
    public const int TIOCGPGRP = 0x540f;
    public const int SIOCGIFINDEX = 0x8933;
    public const int SIOCGIFNAME = 0x8910;
    public const int SIOCGIFFLAGS = 0x8913;
    public const int SIOCGIFHWADDR = 0x8927;

    public const int O_RDONLY            = 0;
    public const int O_WRONLY            = 1;
    public const int O_ACCMODE           = 3;
    public const int O_CREAT             = 0x40;
    public const int O_NOCTTY            = 0x100;
    public const int O_PATH              = 0x200000;
    public const int O_CLOEXEC           = 0x80000;
    public const int AT_FDCWD            = -100;
    public const int AT_SYMLINK_NOFOLLOW = 0x100;
    public const uint STATX_TYPE         = 1;
    public const uint STATX_INO          = 0x100;
    public const int S_IFMT              = 0xf000;
    public const int S_IFDIR             = 0x4000;
    public const int LOCK_EX             = 2;
    public const int LOCK_NB             = 4;
    public const int O_NONBLOCK          = 0x800;
    public const int S_IFREG             = 0x8000;
    public const int S_IFBLK             = 0x6000;

    public const int F_GETFD    = 1;
    public const int F_GETFL    = 3;
    public const int F_SETFL    = 4;
    public const int F_DUPFD_CLOEXEC = 1030;
    public const int SA_ONSTACK = 0x08000000;
    public const int RLIMIT_NOFILE = 7;
    public const int SEEK_CUR   = 1;
    public const int PR_SET_NO_NEW_PRIVS = 38;
    public const int PR_CAPBSET_READ = 23;
    public const uint _LINUX_CAPABILITY_VERSION_3 = 0x20080522;
    public const int FD_CLOEXEC = 1;

    // Types of control messages where they differ from the option that asks for them.
    public const int IP_TTL          = 2;
    public const int IP_TOS          = 1;
    public const int IP_PKTINFO      = 8;
    public const int IP_RECVERR      = 11;
    public const int IPV6_PKTINFO    = 50;
    public const int IPV6_HOPLIMIT   = 52;
    public const int IPV6_TCLASS     = 67;
    public const int IPV6_RECVERR    = 25;
    public const int SO_TIMESTAMP    = 29;
    public const int SO_TIMESTAMPNS  = 35;
    public const int SCM_RIGHTS      = 1;
    public const int SCM_CREDENTIALS = 2;
    public const int SO_RXQ_OVFL     = 40;
    public const int PACKET_AUXDATA  = 8;

    // Filter modes of RFC 3678.
    public const int MCAST_EXCLUDE = 0;
    public const int MCAST_INCLUDE = 1;

    public const int TIPC_SERVICE_RANGE = 1;
    public const int TIPC_SERVICE_ADDR  = 2;
    public const int TIPC_SOCKET_ADDR   = 3;
    public const int TIPC_CLUSTER_SCOPE = 2;

    public const uint VMADDR_CID_ANY   = 0xffffffff;
    public const uint VMADDR_CID_LOCAL = 1;
    public const uint VMADDR_PORT_ANY  = 0xffffffff;

    public const uint CAN_EFF_FLAG  = 0x80000000;
    public const uint CAN_RTR_FLAG  = 0x40000000;
    public const uint CAN_SFF_MASK  = 0x7ff;
    public const uint CAN_EFF_MASK  = 0x1fffffff;
    public const int CAN_MAX_DLEN   = 8;
    public const int SOL_CAN_RAW    = 101;
    public const int CAN_RAW_FILTER = 1;
    public const uint TX_SEND       = 4;
    public const uint RX_SETUP      = 5;
    public const uint RX_CHANGED    = 12;
    public const uint RX_FILTER_ID  = 0x20;

    public const int SO_ATTACH_FILTER = 26;
    public const int SO_DETACH_FILTER = 27;

    public const int ETH_P_ALL        = 0x0003;
    public const int PACKET_OUTGOING  = 4;
    public const int ARPHRD_ETHER     = 1;
    public const int ARPHRD_EETHER    = 2;
    public const int ARPHRD_AX25      = 3;
    public const int ARPHRD_PRONET    = 4;
    public const int ARPHRD_CHAOS     = 5;
    public const int ARPHRD_IEEE802   = 6;
    public const int ARPHRD_ARCNET    = 7;
    public const int ARPHRD_DLCI      = 15;
    public const int ARPHRD_METRICOM  = 23;
    public const int ARPHRD_SLIP      = 256;
    public const int ARPHRD_CSLIP     = 257;
    public const int ARPHRD_SLIP6     = 258;
    public const int ARPHRD_CSLIP6    = 259;
    public const int ARPHRD_ADAPT     = 264;
    public const int ARPHRD_CAN       = 280;
    public const int ARPHRD_CISCO     = 513;
    public const int ARPHRD_RAWHDLC   = 518;
    public const int ARPHRD_TUNNEL    = 768;
    public const int ARPHRD_FRAD      = 770;
    public const int ARPHRD_LOOPBACK  = 772;
    public const int ARPHRD_LOCALTLK  = 773;
    public const int ARPHRD_FDDI      = 774;
    public const int ARPHRD_SIT       = 776;
    public const int ARPHRD_FCPP      = 784;
    public const int ARPHRD_FCAL      = 785;
    public const int ARPHRD_FCPL      = 786;
    public const int ARPHRD_FCFABRIC  = 787;
    public const int ARPHRD_IEEE802_TR = 800;
    public const int ARPHRD_IEEE80211 = 801;
    public const int ARPHRD_IEEE80211_PRISM = 802;
    public const int ARPHRD_IEEE80211_RADIOTAP = 803;
    public const int ARPHRD_IEEE802154 = 804;
    public const int ARPHRD_NETLINK   = 824;
    public const int ARPHRD_VSOCKMON  = 826;
    public const int ARPHRD_NONE      = 0xfffe;

    public const uint TP_STATUS_CSUMNOTREADY    = 1 << 3;
    public const uint TP_STATUS_VLAN_VALID      = 1 << 4;
    public const uint TP_STATUS_VLAN_TPID_VALID = 1 << 6;
    public const uint TP_STATUS_CSUM_VALID      = 1 << 7;

    public const int NETLINK_ROUTE = 0;
    public const int NLM_F_REQUEST = 0x01;
    public const int NLM_F_DUMP    = 0x300;
    public const int NLMSG_ERROR   = 2;
    public const int NLMSG_DONE    = 3;
    public const int RTM_GETLINK   = 18;
    public const int RTM_GETROUTE  = 26;
    public const int RTM_GETADDR   = 22;
    public const int IFLA_ADDRESS  = 1;
    public const int IFLA_BROADCAST = 2;
    public const int IFLA_IFNAME   = 3;
    public const int IFLA_MTU      = 4;
    public const int IFA_ADDRESS   = 1;
    public const int IFA_LOCAL     = 2;
    public const int RTA_DST       = 1;
    public const int RTA_OIF       = 4;
    public const int RTA_GATEWAY   = 5;
    public const int RTA_PREFSRC   = 7;
    public const uint IFF_UP       = 0x1;
    public const uint IFF_LOOPBACK = 0x8;
    public const int RTN_LOCAL     = 2;
    public const int RTN_BROADCAST = 3;
    public const int RTN_MULTICAST = 5;

    public const int CLONE_NEWNET = 0x40000000;
}
