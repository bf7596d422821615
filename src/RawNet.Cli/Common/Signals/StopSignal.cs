using System.Diagnostics;
using System.Runtime.InteropServices;
using RawNet.Cli.Common.Errors;

namespace RawNet.Cli.Common.Signals;

/// <summary>Ctrl-C, SIGTERM and SIGHUP ask a run to end with its summary; a second one ends the process at once. Before a verb
/// runs there is nothing to sum up, and what it waits for, as for the reader of a FIFO, may never come: then the first one does.
/// SIGQUIT and SIGUSR1 ask how far it is, SIGUSR2 that what it writes is kept.</summary>
internal sealed class StopSignal : IDisposable
{
    private static readonly TimeSpan _lastPatience = TimeSpan.FromSeconds(1);
    private const PosixSignal UserSignal1 = (PosixSignal)10; // SIGUSR1 of x86 and Arm
    private const PosixSignal UserSignal2 = (PosixSignal)12;
    private static long _askedAt;
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;

    /// <exception cref="NotPermittedException">There is no room for the thread that hears signals.</exception>
    public StopSignal()
    {
        (PosixSignal Signal, Action<PosixSignalContext> Heed)[] heeded =
        [
            (PosixSignal.SIGINT, Ask), (PosixSignal.SIGTERM, Ask), (PosixSignal.SIGHUP, Ask),
            (PosixSignal.SIGQUIT, context => Answer(context, Status)), (UserSignal1, context => Answer(context, Status)),
            (UserSignal2, context => Answer(context, Keep)),
        ];
        try
        {
            _signals = [.. heeded.Select(one => PosixSignalRegistration.Create(one.Signal, one.Heed))];
        }
        catch (Exception refusal) when (Failure.CauseOf(refusal) is IOException)
        {
            // EAGAIN of pthread_create(3), which .NET tells as a file that another process uses.
            throw new NotPermittedException(
                "there is no room for the thread that hears signals: ulimit -u unlimited, or more for the cgroup's pids.max");
        }
    }

    /// <summary>Tells how far the run is; called on a thread of its own.</summary>
    public Action? Status { get; set; }

    /// <summary>Puts what was written so far where a loss of power does not reach it; called on a thread of its own.</summary>
    public Action? Keep { get; set; }

    /// <summary>How much longer an output that has taken nothing since then may be waited for: without limit until a run is asked to end,
    /// and from then on a second.</summary>
    public static TimeSpan PatienceWithOutputs(long since)
    {
        long askedAt = Volatile.Read(ref _askedAt);
        if (askedAt == 0) return Timeout.InfiniteTimeSpan;
        TimeSpan left = _lastPatience - Stopwatch.GetElapsedTime(Math.Max(askedAt, since));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Whether the run was asked to end.</summary>
    public bool IsSet => _stop.IsCancellationRequested;

    /// <summary>Waits, but no longer than until the run is asked to end.</summary>
    public void Wait(TimeSpan time) => _stop.Token.WaitHandle.WaitOne(time);

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
        _stop.Dispose();
    }

    private static void Answer(PosixSignalContext context, Action? answer)
    {
        context.Cancel = RunPhase.HasBegun;
        answer?.Invoke();
    }

    private void Ask(PosixSignalContext context)
    {
        // Left alone, the signal's own action ends the process.
        context.Cancel = RunPhase.HasBegun && !_stop.IsCancellationRequested;
        Interlocked.CompareExchange(ref _askedAt, Stopwatch.GetTimestamp(), 0);
        _stop.Cancel();
    }
}
