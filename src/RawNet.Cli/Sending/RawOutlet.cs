using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RawNet.Cli.Options;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Sending;

/// <summary>A raw socket that takes the IP header with the packet. It is of protocol IPPROTO_RAW, which receives nothing.</summary>
internal sealed class RawOutlet(InterfaceChoice? choice, Addressing addressing, ILogger logger) : Outlet(logger)
{
    private const byte SendOnly = 255;
    private RawSocket? _socket;
    private ReadOnlyMemory<byte> _packet;
    private HostAddress _destination;

    public override void Prepare(ReadOnlyMemory<byte> packet)
    {
        Sight sight = Sight.Of(LinkType.Raw, packet.Span);
        if (!sight.IsThere || !sight.Destination.ContainsAnyExcept((byte)0)) throw new UsageException("the packet has no destination to route it to: give dst=ADDRESS in its IP layer");
        _destination = sight.DestinationAddress(addressing.ScopeOf(sight.Destination));
        _packet = packet;
        _socket ??= Open(_destination.Family);
    }

    public override void Send()
    {
        TellSend(_destination, _packet.Length);
        _socket!.Send(_packet.Span, _destination);
    }

    public override string? AdviceOn(string errorName) => errorName switch
    {
        "EMSGSIZE" => "the kernel never fragments a packet whose header is given: send fragments (ip mf=1 frag_offset=...), or --via ip, where it does",
        "EINVAL" => "the kernel refuses such a header here: --via packet sends it as it is",
        _ => null,
    };

    protected override void Dispose(bool disposing) => _socket?.Dispose();

    private RawSocket Open(AddressFamily family)
    {
        bool is4 = family == AddressFamily.InterNetwork;
        Log.Opens(Logger, is4 ? "AF_INET" : "AF_INET6", "SOCK_RAW", SendOnly);
        RawSocket socket = RawSocket.Open(family, SendOnly);
        Set(socket, is4 ? IpOption.HeaderIncluded : Ipv6Option.HeaderIncluded, true);
        // raw(7): without it a packet that a full queue drops counts as sent.
        Set(socket, is4 ? IpOption.ReceiveErrors : Ipv6Option.ReceiveErrors, true);
        Set(socket, GeneralOption.Broadcast, true);
        if (choice is { } chosen) Set(socket, GeneralOption.BindToDevice, chosen.Link.Name);
        return socket;
    }
}
