using RawNet.Wire;

namespace RawNet.Probing;

/// <summary>An ICMP error as the kernel reports it on its own (IP_RECVERR), where there is no ICMP message to read.</summary>
/// <param name="Type">ICMP or ICMPv6 type.</param>
/// <param name="Code">ICMP or ICMPv6 code.</param>
/// <param name="Info">The MTU of a link too narrow; else 0.</param>
public readonly record struct IcmpReport(byte Type, byte Code, uint Info);

/// <summary>What came in: an ICMP message, the same from a raw socket, a ping socket and an error queue, or a whole frame.</summary>
/// <remarks>It lies in the channel's buffer and holds until the next arrival.</remarks>
public readonly ref struct ReceivedReply
{
    /// <summary>What it begins with where it is a frame, whose headers say all else but the <see cref="Time"/>;
    /// null for a message.</summary>
    public LinkType? Link { get; init; }

    /// <summary>The frame; or the message from its ICMP type on, without an IP header. With a <see cref="Report"/>:
    /// what is left of the probe that failed, likewise.</summary>
    public ReadOnlySpan<byte> Message { get; init; }

    /// <summary>Who sent it, by its IP header; none when the kernel made the report itself.</summary>
    public NetworkAddress Source { get; init; }

    /// <summary>The index of the interface on which a link-local <see cref="Source"/> lies; else 0.</summary>
    public uint Scope { get; init; }

    /// <summary>Whom it was sent to; with a <see cref="Report"/>, whom the failed probe was sent to. None when that is not known.</summary>
    public NetworkAddress Destination { get; init; }

    /// <summary>TTL or hop limit on arrival.</summary>
    public byte? HopLimit { get; init; }

    /// <summary>When it arrived, in nanoseconds of the clock by which the session is polled.</summary>
    public long Time { get; init; }

    /// <summary>Set when the kernel reports an error instead of handing over the message.</summary>
    public IcmpReport? Report { get; init; }
}
