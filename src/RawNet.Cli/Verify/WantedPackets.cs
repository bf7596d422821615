using RawNet.Captures;
using RawNet.Cli.Common.Arguments;
using RawNet.Cli.Common.Signals;

namespace RawNet.Cli.Verify;

/// <summary>The packets of a capture that a tcpdump expression keeps; all of them without one.</summary>
/// <param name="reader">Reads the capture.</param>
/// <param name="bpf">The expression.</param>
/// <param name="stop">Ends it.</param>
internal sealed class WantedPackets(CaptureReader reader, Bpf? bpf, StopSignal stop)
{
    private bool _hasBegun;

    /// <summary>Why the capture ended before its end; null when it did not.</summary>
    public CaptureError? Error => reader.Error;

    /// <summary>Whether the person ended it.</summary>
    public bool IsStopped => stop.IsSet;

    /// <summary>Whether the person ends it just now: Ctrl-C reaches also the programs that were started, and they may end first.</summary>
    public bool WillStop()
    {
        stop.Wait(TimeSpan.FromMilliseconds(200));
        return stop.IsSet;
    }

    /// <summary>The next packet that is wanted.</summary>
    public bool TryRead(out CapturedPacket packet)
    {
        while (TryReadAny(out packet, out bool isWanted))
            if (isWanted) return true;
        return false;
    }

    /// <summary>The next packet, wanted or not, for those who read a second account of the same capture beside it.</summary>
    public bool TryReadAny(out CapturedPacket packet, out bool isWanted)
    {
        isWanted = false;
        packet = default;
        if (stop.IsSet || !reader.TryRead(out packet)) return false;
        if (!_hasBegun) bpf?.Begin(reader);
        _hasBegun = true;
        isWanted = bpf is null || bpf.Accepts(packet);
        return true;
    }
}
