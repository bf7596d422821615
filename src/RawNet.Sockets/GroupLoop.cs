using RawNet.Probing.Groups;

namespace RawNet.Sockets;

/// <summary>Runs hosts or a querier in real time, on the thread that calls <see cref="Run"/>: takes what is there, does what is due, waits for either.</summary>
/// <param name="engine">Sends over the same channel.</param>
/// <param name="channel">Where messages come from.</param>
/// <param name="clock">By which the engine is told the time.</param>
public sealed class GroupLoop(IGroupEngine engine, GroupChannel channel, MonotonicClock clock)
{
    private const long Patience = 50_000_000; // a wish of another thread is seen after 50 ms at the latest

    private long _emptyAt;

    /// <summary>Called at every turn on the loop's thread, with the time.</summary>
    public Action<long>? Turn { get; init; }

    /// <summary>Runs until this time, or until asked to stop.</summary>
    /// <param name="end">By the clock.</param>
    /// <param name="isOver">Asked at every turn.</param>
    public void Run(long end, Func<bool> isOver)
    {
        while (!isOver())
        {
            // Receiving comes first: an answer waits for what has arrived. But under load it never ends by itself.
            long busyUntil = clock.Now + Patience;
            while (clock.Now < busyUntil && HasMessage(out (GroupArrival Arrival, long Stamp)? message)) Take(message);
            long now = clock.Now;
            Turn?.Invoke(now);
            engine.Poll(now);
            if (now >= end) return;
            long wait = Math.Min(Math.Min(engine.NextPoll, end) - now, Patience);
            if (wait > 0 && channel.TryReceive(TimeSpan.FromTicks((wait + 99) / 100), out (GroupArrival Arrival, long Stamp)? next)) Take(next);
        }
    }

    private bool HasMessage(out (GroupArrival Arrival, long Stamp)? message)
    {
        long now = clock.Now;
        bool isThere = channel.TryReceive(TimeSpan.Zero, out message);
        if (!isThere) _emptyAt = now;
        return isThere;
    }

    private void Take((GroupArrival Arrival, long Stamp)? message)
    {
        if (message is { } heard) engine.Take(clock.FromRealtime(heard.Stamp, _emptyAt), heard.Arrival);
    }
}
