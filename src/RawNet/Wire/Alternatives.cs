using System.Globalization;

namespace RawNet.Wire;

/// <summary>The values that one text may stand for: 1..10, rand, 1,5,9, 198.18.0.0/30.</summary>
internal static class Alternatives
{
    /// <summary>The values of a scalar in order; null when the text stands for one value only. Enumerating again draws <c>rand</c> again.</summary>
    /// <exception cref="ExpressionException">A range, a prefix or a list is malformed.</exception>
    public static IEnumerable<Assignment>? Of(ScalarField field, string text, ExpressionContext context)
    {
        if (text == "rand") return Drawn(field, context);
        // syn,ack is one value: both flags.
        if (field.Traits.Flags is not null && text.Split(',').Any(one => ScalarText.Number(one) is null) && !text.Contains("..", StringComparison.Ordinal)) return null;
        if (text.Contains(',', StringComparison.Ordinal)) return [.. text.Split(',').Select(one => field.Parse(one, context))];
        if (text.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots) return Range(field, text[..dots], text[(dots + 2)..], context);
        return field.Traits.Form is ScalarForm.Ipv4 or ScalarForm.Ipv6 && text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            ? Prefix(field, text[..slash], text[(slash + 1)..], context)
            : null;
    }

    private static IEnumerable<Assignment> Drawn(ScalarField field, ExpressionContext context)
    {
        if (context.Random is not { } random) throw new ExpressionException($"'rand' is no value of {field.Name} here: chance is not wanted");
        return DrawOne(field, random);
    }

    private static IEnumerable<Assignment> DrawOne(ScalarField field, Func<ulong, ulong> random)
    {
        UInt128 low = field.Width >= 64 ? random(ulong.MaxValue) : random(1UL << field.Width);
        yield return new(field, field.Width > 64 ? (UInt128)random(ulong.MaxValue) << 64 | low : low);
    }

    private static IEnumerable<Assignment> Range(ScalarField field, string low, string high, ExpressionContext context)
    {
        UInt128 first = field.Show(field.Parse(low, context).Bits), last = field.Show(field.Parse(high, context).Bits);
        return first <= last ? Count(field, first, last) : throw new ExpressionException($"'{low}..{high}' is no range of {field.Name}: the lower end comes first");
    }

    private static IEnumerable<Assignment> Count(ScalarField field, UInt128 first, UInt128 last)
    {
        for (UInt128 shown = first; ; shown++)
        {
            if (field.TryEncode(shown, out UInt128 bits, out _)) yield return new(field, bits);
            if (shown == last) yield break;
        }
    }

    private static IEnumerable<Assignment> Prefix(ScalarField field, string address, string length, ExpressionContext context)
    {
        if (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int bits) || bits > field.Width)
            throw new ExpressionException($"'/{length}' is no prefix of {field.Name}: 0 to {field.Width} is wanted");
        UInt128 hosts = field.Width - bits == 128 ? UInt128.MaxValue : (UInt128.One << (field.Width - bits)) - 1;
        UInt128 first = field.Parse(address, context).Bits & ~hosts;
        return Count(field, first, first | hosts);
    }
}
