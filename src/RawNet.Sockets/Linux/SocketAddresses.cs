using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

[NativeLayout("struct sockaddr_in"), StructLayout(LayoutKind.Sequential)]
internal struct InternetSocketAddress
{
    public ushort sin_family;
    public ushort sin_port;
    public uint sin_addr;
    public ulong sin_zero;
}

[NativeLayout("struct sockaddr_in6"), StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct Internet6SocketAddress
{
    public ushort sin6_family;
    public ushort sin6_port;
    public uint sin6_flowinfo;
    public UInt128 sin6_addr;
    public uint sin6_scope_id;
}

[NativeLayout("struct sockaddr_ll"), StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct LinkSocketAddress
{
    public ushort sll_family;
    public ushort sll_protocol;
    public int sll_ifindex;
    public ushort sll_hatype;
    public byte sll_pkttype;
    public byte sll_halen;
    public ulong sll_addr;
}

[NativeLayout("struct sockaddr_nl"), StructLayout(LayoutKind.Sequential)]
internal struct NetlinkSocketAddress
{
    public ushort nl_family;
    public ushort nl_pad;
    public uint nl_pid;
    public uint nl_groups;
}

[NativeLayout("struct sockaddr_un"), StructLayout(LayoutKind.Sequential)]
internal struct UnixSocketAddress
{
    public ushort sun_family;
    public UnixPath sun_path;
}

[System.Runtime.CompilerServices.InlineArray(Length)]
internal struct UnixPath
{
    public const int Length = 108;
    private byte _first;
}

[NativeLayout("struct sockaddr_can"), StructLayout(LayoutKind.Sequential, Size = 24)]
internal struct CanSocketAddress
{
    public ushort can_family;
    public int can_ifindex;
    public ulong can_addr; // two identifiers that CAN_RAW and CAN_BCM leave alone
}

[NativeLayout("struct tipc_service_range"), StructLayout(LayoutKind.Sequential)]
internal struct TipcServiceRange
{
    public uint type;
    public uint lower;
    public uint upper;
}

[NativeLayout("struct sockaddr_tipc"), StructLayout(LayoutKind.Sequential)]
internal struct TipcSocketAddress
{
    public ushort family;
    public byte addrtype;
    public sbyte scope;
    public TipcServiceRange addr; // of a service: type, instance, domain; of a socket: reference, node
}

[NativeLayout("struct sockaddr_vm"), StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct VsockSocketAddress
{
    public ushort svm_family;
    public ushort svm_reserved1;
    public uint svm_port;
    public uint svm_cid;
    public byte svm_flags;
}
