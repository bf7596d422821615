namespace RawNet.Probing;

/// <summary>What happened in a ping run.</summary>
public enum PingEventKind
{
    /// <summary>A request went out.</summary>
    Sent,

    /// <summary>A request was answered, for the first time.</summary>
    Reply,

    /// <summary>A request failed: an ICMP error quotes it, or this host refused to send it.</summary>
    Error,

    /// <summary>A request was not answered in time.</summary>
    Lost,

    /// <summary>A request to a group was answered by one more member.</summary>
    Member,

    /// <summary>A request was answered once more, by the same host.</summary>
    Duplicate,

    /// <summary>A message that is no answer; <see cref="PingEvent.Reason"/> says why.</summary>
    Refused,
}

/// <summary>One event of a ping run. What an event does not know is 0, null or none.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Time">When, in nanoseconds of the session's clock: of arrivals their arrival.</param>
/// <param name="Sequence">Of the request: from 1, and it does not wrap. 0 when the message names none of this run.
/// With <see cref="PingRefusal.Foreign"/> it is said when only the source is wrong: another address answers for the target,
/// which RFC 1122, 3.2.2.6 forbids.</param>
public readonly record struct PingEvent(PingEventKind Kind, long Time, long Sequence)
{
    /// <summary>Who sent the message.</summary>
    public NetworkAddress From { get; init; }

    /// <summary>The index of the interface on which a link-local <see cref="From"/> lies.</summary>
    public uint Scope { get; init; }

    /// <summary>TTL or hop limit on arrival.</summary>
    public byte? HopLimit { get; init; }

    /// <summary>Bytes of the ICMP message.</summary>
    public int Length { get; init; }

    /// <summary>Nanoseconds from sending to arrival.</summary>
    public long? RoundTrip { get; init; }

    /// <summary>Why it is no reply.</summary>
    public PingRefusal Reason { get; init; }

    /// <summary>Of an ICMP error: what it says.</summary>
    public IcmpReport? Report { get; init; }

    /// <summary>Why this host did not send.</summary>
    public string? Failure { get; init; }

    /// <summary>The first byte of the payload that did not come back as it was sent; null when all did.</summary>
    public int? WrongAt { get; init; }
}
