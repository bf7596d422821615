using System.Diagnostics;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>The loop of every echo, server or client, over messages, records or streams: waits until sockets are ready and gives
/// each its turn. Ten thousand connections take one thread; a turn allocates nothing. Closing it ends its wait on another thread
/// with <see cref="ObjectDisposedException"/>.</summary>
internal sealed class EchoLoop : IDisposable
{
    private const int TurnsAtOnce = 64;
    private static readonly TimeSpan _pulse = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _deafness = TimeSpan.FromMilliseconds(50); // of poll(2) to stopping and closing
    private readonly Epoll? _epoll;
    private readonly List<(IEchoEnd? End, Readiness Asked)> _places = [];
    private readonly Stack<int> _free = [];
    private long _pulsed = Stopwatch.GetTimestamp();
    private volatile bool _isClosed;

    /// <param name="takesMany">Whether there may be several ends: that takes two descriptors of its own.</param>
    /// <exception cref="SystemCallException">EMFILE: they are not to be had.</exception>
    public EchoLoop(bool takesMany) => _epoll = takesMany ? new() : null;

    /// <summary>Gives a socket its turns from now on, and closes it at last.</summary>
    /// <exception cref="SystemCallException">ENOMEM, ENOSPC: the kernel can watch no more; the end is closed.</exception>
    public void Add(IEchoEnd end)
    {
        int place = _free.TryPop(out int free) ? free : _places.Count;
        try
        {
            _epoll?.Add(end.Descriptor, end.Wish, (uint)place);
        }
        catch
        {
            end.Close();
            _free.Push(place);
            throw;
        }
        if (place == _places.Count)
            _places.Add(default);
        _places[place] = (end, end.Wish);
    }

    /// <summary>Until an end is done, the time is over, or it is to stop.</summary>
    /// <returns>True when an end is done.</returns>
    /// <exception cref="SystemCallException">A socket is of no more use.</exception>
    /// <exception cref="ObjectDisposedException">The loop or a socket was closed meanwhile.</exception>
    public bool Run(TimeSpan time, CancellationToken stop)
    {
        using CancellationTokenRegistration registration = stop.UnsafeRegister(static loop => ((EchoLoop)loop!)._epoll?.Wake(), this);
        long start = Stopwatch.GetTimestamp();
        Span<ReadyDescriptor> ready = stackalloc ReadyDescriptor[TurnsAtOnce];
        Ask(0); // of what it was told meanwhile
        while (!stop.IsCancellationRequested)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            TimeSpan left = Deadline.Left(time, start);
            int count = Wait(Deadline.Sooner(left, _pulse), ready);
            bool isDone = false;
            foreach ((uint place, _) in ready[..count])
                isDone |= TakeTurn((int)place);
            if (isDone)
                return true;
            if (left == TimeSpan.Zero)
                break;
            Pulse();
        }
        return false;
    }

    public void Dispose()
    {
        _isClosed = true;
        _epoll?.Dispose();
        for (int i = 0; i < _places.Count; i++)
            _places[i].End?.Close();
    }

    private int Wait(TimeSpan time, Span<ReadyDescriptor> ready)
    {
        if (_epoll is not null)
            return _epoll.Wait(time, ready);
        ready[0] = default;
        return _places[0].End is { } only && (only.Waits || IsReady(only, Deadline.Sooner(time, _deafness))) ? 1 : 0;
    }

    // Readiness has poll(2)'s bits. A descriptor that was closed meanwhile is told by the turn.
    private static bool IsReady(IEchoEnd end, TimeSpan time)
    {
        PollRequest request = new() { fd = end.Descriptor, events = (short)end.Wish };
        int result = PollCall.Wait(new Span<PollRequest>(ref request), time);
        return result == -(int)ErrorNumber.EINTR ? false : SystemCall.Checked(result, "ppoll") > 0;
    }

    private bool TakeTurn(int place)
    {
        if (_places[place].End is not { } end)
            return false;
        EchoTurn turn = end.TakeTurn();
        if (turn == EchoTurn.Over)
            Remove(place, end);
        else
            Ask(place);
        return turn == EchoTurn.Done;
    }

    // What waits for room, as an acceptor of connections does, waits for an end that goes.
    private void Remove(int place, IEchoEnd end)
    {
        _epoll?.Remove(end.Descriptor);
        end.Close();
        _places[place] = default;
        _free.Push(place);
        Ask(0);
    }

    private void Ask(int place)
    {
        (IEchoEnd? end, Readiness asked) = _places[place];
        if (end is null || end.Wish == asked)
            return;
        _epoll?.Change(end.Descriptor, end.Wish, (uint)place);
        _places[place] = (end, end.Wish);
    }

    private void Pulse()
    {
        if (Stopwatch.GetElapsedTime(_pulsed) < _pulse)
            return;
        _pulsed = Stopwatch.GetTimestamp();
        _places[0].End?.Pulse();
        Ask(0);
    }
}
