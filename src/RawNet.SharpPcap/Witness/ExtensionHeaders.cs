using PacketDotNet;

namespace RawNet.SharpPcap.Witness;

/// <summary>The extension headers of IPv6, which are parts of one packet to PacketDotNet.</summary>
internal static class ExtensionHeaders
{
    private const int FixedHeader = 40;

    public static IReadOnlyList<string> Names { get; } =
    [
        .. new[] { "ipv6.hopopts", "ipv6.routing", "ipv6.dstopts" }.SelectMany(p => new[] { $"{p}.nxt", $"{p}.len" }),
        "ipv6.fraghdr.nxt", "ipv6.fraghdr.offset", "ipv6.fraghdr.more",
    ];

    public static IEnumerable<ReadLayer> Of(IPv6Packet packet)
    {
        int offset = packet.HeaderSegment.Offset + FixedHeader;
        foreach (IPv6ExtensionHeader header in packet.ExtensionHeaders)
        {
            if (ProtocolOf(header.Header) is { } protocol) yield return Read(header, protocol, offset);
            offset += header.Length;
        }
    }

    private static ReadLayer Read(IPv6ExtensionHeader header, string protocol, int offset)
    {
        var layer = new ReadLayer(protocol, offset);
        layer.Ask($"{protocol}.nxt", () => (long)header.NextHeader);
        if (header is IPv6FragmentationExtensionHeader fragment)
        {
            layer.Ask($"{protocol}.offset", () => (long)fragment.FragmentOffset);
            layer.Ask($"{protocol}.more", () => fragment.More);
        }
        else
        {
            layer.Ask($"{protocol}.len", () => (long)header.HeaderExtensionLength);
        }
        return layer;
    }

    private static string? ProtocolOf(ProtocolType type) => type switch
    {
        ProtocolType.IPv6HopByHopOptions => "ipv6.hopopts",
        ProtocolType.IPv6RoutingHeader => "ipv6.routing",
        ProtocolType.IPv6FragmentHeader => "ipv6.fraghdr",
        ProtocolType.IPv6DestinationOptions => "ipv6.dstopts",
        _ => null,
    };
}
