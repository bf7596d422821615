using System.Net.Sockets;
using RawNet.Cli.Common.Arguments;
using RawNet.Probing;
using RawNet.Protocols;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Common.Sending;

/// <summary>Fills what messages between neighbours leave open although nobody answers without it: who asks by ARP, to whom the reply
/// goes (RFC 826); the hop limit of neighbour discovery, of which all but 255 are dropped (RFC 4861, sections 6.1 and 7.1),
/// and the link-layer address in its solicitations (sections 4.1 and 4.3).</summary>
internal sealed class NeighborFields(InterfaceChoice? choice)
{
    private static readonly MacAddress _everyone = MacAddress.FromUInt64(0xffff_ffff_ffff);
    private static readonly Kind[] _discovery =
        [RouterSolicitation.Kind, RouterAdvertisement.Kind, NeighborSolicitation.Kind, NeighborAdvertisement.Kind, NeighborRedirect.Kind];

    private IReadOnlyList<LinkAddress>? _own; // asked for by the first packet, whatever it needs of them

    public void Complete(Spec[] layers)
    {
        int arp = Array.FindIndex(layers, l => l.Kind == Arp.Kind);
        if (arp > 0 && choice is not null) CompleteArp(layers, arp);
        int network = Array.FindIndex(layers, l => l.Kind == Ipv6.Kind);
        int message = Array.FindIndex(layers, l => l.Kind.Protocol == Icmpv6.Kind.Protocol);
        if (network >= 0 && message > network && _discovery.Contains(layers[message].Kind)) CompleteDiscovery(layers, network, message);
    }

    private void CompleteDiscovery(Spec[] layers, int network, int message)
    {
        layers[network] = Open(layers[network], Ipv6.HopLimit.Is(byte.MaxValue));
        RecordsField? options = layers[message].Kind == NeighborSolicitation.Kind ? NeighborSolicitation.Options
            : layers[message].Kind == RouterSolicitation.Kind ? RouterSolicitation.Options : null;
        if (options is null || choice?.Link.Mac is not { } mac || IsWithoutAddress(layers[network])) return;
        layers[message] = Open(layers[message],
            options.Is(SourceLinkAddressOption.Kind.With(SourceLinkAddressOption.LinkLayerAddress.Is(mac))));
    }

    // From :: the option must not be sent. A source that is not given will be the route's.
    private static bool IsWithoutAddress(Spec network) =>
        network.Values.Any(v => v.Field == Ipv6.SourceAddress) && Ipv6.Kind.TryView(new Packet(network).ToBytes(), out View header)
        && header.Get(Ipv6.SourceAddress) == default;

    private void CompleteArp(Spec[] layers, int arp)
    {
        _own ??= [.. choice!.Link.Addresses().Where(a => a.Address.AddressFamily == AddressFamily.InterNetwork)];
        bool isWhole = Arp.Kind.TryView(new Packet(layers[arp]).ToBytes(), out View asked);
        if (choice!.Link.Mac is { } mac) layers[arp] = Open(layers[arp], Arp.SenderHardwareAddress.Is(mac));
        if (!isWhole) return;
        if (OwnAddress(NetworkAddress.From(asked.Get(Arp.TargetProtocolAddress).ToIPAddress())) is { } own)
            layers[arp] = Open(layers[arp], Arp.SenderProtocolAddress.Is(own));
        bool isRequest = asked.Get(Arp.Operation) == ArpOperation.Request;
        if (isRequest && layers[0].Kind.Table == Ethernet.Kind.Table) layers[0] = Open(layers[0], Ethernet.Destination.Is(_everyone));
    }

    // The one of the target's subnet. None is left as it is: a host without an address asks from 0.0.0.0 (RFC 5227, section 1.1).
    private Ipv4Address? OwnAddress(NetworkAddress target)
    {
        if (choice!.AddressOf(AddressFamily.InterNetwork) is { } chosen) return Ipv4Address.From(chosen);
        LinkAddress[] bestFirst = [.. _own!.Where(a => NetworkAddress.From(a.Address).SharesPrefix(target, a.PrefixLength)), .. _own!];
        return bestFirst is [var best, ..] ? Ipv4Address.From(best.Address) : null;
    }

    private static Spec Open(Spec layer, Assignment value) => layer.Values.Any(v => v.Field == value.Field) ? layer : layer.With(value);
}
