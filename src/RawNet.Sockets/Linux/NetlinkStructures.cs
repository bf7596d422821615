using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

[NativeLayout("struct nlmsghdr"), StructLayout(LayoutKind.Sequential)]
internal struct NetlinkHeader
{
    public uint nlmsg_len;
    public ushort nlmsg_type;
    public ushort nlmsg_flags;
    public uint nlmsg_seq;
    public uint nlmsg_pid;
}

[NativeLayout("struct rtattr"), StructLayout(LayoutKind.Sequential)]
internal struct RouteAttribute
{
    public ushort rta_len;
    public ushort rta_type;
}

[NativeLayout("struct ifinfomsg"), StructLayout(LayoutKind.Sequential)]
internal struct LinkMessage
{
    public byte ifi_family;
    public byte __ifi_pad;
    public ushort ifi_type;
    public int ifi_index;
    public uint ifi_flags;
    public uint ifi_change;
}

[NativeLayout("struct ifaddrmsg"), StructLayout(LayoutKind.Sequential)]
internal struct AddressMessage
{
    public byte ifa_family;
    public byte ifa_prefixlen;
    public byte ifa_flags;
    public byte ifa_scope;
    public uint ifa_index;
}

[NativeLayout("struct rtmsg"), StructLayout(LayoutKind.Sequential)]
internal struct RouteMessage
{
    public byte rtm_family;
    public byte rtm_dst_len;
    public byte rtm_src_len;
    public byte rtm_tos;
    public byte rtm_table;
    public byte rtm_protocol;
    public byte rtm_scope;
    public byte rtm_type;
    public uint rtm_flags;
}
