using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>epoll(7): which of many descriptors are ready, at the price of the ready ones. Closing it, as <see cref="Wake"/>,
/// ends a wait on another thread.</summary>
internal sealed class Epoll : IDisposable
{
    private const int MostAtOnce = 64;
    private const uint WakeNumber = uint.MaxValue;

    // struct epoll_event: 32 bits of events, then 64 of the caller's, on x86 without a gap before them (sys/epoll.h).
    private static readonly int _size = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 3 : 4;
    private static readonly int _numberAt = _size - 2;
    private readonly uint[] _events = new uint[MostAtOnce * _size];
    private readonly SafeFileHandle _set, _wake;

    /// <exception cref="SystemCallException">EMFILE: no descriptor is left.</exception>
    public Epoll()
    {
        _set = new(SystemCall.Checked(EpollCalls.Open(), "epoll_create1"), ownsHandle: true);
        try
        {
            _wake = new(SystemCall.Checked(EpollCalls.OpenEvent(), "eventfd"), ownsHandle: true);
        }
        catch
        {
            _set.Dispose();
            throw;
        }
        Control(Constants.EPOLL_CTL_ADD, (int)_wake.DangerousGetHandle(), (uint)Readiness.ToReceive | Constants.EPOLLET, WakeNumber);
    }

    /// <summary>Watches a descriptor until it is closed. Errors and the end of a connection make it ready, whatever is wished.</summary>
    /// <param name="descriptor">By who alone closes it.</param>
    /// <param name="wish">What it waits for.</param>
    /// <param name="number">Told when it is ready.</param>
    public void Add(int descriptor, Readiness wish, uint number) => Control(Constants.EPOLL_CTL_ADD, descriptor, (uint)wish, number);

    /// <summary>Another wish for a descriptor that is watched.</summary>
    /// <inheritdoc cref="Add"/>
    public void Change(int descriptor, Readiness wish, uint number) => Control(Constants.EPOLL_CTL_MOD, descriptor, (uint)wish, number);

    /// <summary>Watches a descriptor no more.</summary>
    public void Remove(int descriptor) => Control(Constants.EPOLL_CTL_DEL, descriptor, 0, 0);

    /// <summary>Those that are ready, none when the time (whole milliseconds) is over, a signal came
    /// or <see cref="Wake"/> was called.</summary>
    /// <param name="time">An infinite one waits for ever.</param>
    /// <param name="ready">Room for some; the others are told next time.</param>
    /// <returns>How many.</returns>
    /// <exception cref="ObjectDisposedException">It was closed meanwhile.</exception>
    public int Wait(TimeSpan time, Span<ReadyDescriptor> ready)
    {
        int milliseconds = time == Timeout.InfiniteTimeSpan ? -1 : (int)Math.Ceiling(time.TotalMilliseconds);
        int count = EpollCalls.Wait(_set, _events, Math.Min(MostAtOnce, ready.Length), milliseconds);
        if (count == -(int)ErrorNumber.EINTR)
            return 0;
        SystemCall.Checked(count, "epoll_wait");
        int told = 0;
        for (int i = 0; i < count; i++)
        {
            uint number = _events[(i * _size) + _numberAt];
            if (number != WakeNumber)
                ready[told++] = new(number, ReadinessOf(_events[i * _size]));
        }
        return told;
    }

    /// <summary>Ends the wait, or else the next one; from any thread, also when it was closed.</summary>
    public void Wake()
    {
        ulong one = 1;
        try
        {
            WriteCall.Write(_wake, MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in one))); // EAGAIN only where it was woken 2^64 times
        }
        catch (ObjectDisposedException)
        {
            // Who waited has been told so.
        }
    }

    public void Dispose()
    {
        Wake();
        _set.Dispose();
        _wake.Dispose();
    }

    // Errors and the end of a connection are found by either call.
    private static Readiness ReadinessOf(uint events) => (events & (Constants.EPOLLERR | Constants.EPOLLHUP)) != 0
        ? Readiness.ToReceive | Readiness.ToSend
        : (Readiness)events & (Readiness.ToReceive | Readiness.ToSend);

    private void Control(int operation, int descriptor, uint wish, uint number)
    {
        Span<uint> asked = stackalloc uint[_size];
        asked.Clear();
        (asked[0], asked[_numberAt]) = (wish, number);
        SystemCall.Checked(EpollCalls.Control(_set, operation, descriptor, asked), "epoll_ctl");
    }
}

/// <summary>What a socket waits for (EPOLLIN, EPOLLOUT), and whether it is told only once (EPOLLONESHOT).</summary>
[Flags]
internal enum Readiness
{
    None = 0,
    ToReceive = 1,
    ToSend = 4,
    Once = 1 << 30,
}

/// <summary>A descriptor that is ready, by the number that it was given, and for what.</summary>
internal readonly record struct ReadyDescriptor(uint Number, Readiness Events);
