using RawNet.Cli.Sending;
using RawNet.Probing.Groups;
using RawNet.Wire;

namespace RawNet.Cli.Groups;

/// <summary>What belongs into the recording of a run: its own frames, however wrong, and every sound message about groups beside them.</summary>
internal sealed class SentFrames
{
    private readonly HashSet<string> _own;

    public SentFrames(SendPlan plan, Addressing addressing) =>
        _own = [.. plan.Packets.Expand().Select(packet => Convert.ToHexString(addressing.Complete(packet).ToBytes()))];

    public bool Belongs(LinkType link, ReadOnlySpan<byte> frame) =>
        GroupArrival.TryRead(link, frame, out _) || _own.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Convert.ToHexString(frame));
}
