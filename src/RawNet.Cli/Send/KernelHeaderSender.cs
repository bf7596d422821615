using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Sending;
using RawNet.Filters;
using RawNet.Probing;
using RawNet.Protocols;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Send;

/// <summary>Raw sockets, one of each protocol that the packets have: the kernel writes the IP header from socket options that say what
/// the expression's IP layer says.</summary>
internal sealed class KernelHeaderSender(InterfaceChoice? choice, Addressing addressing, IEnumerable<byte> protocols, ILogger logger)
    : RoutedSender(choice, logger)
{
    private readonly Dictionary<byte, Door> _doors = [];
    private Door? _door;
    private ReadOnlyMemory<byte> _payload;
    private ScopedAddress _destination;

    public override void Prepare(ReadOnlyMemory<byte> packet)
    {
        IpMessage message = Routed(packet);
        _destination = addressing.WithScope(message.Destination);
        _payload = packet[message.Header.HeaderLength..];
        bool is4 = message.Header.Is(Ipv4.Kind);
        byte protocol = is4 ? message.Header.Get(Ipv4.Protocol) : message.Header.Get(Ipv6.NextHeader);
        if (_doors.Count == 0) OpenAll(protocol);
        _door = _doors[protocol];
        BindTo(_door, addressing.WithScope(message.Source));
        if (is4) Write4(_door, message.Header, message.IsToGroup);
        else Write6(_door, message.Header, message.IsToGroup);
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
            if (protocol is 0 or 255)
                throw new UsageException($"a raw socket cannot have the kernel write a header of protocol {protocol}: use --via raw");
            _doors.Add(protocol, new() { Socket = Open(_destination.Family, protocol) });
            _doors[protocol].Socket.AttachFilter([BpfInstruction.DropAll]);
        }
    }

    // The unspecified address takes an earlier one back.
    private void BindTo(Door door, ScopedAddress source)
    {
        if (door.Source == source || (door.Source.Length == 0 && source.IsUnspecified)) return;
        Bind(door.Socket, source, _destination.Family == AddressFamily.InterNetwork);
        door.Source = source;
    }

    // An address of another host can be bound to with IP_TRANSPARENT only.
    private void Bind(RawSocket socket, ScopedAddress source, bool is4)
    {
        LogBind(source);
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

    private void Write4(Door door, scoped in View header, bool isToGroup)
    {
        byte hops = header.Get(Ipv4.TimeToLive);
        if (hops == 0) throw new UsageException("IP_TTL takes 1 to 255: --via raw sends a ttl of 0");
        Set(door.Socket, isToGroup ? IpOption.MulticastTimeToLive : IpOption.TimeToLive, hops);
        Set(door.Socket, IpOption.TypeOfService, header.Get(Ipv4.TypeOfService));
        Set(door.Socket, IpOption.MtuDiscovery, header.Get(Ipv4.DontFragment) ? PathMtuDiscovery.Do : PathMtuDiscovery.Dont);
        byte[] options = Ipv4.OptionBytes(header).ToArray();
        if (options.Length > 0 || door.HasOptions) Set(door.Socket, IpOption.Options, options);
        door.HasOptions = options.Length > 0;
    }

    private void Write6(Door door, scoped in View header, bool isToGroup)
    {
        Set(door.Socket, isToGroup ? Ipv6Option.MulticastHops : Ipv6Option.UnicastHops, header.Get(Ipv6.HopLimit));
        Set(door.Socket, Ipv6Option.TrafficClass, header.Get(Ipv6.TrafficClass));
    }

    private sealed class Door
    {
        public required RawSocket Socket { get; init; }

        public ScopedAddress Source { get; set; }

        public bool HasOptions { get; set; }
    }
}
