using System.Buffers;
using System.Text;

namespace RawNet.Wire;

/// <summary>Linux's names (of files, sockets, interfaces) and what a file says of itself are bytes, most often UTF-8.
/// As text, a byte 0x80 to 0xff that belongs to no UTF-8 character is U+DC80 to U+DCFF: half of a pair, which no text has alone,
/// so that every name becomes the same bytes again. Python's surrogateescape (PEP 383) is the same.</summary>
public static class NativeText
{
    private const char ByteZero = '\uDC00';
    private const char FirstByte = '\uDC80', LastByte = '\uDCFF';

    /// <summary>The text of these bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty) bytes = bytes[Append(text, bytes)..];
        return text.ToString();
    }

    /// <summary>The bytes of this text.</summary>
    public static byte[] BytesOf(string text)
    {
        var bytes = new List<byte>(text.Length);
        int at = 0;
        while (at < text.Length)
        {
            int end = text.AsSpan(at).IndexOfAnyInRange(FirstByte, LastByte);
            // The second half of a pair is no byte.
            int whole = end < 0 ? text.Length : end + at + (end > 0 && char.IsHighSurrogate(text[at + end - 1]) ? 1 : 0);
            bytes.AddRange(Encoding.UTF8.GetBytes(text[at..whole]));
            at = whole;
            if (at < text.Length && IsByte(text, at)) bytes.Add((byte)(text[at++] - ByteZero));
        }
        return [.. bytes];
    }

    /// <summary>Whether the text holds a byte that belongs to no UTF-8 character.</summary>
    public static bool HasBytes(string text)
    {
        for (int i = 0; i < text.Length; i++)
            if (IsByte(text, i)) return true;
        return false;
    }

    /// <summary>The text with those bytes as \xff: for JSON, XML and others that take whole characters only.</summary>
    public static string Shown(string text)
    {
        if (!HasBytes(text)) return text;
        var shown = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
            _ = IsByte(text, i) ? shown.Append(Shown(text[i])) : shown.Append(text[i]);
        return shown.ToString();
    }

    /// <summary>How such a byte is shown; null when the character stands for none.</summary>
    public static string? Shown(char character) => character is >= FirstByte and <= LastByte ? $"\\x{character - ByteZero:x2}" : null;

    private static bool IsByte(string text, int at) =>
        text[at] is >= FirstByte and <= LastByte && (at == 0 || !char.IsHighSurrogate(text[at - 1]));

    private static int Append(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        if (Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == OperationStatus.Done) text.Append(rune.ToString());
        else foreach (byte b in bytes[..length]) text.Append((char)(ByteZero + b));
        return length;
    }
}
