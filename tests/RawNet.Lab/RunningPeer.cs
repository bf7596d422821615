using System.Diagnostics;
using System.Text;

namespace RawNet.Lab;

/// <summary>A program that runs beside the test: started, waited for until it says that it is ready,
/// interrupted, killed on dispose.</summary>
public sealed class RunningPeer : IDisposable
{
    private static readonly TimeSpan _limit = Patience.Seconds(10);
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly MemoryStream _output = new();
    private readonly Lock _outputLock = new();
    private readonly Task _reading;
    private readonly string _program;

    public RunningPeer(string program, IEnumerable<string> arguments)
    {
        _program = string.Join(' ', arguments.Prepend(program));
        ProcessStartInfo info = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false
        };
        info.Environment["LC_ALL"] = "C.UTF-8";
        info.Environment["TZ"] = "UTC";
        _process = Process.Start(info) ?? throw new InvalidOperationException($"{program} did not start");
        _reading = Task.WhenAll(
            Task.Factory.StartNew(ReadOutput, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default),
            ReadErrorsAsync());
    }

    public int Id => _process.Id;

    /// <summary>What it wrote to standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    /// <summary>What it wrote to standard output so far.</summary>
    public byte[] Output()
    {
        lock (_outputLock)
            return _output.ToArray();
    }

    /// <summary>Waits until standard error holds the text.</summary>
    public void WaitFor(string text) => Wait(() => Errors.Contains(text, StringComparison.Ordinal), text);

    /// <summary>Waits up to 10 s; ends with an exception that quotes standard error.</summary>
    public void Wait(Func<bool> reached, string what)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!reached())
        {
            if (clock.Elapsed > _limit || (_process.HasExited && _reading.IsCompleted && !reached()))
                throw new TimeoutException($"{_program}: waited for {what}; it said: {Errors}");
            Thread.Sleep(2);
        }
    }

    /// <summary>SIGINT, then waits for the end.</summary>
    public int Interrupt()
    {
        NativeCalls.Signal(_process.Id, NativeCalls.Interrupt);
        return WaitForEnd("on SIGINT");
    }

    /// <summary>Waits up to 10 s for the end that it finds by itself.</summary>
    public int WaitForEnd() => WaitForEnd("by itself");

    public void Dispose()
    {
        try
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
            _process.WaitForExit(_limit);
        }
        catch (InvalidOperationException)
        {
            return; // disposed before: a host disposes what a test may have disposed
        }
        _reading.Wait(_limit);
        _process.Dispose();
    }

    private int WaitForEnd(string why)
    {
        if (!_process.WaitForExit(_limit))
            throw new TimeoutException($"{_program} did not end {why}; it said: {Errors}");
        _reading.Wait(_limit);
        return _process.ExitCode;
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
            lock (_errors)
                _errors.AppendLine(line);
    }

    private void ReadOutput()
    {
        Stream stream = _process.StandardOutput.BaseStream;
        byte[] chunk = new byte[65536];
        while (stream.Read(chunk) is > 0 and var count)
            lock (_outputLock)
                _output.Write(chunk, 0, count);
    }
}
