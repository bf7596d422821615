using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing;

/// <summary>Which frames of a link belong to a ping run: its requests, the replies with its cookie, the ICMP errors that quote its requests, and the fragments of all these.</summary>
public sealed class PingRecord
{
    private const int Remembered = 64;

    private readonly PingSettings _settings;
    private readonly EchoDialect _dialect;
    private readonly ReadOnlyMemory<byte> _cookie;
    private readonly Datagram[] _fragmented = new Datagram[Remembered];
    private int _next;

    /// <summary>The record of the run with these settings.</summary>
    public PingRecord(PingSettings settings)
    {
        (_settings, _dialect) = (settings, EchoDialect.Of(settings.Target));
        _cookie = settings.Cookie[..Math.Min(settings.Cookie.Length, settings.Size)];
    }

    /// <summary>True when the frame belongs to the run. Frames must be shown in the order in which they were seen: later fragments are known by the first.</summary>
    /// <remarks>Later fragments of IPv6 are not known.</remarks>
    public bool Holds(LinkType link, ReadOnlySpan<byte> frame)
    {
        NetworkAddress destination = default;
        Datagram fragment = default;
        foreach (View layer in PacketView.Layers(link, frame))
        {
            if (layer.IsQuoted) break;
            if (_dialect.TryDestination(layer, out NetworkAddress found))
            {
                destination = found;
                fragment = Datagram.Of(layer);
                if (fragment.IsLater) return _fragmented.AsSpan().Contains(fragment with { IsLater = false });
            }
            else if (layer.Kind.Protocol == _dialect.AnyMessage.Protocol) return Holds(layer, destination) && Remember(fragment);
        }
        return false;
    }

    private bool Holds(scoped in View message, NetworkAddress destination)
    {
        if (message.Is(_dialect.Request)) return destination == _settings.Target && IsOurs(message);
        if (message.Is(_dialect.Reply)) return IsOurs(message);
        return message.Bytes.Length >= QuotedEcho.ErrorHeader && _dialect.IsError(message.Bytes[0])
            && QuotedEcho.TryRead(_dialect, message.Bytes[QuotedEcho.ErrorHeader..], out QuotedEcho echo)
            && echo.Identifier == _settings.Identifier && echo.Destination == _settings.Target && HasCookie(echo.Payload);
    }

    private bool IsOurs(scoped in View echo) =>
        echo.IsWhole && echo.Get(_dialect.EchoIdentifier) == _settings.Identifier && HasCookie(echo.Payload);

    private bool HasCookie(ReadOnlySpan<byte> payload)
    {
        int there = Math.Min(payload.Length, _cookie.Length);
        return payload[..there].SequenceEqual(_cookie.Span[..there]);
    }

    private bool Remember(in Datagram fragment)
    {
        if (fragment.IsFragment) _fragmented[_next++ % Remembered] = fragment;
        return true;
    }

    /// <summary>What the fragments of one datagram have in common (RFC 791, section 3.2).</summary>
    private readonly record struct Datagram(Ipv4Address Source, Ipv4Address Destination, ushort Identification, bool IsFragment)
    {
        public bool IsLater { get; init; }

        public static Datagram Of(scoped in View header)
        {
            if (!header.Is(Ipv4.Kind) || !header.IsWhole) return default;
            bool isLater = header.Get(Ipv4.FragmentOffset) > 0;
            return new(header.Get(Ipv4.SourceAddress), header.Get(Ipv4.DestinationAddress), header.Get(Ipv4.Identification), isLater || header.Get(Ipv4.MoreFragments)) { IsLater = isLater };
        }
    }
}
