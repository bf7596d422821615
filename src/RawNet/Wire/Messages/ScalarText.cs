using System.Globalization;
using System.Numerics;

namespace RawNet.Wire;

/// <summary>Reads a scalar's value from text: a number, an address, a flag, a name of IANA, a time, or raw bits.</summary>
internal static class ScalarText
{
    /// <exception cref="ExpressionException">The text is no value of the field.</exception>
    public static UInt128 Bits(ScalarField field, string text)
    {
        if (text.StartsWith("raw:", StringComparison.Ordinal)) return Raw(field, text[4..]);
        UInt128 shown = Shown(field, text);
        return field.TryEncode(shown, out UInt128 bits, out string? why) ? bits : throw new ExpressionException(why!);
    }

    /// <summary>A decimal or 0x-hexadecimal number; null when the text is neither.</summary>
    public static UInt128? Number(string text)
    {
        bool hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        NumberStyles style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return UInt128.TryParse(hex ? text.AsSpan(2) : text, style, CultureInfo.InvariantCulture, out UInt128 value) ? value : null;
    }

    private static UInt128 Raw(ScalarField field, string text)
    {
        UInt128 bits = Number(text) ?? throw Refused(field, $"raw:{text}");
        return field.Width == 128 || bits >> field.Width == 0
            ? bits
            : throw new ExpressionException($"{field.Name} has {field.Width} bits, raw:{text} needs more");
    }

    private static UInt128 Shown(ScalarField field, string text) => field.Traits.Form switch
    {
        ScalarForm.Mac => MacAddress.TryParse(text, out MacAddress mac) ? mac.ToUInt64() : throw Refused(field, text),
        ScalarForm.Ipv4 => Ipv4Address.TryParse(text, out Ipv4Address v4) ? v4.ToUInt32() : throw Refused(field, text),
        ScalarForm.Ipv6 => Ipv6Address.TryParse(text, out Ipv6Address v6) ? v6.ToUInt128() : throw Refused(field, text),
        ScalarForm.Flag => text switch { "true" or "1" => 1, "false" or "0" => 0, _ => throw Refused(field, text) },
        ScalarForm.Signed => Signed(field, text),
        _ => NumberNameOrTime(field, text),
    };

    private static UInt128 Signed(ScalarField field, string text)
    {
        if (Number(text) is { } number) return number;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && value >= -(1L << (field.Width - 1))
            ? (ulong)value & (ulong.MaxValue >> (64 - field.Width))
            : throw Refused(field, text);
    }

    private static UInt128 NumberNameOrTime(ScalarField field, string text)
    {
        if (Number(text) is { } number) return number;
        if (field.Traits.Names?.FirstOrDefault(n => n.Value.Equals(text, StringComparison.OrdinalIgnoreCase)) is { Value: not null } named)
            return named.Key;
        if (field.Traits.Flags?.Parse(text) is { } flags) return flags;
        return field.Traits.TicksPerSecond > 0 && Time(field, text) is { } ticks ? ticks : throw Refused(field, text);
    }

    private static UInt128? Time(ScalarField field, string text)
    {
        (string digits, decimal perUnit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 0.001m)
            : text.EndsWith('s') ? (text[..^1], 1m)
            : (text, 0m);
        if (perUnit == 0 || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount)
            || amount > uint.MaxValue)
            return null;
        decimal ticks = amount * perUnit * field.Traits.TicksPerSecond;
        return ticks == decimal.Truncate(ticks)
            ? (UInt128)(BigInteger)ticks
            : throw new ExpressionException(
                $"{field.Name} counts 1/{field.Traits.TicksPerSecond} of a second; {text} is no whole number of them");
    }

    private static ExpressionException Refused(ScalarField field, string text) =>
        new($"'{text}' is no value of {field.Name}: {Wanted(field)}");

    private static string Wanted(ScalarField field) => field.Traits.Form switch
    {
        ScalarForm.Mac => "a MAC address such as 02:00:00:00:00:01 is wanted",
        ScalarForm.Ipv4 => "an IPv4 address such as 198.18.0.1 is wanted",
        ScalarForm.Ipv6 => "an IPv6 address such as 2001:db8::1 is wanted",
        ScalarForm.Signed => "a whole number is wanted, which may be negative",
        ScalarForm.Flag => "0, 1, true or false is wanted",
        _ when field.Traits.Names is { } names => $"a number or one of {string.Join(", ", names.Values)} is wanted",
        _ when field.Traits.Flags is { } flags => $"a number or some of {flags}, joined by commas, is wanted",
        _ when field.Traits.TicksPerSecond > 0 => "a number or a time such as 1.5s is wanted",
        _ => "a decimal or 0x number is wanted",
    };
}
