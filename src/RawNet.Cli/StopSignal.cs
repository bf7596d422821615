using System.Runtime.InteropServices;

namespace RawNet.Cli;

/// <summary>Ctrl-C and SIGTERM ask a run to end with its summary; a second one ends the process at once.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopSignal()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
    }

    /// <summary>Whether the run was asked to end.</summary>
    public bool IsSet => _stop.IsCancellationRequested;

    /// <summary>Waits, but no longer than until the run is asked to end.</summary>
    public void Wait(TimeSpan time) => _stop.Token.WaitHandle.WaitOne(time);

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        // Left alone, the signal's own action ends the process.
        context.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    }
}
