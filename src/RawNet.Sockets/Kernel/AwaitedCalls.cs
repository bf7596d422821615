namespace RawNet.Sockets;

/// <summary>The awaited calls of one socket that wait until it is ready, in their order, each direction for itself.</summary>
internal sealed class AwaitedCalls(KernelSocket socket)
{
    private readonly Lock _lock = new();
    private Queue _toReceive, _toSend;
    private int _receiving, _sending; // calls that have had to wait, those that are just tried again included
    private uint? _place;
    private volatile bool _isClosed;

    public bool IsClosed => _isClosed;

    /// <summary>Whether a call of the direction has to wait already: the next one goes behind it.</summary>
    public bool IsAnyWaiting(bool isSending) => Volatile.Read(ref isSending ? ref _sending : ref _receiving) > 0;

    /// <summary>A call has to wait.</summary>
    public void Enter(bool isSending) => Interlocked.Increment(ref isSending ? ref _sending : ref _receiving);

    /// <summary>It is over, and the next ones wait for the socket.</summary>
    public void Leave(bool isSending)
    {
        Interlocked.Decrement(ref isSending ? ref _sending : ref _receiving);
        lock (_lock)
        {
            if (!_isClosed && !QueueOf(isSending).IsEmpty)
                Ask();
        }
    }

    /// <summary>The call waits for the socket.</summary>
    /// <param name="call">One that could not be done at once.</param>
    /// <param name="isFirst">It was tried again in vain: before the others.</param>
    public void Add(AwaitedCall call, bool isFirst)
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                QueueOf(call.IsSending).Add(call, isFirst);
                Ask();
                return;
            }
        }
        call.Close();
    }

    /// <summary>Takes a call out that still waits; false when it is being tried.</summary>
    public bool TryRemove(AwaitedCall call)
    {
        lock (_lock)
            return QueueOf(call.IsSending).TryRemove(call);
    }

    /// <summary>The socket is ready: the first call of a direction is tried, on a thread of the pool.</summary>
    public void Begin(Readiness events)
    {
        AwaitedCall? receive, send;
        lock (_lock)
        {
            receive = (events & Readiness.ToReceive) != 0 ? _toReceive.Take() : null;
            send = (events & Readiness.ToSend) != 0 ? _toSend.Take() : null;
            // It is told once: who waits for the other direction asks again.
            if (!_isClosed && ((receive is null && !_toReceive.IsEmpty) || (send is null && !_toSend.IsEmpty)))
                Ask();
        }
        Try(receive);
        Try(send);
    }

    /// <summary>The socket is to be closed: ends every call that waits. One that is being tried ends by itself.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_isClosed)
                return;
            _isClosed = true;
            if (_place is { } place)
                ReadinessLoop.Shared.Remove(socket.Descriptor, place);
        }
        while (Next() is { } call)
            call.Close();
    }

    private static void Try(AwaitedCall? call)
    {
        if (call is not null)
            ThreadPool.UnsafeQueueUserWorkItem(call, preferLocal: false);
    }

    private AwaitedCall? Next()
    {
        lock (_lock)
            return _toReceive.Take() ?? _toSend.Take();
    }

    private void Ask()
    {
        _place ??= ReadinessLoop.Shared.Add(socket.Descriptor, this);
        Readiness wish = (_toReceive.IsEmpty ? Readiness.None : Readiness.ToReceive)
            | (_toSend.IsEmpty ? Readiness.None : Readiness.ToSend);
        ReadinessLoop.Shared.Ask(socket.Descriptor, wish, _place.Value);
    }

    private ref Queue QueueOf(bool isSending) => ref isSending ? ref _toSend : ref _toReceive;

    /// <summary>Calls linked to one another, so that waiting allocates nothing.</summary>
    private struct Queue
    {
        private AwaitedCall? _first;

        public readonly bool IsEmpty => _first is null;

        public void Add(AwaitedCall call, bool isFirst)
        {
            ref AwaitedCall? at = ref _first;
            while (!isFirst && at is not null)
                at = ref at.Next;
            call.Next = at;
            at = call;
        }

        public AwaitedCall? Take()
        {
            AwaitedCall? first = _first;
            if (first is not null)
                (_first, first.Next) = (first.Next, null);
            return first;
        }

        public bool TryRemove(AwaitedCall call)
        {
            ref AwaitedCall? at = ref _first;
            while (at is not null && at != call)
                at = ref at.Next;
            if (at is null)
                return false;
            (at, call.Next) = (call.Next, null);
            return true;
        }
    }
}
