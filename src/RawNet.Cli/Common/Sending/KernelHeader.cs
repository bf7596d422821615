using RawNet.Cli.Common.Errors;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Common.Sending;

/// <summary>What the kernel writes by itself, whatever is asked, when a packet goes out by each door.</summary>
internal static class KernelHeader
{
    private static readonly HashSet<Field> _carried =
    [
        Ipv4.TypeOfService, Ipv4.TimeToLive, Ipv4.Protocol, Ipv4.SourceAddress, Ipv4.DestinationAddress, Ipv4.DontFragment, Ipv4.Options,
        Ipv6.TrafficClass, Ipv6.HopLimit, Ipv6.NextHeader, Ipv6.SourceAddress, Ipv6.DestinationAddress,
    ];

    /// <exception cref="UsageException">The IP layer says something that no socket option carries; the message names it.</exception>
    public static void RefuseWhatItCannotCarry(Packet packet)
    {
        Spec network = packet.Layers[0];
        IEnumerable<string> refused =
        [
            .. network.Values.Select(v => v.Field).Where(f => !_carried.Contains(f)).Select(f => f.Name),
            .. Unfit(packet),
        ];
        string names = string.Join(" and ", refused);
        if (names.Length > 0)
            throw new UsageException(
                $"with --via ip the kernel itself writes {names}: --via raw takes the header as given, --via packet all of it");
    }

    /// <summary>The fields given by hand that the kernel overwrites on a raw socket with the header included (raw(7)).</summary>
    public static string? Overwritten(Packet packet)
    {
        IEnumerable<Field> given = packet.Layers[0].Values.Select(v => v.Field)
            .Where(f => f == Ipv4.TotalLength || f == Ipv4.HeaderChecksum);
        string names = string.Join(" and ", given.Select(f => f.Name));
        return names.Length > 0 ? $"on a raw socket the kernel writes {names} itself; --via packet sends it as given" : null;
    }

    /// <summary>A frame whose destination was left open although no group says it.</summary>
    public static string? Undirected(Packet packet, ReadOnlySpan<byte> frame)
    {
        bool isOpen = packet.Layers[0] is { } first && first.Kind.Table == Ethernet.Kind.Table
            && !first.Values.Any(v => v.Field == Ethernet.Destination);
        return isOpen && Ethernet.Kind.TryView(frame, out View header) && header.Get(Ethernet.Destination) == default
            ? "eth.dst is not given: the frame goes to 00:00:00:00:00:00, which no host takes; ip neigh shows the MACs of neighbours"
            : null;
    }

    private static IEnumerable<string> Unfit(Packet packet)
    {
        Spec network = packet.Layers[0];
        if (network.Cut is not null) yield return "the whole header";
        // IP_OPTIONS takes a source route in another order than the wire has it (ip(7)).
        if (network.Kind == Ipv4.Kind && HasSourceRoute(network)) yield return "source routes";
        if (packet.Layers.Count > 1 && packet.Layers[1] is { Kind.Protocol.Name: "icmpv6" } icmp && network.Kind == Ipv6.Kind)
            foreach (Assignment sum in icmp.Values.Where(v => v.Field.Name == "icmpv6.checksum")) yield return sum.Field.Name;
    }

    private static bool HasSourceRoute(Spec network)
    {
        foreach (View layer in PacketView.Layers(LinkType.Ipv4, new Packet(network).ToBytes()))
        {
            if (!layer.Is(Ipv4.Kind)) continue;
            foreach (View option in layer.Records(Ipv4.Options))
                if (option.Is(RouteOption.Loose) || option.Is(RouteOption.Strict)) return true;
        }
        return false;
    }
}
