using System.Globalization;

namespace RawNet.Lab;

/// <summary>How long the lab waits before it gives up: longer by the factor in RAWNET_PATIENCE, which an emulated machine sets.</summary>
public static class Patience
{
    private static readonly double _factor = double.TryParse(Environment.GetEnvironmentVariable("RAWNET_PATIENCE"),
        CultureInfo.InvariantCulture, out double factor) ? Math.Max(factor, 1) : 1;

    /// <summary>So many seconds on a real machine.</summary>
    public static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds * _factor);
}
