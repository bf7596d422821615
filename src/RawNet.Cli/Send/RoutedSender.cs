using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Running;
using RawNet.Cli.Common.Sending;
using RawNet.Probing;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Send;

/// <summary>A door that a raw IP socket is: the kernel routes by the destination in the packet's IP layer.</summary>
internal abstract class RoutedSender(InterfaceChoice? choice, ILogger logger) : PacketSender(logger)
{
    /// <exception cref="UsageException">There is no IP layer, or no destination in it.</exception>
    private protected static IpMessage Routed(ReadOnlyMemory<byte> packet)
    {
        IpMessage message = IpMessage.Of(LinkType.Raw, packet.Span);
        return message.IsThere && !message.Destination.IsUnspecified
            ? message
            : throw new UsageException("the packet has no destination to route it to: give dst=ADDRESS in its IP layer");
    }

    private protected RawSocket Open(AddressFamily family, byte protocol)
    {
        bool is4 = family == AddressFamily.InterNetwork;
        Log.Opens(Logger, is4 ? "AF_INET" : "AF_INET6", "SOCK_RAW", protocol);
        RawSocket socket = RawSocket.Open(family, protocol);
        // raw(7): without it a packet that a full queue drops counts as sent.
        Set(socket, is4 ? IpOption.ReceiveErrors : Ipv6Option.ReceiveErrors, true);
        Set(socket, GeneralOption.Broadcast, true);
        if (choice is { } chosen) Set(socket, GeneralOption.BindToDevice, chosen.Link.Name);
        return socket;
    }

    private protected void Send(RawSocket socket, ReadOnlyMemory<byte> bytes, ScopedAddress destination)
    {
        LogSend(destination, bytes.Length);
        socket.Send(bytes.Span, destination);
    }
}
