using System.Buffers;
using System.Globalization;
using System.Text;
using RawNet.Wire;

namespace RawNet.Cli.Common.Text;

/// <summary>Text that a terminal shows and does not obey.</summary>
internal static class Printable
{
    // Unicode's Default_Ignorable_Code_Point that are letters and marks by their category: nothing is seen of them.
    private static readonly (int First, int Last)[] _invisible =
    [
        (0x34f, 0x34f), (0x115f, 0x1160), (0x17b4, 0x17b5), (0x180b, 0x180f),
        (0x3164, 0x3164), (0xfe00, 0xfe0f), (0xffa0, 0xffa0), (0xe0100, 0xe01ef),
    ];

    /// <summary>The text with all that is not plainly printable escaped, so that it also stays one line:
    /// control characters and bytes that are no UTF-8 as \xNN, others as \uNNNN or \UNNNNNNNN. Plain are the blank and what is seen:
    /// no other space, nothing that turns the direction of writing, nothing that is no character yet.</summary>
    public static string Of(string text)
    {
        int plain = PlainLength(text);
        if (plain == text.Length) return text;
        var shown = new StringBuilder(text, 0, plain, text.Length + 16);
        ReadOnlySpan<char> rest = text.AsSpan(plain);
        while (!rest.IsEmpty)
        {
            shown.Append(EscapeOf(rest, out int length));
            rest = rest[length..];
            plain = PlainLength(rest);
            shown.Append(rest[..plain]);
            rest = rest[plain..];
        }
        return shown.ToString();
    }

    /// <summary>How many characters there are before the first that is to be escaped.</summary>
    public static int PlainLength(ReadOnlySpan<char> text)
    {
        for (int at = 0; at < text.Length;)
        {
            int run = text[at..].IndexOfAnyExceptInRange(' ', '~');
            if (run < 0) return text.Length;
            at += run;
            if (Rune.DecodeFromUtf16(text[at..], out Rune rune, out int length) != OperationStatus.Done || !IsPlain(rune)) return at;
            at += length;
        }
        return text.Length;
    }

    /// <summary>The first character of the text, escaped.</summary>
    /// <param name="text">Not empty.</param>
    /// <param name="length">How many units of the text it takes.</param>
    public static string EscapeOf(ReadOnlySpan<char> text, out int length)
    {
        int value = Rune.DecodeFromUtf16(text, out Rune rune, out length) == OperationStatus.Done ? rune.Value : text[0];
        return value switch
        {
            < 0x80 => $"\\x{value:x2}",
            > 0xffff => $"\\U{value:x8}",
            _ => NativeText.Shown((char)value) ?? $"\\u{value:x4}",
        };
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.SpaceSeparator => rune.Value == ' ',
        _ => !Array.Exists(_invisible, range => rune.Value >= range.First && rune.Value <= range.Last),
    };
}
