using System.Globalization;
using System.Text;

namespace RawNet.Cli.Common.Text;

/// <summary>Nanoseconds since 1970 as 2009-02-24T10:21:48.627293000Z, without allocating.</summary>
/// <remarks>Years that four digits cannot say have a sign, as in ISO 8601's expanded form: +10000-01-01T00:00:00.000000000Z.</remarks>
internal static class IsoTime
{
    /// <summary>Of the years 1 to 9999.</summary>
    public const int Length = 30;

    /// <summary>With a sign and a year of twelve digits, the most that pcapng's 64 bits of seconds and of offset come to.</summary>
    public const int LongestLength = 39;

    private const long NanosecondsPerTick = 100;
    private const long YearsPerCycle = 400; // the calendar repeats itself (146,097 days)
    private const long TicksPerCycle = 146_097 * TimeSpan.TicksPerDay;

    /// <summary>The time as text, or - when there is none.</summary>
    public static string TextOf(Int128? nanoseconds)
    {
        Span<byte> text = stackalloc byte[LongestLength];
        return nanoseconds is { } time ? Encoding.ASCII.GetString(Format(time, text)) : "-";
    }

    /// <summary>Appends the time, or - when there is none, and spaces up to <see cref="Length"/> characters.</summary>
    public static StringBuilder AppendTime(this StringBuilder text, Int128? nanoseconds)
    {
        if (nanoseconds is not { } time) return text.Append('-').Append(' ', Length - 1);
        Span<byte> digits = stackalloc byte[LongestLength];
        Span<char> characters = stackalloc char[LongestLength];
        int length = Encoding.ASCII.GetChars(Format(time, digits), characters);
        return text.Append(characters[..length]).Append(' ', Math.Max(0, Length - length));
    }

    /// <summary>Writes ASCII bytes, at most <see cref="LongestLength"/>.</summary>
    public static ReadOnlySpan<byte> Format(Int128 nanoseconds, Span<byte> text)
    {
        (Int128 ticks, long rest) = Divide(nanoseconds, NanosecondsPerTick);
        bool isNear = ticks >= -DateTime.UnixEpoch.Ticks && ticks <= DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks;
        int written = isNear ? FormatNear((long)ticks, text) : FormatFar(ticks, text);
        text[written] = (byte)('0' + (rest / 10));
        text[written + 1] = (byte)('0' + (rest % 10));
        text[written + 2] = (byte)'Z';
        return text[..(written + 3)];
    }

    private static int FormatNear(long ticks, Span<byte> text)
    {
        DateTime.UnixEpoch.AddTicks(ticks).TryFormat(text, out int written, "yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture);
        return written;
    }

    private static int FormatFar(Int128 ticks, Span<byte> text)
    {
        (Int128 cycles, long within) = Divide(ticks, TicksPerCycle);
        DateTime time = DateTime.UnixEpoch.AddTicks(within);
        long year = time.Year + (YearsPerCycle * (long)cycles);
        year.TryFormat(text, out int digits, "+0000;-0000;+0000", CultureInfo.InvariantCulture);
        time.TryFormat(text[digits..], out int written, "-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture);
        return digits + written;
    }

    // Before 1970 the rest still counts forwards. The usual times fit 64 bits, whose division is many times faster.
    private static (Int128 Quotient, long Remainder) Divide(Int128 value, long by)
    {
        (Int128 quotient, Int128 rest) = value >= long.MinValue && value <= long.MaxValue
            ? Math.DivRem((long)value, by)
            : Int128.DivRem(value, by);
        return rest < 0 ? (quotient - 1, (long)rest + by) : (quotient, (long)rest);
    }
}
