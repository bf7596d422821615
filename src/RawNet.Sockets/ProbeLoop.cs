using RawNet.Probing;

namespace RawNet.Sockets;

/// <summary>Runs a session over a channel in real time, on the thread that calls <see cref="Run"/>: receives what is there, sends what is due, waits for either.</summary>
public sealed class ProbeLoop(IProbeSession session, IPacketChannel channel, MonotonicClock clock)
{
    private const long Patience = 50_000_000; // a wish of another thread is seen after 50 ms at the latest
    private volatile bool statusRequested;

    /// <summary>Called on the loop's thread after <see cref="RequestStatus"/>.</summary>
    public Action? Status { get; init; }

    /// <summary>Asked at every turn: true ends the run.</summary>
    public Func<bool>? IsStopWanted { get; init; }

    /// <summary>Asks for <see cref="Status"/>, from any thread.</summary>
    public void RequestStatus() => statusRequested = true;

    /// <summary>Returns when the session is done.</summary>
    public void Run()
    {
        while (true)
        {
            // Receiving comes first: what has arrived in time is not late because sending took long.
            // Under load that never ends by itself.
            long busyUntil = clock.Now + Patience;
            while (clock.Now < busyUntil && channel.TryReceive(out ProbeArrival arrival))
                session.Receive(arrival);
            Heed();
            if (session.Poll(clock.Now, out ReadOnlySpan<byte> packet))
                Send(packet);
            if (session.IsDone)
                return;
            channel.Wait(Math.Min(session.NextPoll, clock.Now + Patience));
        }
    }

    private void Heed()
    {
        if (IsStopWanted?.Invoke() == true)
            session.Stop(clock.Now);
        if (!statusRequested)
            return;
        statusRequested = false;
        Status?.Invoke();
    }

    private void Send(ReadOnlySpan<byte> packet)
    {
        long time = clock.Now;
        try
        {
            channel.Send(packet);
        }
        catch (SystemCallException e)
        {
            session.Failed(time, e.Message);
            return;
        }
        session.Sent(time);
    }
}
