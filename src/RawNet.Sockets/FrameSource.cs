using RawNet.Captures;
using RawNet.Sockets.Linux;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>Frames as they come in on one interface or on all of them, one at a time into a buffer of its own: with what they begin with, which way they go, and when they came.
/// Allocates nothing per frame.</summary>
public sealed class FrameSource : IFrameSource, IDisposable
{
    private const int LongestFrame = (1 << 18) + 64; // the longest that captures hold, and a restored tag
    private readonly byte[] frame = GC.AllocateUninitializedArray<byte>(LongestFrame);
    private readonly MonotonicClock clock;
    private FrameArrival arrival;
    private long emptyAt;

    /// <param name="socket">Set up already; closed with the source.</param>
    public FrameSource(PacketSocket socket)
        : this(socket, new MonotonicClock())
    {
    }

    private FrameSource(PacketSocket socket, MonotonicClock clock)
    {
        Socket = socket;
        this.clock = clock;
    }

    /// <summary>Whence the frames come.</summary>
    public PacketSocket Socket { get; }

    /// <summary>What the kernel told with the frame.</summary>
    public ref readonly FrameArrival Arrival => ref arrival;

    /// <summary>The frame; its bytes hold until the next one is taken.</summary>
    public ReadOnlySpan<byte> Frame => frame.AsSpan(0, arrival.Length);

    /// <summary>What the frame begins with.</summary>
    public LinkType LinkType => arrival.LinkType;

    /// <summary>The time by a clock that never steps, in nanoseconds.</summary>
    public long Now => clock.Now;

    /// <summary>When the frame came, by the same clock.</summary>
    public long Time => clock.FromRealtime(arrival.TimeNanoseconds, emptyAt);

    /// <summary>Which way the frame went. What loops back goes out and comes in, and is seen once.</summary>
    public PacketDirection Direction => arrival.HardwareType == Constants.ARPHRD_LOOPBACK ? PacketDirection.Unknown
        : arrival.PacketType == PacketType.Outgoing ? PacketDirection.Outbound
        : PacketDirection.Inbound;

    /// <summary>The frame as captures hold it, its interface by the kernel's index.</summary>
    public CapturedPacket Packet => new(LinkType, Frame, arrival.TimeNanoseconds) { Length = arrival.WireLength, Interface = arrival.InterfaceIndex, Direction = Direction };

    /// <summary>Opens a socket of its own.</summary>
    /// <param name="link">Null for every interface.</param>
    /// <param name="settings">How.</param>
    /// <param name="clock">By which times are told; null makes one.</param>
    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public static FrameSource Open(Link? link, PacketSocketSettings settings, MonotonicClock? clock = null) => new(PacketSocket.Open(link, settings), clock ?? new MonotonicClock());

    /// <summary>Waits up to the time for the next frame.</summary>
    /// <param name="patience">Zero only looks; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <exception cref="SystemCallException">ENODEV: the interface was deleted and did not come back.</exception>
    public bool Next(TimeSpan patience)
    {
        long before = clock.Now;
        arrival = Socket.Receive(frame, patience);
        if (!arrival.HasFrame) emptyAt = before;
        return arrival.HasFrame;
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
