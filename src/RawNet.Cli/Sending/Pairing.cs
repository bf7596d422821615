using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Sending;

/// <summary>Which message answers which request by its kind: ICMP's pairs, and ARP's.</summary>
internal static class Pairing
{
    /// <param name="Protocol">1 is ICMP, 58 ICMPv6.</param>
    /// <param name="Request">A type.</param>
    /// <param name="Reply">The type that answers it.</param>
    /// <param name="From">From this byte of the message on the reply returns what the request has.</param>
    /// <param name="To">Up to this one.</param>
    private readonly record struct Pair(byte Protocol, byte Request, byte Reply, int From, int To);

    private static readonly Pair[] _pairs =
    [
        new(1, 8, 0, 4, 8),       // echo: identifier and sequence number (RFC 792)
        new(1, 10, 9, 4, 4),      // router discovery (RFC 1256)
        new(1, 13, 14, 4, 8),     // timestamp (RFC 792)
        new(1, 15, 16, 4, 8),     // information (RFC 792)
        new(1, 17, 18, 4, 8),     // address mask (RFC 950)
        new(1, 42, 43, 4, 7),     // extended echo (RFC 8335)
        new(58, 128, 129, 4, 8),  // echo (RFC 4443)
        new(58, 133, 134, 4, 4),  // router discovery (RFC 4861)
        new(58, 135, 136, 8, 24), // neighbour discovery: the target (RFC 4861)
        new(58, 139, 140, 8, 16), // node information: the nonce (RFC 4620)
        new(58, 144, 145, 4, 6),  // home agent discovery: the identifier (RFC 6275)
        new(58, 146, 147, 4, 6),  // mobile prefixes: the identifier (RFC 6275)
        new(58, 148, 149, 4, 6),  // certification path: the identifier (RFC 3971)
        new(58, 160, 161, 4, 7),  // extended echo (RFC 8335)
    ];

    /// <summary>Whether both messages are of one pair, the first asking and the second answering it.</summary>
    public static bool IsReply(scoped in Sight asked, scoped in Sight seen)
    {
        if (asked.Protocol != seen.Protocol || asked.Message.IsEmpty || seen.Message.IsEmpty) return false;
        foreach (Pair pair in _pairs)
        {
            if ((pair.Protocol, pair.Request, pair.Reply) != (asked.Protocol, asked.Message[0], seen.Message[0])) continue;
            return asked.Message.Length >= pair.To && seen.Message.Length >= pair.To
                && asked.Message[pair.From..pair.To].SequenceEqual(seen.Message[pair.From..pair.To]);
        }
        return false;
    }

    /// <summary>Whether one frame asks by ARP or RARP, behind whatever VLAN tags, and the other answers it; then also who does.</summary>
    public static bool IsArpReply(LinkType askedLink, ReadOnlySpan<byte> asked, LinkType seenLink, ReadOnlySpan<byte> seen, out Ipv4Address from)
    {
        from = default;
        if (!TryArp(seenLink, seen, out View reply) || !TryArp(askedLink, asked, out View request)) return false;
        from = reply.Get(Arp.SenderProtocolAddress);
        return (request.Get(Arp.Operation), reply.Get(Arp.Operation)) switch
        {
            (ArpOperation.Request, ArpOperation.Reply) => from == request.Get(Arp.TargetProtocolAddress),
            (ArpOperation.ReverseRequest, ArpOperation.ReverseReply) => reply.Get(Arp.TargetHardwareAddress) == request.Get(Arp.TargetHardwareAddress),
            _ => false,
        };
    }

    private static bool TryArp(LinkType link, ReadOnlySpan<byte> frame, out View message)
    {
        foreach (View layer in PacketView.Layers(link, frame))
        {
            message = layer;
            if (layer.Is(Arp.Kind)) return layer.IsWhole;
        }
        message = default;
        return false;
    }
}
