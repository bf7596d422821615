using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>getsockname(2) and getpeername(2), each family's answer as its end point.</summary>
internal static class SocketNames
{
    /// <summary>Asks the kernel; .NET would answer with what it remembers.</summary>
    /// <exception cref="SystemCallException">ENOTCONN of a socket without a peer, EOPNOTSUPP of a family without such names.</exception>
    public static EndPoint Of(SafeDescriptor socket, bool ofPeer)
    {
        Span<byte> image = stackalloc byte[NativeEndPoint.LongestAddress];
        int length = SystemCall.Checked(OpenCalls.NameLength(socket, image, ofPeer), ofPeer ? "getpeername" : "getsockname");
        return Read(image[..Math.Min(length, image.Length)]);
    }

    /// <summary>The end point of a socket address as the kernel gives it.</summary>
    public static EndPoint Read(ReadOnlySpan<byte> image)
    {
        int family = image.Length < sizeof(ushort) ? 0 : MemoryMarshal.Read<ushort>(image);
        // An RDS socket that is not bound is told nothing but zeros, where UDP's is told 0.0.0.0.
        if (family == 0 && !image.ContainsAnyExcept((byte)0))
            return new IPEndPoint(IPAddress.Any, 0);
        SocketAddress address = new(AddressFamily.Unspecified, Math.Max(image.Length, sizeof(ushort)));
        image.CopyTo(address.Buffer.Span);
        return Template(family).Create(address);
    }

    // Any address of the family: it makes others out of bytes.
    private static EndPoint Template(int family) => family switch
    {
        Constants.AF_INET => new IPEndPoint(IPAddress.Any, 0),
        Constants.AF_INET6 => new IPEndPoint(IPAddress.IPv6Any, 0),
        Constants.AF_UNIX => new UnixEndPoint(""),
        Constants.AF_PACKET => new LinkEndPoint(0, 0, default),
        Constants.AF_CAN => new CanEndPoint(0, 0),
        Constants.AF_TIPC => new TipcEndPoint(0, 0),
        Constants.AF_VSOCK => new VsockEndPoint(0, 0),
        _ => throw new NotSupportedException($"no end point is known for family {Names.Family(family)}"),
    };
}
