using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

[NativeLayout("struct addrinfo"), StructLayout(LayoutKind.Sequential)]
internal struct AddressInformation
{
    public int ai_flags;
    public int ai_family;
    public int ai_socktype;
    public int ai_protocol;
    public uint ai_addrlen;
    public nint ai_addr;
    public nint ai_canonname;
    public nint ai_next;
}
