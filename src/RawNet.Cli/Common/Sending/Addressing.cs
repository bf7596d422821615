using System.Net;
using System.Net.Sockets;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Errors;
using RawNet.Probing;
using RawNet.Protocols;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Common.Sending;

/// <summary>Fills what an expression leaves open, before building: addresses, which transport checksums cover, and where answers are
/// awaited the identifier of an echo.</summary>
internal sealed class Addressing(InterfaceChoice? choice) : IDisposable
{
    private static readonly (Kind Kind, Field<ushort> Identifier)[] _echoes =
    [
        (IcmpEcho.Request, IcmpEcho.Identifier), (Icmpv6Echo.Request, Icmpv6Echo.Identifier),
    ];
    private readonly NeighborFields _neighbors = new(choice);
    private (IPAddress Destination, IPAddress Source) _last = (IPAddress.None, IPAddress.None);
    private SourceLookup? _sources; // opened with the first packet, of its family, as all packets of an expression have

    /// <summary>The identifier of echo requests that have none: two runs at once are not to answer each other. Null leaves it 0.</summary>
    public ushort? Identifier { get; init; }

    /// <summary>The packet with the source of its outermost IP layer, on a link layer the interface's MAC, and what messages
    /// between neighbours need.</summary>
    /// <exception cref="SystemCallException">There is no route.</exception>
    public Packet Complete(Packet packet)
    {
        Spec[] layers = [.. packet.Layers];
        layers[0] = WithMac(layers[0]);
        _neighbors.Complete(layers);
        int network = Array.FindIndex(layers, l => l.Kind == Ipv4.Kind || l.Kind == Ipv6.Kind);
        if (network >= 0) layers[network] = WithSource(layers[network]);
        if (Identifier is { } own) Identify(layers, own);
        return new Packet(layers);
    }

    private static void Identify(Spec[] layers, ushort own)
    {
        foreach ((Kind kind, Field<ushort> identifier) in _echoes)
        {
            int echo = Array.FindIndex(layers, layer => layer.Kind == kind);
            if (echo >= 0 && !IsGiven(layers[echo], identifier)) layers[echo] = layers[echo].With(identifier.Is(own));
        }
    }

    private Spec WithMac(Spec first)
    {
        bool isOpen = first.Kind.Table == Ethernet.Kind.Table && !IsGiven(first, Ethernet.Source);
        return isOpen && choice?.Link.Mac is { } mac ? first.With(Ethernet.Source.Is(mac)) : first;
    }

    private Spec WithSource(Spec network)
    {
        bool is6 = network.Kind == Ipv6.Kind;
        Field field = is6 ? Ipv6.SourceAddress : Ipv4.SourceAddress;
        if (IsGiven(network, field)) return network;
        _sources ??= new(is6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, choice?.Link.Name);
        if (Destination(network, is6) is not { } destination) return network;
        IPAddress source = SourceFor(destination);
        return network.With(is6 ? Ipv6.SourceAddress.Is(Ipv6Address.From(source)) : Ipv4.SourceAddress.Is(Ipv4Address.From(source)));
    }

    // An unspecified destination has no route; the source stays open as well.
    private IPAddress? Destination(Spec network, bool is6)
    {
        IpMessage message = IpMessage.Of(is6 ? LinkType.Ipv6 : LinkType.Ipv4, new Packet(network).ToBytes());
        return message.IsThere && !message.Destination.IsUnspecified ? WithScope(message.Destination).ToIPAddress() : null;
    }

    /// <summary>The address with the scope that it needs to be routed: the chosen interface's index for link-local IPv6 ones.</summary>
    /// <exception cref="UsageException">A link-local address without an interface.</exception>
    public ScopedAddress WithScope(NetworkAddress address)
    {
        bool isLocal = address.IsLinkLocal || (address.IsIpv6 && address.ToIpv6().IsMulticastOfLink);
        if (!isLocal) return ScopedAddress.From(address);
        return choice is { } chosen
            ? ScopedAddress.From(address, (uint)chosen.Link.Index)
            : throw new UsageException($"{address} is on every link: say which by -I, one of {InterfaceOption.NamesOf(Link.All())}");
    }

    private IPAddress SourceFor(IPAddress destination)
    {
        if (choice?.AddressOf(destination.AddressFamily) is { } own) return own;
        if (!_last.Destination.Equals(destination)) _last = (destination, _sources!.For(destination));
        return _last.Source;
    }

    public void Dispose() => _sources?.Dispose();

    private static bool IsGiven(Spec layer, Field field) => layer.Values.Any(v => v.Field == field);
}
