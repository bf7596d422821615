namespace RawNet.Probing;

/// <summary>A packet that a session wants sent now. What it leaves open is the channel's to choose; what its bytes say themselves,
/// as ports and protocols, is said there alone.</summary>
public readonly ref struct Probe
{
    /// <summary>What the channel sends: an ICMP message, a whole packet or a frame, as the channel is made for.</summary>
    public ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>To whom, where the channel reaches more than one; none for whom it was opened for.</summary>
    public NetworkAddress Destination { get; init; }

    /// <summary>TTL or hop limit; null for the channel's.</summary>
    public byte? HopLimit { get; init; }

    /// <summary>TOS or traffic class; null for the channel's.</summary>
    public byte? TrafficClass { get; init; }

    /// <summary>Given back with the result.</summary>
    public long Tag { get; init; }
}

/// <summary>What became of a probe's sending.</summary>
/// <param name="Tag">The probe's.</param>
/// <param name="Time">By the session's clock, taken before the system call: an answer may be there before the call returns.</param>
public readonly record struct ProbeResult(long Tag, long Time)
{
    /// <summary>Why this host did not send it; null when it is on its way.</summary>
    public string? Failure { get; init; }
}
