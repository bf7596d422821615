using System.Globalization;

namespace RawNet.Wire;

/// <summary>Reads and writes bytes in expressions: hex:0800f7ff, text:hello, zeros:12, @file, or bare hexadecimal digits.</summary>
internal static class BytesText
{
    private const int MostZeros = 262_144;

    public static string Format(ReadOnlySpan<byte> bytes)
    {
        TextBuffer text = new();
        Append(ref text, bytes);
        return text.Finish();
    }

    /// <inheritdoc cref="Format"/>
    public static void Append(ref TextBuffer text, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && IsPlainText(bytes))
        {
            text.Append("text:");
            foreach (byte b in bytes) text.Append((char)b);
        }
        else if (bytes.Length > 4 && !bytes.ContainsAnyExcept((byte)0))
        {
            text.Append("zeros:");
            text.Append(bytes.Length);
        }
        else AppendHex(ref text, bytes);
    }

    public static void AppendHex(ref TextBuffer text, ReadOnlySpan<byte> bytes)
    {
        text.Append("hex:");
        text.AppendHex(bytes);
    }

    /// <exception cref="ExpressionException">The text stands for no bytes.</exception>
    public static byte[] Parse(Field field, string text, ExpressionContext context)
    {
        if (text.StartsWith("text:", StringComparison.Ordinal)) return Unescape(field, text[5..]);
        if (text.StartsWith("zeros:", StringComparison.Ordinal)) return Zeros(field, text[6..]);
        if (text.StartsWith('@')) return File(field, text[1..], context);
        string digits = text.StartsWith("hex:", StringComparison.Ordinal) ? text[4..] : text;
        if (digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit)) return Convert.FromHexString(digits);
        throw new ExpressionException($"'{text}' is no value of {field.Name}: hex:0800f7ff, text:hello, zeros:12 or @file is wanted");
    }

    /// <summary>Text that <see cref="Unescape"/> reads back: what is not plain is written \xNN, and so is what an expression
    /// would take for its own.</summary>
    public static string Escape(ReadOnlySpan<byte> bytes)
    {
        TextBuffer text = new();
        AppendEscaped(ref text, bytes);
        return text.Finish();
    }

    /// <inheritdoc cref="Escape(ReadOnlySpan{byte})"/>
    public static void AppendEscaped(ref TextBuffer text, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (IsPlain(b))
            {
                text.Append((char)b);
                continue;
            }
            text.Append("\\x");
            text.AppendHex([b]);
        }
    }

    /// <summary>Whether <see cref="Escape(ReadOnlySpan{byte})"/> would change nothing.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
            if (!IsPlain(b)) return false;
        return true;
    }

    private static bool IsPlain(byte b) => b is > 0x20 and < 0x7f and not ((byte)'\\' or (byte)',' or (byte)':' or (byte)'\'' or (byte)'"');

    private static bool IsPlainText(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
            if (b is <= 0x20 or >= 0x7f or (byte)'\\' or (byte)'\'' or (byte)'"') return false;
        return true;
    }

    private static byte[] Zeros(Field field, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n <= MostZeros
            ? new byte[n]
            : throw new ExpressionException($"'zeros:{text}' is no value of {field.Name}: a number up to {MostZeros} is wanted");

    private static byte[] File(Field field, string name, ExpressionContext context) =>
        context.ReadFile?.Invoke(name) ?? throw new ExpressionException($"'@{name}' is no value of {field.Name} here: files are not read");

    public static byte[] Unescape(Field field, string text)
    {
        var bytes = new List<byte>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
                bytes.AddRange(NativeText.BytesOf(text.Substring(i, length)));
                i += length - 1;
                continue;
            }
            (byte value, int used) = Escape(field, text, i + 1);
            bytes.Add(value);
            i += used;
        }
        return [.. bytes];
    }

    private static (byte Value, int Used) Escape(Field field, string text, int at)
    {
        char kind = at < text.Length ? text[at] : '\0';
        if (kind == 'x' && at + 2 < text.Length
            && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            return (value, 3);
        return kind switch
        {
            'n' => ((byte)'\n', 1),
            'r' => ((byte)'\r', 1),
            't' => ((byte)'\t', 1),
            '0' => (0, 1),
            '\\' => ((byte)'\\', 1),
            _ => throw new ExpressionException(
                $"{field.Name}: after a backslash x and two hexadecimal digits, n, r, t, 0 or a backslash is wanted"),
        };
    }
}
