using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Sending;

/// <summary>What the run sees of the wire while it sends: its own packets as they leave, and what comes.</summary>
internal sealed class Tap : IDisposable
{
    private const int Buffer = 8 << 20;
    private readonly PacketSocket _socket;
    private readonly MonotonicClock _clock = new();
    private readonly byte[] _frame = new byte[0x10000 + 64];
    private long _emptyAt;

    /// <param name="link">Null for every interface.</param>
    /// <param name="allMulticast">Whether groups that nobody here has joined are heard too.</param>
    /// <exception cref="SystemCallException">Not permitted.</exception>
    public Tap(Link? link, bool allMulticast = false) => _socket = PacketSocket.Open(link, new PacketSocketSettings { ReceiveBuffer = Buffer, AllMulticast = allMulticast });

    /// <summary>The frame at hand.</summary>
    public ReadOnlySpan<byte> Frame => _frame.AsSpan(0, Arrival.Length);

    public FrameArrival Arrival { get; private set; }

    /// <summary>The time by a clock that never steps.</summary>
    public long Now => _clock.Now;

    /// <summary>When <see cref="Frame"/> came, by the same clock.</summary>
    public long Time => _clock.FromRealtime(Arrival.TimeNanoseconds, _emptyAt);

    /// <summary>How <see cref="Frame"/> begins.</summary>
    public LinkType Link => Arrival.LinkType;

    /// <summary>Waits up to the time for the next frame.</summary>
    public bool Next(TimeSpan time)
    {
        long before = _clock.Now;
        Arrival = _socket.Receive(_frame, time > TimeSpan.Zero ? time : TimeSpan.Zero);
        if (!Arrival.HasFrame) _emptyAt = before;
        return Arrival.HasFrame;
    }

    public void Dispose() => _socket.Dispose();
}
