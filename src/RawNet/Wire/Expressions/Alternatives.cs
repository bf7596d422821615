using System.Collections;
using System.Globalization;

namespace RawNet.Wire;

/// <summary>The values that one text may stand for: 1..10, rand, 1,5,9, 198.18.0.0/30.</summary>
internal static class Alternatives
{
    /// <summary>The values of a scalar in order; null when the text stands for one value only.
    /// Enumerating again draws <c>rand</c> again.</summary>
    /// <exception cref="ExpressionException">A range, a prefix or a list is malformed.</exception>
    public static IEnumerable<Assignment>? Of(ScalarField field, string text, ExpressionContext context)
    {
        if (text == "rand") return Drawn(field, context);
        // syn,ack is one value: both flags.
        if (field.Traits.Flags is not null && text.Split(',').Any(one => ScalarText.Number(one) is null)
            && !text.Contains("..", StringComparison.Ordinal))
            return null;
        if (text.Contains(',', StringComparison.Ordinal)) return [.. text.Split(',').Select(one => field.Parse(one, context))];
        if (text.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots)
            return Range(field, text[..dots], text[(dots + 2)..], context);
        return field.Traits.Form is ScalarForm.Ipv4 or ScalarForm.Ipv6 && text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            ? Prefix(field, text[..slash], text[(slash + 1)..], context)
            : null;
    }

    /// <summary>Every value that the alternatives may come to: of <c>rand</c> all that the field can have.</summary>
    public static IEnumerable<Assignment> All(ScalarField field, IEnumerable<Assignment> values) =>
        values is Chance ? Count(field, 0, Ones(field.Width)) : values;

    private static Chance Drawn(ScalarField field, ExpressionContext context) => context.Random is { } random
        ? new Chance(field, random)
        : throw new ExpressionException($"'rand' is no value of {field.Name} here: chance is not wanted");

    private static IEnumerable<Assignment> Range(ScalarField field, string low, string high, ExpressionContext context)
    {
        UInt128 first = field.Show(field.Parse(low, context).Bits), last = field.Show(field.Parse(high, context).Bits);
        return first <= last
            ? Count(field, first, last)
            : throw new ExpressionException($"'{low}..{high}' is no range of {field.Name}: the lower end comes first");
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
        UInt128 hosts = Ones(field.Width - bits);
        UInt128 first = field.Parse(address, context).Bits & ~hosts;
        return Count(field, first, first | hosts);
    }

    private static UInt128 Ones(int bits) => bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;

    // One value, drawn anew by each enumeration.
    private sealed class Chance(ScalarField field, Func<ulong, ulong> random) : IEnumerable<Assignment>
    {
        public IEnumerator<Assignment> GetEnumerator()
        {
            UInt128 low = field.Width >= 64 ? random(ulong.MaxValue) : random(1UL << field.Width);
            yield return new(field, field.Width > 64 ? (UInt128)random(ulong.MaxValue) << 64 | low : low);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
