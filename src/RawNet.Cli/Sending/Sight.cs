using RawNet.Protocols;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Sending;

/// <summary>What sending and matching need of a packet: its outermost IP header and the message in it.</summary>
internal readonly ref struct Sight
{
    private Sight(scoped in View network, ReadOnlySpan<byte> frame)
    {
        IsThere = true;
        IsVersion6 = network.Is(Ipv6.Kind);
        Offset = network.Offset;
        HeaderLength = network.HeaderLength;
        Packet = frame[Offset..];
        int stated = Math.Min(network.StatedLength, Packet.Length);
        Message = Packet[Math.Min(HeaderLength, stated)..stated];
        Source = IsVersion6 ? Packet[8..24] : Packet[12..16];
        Destination = IsVersion6 ? Packet[24..40] : Packet[16..20];
        Protocol = Packet[IsVersion6 ? 6 : 9];
    }

    /// <summary>False when the frame has no whole IP header.</summary>
    public bool IsThere { get; }

    public bool IsVersion6 { get; }

    /// <summary>Bytes of the frame before the IP header.</summary>
    public int Offset { get; }

    public int HeaderLength { get; }

    /// <summary>From the IP header to the end of the frame.</summary>
    public ReadOnlySpan<byte> Packet { get; }

    /// <summary>What the IP header carries, as far as it states; IPv6 extension headers are passed over.</summary>
    public ReadOnlySpan<byte> Message { get; private init; }

    public ReadOnlySpan<byte> Source { get; }

    public ReadOnlySpan<byte> Destination { get; }

    /// <summary>The protocol number of <see cref="Message"/>.</summary>
    public byte Protocol { get; private init; }

    /// <summary>Everything behind the IP header, whatever its length field states.</summary>
    public ReadOnlySpan<byte> Rest => Packet[HeaderLength..];

    public static Sight Of(LinkType link, ReadOnlySpan<byte> frame)
    {
        foreach (View layer in PacketView.Layers(link, frame))
        {
            bool isNetwork = layer.Is(Ipv4.Kind) || layer.Is(Ipv6.Kind);
            if (isNetwork) return layer.IsWhole ? new Sight(layer, frame).PastExtensions() : default;
        }
        return default;
    }

    /// <summary>The addresses as values; of the destination with the scope that a link-local one needs.</summary>
    public HostAddress DestinationAddress(uint scope) => HostAddress.From(Destination, scope);

    // RFC 8200, 4: hop-by-hop options, routing and destination options say their own length in units of 8 bytes.
    private Sight PastExtensions()
    {
        ReadOnlySpan<byte> rest = Message;
        byte next = Protocol;
        while (IsVersion6 && next is 0 or 43 or 60 && rest.Length >= 8 && rest.Length >= (rest[1] + 1) * 8)
        {
            next = rest[0];
            rest = rest[((rest[1] + 1) * 8)..];
        }
        return this with { Message = rest, Protocol = next };
    }
}
