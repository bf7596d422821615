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
        IsLaterFragment = !IsVersion6 && ((Packet[6] & 0x1f) | Packet[7]) != 0; // RFC 791, 3.1
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

    /// <summary>Its message is a piece from the middle of a larger one.</summary>
    public bool IsLaterFragment { get; private init; }

    /// <summary>A group, or all hosts of the link.</summary>
    public bool IsToMany => IsVersion6 ? Destination[0] == 0xff : Destination[0] >> 4 == 0xe || !Destination.ContainsAnyExcept((byte)0xff);

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

    // RFC 8200, 4: hop-by-hop options, routing and destination options say their own length in units of 8 bytes; a fragment header has 8.
    private Sight PastExtensions()
    {
        ReadOnlySpan<byte> rest = Message;
        byte next = Protocol;
        bool isLater = IsLaterFragment;
        while (IsVersion6 && !isLater && next is 0 or 43 or 44 or 60 && rest.Length >= 8 && rest.Length >= LengthOf(next, rest[1]))
        {
            isLater = next == 44 && (rest[2] | (rest[3] & 0xf8)) != 0; // RFC 8200, 4.5
            int length = LengthOf(next, rest[1]);
            next = rest[0];
            rest = rest[length..];
        }
        return this with { Message = rest, Protocol = next, IsLaterFragment = isLater };

        static int LengthOf(byte header, byte stated) => header == 44 ? 8 : (stated + 1) * 8;
    }
}
