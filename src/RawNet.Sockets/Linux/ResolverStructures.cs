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

/// <summary>What the resolver answers with, by the names of netdb.h; below zero, so that none is an error number of errno.h.</summary>
internal enum ResolverError
{
    EAI_BADFLAGS = -1, EAI_NONAME = -2, EAI_AGAIN = -3, EAI_FAIL = -4, EAI_NODATA = -5, EAI_FAMILY = -6, EAI_SOCKTYPE = -7,
    EAI_SERVICE = -8, EAI_ADDRFAMILY = -9, EAI_MEMORY = -10, EAI_SYSTEM = -11, EAI_OVERFLOW = -12,
}
