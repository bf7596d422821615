using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

[NativeLayout("struct can_frame"), StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct CanFrame
{
    public uint can_id;
    public byte len;
    public byte __pad;
    public byte __res0;
    public byte len8_dlc;
    public ulong data;
}

[NativeLayout("struct bcm_timeval"), StructLayout(LayoutKind.Sequential)]
internal struct BroadcastInterval
{
    public nint tv_sec;
    public nint tv_usec;
}

[NativeLayout("struct bcm_msg_head"), StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct BroadcastHeader
{
    public uint opcode;
    public uint flags;
    public uint count;
    public BroadcastInterval ival1;
    public BroadcastInterval ival2;
    public uint can_id;
    public uint nframes;
}

[NativeLayout("struct can_filter"), StructLayout(LayoutKind.Sequential)]
internal struct CanFilter
{
    public uint can_id;
    public uint can_mask;
}
