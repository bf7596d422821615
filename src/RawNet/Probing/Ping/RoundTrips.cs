namespace RawNet.Probing;

/// <summary>Round trip times of a run. Sums are 128 bits wide: no time that can be measured overflows them.</summary>
public sealed class RoundTrips
{
    /// <summary>The median is exact up to so many replies; of more it is the median of the last ones.</summary>
    public const int Remembered = 1 << 16;

    private const int First = 16;

    private readonly int _most;
    private long[] _last;
    private Int128 _sum;
    private Int128 _squares;

    internal RoundTrips(long expected)
    {
        _most = (int)Math.Clamp(expected, 1, Remembered);
        _last = new long[Math.Min(_most, First)];
    }

    /// <summary>How many there are; the figures below are 0 when there are none.</summary>
    public long Count { get; private set; }

    /// <summary>Shortest, in nanoseconds.</summary>
    public long Min { get; private set; }

    /// <summary>Longest, in nanoseconds.</summary>
    public long Max { get; private set; }

    /// <summary>Arithmetic mean in nanoseconds, rounded down.</summary>
    public long Average => Count == 0 ? 0 : (long)(_sum / Count);

    /// <summary>Standard deviation in nanoseconds, as iputils computes its mdev: root of the mean square less
    /// the square of the mean.</summary>
    public long Deviation
    {
        get
        {
            if (Count == 0) return 0;
            double mean = (double)_sum / Count;
            return (long)Math.Sqrt(Math.Max(0, ((double)_squares / Count) - (mean * mean)));
        }
    }

    /// <summary>The middle one, or the mean of the middle two, in nanoseconds. Sorts: not for every packet.</summary>
    public long Median()
    {
        int kept = (int)Math.Min(Count, _last.Length);
        if (kept == 0) return 0;
        long[] sorted = _last[..kept];
        Array.Sort(sorted);
        long upper = sorted[kept / 2];
        return kept % 2 == 1 ? upper : sorted[(kept / 2) - 1] + ((upper - sorted[(kept / 2) - 1]) / 2);
    }

    internal void Add(long nanoseconds)
    {
        if (Count == _last.Length && Count < _most) Array.Resize(ref _last, Math.Min(_most, 2 * _last.Length));
        _last[Count % _last.Length] = nanoseconds;
        Min = Count == 0 ? nanoseconds : Math.Min(Min, nanoseconds);
        Max = Math.Max(Max, nanoseconds);
        _sum += nanoseconds;
        _squares += (Int128)nanoseconds * nanoseconds;
        Count++;
    }
}
