using System.Diagnostics;

namespace RawNet.Cli.Common.Sending;

/// <summary>A token bucket that holds what 10 ms bring: the rate holds on average although sleeping is coarse.</summary>
/// <param name="perSecond">0 sets no limit.</param>
internal sealed class Pace(double perSecond)
{
    private const double Depth = 0.010;
    private readonly double _step = perSecond == 0 ? 0 : Stopwatch.Frequency / perSecond;
    private static readonly double _late = Depth * Stopwatch.Frequency;
    private double _due; // from the first one on

    /// <summary>How long until the next one may go; zero or less when it may go now.</summary>
    public TimeSpan Left => perSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((_due - Stopwatch.GetTimestamp()) / Stopwatch.Frequency);

    /// <summary>One goes now.</summary>
    public void Advance()
    {
        long now = Stopwatch.GetTimestamp();
        _due = (_due == 0 ? now : Math.Max(_due, now - _late)) + _step;
    }
}
