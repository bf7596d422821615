using System.Diagnostics;
using RawNet.Captures;
using RawNet.Cli.Options;
using RawNet.Sockets;
using RawNet.Wire;
using FileDirection = RawNet.Captures.PacketDirection;
using LinkDirection = RawNet.Sockets.PacketDirection;
using PacketCount = RawNet.Cli.Output.PacketCount;

namespace RawNet.Cli.Capturing;

/// <summary>Where captured packets go.</summary>
internal interface ICaptureSink
{
    /// <param name="packet">Its interface is the kernel's index of it.</param>
    void Take(in CapturedPacket packet);

    /// <summary>Nothing waits in the kernel: what is buffered may be handed over.</summary>
    void Idle();
}

/// <summary>Takes frames from a packet socket until the count, the time or the person says stop. Allocates nothing per packet.</summary>
/// <param name="socket">Set up already.</param>
/// <param name="filter">Which packets are wanted.</param>
/// <param name="sink">Gets them.</param>
/// <param name="most">How many packets at most; 0 sets no limit.</param>
/// <param name="time">How long; null until stopped.</param>
/// <param name="stop">The person's word.</param>
internal sealed class CaptureRun(PacketSocket socket, Filter filter, ICaptureSink sink, long most, TimeSpan? time, StopSignal stop)
{
    private static readonly TimeSpan LongestDeafness = TimeSpan.FromMilliseconds(100);
    private readonly byte[] _frame = new byte[(1 << 18) + 64]; // the longest frame that captures hold, and a restored tag
    private readonly long _start = Stopwatch.GetTimestamp();
    private FrameArrival _arrival;
    private volatile bool _isStatusWanted;

    /// <summary>Tells the counts so far, on the run's own thread.</summary>
    public Action<PacketCount>? Status { get; init; }

    /// <summary>Asks for <see cref="Status"/>; from any thread.</summary>
    public void RequestStatus() => _isStatusWanted = true;

    /// <summary>Packets taken.</summary>
    public PacketCount Count { get; } = new() { Sources = 1 };

    /// <summary>When it began, or the last frame came, by the kernel's clock.</summary>
    public long LastNanoseconds { get; private set; } = Now;

    public void Run()
    {
        while (!IsOver)
        {
            if (Next(TimeSpan.Zero)) Consider();
            else Rest();
            if (_isStatusWanted) TellStatus();
        }
        if (!IsFull) Drain();
    }

    private void TellStatus()
    {
        _isStatusWanted = false;
        Status?.Invoke(Count);
    }

    private static long Now => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;

    private bool IsFull => most > 0 && Count.Packets >= most;

    private bool IsOver => IsFull || stop.IsSet || Left <= TimeSpan.Zero;

    private TimeSpan Left => time is { } limit ? limit - Stopwatch.GetElapsedTime(_start) : LongestDeafness;

    private bool Next(TimeSpan patience)
    {
        _arrival = socket.Receive(_frame, patience);
        return _arrival.HasFrame;
    }

    private void Rest()
    {
        sink.Idle();
        TimeSpan left = Left;
        if (left > TimeSpan.Zero && Next(left < LongestDeafness ? left : LongestDeafness)) Consider();
    }

    // What came before the end and still waits in the kernel belongs to the capture.
    private void Drain()
    {
        long end = Now;
        while (!IsFull && Next(TimeSpan.Zero) && _arrival.TimeNanoseconds <= end) Consider();
        sink.Idle();
    }

    private void Consider()
    {
        LinkType link = socket.Link?.LinkType ?? (_arrival.HardwareType is Ethernet or Loopback ? LinkType.Ethernet : LinkType.Raw);
        var packet = new CapturedPacket(link, _frame.AsSpan(0, _arrival.Length), _arrival.TimeNanoseconds)
        {
            Number = Count.Packets + 1,
            Length = _arrival.WireLength,
            Interface = _arrival.InterfaceIndex,
            Direction = _arrival.Direction == LinkDirection.Outgoing ? FileDirection.Outbound : FileDirection.Inbound,
        };
        LastNanoseconds = _arrival.TimeNanoseconds;
        if (!filter.Accepts(packet))
        {
            Count.LeftOut++;
            return;
        }
        Count.Packets++;
        Count.Bytes += _arrival.Length;
        sink.Take(packet);
    }

    private const ushort Ethernet = 1, Loopback = 772; // ARPHRD_ETHER, ARPHRD_LOOPBACK
}
