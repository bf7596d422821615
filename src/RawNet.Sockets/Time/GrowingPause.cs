namespace RawNet.Sockets;

/// <summary>The pauses between tries of a call whose readiness the kernel does not tell: each twice as long as the one before.</summary>
internal struct GrowingPause
{
    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(200); // what 5 s of them cost: IdleCostTests

    private TimeSpan _last;

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan Next() => _last = _last == TimeSpan.Zero ? _first : Deadline.Sooner(_last * 2, _longest);
}
