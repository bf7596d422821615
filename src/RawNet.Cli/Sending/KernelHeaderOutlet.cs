using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RawNet.Cli.Options;
using RawNet.Filters;
using RawNet.Sockets;

namespace RawNet.Cli.Sending;

/// <summary>Raw sockets, one of each protocol that the packets have: the kernel writes the IP header from socket options that say what the expression's IP layer says.</summary>
internal sealed class KernelHeaderOutlet(InterfaceChoice? choice, Addressing addressing, IEnumerable<byte> protocols, ILogger logger) : RoutedOutlet(choice, logger)
{
    private readonly Dictionary<byte, Door> _doors = [];
    private Door? _door;
    private ReadOnlyMemory<byte> _payload;
    private HostAddress _destination;

    public override void Prepare(ReadOnlyMemory<byte> packet)
    {
        Sight sight = SightOf(packet);
        _destination = sight.DestinationAddress(addressing.ScopeOf(sight.Destination));
        _payload = packet[sight.HeaderLength..];
        byte protocol = packet.Span[sight.IsVersion6 ? 6 : 9];
        if (_doors.Count == 0) OpenAll(protocol);
        _door = _doors[protocol];
        BindTo(_door, HostAddress.From(sight.Source, addressing.ScopeOf(sight.Source)));
        if (sight.IsVersion6) Write6(packet.Span);
        else Write4(_door, packet.Span[..sight.HeaderLength]);
    }

    public override void Send() => Send(_door!.Socket, _payload, _destination);

    public override string? AdviceOn(string errorName) => errorName switch
    {
        "EMSGSIZE" => "longer than a datagram may be, or than the MTU while df=1 is asked for",
        "EINVAL" => "the kernel refuses such a header: --via raw or --via packet sends more",
        _ => null,
    };

    protected override void Dispose(bool disposing)
    {
        foreach (Door door in _doors.Values) door.Socket.Dispose();
    }

    private void OpenAll(byte first)
    {
        foreach (byte protocol in protocols.Append(first).Distinct())
        {
            // 0 is no protocol of a socket, and on 255 the kernel takes the header with the packet.
            if (protocol is 0 or 255) throw new UsageException($"a raw socket cannot have the kernel write a header of protocol {protocol}: use --via raw");
            _doors.Add(protocol, new() { Socket = Open(_destination.Family, protocol) });
            _doors[protocol].Socket.AttachFilter([BpfInstruction.DropAll]);
        }
    }

    // The unspecified address takes an earlier one back.
    private void BindTo(Door door, HostAddress source)
    {
        if (door.Source == source || (door.Source.Length == 0 && source.IsUnspecified)) return;
        Bind(door.Socket, source, _destination.Family == AddressFamily.InterNetwork);
        door.Source = source;
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

    private void Write4(Door door, ReadOnlySpan<byte> header)
    {
        if (header[8] == 0) throw new UsageException("IP_TTL takes 1 to 255: --via raw sends a ttl of 0");
        bool isMulticast = header[16] >> 4 == 0xe;
        Set(door.Socket, isMulticast ? IpOption.MulticastTimeToLive : IpOption.TimeToLive, header[8]);
        Set(door.Socket, IpOption.TypeOfService, header[1]);
        Set(door.Socket, IpOption.MtuDiscovery, (header[6] & 0x40) != 0 ? PathMtuDiscovery.Do : PathMtuDiscovery.Dont);
        if (header.Length > 20 || door.HasOptions) Set(door.Socket, IpOption.Options, header[20..].ToArray());
        door.HasOptions = header.Length > 20;
    }

    private void Write6(ReadOnlySpan<byte> header)
    {
        bool isMulticast = header[24] == 0xff;
        Set(_door!.Socket, isMulticast ? Ipv6Option.MulticastHops : Ipv6Option.UnicastHops, header[7]);
        Set(_door!.Socket, Ipv6Option.TrafficClass, (header[0] & 0xf) << 4 | header[1] >> 4);
    }

    private sealed class Door
    {
        public required RawSocket Socket { get; init; }

        public HostAddress Source { get; set; }

        public bool HasOptions { get; set; }
    }
}
