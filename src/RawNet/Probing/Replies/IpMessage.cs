using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing;

/// <summary>The outermost IP header of a frame and the message that it carries behind its extension headers.</summary>
public readonly ref struct IpMessage
{
    private IpMessage(View header)
    {
        Header = header;
        IsThere = true;
        bool is4 = header.Is(Ipv4.Kind);
        Source = is4 ? header.Get(Ipv4.SourceAddress) : header.Get(Ipv6.SourceAddress);
        Destination = is4 ? header.Get(Ipv4.DestinationAddress) : header.Get(Ipv6.DestinationAddress);
        Protocol = (IpProtocol)(is4 ? header.Get(Ipv4.Protocol) : header.Get(Ipv6.NextHeader));
        IsLaterFragment = is4 && header.Get(Ipv4.FragmentOffset) > 0;
        Identification = is4 && (IsLaterFragment || header.Get(Ipv4.MoreFragments)) ? header.Get(Ipv4.Identification) : null;
    }

    /// <summary>False when the frame has no whole IP header.</summary>
    public bool IsThere { get; }

    /// <summary>The header: of kind <see cref="Ipv4.Kind"/> or <see cref="Ipv6.Kind"/>.</summary>
    public View Header { get; }

    /// <summary>Who sent it.</summary>
    public NetworkAddress Source { get; }

    /// <summary>To whom, as the header has it.</summary>
    public NetworkAddress Destination { get; }

    /// <summary>What <see cref="Message"/> is.</summary>
    public IpProtocol Protocol { get; private init; }

    /// <summary>The message with all that it carries, as far as lengths state it and it is there; empty when nothing is.</summary>
    public ReadOnlySpan<byte> Message { get; private init; }

    /// <summary>Its message is a piece from the middle of a larger one.</summary>
    public bool IsLaterFragment { get; private init; }

    /// <summary>Of a fragment: what all fragments of its datagram have (RFC 791, section 3.2; RFC 8200, section 4.5);
    /// null for a whole one.</summary>
    public uint? Identification { get; private init; }

    /// <summary>It goes to a group.</summary>
    public bool IsToGroup => Destination.IsMulticast;

    /// <summary>It goes to a group, or to all hosts of the link.</summary>
    public bool IsToMany => IsToGroup || (Destination.IsIpv4 && Destination.ToIpv4().ToUInt32() == uint.MaxValue);

    /// <summary>Who answers it; no address when any member of a group may.</summary>
    internal NetworkAddress Answerer => IsToMany ? default : Destination;

    /// <summary>Where the answer goes; no address when the sender has none yet (RFC 2131, section 4.1).</summary>
    internal NetworkAddress Asker => Source.IsUnspecified ? default : Source;

    /// <summary>Reads a frame of a link type.</summary>
    public static IpMessage Of(LinkType link, ReadOnlySpan<byte> frame) => Read(link, frame, isQuoted: false);

    /// <summary>The packet that an ICMP error in the frame quotes.</summary>
    internal static IpMessage QuotedIn(LinkType link, ReadOnlySpan<byte> frame) => Read(link, frame, isQuoted: true);

    private static IpMessage Read(LinkType link, ReadOnlySpan<byte> frame, bool isQuoted)
    {
        IpMessage found = default;
        foreach (View layer in PacketView.Layers(link, frame))
        {
            if (layer.IsQuoted && !isQuoted) break;
            if (layer.IsQuoted != isQuoted) continue;
            if (found.IsThere)
            {
                if (!Ipv6Extension.TryNext(layer, out byte next)) return found with { Message = layer.Bytes };
                found = found with
                {
                    Protocol = (IpProtocol)next,
                    IsLaterFragment = found.IsLaterFragment || Ipv6Extension.IsLaterFragment(layer),
                    Identification = found.Identification ?? Ipv6Extension.IdentificationOf(layer),
                };
            }
            else if (layer.Is(Ipv4.Kind) || layer.Is(Ipv6.Kind))
            {
                if (!layer.IsWhole) break;
                found = new(layer);
            }
        }
        return found;
    }
}
