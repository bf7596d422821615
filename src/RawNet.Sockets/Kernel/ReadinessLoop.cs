using System.Diagnostics.CodeAnalysis;

namespace RawNet.Sockets;

/// <summary>The one thread that waits for all sockets on which something is awaited, over epoll(7). It is started by the first
/// call that has to wait, makes no calls itself, and does not keep the process alive.</summary>
[SuppressMessage("Design", "CA1001", Justification = "it lives as long as the process")]
internal sealed class ReadinessLoop
{
    private const int MostAtOnce = 64;
    private static readonly Lazy<ReadinessLoop> _shared = new(() => new());
    private readonly Epoll _epoll = new();
    private readonly Lock _lock = new();
    private readonly List<AwaitedCalls?> _places = [];
    private readonly Stack<uint> _free = [];

    private ReadinessLoop() =>
        new Thread(Run) { IsBackground = true, Name = "RawNet readiness" }.Start();

    public static ReadinessLoop Shared => _shared.Value;

    /// <summary>Watches a descriptor, for nothing yet. The number is for the other methods.</summary>
    /// <exception cref="SystemCallException">ENOMEM, ENOSPC: the kernel can watch no more.</exception>
    public uint Add(int descriptor, AwaitedCalls calls)
    {
        lock (_lock)
        {
            uint place = _free.TryPop(out uint free) ? free : (uint)_places.Count;
            if (place == _places.Count)
                _places.Add(null);
            try
            {
                _epoll.Add(descriptor, Readiness.Once, place);
            }
            catch
            {
                _free.Push(place);
                throw;
            }
            _places[(int)place] = calls;
            return place;
        }
    }

    /// <summary>Tells the calls of the place once when the descriptor is ready.</summary>
    public void Ask(int descriptor, Readiness wish, uint place) => _epoll.Change(descriptor, wish | Readiness.Once, place);

    /// <summary>Before the descriptor is closed.</summary>
    public void Remove(int descriptor, uint place)
    {
        lock (_lock)
        {
            _epoll.Remove(descriptor);
            _places[(int)place] = null;
            _free.Push(place);
        }
    }

    private void Run()
    {
        Span<ReadyDescriptor> ready = stackalloc ReadyDescriptor[MostAtOnce];
        while (true)
        {
            int count = _epoll.Wait(Timeout.InfiniteTimeSpan, ready);
            foreach ((uint place, Readiness events) in ready[..count])
                At(place)?.Begin(events);
        }
    }

    // A place may have gone to another socket meanwhile, which then tries once in vain.
    private AwaitedCalls? At(uint place)
    {
        lock (_lock)
            return _places[(int)place];
    }
}
