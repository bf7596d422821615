using System.Net;
using System.Runtime.InteropServices;

namespace RawNet.Sockets;

/// <summary>One group, or one source of a group, on one interface (RFC 3678: group_req and group_source_req; the same for IPv4 and IPv6).</summary>
/// <param name="InterfaceIndex">Never 0 where it matters: the kernel would choose by its routes.</param>
/// <param name="Group">The multicast address.</param>
/// <param name="Source">Null for the options that take no source.</param>
public readonly record struct Membership(int InterfaceIndex, IPAddress Group, IPAddress? Source = null)
{
    private const int FirstAddress = 8;  // the index is padded to the alignment of sockaddr_storage
    private const int StorageLength = 128;

    internal int Write(Span<byte> bytes)
    {
        bytes.Clear();
        MemoryMarshal.Write(bytes, (uint)InterfaceIndex);
        HostAddress.From(Group).WriteSocketAddress(bytes[FirstAddress..], 0);
        if (Source is null)
            return FirstAddress + StorageLength;
        HostAddress.From(Source).WriteSocketAddress(bytes[(FirstAddress + StorageLength)..], 0);
        return FirstAddress + 2 * StorageLength;
    }
}
