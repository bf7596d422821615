using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RawNet.Sockets;

/// <summary>An address of a family that System.Net has no class for: the kernel's own bytes, sockaddr(3type), in and out.</summary>
/// <remarks>Works wherever .NET takes an end point: Bind, Connect, SendTo, ReceiveFrom, Accept. A receiving call must be given
/// one of the socket's own family.</remarks>
public abstract class NativeEndPoint : EndPoint
{
    /// <summary>What .NET calls the family; most have no name there and are Unknown.</summary>
    public abstract override AddressFamily AddressFamily { get; }

    /// <inheritdoc/>
    public sealed override SocketAddress Serialize()
    {
        Span<byte> image = stackalloc byte[LongestAddress];
        int length = Write(image);
        SocketAddress address = new(AddressFamily.Unspecified, length);
        image[..length].CopyTo(address.Buffer.Span); // over the family that .NET wrote
        return address;
    }

    /// <inheritdoc/>
    public sealed override EndPoint Create(SocketAddress socketAddress) => Read(socketAddress.Buffer.Span[..socketAddress.Size]);

    internal const int LongestAddress = 128; // sockaddr_storage

    private protected abstract int Write(Span<byte> image);

    private protected abstract EndPoint Read(ReadOnlySpan<byte> image);

    private protected static int Put<T>(Span<byte> image, T value)
        where T : unmanaged
    {
        MemoryMarshal.Write(image, value);
        return Unsafe.SizeOf<T>();
    }

    /// <summary>The structure at the front; what the kernel left out is zero.</summary>
    private protected static T Get<T>(ReadOnlySpan<byte> image)
        where T : unmanaged
    {
        T value = default;
        image[..Math.Min(image.Length, Unsafe.SizeOf<T>())].CopyTo(MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }
}

/// <summary>The bytes that the kernel takes.</summary>
internal static class SocketAddressBytes
{
    public static ReadOnlySpan<byte> AsSpan(this SocketAddress address) => address.Buffer.Span[..address.Size];
}
