using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Sending;
using RawNet.Sockets;

namespace RawNet.Cli.Send;

/// <summary>A raw socket that takes the IP header with the packet. It is of protocol IPPROTO_RAW, which receives nothing.</summary>
internal sealed class RawSender(InterfaceChoice? choice, Addressing addressing, ILogger logger) : RoutedSender(choice, logger)
{
    private const byte SendOnly = 255;
    private RawSocket? _socket;
    private ReadOnlyMemory<byte> _packet;
    private ScopedAddress _destination;

    public override void Prepare(ReadOnlyMemory<byte> packet)
    {
        _destination = addressing.WithScope(Routed(packet).Destination);
        _packet = packet;
        _socket ??= Open(_destination.Family);
    }

    public override void Send() => Send(_socket!, _packet, _destination);

    public override string? AdviceOn(string errorName) => errorName switch
    {
        "EMSGSIZE" => "the kernel never fragments a packet whose header is given: send fragments (ip mf=1 frag_offset=...), "
            + "or --via ip, where it does",
        "EINVAL" => "the kernel refuses such a header here: --via packet sends it as it is",
        _ => null,
    };

    protected override void Dispose(bool disposing) => _socket?.Dispose();

    private RawSocket Open(AddressFamily family)
    {
        RawSocket socket = Open(family, SendOnly);
        Set(socket, family == AddressFamily.InterNetwork ? IpOption.HeaderIncluded : Ipv6Option.HeaderIncluded, true);
        return socket;
    }
}
