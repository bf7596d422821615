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
