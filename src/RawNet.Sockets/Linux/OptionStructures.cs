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
