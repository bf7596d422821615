using RawNet.Captures;
using RawNet.Wire;

namespace RawNet.Sockets;

/// <summary>Says of a frame whether it is to be recorded; called in the order in which frames were seen, on the tap's thread.</summary>
/// <param name="link">What the frame begins with.</param>
/// <param name="frame">The whole frame.</param>
public delegate bool FrameFilter(LinkType link, ReadOnlySpan<byte> frame);

/// <summary>Records what is on an interface's wire, each frame once and with the kernel's time, from the moment it is opened
/// until <see cref="Close"/>.</summary>
/// <remarks>What comes before <see cref="Start"/> waits in the kernel.</remarks>
public sealed class WireTap : IDisposable
{
    private const int ReceiveBuffer = 4 << 20;
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(20);
    private readonly FrameSource _source;
    private readonly ICaptureWriter _writer;
    private readonly FrameFilter _filter;
    private readonly Thread _thread;
    private readonly Task _recording;
    private volatile bool _isClosing;

    private WireTap(FrameSource source, ICaptureWriter writer, FrameFilter filter)
    {
        _source = source;
        _writer = writer;
        _filter = filter;
        // The task keeps what is thrown for the thread that closes.
        _recording = new Task(Record);
        _thread = new Thread(_recording.RunSynchronously) { IsBackground = true, Name = "wire tap" };
    }

    /// <summary>Frames that were lost before the tap could look at them, told by <see cref="Close"/>.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether the interface went down or away, told by <see cref="Close"/>.</summary>
    public LinkHistory History { get; private set; }

    /// <summary>Opens what it needs; frames from now on are seen.</summary>
    /// <param name="link">The interface.</param>
    /// <param name="makeWriter">Called once the right to tap is certain: takes the frames of the interface's
    /// link type, as interface 0.</param>
    /// <param name="filter">Which frames.</param>
    /// <exception cref="SystemCallException">EPERM: needs CAP_NET_RAW.</exception>
    public static WireTap Open(Link link, Func<ICaptureWriter> makeWriter, FrameFilter filter)
    {
        FrameSource source = FrameSource.Open(link, new PacketSocketSettings { ReceiveBuffer = ReceiveBuffer });
        try
        {
            return new(source, makeWriter(), filter);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Begins to record, on a thread of its own that has the calling thread's privileges.</summary>
    public void Start() => _thread.Start();

    /// <summary>Records what has been seen until now, and ends.</summary>
    /// <exception cref="System.IO.IOException">The file could not be written.</exception>
    /// <exception cref="SystemCallException">ENODEV: the interface was deleted and did not come back.</exception>
    public void Close()
    {
        if (_isClosing)
            return;
        _isClosing = true;
        if (_thread.ThreadState.HasFlag(ThreadState.Unstarted))
            Start();
        _thread.Join();
        Dropped = _source.Socket.ReadCount().Dropped;
        History = _source.Socket.History;
        _source.Dispose();
        _recording.GetAwaiter().GetResult();
    }

    /// <summary>Ends, if <see cref="Close"/> did not.</summary>
    public void Dispose() => Close();

    private void Record()
    {
        FrameLoop loop = new(_source, Record) { LongestDeafness = _patience, IsStopWanted = () => _isClosing };
        if (!_isClosing)
            loop.Run(Timeout.InfiniteTimeSpan);
        loop.Drain();
    }

    private void Record(in CapturedPacket packet)
    {
        if (_filter(packet.LinkType, packet.Data))
            _writer.Write(packet with { Interface = 0 });
    }
}
