using SharpPcap;

namespace RawNet.SharpPcap.Conversions;

/// <summary>SharpPcap's times and RawNet's.</summary>
/// <remarks>A <see cref="PosixTimeval"/> holds seconds as a decimal of 28 digits: every nanosecond that a capture file can say fits,
/// though its parts are named microseconds.</remarks>
internal static class Times
{
    private const int PerSecond = 1_000_000_000;

    internal static Int128 ToNanoseconds(this PosixTimeval time)
    {
        decimal seconds = decimal.Floor(time.Value);
        return ((Int128)seconds * PerSecond) + (Int128)((time.Value - seconds) * PerSecond);
    }

    // SharpPcap's own constructors take no time before 1970, its value does.
    internal static PosixTimeval ToTimeval(Int128 nanoseconds) =>
        new(0, 0, TimestampResolution.Nanosecond) { Value = (decimal)nanoseconds / PerSecond };
}
