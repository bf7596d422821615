using RawNet.Captures;
using RawNet.Cli.Options;

namespace RawNet.Cli.Input;

/// <summary>The packets of a capture that a tcpdump expression keeps; all of them without one.</summary>
internal sealed class WantedPackets(CaptureReader reader, Bpf? bpf)
{
    /// <summary>Why the capture ended before its end; null when it did not.</summary>
    public CaptureError? Error => reader.Error;

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
        if (!reader.TryRead(out packet)) return false;
        if (packet.Number == 1) bpf?.Begin(reader);
        isWanted = bpf is null || bpf.Accepts(packet);
        return true;
    }
}
