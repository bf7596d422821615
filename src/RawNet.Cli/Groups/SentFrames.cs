using RawNet.Cli.Sending;
using RawNet.Probing.Groups;
using RawNet.Wire;

namespace RawNet.Cli.Groups;

/// <summary>What belongs into the recording of a run: its own frames, however wrong, and where it waits for answers every sound message of its protocol behind them.</summary>
internal sealed class SentFrames
{
    private readonly HashSet<string> _own;
    private readonly bool _waits;
    private readonly GroupDialect _dialect;
    private bool _hasBegun;

    public SentFrames(SendPlan plan, Addressing addressing, GroupDialect dialect)
    {
        _own = [.. plan.Packets.Expand().Select(packet => Convert.ToHexString(addressing.Complete(packet).ToBytes()))];
        _waits = plan.Wait is not null;
        _dialect = dialect;
    }

    public bool Belongs(LinkType link, ReadOnlySpan<byte> frame)
    {
        bool isOwn = _own.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Convert.ToHexString(frame));
        _hasBegun |= isOwn;
        return isOwn || (_waits && _hasBegun && GroupFrame.TryRead(link, frame, out GroupFrame said) && said.IsSound && said.Dialect == _dialect);
    }
}
