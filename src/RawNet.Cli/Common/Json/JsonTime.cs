using System.Text.Json;
using RawNet.Cli.Common.Text;

namespace RawNet.Cli.Common.Json;

/// <summary>Times in JSON: as a number of nanoseconds since 1970, and beside it as text, because many readers
/// keep only 53 bits of a number.</summary>
internal static class JsonTime
{
    /// <summary>Writes <c>time_ns</c> and <c>time</c>.</summary>
    public static void WriteTime(this Utf8JsonWriter writer, long nanoseconds) => writer.WriteTime("time_ns"u8, "time"u8, nanoseconds);

    /// <summary>Writes both, or null for both.</summary>
    public static void WriteTime(this Utf8JsonWriter writer, ReadOnlySpan<byte> number, ReadOnlySpan<byte> text, Int128? nanoseconds)
    {
        if (nanoseconds is not { } time)
        {
            writer.WriteNull(number);
            writer.WriteNull(text);
            return;
        }
        if (time >= long.MinValue && time <= long.MaxValue) writer.WriteNumber(number, (long)time);
        else writer.WriteNumber(number, (decimal)time); // 96 bits, and no time has more
        Span<byte> digits = stackalloc byte[IsoTime.LongestLength];
        writer.WriteString(text, IsoTime.Format(time, digits));
    }
}
