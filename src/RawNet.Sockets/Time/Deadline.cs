using System.Diagnostics;

namespace RawNet.Sockets;

/// <summary>What is left of a time by the monotonic clock.</summary>
internal static class Deadline
{
    /// <summary>Zero when it is over; an infinite time stays infinite.</summary>
    public static TimeSpan Left(TimeSpan time, long start)
    {
        if (time == Timeout.InfiniteTimeSpan)
            return time;
        TimeSpan left = time - Stopwatch.GetElapsedTime(start);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>The shorter of a time, which may be infinite, and a limit, which is not.</summary>
    public static TimeSpan Sooner(TimeSpan time, TimeSpan limit) => time == Timeout.InfiniteTimeSpan || time > limit ? limit : time;
}
