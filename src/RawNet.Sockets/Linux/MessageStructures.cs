using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

[NativeLayout("struct iovec"), StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoVector
{
    public void* iov_base;
    public nuint iov_len;
}

[NativeLayout("struct msghdr"), StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageHeader
{
    public void* msg_name;
    public uint msg_namelen;
    public IoVector* msg_iov;
    public nuint msg_iovlen;
    public void* msg_control;
    public nuint msg_controllen;
    public int msg_flags;
}

[NativeLayout("struct cmsghdr"), StructLayout(LayoutKind.Sequential)]
internal struct ControlHeader
{
    public nuint cmsg_len;
    public int cmsg_level;
    public int cmsg_type;
}

[NativeLayout("struct timespec"), StructLayout(LayoutKind.Sequential)]
internal struct TimeSpecification
{
    public long tv_sec;
    public long tv_nsec;

    public readonly long Nanoseconds => tv_sec * 1_000_000_000 + tv_nsec;
}

[NativeLayout("struct in_pktinfo"), StructLayout(LayoutKind.Sequential)]
internal struct PacketInfo
{
    public int ipi_ifindex;
    public uint ipi_spec_dst;
    public uint ipi_addr;
}

[NativeLayout("struct in6_pktinfo"), StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct Packet6Info
{
    public UInt128 ipi6_addr;
    public uint ipi6_ifindex;
}

[NativeLayout("struct sock_extended_err"), StructLayout(LayoutKind.Sequential)]
internal struct ExtendedError
{
    public uint ee_errno;
    public byte ee_origin;
    public byte ee_type;
    public byte ee_code;
    public byte ee_pad;
    public uint ee_info;
    public uint ee_data;
}

[NativeLayout("struct tpacket_auxdata"), StructLayout(LayoutKind.Sequential)]
internal struct PacketAuxiliaryData
{
    public uint tp_status;
    public uint tp_len;
    public uint tp_snaplen;
    public ushort tp_mac;
    public ushort tp_net;
    public ushort tp_vlan_tci;
    public ushort tp_vlan_tpid;
}
