using System.Net;
using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Whom a server of datagrams does not answer, lest two answer each other for ever: its own port at an address of this host,
/// and elsewhere too unless that is allowed.</summary>
internal sealed class LoopGuard : IDisposable
{
    private readonly ushort _port; // as on the wire: sin_port, in the place of sin6_port
    private readonly RouteKindLookup? _routes; // where the port is allowed elsewhere

    private LoopGuard(ushort port, RouteKindLookup? routes)
    {
        _port = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(port);
        _routes = routes;
    }

    /// <summary>Null where a kind of socket has no ports, or where nobody can forge a peer.</summary>
    public static LoopGuard? Of(EchoSocket socket, EchoSettings settings) =>
        socket.Kind.Protocol is Constants.IPPROTO_UDP or Constants.IPPROTO_UDPLITE && socket.Kind.Echo == EchoKind.Messages
            ? new((ushort)((IPEndPoint)socket.LocalEndPoint).Port, settings.AnyPort ? new RouteKindLookup() : null)
            : null;

    /// <summary>Whether an answer to this address could begin a loop.</summary>
    public bool Refuses(ReadOnlySpan<byte> peer) =>
        MemoryMarshal.Read<InternetSocketAddress>(peer).sin_port == _port
        && (_routes is null || _routes.For(ScopedAddress.FromSocketAddress(peer).ToIPAddress()) == RouteKind.Local);

    /// <inheritdoc/>
    public void Dispose() => _routes?.Dispose();
}
