using RawNet.Probing;

namespace RawNet.Sockets;

/// <summary>Runs a session over a channel in real time, on the thread that calls <see cref="Run"/>: receives what is there,
/// sends what is due, waits for either.</summary>
public sealed class ProbeLoop(IProbeSession session, IPacketChannel channel, MonotonicClock clock)
{
    private const long Patience = 50_000_000; // a wish of another thread is seen after 50 ms at the latest
    private const int Burst = 64; // so many are sent before the channel is looked at again
    private volatile bool _statusRequested;

    /// <summary>Called on the loop's thread after <see cref="RequestStatus"/>.</summary>
    public Action? Status { get; init; }

    /// <summary>Called at every turn on the loop's thread, when all has been taken and sent that was due.</summary>
    public Action? Turn { get; init; }

    /// <summary>Asked at every turn: true ends the run.</summary>
    public Func<bool>? IsStopWanted { get; init; }

    /// <summary>Asks for <see cref="Status"/>, from any thread.</summary>
    public void RequestStatus() => _statusRequested = true;

    /// <summary>Returns when the session is done.</summary>
    /// <exception cref="SystemCallException">The channel is of no more use.</exception>
    public void Run()
    {
        while (true)
        {
            // Receiving comes first: what has arrived in time is not late because sending took long.
            // Under load that never ends by itself.
            long busyUntil = clock.Now + Patience;
            while (clock.Now < busyUntil && channel.TryReceive(out ReceivedReply arrival))
                session.Receive(arrival);
            AnswerRequests();
            for (int sent = 0; sent < Burst && session.Poll(clock.Now, out Probe probe); sent++)
                session.Sent(channel.Send(probe));
            Turn?.Invoke();
            if (session.IsDone)
                return;
            channel.Wait(Math.Min(session.NextPoll, clock.Now + Patience));
        }
    }

    private void AnswerRequests()
    {
        if (IsStopWanted?.Invoke() == true)
            session.Stop(clock.Now);
        if (!_statusRequested)
            return;
        _statusRequested = false;
        Status?.Invoke();
    }
}
