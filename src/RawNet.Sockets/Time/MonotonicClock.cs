using System.Diagnostics;

namespace RawNet.Sockets;

/// <summary>Nanoseconds since 1970 as they were when the clock was made, counted on from there by the monotonic clock:
/// it never steps, whoever sets the time of day.</summary>
public sealed class MonotonicClock
{
    private const int Attempts = 4;
    private const long Close = 2_000; // two readings further apart had an interruption between them
    private readonly Func<long> _timeOfDay;
    private readonly long _offset;
    private readonly long _start;

    /// <summary>Starts the clock.</summary>
    public MonotonicClock()
        : this(() => TimeOfDay)
    {
    }

    /// <summary>Starts the clock beside another time of day, in nanoseconds since 1970.</summary>
    internal MonotonicClock(Func<long> timeOfDay)
    {
        _timeOfDay = timeOfDay;
        long realtime = Realtime(0, out long after);
        _offset = realtime - after;
        _start = Now;
    }

    /// <summary>The time of day in nanoseconds since 1970, as the kernel stamps frames; it steps where somebody sets it.</summary>
    public static long TimeOfDay => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;

    /// <summary>The time now.</summary>
    public long Now => Stopwatch.GetTimestamp() * (1_000_000_000 / Stopwatch.Frequency) + _offset;

    /// <summary>How long it is until a time of this clock, rounded up; nothing when it is past.</summary>
    public TimeSpan Until(long time)
    {
        long now = Now;
        return time <= now ? TimeSpan.Zero : TimeSpan.FromTicks((time - now - 1) / 100 + 1);
    }

    /// <summary>A kernel time stamp (SO_TIMESTAMPNS, by the time of day) on this clock. The age of the stamp is what counts,
    /// so only a time of day that was set between the arrival and this call could tell a wrong time: one that cannot
    /// be is refused for the time now.</summary>
    /// <param name="stamp">Nanoseconds since 1970.</param>
    /// <param name="earliest">What is stamped cannot have come before this time of the clock: the socket was seen empty then.</param>
    public long FromRealtime(long stamp, long earliest = 0)
    {
        long realtime = Realtime(_offset, out long now);
        long time = now - (realtime - stamp);
        return time >= Math.Max(_start, earliest) && time <= now ? time : now;
    }

    /// <summary>The time of day, and this clock read right behind it: an interruption between the two makes
    /// a time later, never earlier.</summary>
    private long Realtime(long offset, out long after)
    {
        long realtime = 0;
        after = 0;
        for (int i = 0; i < Attempts; i++)
        {
            long before = Stopwatch.GetTimestamp();
            realtime = _timeOfDay();
            after = Stopwatch.GetTimestamp();
            if (after - before < Close)
                break;
        }
        after = after * (1_000_000_000 / Stopwatch.Frequency) + offset;
        return realtime;
    }
}
