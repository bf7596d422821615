using System.Diagnostics;
using System.Text;

namespace RawNet.Lab;

/// <summary>A program that runs beside the test: started, waited for until it says that it is ready, interrupted, killed on dispose.</summary>
public sealed class RunningPeer : IDisposable
{
    private static readonly TimeSpan Limit = Patience.Seconds(10);
    private readonly Process process;
    private readonly StringBuilder errors = new();
    private readonly MemoryStream output = new();
    private readonly Lock outputLock = new();
    private readonly Task reading;
    private readonly string program;

    public RunningPeer(string program, IEnumerable<string> arguments)
    {
        this.program = string.Join(' ', arguments.Prepend(program));
        ProcessStartInfo info = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        info.Environment["LC_ALL"] = "C.UTF-8";
        info.Environment["TZ"] = "UTC";
        process = Process.Start(info) ?? throw new InvalidOperationException($"{program} did not start");
        reading = Task.WhenAll(Task.Factory.StartNew(ReadOutput, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default), ReadErrorsAsync());
    }

    public int Id => process.Id;

    /// <summary>What it wrote to standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (errors)
                return errors.ToString();
        }
    }

    /// <summary>What it wrote to standard output so far.</summary>
    public byte[] Output()
    {
        lock (outputLock)
            return output.ToArray();
    }

    /// <summary>Waits until standard error holds the text.</summary>
    public void WaitFor(string text) => Wait(() => Errors.Contains(text, StringComparison.Ordinal), text);

    /// <summary>Waits up to 10 s; ends with an exception that quotes standard error.</summary>
    public void Wait(Func<bool> reached, string what)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!reached())
        {
            if (clock.Elapsed > Limit || (process.HasExited && reading.IsCompleted && !reached()))
                throw new TimeoutException($"{program}: waited for {what}; it said: {Errors}");
            Thread.Sleep(2);
        }
    }

    /// <summary>SIGINT, then waits for the end.</summary>
    public int Interrupt()
    {
        NativeCalls.Signal(process.Id, NativeCalls.Interrupt);
        return WaitForEnd("on SIGINT");
    }

    /// <summary>Waits up to 10 s for the end that it finds by itself.</summary>
    public int WaitForEnd() => WaitForEnd("by itself");

    public void Dispose()
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.WaitForExit(Limit);
        }
        catch (InvalidOperationException)
        {
            return; // disposed before: a host disposes what a test may have disposed
        }
        reading.Wait(Limit);
        process.Dispose();
    }

    private int WaitForEnd(string why)
    {
        if (!process.WaitForExit(Limit))
            throw new TimeoutException($"{program} did not end {why}; it said: {Errors}");
        reading.Wait(Limit);
        return process.ExitCode;
    }

    private async Task ReadErrorsAsync()
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
            lock (errors)
                errors.AppendLine(line);
    }

    private void ReadOutput()
    {
        Stream stream = process.StandardOutput.BaseStream;
        byte[] chunk = new byte[65536];
        while (stream.Read(chunk) is > 0 and var count)
            lock (outputLock)
                output.Write(chunk, 0, count);
    }
}
