using System.ComponentModel;
using System.Diagnostics;
using RawNet.Cli.Common.Sending;
using RawNet.Cli.Common.Text;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Multicast.Monitor;

/// <summary>Starts the programs of events in the order of the events, not faster than a rate and not too many at once,
/// so that a flood of reports is no flood of processes.</summary>
internal sealed class HookRunner(HookCommand? onJoin, HookCommand? onLeave, double rate, string interfaceName, Action<string> note)
    : IDisposable
{
    private const int MostWaiting = 4096;
    private const int MostRunning = 64;
    private static readonly TimeSpan _finishPatience = TimeSpan.FromSeconds(5);
    private readonly Queue<ProcessStartInfo> _waiting = new();
    private readonly List<RunningHook> _running = [];
    private readonly Pace _pace = new(rate);

    /// <summary>Whether any event starts a program.</summary>
    public bool StartsPrograms => onJoin is not null || onLeave is not null;

    /// <summary>Programs started.</summary>
    public long Started { get; private set; }

    /// <summary>Programs that were not started: too many waited, or they could not be.</summary>
    public long Dropped { get; private set; }

    public void Enqueue(in GroupMonitorEvent happened)
    {
        HookCommand? hook = happened.Kind switch
        {
            GroupMonitorEventKind.Join => onJoin,
            GroupMonitorEventKind.Leave => onLeave,
            _ => null
        };
        if (hook is null) return;
        if (_waiting.Count < MostWaiting) _waiting.Enqueue(hook.StartFor(happened, interfaceName));
        else Drop($"more than {MostWaiting} hooks wait: some are not started");
    }

    /// <summary>Starts what may be started now.</summary>
    public void Poll()
    {
        Reap();
        while (_waiting.Count > 0 && _running.Count < MostRunning && _pace.Left <= TimeSpan.Zero)
        {
            _pace.Advance();
            Start(_waiting.Dequeue());
        }
    }

    /// <summary>Starts what waits, for no longer than 5 s; the programs themselves go on.</summary>
    public void Finish()
    {
        long start = Stopwatch.GetTimestamp();
        while (_waiting.Count > 0 && Stopwatch.GetElapsedTime(start) < _finishPatience)
        {
            Poll();
            Thread.Sleep(1);
        }
        if (_waiting.Count == 0) return;
        note($"{Counted.Of(_waiting.Count, "hook")} not started: "
            + $"{(_running.Count >= MostRunning ? $"{MostRunning} others do not end" : "--hook-rate lets no more of them start in time")}");
        Dropped += _waiting.Count;
        _waiting.Clear();
    }

    public void Dispose()
    {
        foreach (RunningHook hook in _running) hook.Dispose();
    }

    private void Start(ProcessStartInfo start)
    {
        try
        {
            // What hooks print is no result of ours.
            _running.Add(RunningHook.Start(start, line => note($"hook: {line}")));
            Started++;
        }
        catch (Win32Exception refusal)
        {
            Drop($"hook {start.FileName}: {refusal.Message}");
        }
    }

    private void Drop(string reason)
    {
        if (Dropped++ == 0) note(reason);
    }

    private void Reap()
    {
        for (int i = _running.Count - 1; i >= 0; i--)
        {
            if (!_running[i].IsOver) continue;
            _running[i].Dispose();
            _running.RemoveAt(i);
        }
    }
}
