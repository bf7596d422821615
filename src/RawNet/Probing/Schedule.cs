namespace RawNet.Probing;

/// <summary>When a run sends, gives up a request, and ends: all on one clock in nanoseconds.</summary>
internal sealed class Schedule(PingSettings settings)
{
    private readonly long _interval = Nanoseconds(settings.Interval);
    private readonly long _wait = Nanoseconds(settings.Wait);
    private bool _hasBegun;
    private bool _hasSent;
    private long _lastSent;

    /// <summary>The next request's time; the first is due at once.</summary>
    public long NextSend { get; private set; } = long.MinValue;

    /// <summary>The end of the run whatever happens.</summary>
    public long Deadline { get; private set; } = long.MaxValue;

    public void Begin(long now)
    {
        if (_hasBegun) return;
        _hasBegun = true;
        NextSend = now;
        if (settings.Deadline is { } deadline) Deadline = Later(now, Nanoseconds(deadline));
    }

    /// <summary>The next time is counted from the planned one, so that delays do not add up; the first request makes the plan, and so does one that a whole interval was missed by.</summary>
    public void Sent(long time)
    {
        bool isMissed = time - NextSend > _interval;
        NextSend = Later(isMissed || !_hasSent ? time : NextSend, _interval);
        (_lastSent, _hasSent) = (time, true);
    }

    public long Expiry(long sentAt) => Later(sentAt, _wait);

    /// <summary>As iputils: behind the last request twice the longest round trip, at least an interval; without any reply the whole waiting time.</summary>
    public long EndOfWaiting(PingStatistics statistics)
    {
        long linger = statistics.Received == 0 ? _wait : Math.Max(2 * Math.Min(statistics.RoundTrips.Max, _wait), _interval);
        return Later(_lastSent, Math.Min(linger, _wait));
    }

    private static long Later(long time, long by) => by >= long.MaxValue - time ? long.MaxValue : time + by;

    private static long Nanoseconds(TimeSpan time) => time.Ticks >= long.MaxValue / 100 ? long.MaxValue : time.Ticks * 100;
}
