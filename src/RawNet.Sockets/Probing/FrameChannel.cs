using RawNet.Filters;
using RawNet.Probing;

namespace RawNet.Sockets;

/// <summary>Whole frames of one interface past the IP stack: probes leave as they are, and what comes in is a frame with its link type.
/// A probe's destination and hop limit stand in its bytes.</summary>
public sealed class FrameChannel : IPacketChannel, IDisposable
{
    private const int ReceiveBuffer = 16 << 20;
    private readonly FrameSource _frames;
    private readonly MonotonicClock _clock;

    /// <summary>Opens the interface: all multicast comes in, whatever this host joined, and nothing of what leaves.</summary>
    /// <param name="link">Where.</param>
    /// <param name="clock">By which results are told.</param>
    /// <param name="filter">Classic BPF that lets frames in; empty lets everything in.</param>
    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public FrameChannel(Link link, MonotonicClock clock, IReadOnlyList<BpfInstruction> filter)
    {
        _clock = clock;
        var settings = new PacketSocketSettings
        {
            ReceiveBuffer = ReceiveBuffer,
            AllMulticast = !link.IsLoopback,
            IgnoreOutgoing = true,
            Filter = filter
        };
        _frames = FrameSource.Open(link, settings, clock);
    }

    /// <summary>Whether the interface went down or away.</summary>
    public LinkHistory History => _frames.Socket.History;

    /// <inheritdoc/>
    public ProbeResult Send(in Probe probe)
    {
        long time = _clock.Now;
        try
        {
            _frames.Socket.Send(probe.Bytes);
            return new(probe.Tag, time);
        }
        catch (SystemCallException refusal)
        {
            return new(probe.Tag, time) { Failure = refusal.Message };
        }
    }

    /// <inheritdoc/>
    public bool TryReceive(out ReceivedReply arrival)
    {
        bool isThere = _frames.Next(TimeSpan.Zero);
        arrival = isThere ? new() { Link = _frames.LinkType, Message = _frames.Frame, Time = _frames.Time } : default;
        return isThere;
    }

    /// <inheritdoc/>
    public void Wait(long until)
    {
        TimeSpan left = _clock.Until(until);
        if (left > TimeSpan.Zero)
            _frames.Socket.WaitToReceive(left);
    }

    /// <inheritdoc/>
    public void Dispose() => _frames.Dispose();
}
