using System.Threading.Tasks.Sources;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>One call of a socket that is awaited: tried at once, and again whenever the socket is ready. Used again when its
/// result was taken, so that awaiting allocates nothing.</summary>
internal sealed class AwaitedCall(KernelSocket socket, bool isSending)
    : IValueTaskSource, IValueTaskSource<int>, IValueTaskSource<MessageResult>, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<int> _core;
    private CancellationTokenRegistration _registration;
    private CancellationToken _token;
    private GrowingPause _pause;
    private bool _wasReady;
    private Timer? _timer;
    private bool _waits;

    /// <summary>The one behind it in its queue.</summary>
    public AwaitedCall? Next;

    public bool IsSending => isSending;

    public SocketCall Call { get; set; }

    public short Version => _core.Version;

    /// <summary>Tries it, and waits where it has to, or behind those that wait already.</summary>
    public void Start(CancellationToken token)
    {
        (_pause, _token, _waits, _wasReady) = (default, token, false, false);
        _core.RunContinuationsAsynchronously = false;
        if (token.IsCancellationRequested)
            _core.SetException(new OperationCanceledException(token));
        else if (socket.Awaited.IsAnyWaiting(isSending))
            Wait();
        else
            Try();
    }

    /// <summary>The socket was ready, or a pause is over.</summary>
    public void Execute()
    {
        if (socket.Awaited.IsClosed)
            Close();
        else if (_token.IsCancellationRequested)
            Cancel();
        else
            Try();
    }

    /// <summary>The socket was closed.</summary>
    public void Close() => Fail(new ObjectDisposedException(nameof(KernelSocket)));

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token) => Take(token, out _);

    int IValueTaskSource<int>.GetResult(short token) => Take(token, out _);

    MessageResult IValueTaskSource<MessageResult>.GetResult(short token)
    {
        Take(token, out MessageResult message);
        return message;
    }

    private int Take(short token, out MessageResult message)
    {
        _core.GetStatus(token); // who takes it twice is told so before anything is given back
        message = Call.Message;
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            (Call, _token) = (default, default);
            _core.Reset();
            socket.GiveBack(this);
        }
    }

    private void Try()
    {
        SocketCall call = Call;
        int result = socket.Attempt(ref call);
        if (call.Done > Call.Done)
            (_wasReady, _pause) = (false, default); // a part is done: the next one has its own wait
        Call = call;
        if (result != -(int)ErrorNumber.EAGAIN || (call.Flags & MessageFlags.DontWait) != 0)
            Finish(result);
        else if (_waits)
            TryLater();
        else
            Wait();
    }

    private void Wait()
    {
        _waits = true;
        socket.Awaited.Enter(isSending);
        if (_token.CanBeCanceled)
            _registration = _token.UnsafeRegister(static call => ((AwaitedCall)call!).TryCancel(), this);
        if (Call.IsRefusedWhateverReady)
            Pause();
        else
            Queue(isFirst: false);
    }

    // Ready, and refused all the same: of a full receiver that the socket is not connected to, epoll(7) knows nothing.
    private void TryLater()
    {
        if (Call.IsRefusedWhateverReady || (isSending && _wasReady))
        {
            Pause();
            return;
        }
        _wasReady = true;
        Queue(isFirst: true);
    }

    private void Pause()
    {
        _timer ??= new(static call => ((AwaitedCall)call!).Execute(), this, Timeout.Infinite, Timeout.Infinite);
        _timer.Change(_pause.Next(), Timeout.InfiniteTimeSpan);
    }

    // A token that was cancelled before the call stood in the queue found nothing to take out.
    private void Queue(bool isFirst)
    {
        socket.Awaited.Add(this, isFirst);
        if (_token.IsCancellationRequested)
            TryCancel();
    }

    // A call that is just being tried, or pauses, sees the token itself.
    private void TryCancel()
    {
        if (socket.Awaited.TryRemove(this))
            Cancel();
    }

    private void Cancel() => Fail(new OperationCanceledException(_token));

    // By the thread that cancels or closes, which is not to run what follows.
    private void Fail(Exception why)
    {
        _core.RunContinuationsAsynchronously = true;
        Leave();
        _core.SetException(why);
    }

    private void Finish(int result)
    {
        Leave();
        if (result >= 0)
            _core.SetResult(result);
        else if (socket.Awaited.IsClosed)
            _core.SetException(new ObjectDisposedException(nameof(KernelSocket)));
        else
            _core.SetException(new SystemCallException(Call.Operation, -result, Call.Subject));
    }

    private void Leave()
    {
        if (!_waits)
            return;
        _waits = false;
        _registration.Dispose(); // waits for its callback, which would else find the call in its next use
        socket.Awaited.Leave(isSending);
    }
}
