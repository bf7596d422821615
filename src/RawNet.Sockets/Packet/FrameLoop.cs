using System.Diagnostics;
using RawNet.Captures;

namespace RawNet.Sockets;

/// <summary>Takes frames in real time, on the thread that calls: until there are enough, the time is over or somebody wants it to stop.
/// Allocates nothing per frame.</summary>
/// <param name="source">Where they come from.</param>
/// <param name="take">Gets them.</param>
public sealed class FrameLoop(IFrameSource source, FrameHandler take)
{
    /// <summary>How long a wish of another thread may stay unseen.</summary>
    public TimeSpan LongestDeafness { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Asked at every turn: no more frames are wanted.</summary>
    public Func<bool>? IsEnough { get; init; }

    /// <summary>Asked at every turn: the run is to end; what waits already is left to <see cref="Drain"/>.</summary>
    public Func<bool>? IsStopWanted { get; init; }

    /// <summary>Called when nothing waits in the kernel.</summary>
    public Action? Idle { get; init; }

    /// <summary>Called at every turn.</summary>
    public Action? Turn { get; init; }

    /// <summary>Takes what comes in this time; looks once at least.</summary>
    /// <param name="time">May be infinite.</param>
    public void Run(TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan left = time;
        do
        {
            if (!TryTake(TimeSpan.Zero))
            {
                Idle?.Invoke();
                left = Deadline.Left(time, start);
                if (left != TimeSpan.Zero)
                    TryTake(Deadline.Sooner(left, LongestDeafness));
            }
            Turn?.Invoke();
            left = Deadline.Left(time, start);
        }
        while (left != TimeSpan.Zero && !IsOver);
    }

    /// <summary>Takes what came before now and still waits in the kernel: it belongs to the run.</summary>
    public void Drain()
    {
        long end = MonotonicClock.TimeOfDay;
        while (IsEnough?.Invoke() != true && source.Next(TimeSpan.Zero, out CapturedPacket packet) && packet.TimeNanoseconds <= end)
            take(packet);
        Idle?.Invoke();
    }

    private bool IsOver => IsEnough?.Invoke() == true || IsStopWanted?.Invoke() == true;

    private bool TryTake(TimeSpan patience)
    {
        bool isThere = source.Next(patience, out CapturedPacket packet);
        if (isThere)
            take(packet);
        return isThere;
    }
}
