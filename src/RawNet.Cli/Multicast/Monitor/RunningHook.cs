using System.Diagnostics;

namespace RawNet.Cli.Multicast.Monitor;

/// <summary>A hook's program, until it has ended and what it printed has been passed on line by line.</summary>
internal sealed class RunningHook : IDisposable
{
    // A program that it left behind may keep its pipes for ever.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);
    private readonly Process _process;
    private readonly Action<string> _pass;
    private int _openPipes = 2;
    private long _exited;

    private RunningHook(Process process, Action<string> pass) => (_process, _pass) = (process, pass);

    /// <summary>Nothing more is to come of it.</summary>
    public bool IsOver
    {
        get
        {
            if (!_process.HasExited) return false;
            if (_exited == 0) _exited = Stopwatch.GetTimestamp();
            return Volatile.Read(ref _openPipes) == 0 || Stopwatch.GetElapsedTime(_exited) > _patience;
        }
    }

    /// <summary>Starts it without an input.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It could not be started.</exception>
    public static RunningHook Start(ProcessStartInfo start, Action<string> pass)
    {
        Process process = Process.Start(start)!;
        var hook = new RunningHook(process, pass);
        process.StandardInput.Close();
        process.OutputDataReceived += (_, line) => hook.Pass(line.Data);
        process.ErrorDataReceived += (_, line) => hook.Pass(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return hook;
    }

    public void Dispose() => _process.Dispose();

    // The end of a pipe is told as null.
    private void Pass(string? line)
    {
        if (line is null) Interlocked.Decrement(ref _openPipes);
        else _pass(line);
    }
}
