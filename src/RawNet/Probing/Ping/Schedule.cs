namespace RawNet.Probing;

/// <summary>When a run sends, gives up a request, and ends: all on one clock in nanoseconds.</summary>
internal sealed class Schedule(PingSettings settings)
{
    // as iputils: 100 a second, however short the interval, while the last request is not answered
    private const long ToTheSilent = 10_000_000;
    private const long Flooding = 1_000_000;

    private readonly long _interval = Nanoseconds(settings.Interval);
    private readonly long _wait = Nanoseconds(settings.Wait);
    private bool _hasBegun;
    private bool _hasSent;
    private bool _isLastAnswered;
    private long _lastSent;
    private long _planned = long.MinValue;

    /// <summary>The next request's time; the first is due at once.</summary>
    public long NextSend =>
        _interval < Flooding && _hasSent && !_isLastAnswered ? Math.Max(_planned, Later(_lastSent, ToTheSilent)) : _planned;

    /// <summary>The end of the run whatever happens.</summary>
    public long Deadline { get; private set; } = long.MaxValue;

    public void Begin(long now)
    {
        if (_hasBegun) return;
        _hasBegun = true;
        _planned = now;
        if (settings.Deadline is { } deadline) Deadline = Later(now, Nanoseconds(deadline));
    }

    /// <summary>The next time is counted from the planned one, so that delays do not add up; the first request makes the plan,
    /// and so does one that a whole interval was missed by.</summary>
    public void Sent(long time)
    {
        bool isMissed = time - _planned > _interval;
        _planned = Later(isMissed || !_hasSent ? time : _planned, _interval);
        (_lastSent, _hasSent, _isLastAnswered) = (time, true, false);
    }

    /// <summary>The network has answered the last request, by a reply or an error.</summary>
    public void LastAnswered() => _isLastAnswered = true;

    public long Expiry(long sentAt) => Later(sentAt, _wait);

    /// <summary>As iputils: behind the last request twice the longest round trip, at least an interval;
    /// without any reply the whole waiting time.</summary>
    public long EndOfWaiting(PingStatistics statistics)
    {
        long linger = statistics.Received == 0 ? _wait : Math.Max(2 * Math.Min(statistics.RoundTrips.Max, _wait), _interval);
        return Later(_lastSent, Math.Min(linger, _wait));
    }

    private static long Later(long time, long by) => by >= long.MaxValue - time ? long.MaxValue : time + by;

    private static long Nanoseconds(TimeSpan time) => time.Ticks >= long.MaxValue / 100 ? long.MaxValue : time.Ticks * 100;
}
