using System.Globalization;

namespace RawNet.Sockets;

/// <summary>Numbers as people type them for options: digits with at most one decimal point, nothing else.
/// .NET would take "0,5" for 5.</summary>
internal static class NumberText
{
    private const decimal MostSeconds = 1_000_000_000; // some 30 years: far from any overflow

    /// <summary>Seconds; what is finer than the unit is rounded up, so that nothing but 0 becomes 0.</summary>
    /// <exception cref="FormatException">It is no such number.</exception>
    public static TimeSpan Seconds(string text, TimeSpan unit)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds)
            || seconds > MostSeconds)
            throw new FormatException($"'{text}' is no number of seconds: 0 to {MostSeconds}, as 1 or 0.2");
        bool isCut = seconds == 0 && text.AsSpan().ContainsAnyInRange('1', '9'); // finer than a decimal is
        long units = isCut ? 1 : (long)decimal.Ceiling(seconds * TimeSpan.TicksPerSecond / unit.Ticks);
        return TimeSpan.FromTicks(units * unit.Ticks);
    }

    /// <summary>A whole number, decimal with a sign where it is below 0, or 0x and hexadecimal digits.</summary>
    /// <exception cref="FormatException">It is no such number.</exception>
    /// <exception cref="OverflowException">It has more than 32 bits.</exception>
    public static int Whole(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? int.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
