using System.Diagnostics;

namespace RawNet.Sockets;

/// <summary>What the resolver said.</summary>
/// <param name="Error">0, an error number, or below zero one of the resolver's.</param>
/// <param name="Found">What was asked for; only where there is no error.</param>
internal readonly record struct Answer<T>(int Error, T Found);

/// <summary>A question to the resolver, which knows no time limit and cannot be called off: it is asked on a thread of its own. Who no
/// longer waits leaves that thread behind until the resolver gives up. A thread that another one starts is in the same network
/// namespace; one of the pool is not.</summary>
internal sealed class Lookup<T>
{
    private static readonly TimeSpan _longestWait = TimeSpan.FromDays(1); // far below what a wait takes
    private readonly TaskCompletionSource<Answer<T>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _start = Stopwatch.GetTimestamp();

    public Lookup(Func<Answer<T>> question) =>
        new Thread(() => Ask(question)) { IsBackground = true, Name = "resolver" }.UnsafeStart();

    /// <summary>The answer; null when the time is over.</summary>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public Answer<T>? Wait(TimeSpan time, CancellationToken cancellation)
    {
        do
        {
            if (_answer.Task.Wait(Slice(time), cancellation))
                return _answer.Task.Result;
        }
        while (Deadline.Left(time, _start) != TimeSpan.Zero);
        return null;
    }

    /// <inheritdoc cref="Wait"/>
    public async ValueTask<Answer<T>?> WaitAsync(TimeSpan time, CancellationToken cancellation)
    {
        do
        {
            try
            {
                return await _answer.Task.WaitAsync(Slice(time), cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // of this slice
            }
        }
        while (Deadline.Left(time, _start) != TimeSpan.Zero);
        return null;
    }

    // Whole milliseconds, upwards: waits cut off the rest, and would turn round and round in it.
    private TimeSpan Slice(TimeSpan time) => TimeSpan.FromMilliseconds(
        Math.Ceiling(Deadline.Sooner(Deadline.Left(time, _start), _longestWait).TotalMilliseconds));

    private void Ask(Func<Answer<T>> question)
    {
        try
        {
            _answer.SetResult(question());
        }
        catch (Exception failure) when (failure is OutOfMemoryException or DllNotFoundException or EntryPointNotFoundException)
        {
            _answer.SetException(failure);
        }
    }
}
