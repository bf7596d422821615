using RawNet.Captures;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Signals;
using RawNet.Sockets;

namespace RawNet.Cli.Capture;

/// <summary>Where captured packets go.</summary>
internal interface ICaptureSink
{
    /// <param name="packet">Its interface is the kernel's index of it.</param>
    /// <returns>False for one that does not fit into where it goes.</returns>
    bool TryWrite(in CapturedPacket packet);

    /// <summary>Nothing waits in the kernel: what is buffered may be handed over.</summary>
    void Idle();

    /// <summary>What was taken is to outlast a loss of power.</summary>
    void Keep();
}

/// <summary>Takes packets from a source until the count, the time or the person says stop. Allocates nothing per packet.</summary>
/// <param name="source">Opened already.</param>
/// <param name="sink">Gets them.</param>
/// <param name="most">How many packets at most; 0 sets no limit.</param>
/// <param name="time">How long; null until stopped.</param>
/// <param name="stop">The person's word.</param>
internal sealed class CaptureRun(ICaptureSource source, ICaptureSink sink, long most, TimeSpan? time, StopSignal stop)
{
    private volatile bool _isStatusWanted, _isKeepingWanted;

    /// <summary>Tells the counts so far, on the run's own thread.</summary>
    public Action<PacketTally>? Status { get; init; }

    /// <summary>Asks for <see cref="Status"/>; from any thread.</summary>
    public void RequestStatus() => _isStatusWanted = true;

    /// <summary>Asks the sink to keep what it has; from any thread.</summary>
    public void RequestKeeping() => _isKeepingWanted = true;

    /// <summary>Packets taken.</summary>
    public PacketTally Count { get; } = new() { Sources = 1 };

    /// <summary>When it began, or the last frame came, by the kernel's clock.</summary>
    public long LastNanoseconds { get; private set; } = MonotonicClock.TimeOfDay;

    /// <summary>The count with what the kernel says until now.</summary>
    public PacketTally Sum()
    {
        PacketCount seen = source.ReadCount();
        (Count.Received, Count.Dropped, Count.Link) = (seen.Received, seen.Dropped, source.History);
        return Count;
    }

    public void Run()
    {
        var loop = new FrameLoop(source, Consider)
        {
            IsEnough = most > 0 ? () => Count.Packets >= most : null,
            IsStopWanted = () => stop.IsSet,
            Idle = sink.Idle,
            Turn = AnswerRequests,
        };
        loop.Run(time ?? Timeout.InfiniteTimeSpan);
        loop.Drain();
    }

    private void AnswerRequests()
    {
        if (_isStatusWanted) ShowStatus();
        if (_isKeepingWanted) Keep();
    }

    private void ShowStatus()
    {
        _isStatusWanted = false;
        Status?.Invoke(Sum());
    }

    private void Keep()
    {
        _isKeepingWanted = false;
        sink.Keep();
    }

    private void Consider(in CapturedPacket packet)
    {
        LastNanoseconds = (long)(packet.TimeNanoseconds ?? LastNanoseconds);
        if (!source.Rest.Accepts(packet))
        {
            Count.LeftOut++;
            return;
        }
        if (!sink.TryWrite(packet with { Number = Count.Packets + 1 }))
        {
            Count.NotWritten++;
            return;
        }
        Count.Packets++;
        Count.Bytes += packet.Data.Length;
    }
}
