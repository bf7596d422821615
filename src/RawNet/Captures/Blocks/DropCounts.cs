namespace RawNet.Captures;

/// <summary>What the statistics blocks of a file say was lost (draft-ietf-opsawg-pcapng, 4.6): each counts from the capture's start,
/// so the last one of an interface holds.</summary>
internal sealed class DropCounts
{
    private readonly Dictionary<uint, ulong> _ofSection = [];
    private ulong _before;

    /// <summary>By all interfaces so far; null when no block tells.</summary>
    internal ulong? Total { get; private set; }

    internal void BeginSection()
    {
        _before = Total ?? 0;
        _ofSection.Clear();
    }

    /// <param name="block">An Interface Statistics Block of a sound length.</param>
    internal void Add(Block block)
    {
        ulong? lost = null;
        BlockOptions options = new(block.Body[StatisticsHeader.Size..], block.Order);
        while (options.MoveNext())
            if (options.Code is OptionCode.StatisticsDropped or OptionCode.StatisticsDroppedBySystem
                && options.Value.Length == sizeof(ulong))
                lost = (lost ?? 0) + block.Order.U64(options.Value);
        if (lost is not { } count)
            return;
        _ofSection[StatisticsHeader.Of(block).Interface] = count;
        Total = _ofSection.Values.Aggregate(_before, (sum, one) => sum + one);
    }
}
