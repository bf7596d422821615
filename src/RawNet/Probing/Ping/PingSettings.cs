namespace RawNet.Probing;

/// <summary>What one ping run does. Everything that is chance or chosen by the kernel is given: the session has none of its own.</summary>
/// <param name="Target">Who is asked.</param>
/// <param name="Identifier">The ICMP identifier; of a ping socket, the kernel's.</param>
/// <param name="Cookie">Random bytes that begin every payload, of which a shorter payload holds the first;
/// 8 are enough to tell this run from all others.</param>
public sealed record PingSettings(NetworkAddress Target, ushort Identifier, ReadOnlyMemory<byte> Cookie)
{
    /// <summary>Bytes of the payload.</summary>
    public int Size { get; init; } = 56;

    /// <summary>Repeated behind the cookie; empty counts up, byte n being n, as iputils does.</summary>
    public ReadOnlyMemory<byte> Pattern { get; init; }

    /// <summary>Requests to send, or with a <see cref="Deadline"/> answers to wait for; null for no end.</summary>
    public long? Count { get; init; }

    /// <summary>From request to request. It does not drift; a request that comes more than an interval too late moves those behind it.
    /// Below a millisecond it holds only while the host answers, and a silent one gets 100 requests a second, as iputils does it.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A request is lost so long after it was sent.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Ends the run so long after it began, or as iputils at the first error that the network tells.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The target is a group or a broadcast address: every member may answer each request once.</summary>
    public bool AnyoneAnswers { get; init; }

    /// <summary>Write the IP header too; null leaves it to the kernel.</summary>
    public PingHeader? Header { get; init; }
}

/// <summary>The IP header of requests that are sent whole.</summary>
/// <param name="Source">Of the target's family. IPv6 kernels fill nothing in, and the ICMPv6 checksum covers it.</param>
/// <param name="HopLimit">TTL or hop limit.</param>
/// <param name="TrafficClass">TOS or traffic class.</param>
public sealed record PingHeader(NetworkAddress Source, byte HopLimit, byte TrafficClass);
