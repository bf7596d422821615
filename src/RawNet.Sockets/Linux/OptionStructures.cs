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
