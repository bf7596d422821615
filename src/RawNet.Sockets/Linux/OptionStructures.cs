using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

[NativeLayout("struct ip_mreqn"), StructLayout(LayoutKind.Sequential)]
internal struct MulticastRequest
{
    public uint imr_multiaddr;
    public uint imr_address;
    public int imr_ifindex;
}

[NativeLayout("struct packet_mreq"), StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct PacketMembershipRequest
{
    public int mr_ifindex;
    public ushort mr_type;
    public ushort mr_alen;
    public ulong mr_address;
}

[NativeLayout("struct tpacket_stats"), StructLayout(LayoutKind.Sequential)]
internal struct PacketCounters
{
    public uint tp_packets;
    public uint tp_drops;
}

[NativeLayout("struct sock_fprog"), StructLayout(LayoutKind.Sequential)]
internal unsafe struct FilterProgram
{
    public ushort len;
    public void* filter;
}

[NativeLayout("struct pollfd"), StructLayout(LayoutKind.Sequential)]
internal struct PollRequest
{
    public int fd;
    public short events;
    public short revents;
}

[NativeLayout("struct ip_mreq_source"), StructLayout(LayoutKind.Sequential)]
internal struct MulticastSourceRequest
{
    public uint imr_multiaddr;
    public uint imr_interface;
    public uint imr_sourceaddr;
}

/// <summary>The list's first entry belongs to the structure; a header without sources ends before it.</summary>
[NativeLayout("struct ip_msfilter"), StructLayout(LayoutKind.Sequential)]
internal struct MulticastFilterHeader
{
    public uint imsf_multiaddr;
    public uint imsf_interface;
    public uint imsf_fmode;
    public uint imsf_numsrc;
    public uint imsf_slist;
}

[NativeLayout("struct ipv6_mreq"), StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct Multicast6Request
{
    public UInt128 ipv6mr_multiaddr;
    public uint ipv6mr_interface;
}

[NativeLayout("struct linger"), StructLayout(LayoutKind.Sequential)]
internal struct LingerTime
{
    public int l_onoff;
    public int l_linger;
}

[NativeLayout("struct timeval"), StructLayout(LayoutKind.Sequential)]
internal struct TimeValue
{
    public long tv_sec;
    public long tv_usec;

    public readonly long Nanoseconds => (tv_sec * 1_000_000_000) + (tv_usec * 1000);
}

[NativeLayout("struct ucred"), StructLayout(LayoutKind.Sequential)]
internal struct ProcessCredentials
{
    public int pid;
    public uint uid;
    public uint gid;
}

/// <summary>The head that every kernel has; newer ones return more.</summary>
[NativeLayout("struct tcp_info"), StructLayout(LayoutKind.Explicit, Size = 104)]
internal struct TcpInfo
{
    [FieldOffset(0)]
    public byte tcpi_state;

    [FieldOffset(2)]
    public byte tcpi_retransmits;

    [FieldOffset(8)]
    public uint tcpi_rto;

    [FieldOffset(16)]
    public uint tcpi_snd_mss;

    [FieldOffset(20)]
    public uint tcpi_rcv_mss;

    [FieldOffset(60)]
    public uint tcpi_pmtu;

    [FieldOffset(68)]
    public uint tcpi_rtt;

    [FieldOffset(72)]
    public uint tcpi_rttvar;

    [FieldOffset(80)]
    public uint tcpi_snd_cwnd;

    [FieldOffset(100)]
    public uint tcpi_total_retrans;
}

[NativeLayout("struct ip6_mtuinfo"), StructLayout(LayoutKind.Sequential)]
internal struct PathMtuInfo
{
    public Internet6SocketAddress ip6m_addr;
    public uint ip6m_mtu;
}
