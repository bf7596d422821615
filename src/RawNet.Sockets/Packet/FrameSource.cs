using RawNet.Captures;
using RawNet.Sockets.Linux;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>Frames as they come in on one interface or on all of them, one at a time into a buffer of its own: with what they begin with,
/// which way they go, and when they came. Allocates nothing per frame.</summary>
public sealed class FrameSource : IFrameSource, IDisposable
{
    private const int LongestFrame = (1 << 18) + 64; // the longest that captures hold, and a restored tag
    private readonly byte[] _frame = GC.AllocateUninitializedArray<byte>(LongestFrame);
    private readonly MonotonicClock _clock;
    private ReceivedFrame _arrival;
    private long _emptyAt;

    /// <param name="socket">Set up already; closed with the source.</param>
    public FrameSource(PacketSocket socket)
        : this(socket, new MonotonicClock())
    {
    }

    private FrameSource(PacketSocket socket, MonotonicClock clock)
    {
        Socket = socket;
        _clock = clock;
    }

    /// <summary>Whence the frames come.</summary>
    public PacketSocket Socket { get; }

    /// <summary>What the kernel told with the frame.</summary>
    public ref readonly ReceivedFrame Arrival => ref _arrival;

    /// <summary>The frame; its bytes hold until the next one is taken.</summary>
    public ReadOnlySpan<byte> Frame => _frame.AsSpan(0, _arrival.Length);

    /// <summary>What the frame begins with.</summary>
    public LinkType LinkType => _arrival.LinkType;

    /// <summary>The time by a clock that never steps, in nanoseconds.</summary>
    public long Now => _clock.Now;

    /// <summary>When the frame came, by the same clock.</summary>
    public long Time => _clock.FromRealtime(_arrival.TimeNanoseconds, _emptyAt);

    /// <summary>Which way the frame went. What loops back goes out and comes in, and is seen once.</summary>
    public PacketDirection Direction => _arrival.HardwareType == Constants.ARPHRD_LOOPBACK ? PacketDirection.Unknown
        : _arrival.PacketType == PacketType.Outgoing ? PacketDirection.Outbound
        : PacketDirection.Inbound;

    /// <summary>The frame as captures hold it, its interface by the kernel's index.</summary>
    public CapturedPacket Packet => new(LinkType, Frame, _arrival.TimeNanoseconds)
    {
        Length = _arrival.WireLength,
        Interface = _arrival.InterfaceIndex,
        Direction = Direction
    };

    /// <summary>Opens a socket of its own.</summary>
    /// <param name="link">Null for every interface.</param>
    /// <param name="settings">How.</param>
    /// <param name="clock">By which times are told; null makes one.</param>
    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public static FrameSource Open(Link? link, PacketSocketSettings settings, MonotonicClock? clock = null) =>
        new(PacketSocket.Open(link, settings), clock ?? new MonotonicClock());

    /// <summary>Waits up to the time for the next frame.</summary>
    /// <param name="patience">Zero only looks; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <exception cref="SystemCallException">ENODEV: the interface was deleted and did not come back.</exception>
    public bool Next(TimeSpan patience)
    {
        long before = _clock.Now;
        _arrival = Socket.Receive(_frame, patience);
        if (!_arrival.HasFrame) _emptyAt = before;
        return _arrival.HasFrame;
    }

    /// <inheritdoc/>
    /// <exception cref="SystemCallException">ENODEV: the interface was deleted and did not come back.</exception>
    public bool Next(TimeSpan patience, out CapturedPacket packet)
    {
        bool isThere = Next(patience);
        packet = isThere ? Packet : default;
        return isThere;
    }

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();
}
