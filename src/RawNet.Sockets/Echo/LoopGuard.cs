using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Whom a server of datagrams does not answer, lest two answer each other for ever: its own port at an address of this host, and elsewhere too unless that is allowed.</summary>
internal sealed class LoopGuard
{
    private const int PortAt = 2; // sin_port and sin6_port
    private readonly ushort port; // as on the wire
    private readonly bool isAnyPortAllowed;

    private LoopGuard(ushort port, bool isAnyPortAllowed)
    {
        this.port = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(port);
        this.isAnyPortAllowed = isAnyPortAllowed;
    }

    /// <summary>Null where a kind of socket has no ports, or where nobody can forge a peer.</summary>
    public static LoopGuard? Of(FamilySocket socket, EchoSettings settings) => socket.Cell.Protocol is Constants.IPPROTO_UDP or Constants.IPPROTO_UDPLITE && socket.Cell.Echo == EchoKind.Messages
        ? new((ushort)((IPEndPoint)socket.LocalEndPoint).Port, settings.AnyPort)
        : null;

    /// <summary>Whether an answer to this address could begin a loop.</summary>
    public bool Refuses(ReadOnlySpan<byte> peer) =>
        System.Runtime.InteropServices.MemoryMarshal.Read<ushort>(peer[PortAt..]) == port && (!isAnyPortAllowed || IsLocal(HostAddress.FromSocketAddress(peer).ToIPAddress()));

    private static bool IsLocal(IPAddress address)
    {
        try
        {
            return Route.To(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).Kind == RouteKind.Local;
        }
        catch (SystemCallException refusal) when ((ErrorNumber)refusal.ErrorNumber is ErrorNumber.ENETUNREACH or ErrorNumber.EHOSTUNREACH)
        {
            return false; // what cannot be reached is not here
        }
    }
}
