using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RawNet.Cli.Options;
using RawNet.Filters;
using RawNet.Sockets;

namespace RawNet.Cli.Sending;

/// <summary>A raw socket of the payload's protocol: the kernel writes the IP header from socket options that say what the expression's IP layer says.</summary>
internal sealed class KernelHeaderOutlet(InterfaceChoice? choice, Addressing addressing, ILogger logger) : RoutedOutlet(choice, logger)
{
    private RawSocket? _socket;
    private (byte Protocol, HostAddress Source) _made;
    private ReadOnlyMemory<byte> _payload;
    private HostAddress _destination;
    private bool _hasOptions;

    public override void Prepare(ReadOnlyMemory<byte> packet)
    {
        Sight sight = SightOf(packet);
        _destination = sight.DestinationAddress(addressing.ScopeOf(sight.Destination));
        _payload = packet[sight.HeaderLength..];
        byte protocol = packet.Span[sight.IsVersion6 ? 6 : 9];
        HostAddress source = sight.Source.ContainsAnyExcept((byte)0) ? HostAddress.From(sight.Source, addressing.ScopeOf(sight.Source)) : default;
        if (_socket is null || _made != (protocol, source)) Open(protocol, source);
        if (sight.IsVersion6) Write6(packet.Span);
        else Write4(packet.Span[..sight.HeaderLength]);
    }

    public override void Send() => Send(_socket!, _payload, _destination);

    public override string? AdviceOn(string errorName) => errorName switch
    {
        "EMSGSIZE" => "longer than a datagram may be, or than the MTU while df=1 is asked for",
        "EINVAL" => "the kernel refuses such a header: --via raw or --via packet sends more",
        _ => null,
    };

    protected override void Dispose(bool disposing) => _socket?.Dispose();

    private void Open(byte protocol, HostAddress source)
    {
        // 0 is no protocol of a socket, and on 255 the kernel takes the header with the packet.
        if (protocol is 0 or 255) throw new UsageException($"a raw socket cannot have the kernel write a header of protocol {protocol}: use --via raw");
        _socket?.Dispose();
        _socket = Open(_destination.Family, protocol);
        _socket.AttachFilter([BpfInstruction.DropAll]);
        if (source.Length > 0) Bind(_socket, source, _destination.Family == AddressFamily.InterNetwork);
        (_made, _hasOptions) = ((protocol, source), false);
    }

    // An address of another host can be bound to with IP_TRANSPARENT only.
    private void Bind(RawSocket socket, HostAddress source, bool is4)
    {
        TellBind(source);
        try
        {
            socket.Bind(source);
        }
        catch (SystemCallException e) when (e.ErrorName == "EADDRNOTAVAIL")
        {
            Set(socket, is4 ? IpOption.Transparent : Ipv6Option.Transparent, true);
            socket.Bind(source);
        }
    }

    private void Write4(ReadOnlySpan<byte> header)
    {
        if (header[8] == 0) throw new UsageException("IP_TTL takes 1 to 255: --via raw sends a ttl of 0");
        bool isMulticast = header[16] >> 4 == 0xe;
        Set(_socket!, isMulticast ? IpOption.MulticastTimeToLive : IpOption.TimeToLive, header[8]);
        Set(_socket!, IpOption.TypeOfService, header[1]);
        Set(_socket!, IpOption.MtuDiscovery, (header[6] & 0x40) != 0 ? PathMtuDiscovery.Do : PathMtuDiscovery.Dont);
        if (header.Length > 20 || _hasOptions) Set(_socket!, IpOption.Options, header[20..].ToArray());
        _hasOptions = header.Length > 20;
    }

    private void Write6(ReadOnlySpan<byte> header)
    {
        bool isMulticast = header[24] == 0xff;
        Set(_socket!, isMulticast ? Ipv6Option.MulticastHops : Ipv6Option.UnicastHops, header[7]);
        Set(_socket!, Ipv6Option.TrafficClass, (header[0] & 0xf) << 4 | header[1] >> 4);
    }
}
