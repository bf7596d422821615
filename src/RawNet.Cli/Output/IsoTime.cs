using System.Globalization;
using System.Text;

namespace RawNet.Cli.Output;

/// <summary>Nanoseconds since 1970 as 2009-02-24T10:21:48.627293000Z, without allocating.</summary>
internal static class IsoTime
{
    public const int Length = 30;

    private const long NanosecondsPerTick = 100;

    /// <summary>The time as text, or - when there is none.</summary>
    public static string TextOf(long? nanoseconds)
    {
        Span<byte> text = stackalloc byte[Length];
        return nanoseconds is { } time ? Encoding.ASCII.GetString(Format(time, text)) : "-";
    }

    /// <summary>Appends <see cref="Length"/> characters: the time, or - and spaces when there is none.</summary>
    public static StringBuilder AppendTime(this StringBuilder text, long? nanoseconds)
    {
        if (nanoseconds is not { } time) return text.Append('-').Append(' ', Length - 1);
        Span<byte> digits = stackalloc byte[Length];
        Span<char> characters = stackalloc char[Length];
        Encoding.ASCII.GetChars(Format(time, digits), characters);
        return text.Append(characters);
    }

    /// <summary>Writes <see cref="Length"/> ASCII bytes.</summary>
    public static ReadOnlySpan<byte> Format(long nanoseconds, Span<byte> text)
    {
        // Before 1970 the rest still counts forwards.
        long rest = ((nanoseconds % NanosecondsPerTick) + NanosecondsPerTick) % NanosecondsPerTick;
        DateTime time = DateTime.UnixEpoch.AddTicks((nanoseconds - rest) / NanosecondsPerTick);
        time.TryFormat(text, out int written, "yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture);
        text[written] = (byte)('0' + (rest / 10));
        text[written + 1] = (byte)('0' + (rest % 10));
        text[written + 2] = (byte)'Z';
        return text[..Length];
    }
}
