using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>The threads inside a system call on one descriptor, so that closing it can end their waits. shutdown(2) would end them
/// too, but also what a duplicate of the descriptor does, in this process or in another.</summary>
internal sealed class CallsInProgress(SafeDescriptor descriptor)
{
    private const int MostRounds = 2000; // of about a millisecond
    private readonly Lock _lock = new();
    private ThreadInCall? _first;

    /// <summary>The calling thread begins a call that may wait.</summary>
    /// <exception cref="ObjectDisposedException">The descriptor is closed.</exception>
    public ThreadInCall Enter()
    {
        ThreadInCall thread = ThreadInCall.Current;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(descriptor.IsClosed, typeof(KernelSocket));
            thread.Next = _first;
            _first = thread;
        }
        return thread;
    }

    public void Leave(ThreadInCall thread)
    {
        lock (_lock)
        {
            ref ThreadInCall? at = ref _first;
            while (!ReferenceEquals(at, thread))
                at = ref at!.Next;
            at = thread.Next;
        }
        thread.Next = null;
    }

    /// <summary>Interrupts the calls, again and again until none is left: a thread may be just before its call.
    /// To be called when the descriptor was closed.</summary>
    public void Interrupt()
    {
        for (int round = 0; round < MostRounds && SignalAll(); round++)
            Thread.Sleep(round == 0 ? 0 : 1);
    }

    private bool SignalAll()
    {
        lock (_lock)
        {
            for (ThreadInCall? thread = _first; thread is not null; thread = thread.Next)
                ThreadSignal.Send(thread.Thread);
            return _first is not null;
        }
    }
}

/// <summary>One thread, which is in one call at a time.</summary>
internal sealed class ThreadInCall
{
    [ThreadStatic]
    private static ThreadInCall? _current;

    /// <summary>The next thread of the same descriptor.</summary>
    public ThreadInCall? Next;

    private ThreadInCall() => Thread = ThreadSignal.Current;

    public static ThreadInCall Current => _current ??= new();

    public nint Thread { get; }
}
