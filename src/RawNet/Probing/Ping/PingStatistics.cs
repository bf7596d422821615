namespace RawNet.Probing;

/// <summary>What a ping run came to so far.</summary>
public sealed class PingStatistics
{
    private readonly long[] _refused = new long[Enum.GetValues<PingRefusal>().Length];

    internal PingStatistics(long expected) => RoundTrips = new(expected);

    /// <summary>Requests handed to the network, those that this host refused to send included.</summary>
    public long Sent { get; private set; }

    /// <summary>Requests that were answered; never more than were sent.</summary>
    public long Received => RoundTrips.Count;

    /// <summary>Answers of a group's members behind the first of each request.</summary>
    public long Members { get; private set; }

    /// <summary>Errors told by the network or by this host.</summary>
    public long Errors { get; private set; }

    /// <summary>When the first request was sent; null before.</summary>
    public long? Start { get; private set; }

    /// <summary>Nanoseconds from the first request to the last event that moves the run.</summary>
    public long Elapsed { get; private set; }

    /// <summary>Times of the answered requests.</summary>
    public RoundTrips RoundTrips { get; }

    /// <summary>Share of requests without an answer, 0 to 100.</summary>
    public double LostPercent => Sent == 0 ? 0 : 100.0 * (Sent - Received) / Sent;

    /// <summary>All messages that were no replies.</summary>
    public long Refused => _refused.Sum();

    /// <summary>Messages refused for this reason.</summary>
    public long RefusedFor(PingRefusal reason) => _refused[(int)reason];

    internal void Count(in PingEvent happened)
    {
        if (happened is { Kind: PingEventKind.Sent } or { Kind: PingEventKind.Error, Failure: not null }) Sent++;
        Start ??= happened.Kind is PingEventKind.Sent or PingEventKind.Error ? happened.Time : null;
        switch (happened.Kind)
        {
            case PingEventKind.Reply:
                RoundTrips.Add(happened.RoundTrip!.Value);
                break;
            case PingEventKind.Member:
                Members++;
                break;
            case PingEventKind.Error:
                Errors++;
                break;
            case PingEventKind.Duplicate or PingEventKind.Refused:
                _refused[(int)happened.Reason]++;
                break;
        }
        if (Start is { } start && happened.Kind != PingEventKind.Refused) Elapsed = Math.Max(Elapsed, happened.Time - start);
    }
}
