using System.Buffers;
using System.Globalization;
using System.Text;

namespace RawNet.Wire;

/// <summary>Text that grows in a rented array, so that at most the finished string is allocated.</summary>
internal ref struct TextBuffer
{
    private const int Least = 256;

    private char[] _chars;
    private int _length;

    public TextBuffer() => _chars = ArrayPool<char>.Shared.Rent(Least);

    public readonly int Length => _length;

    /// <summary>Takes the end away again.</summary>
    public void CutTo(int length) => _length = length;

    public void Append(char character)
    {
        MakeRoom(1);
        _chars[_length++] = character;
    }

    public void Append(scoped ReadOnlySpan<char> text)
    {
        MakeRoom(text.Length);
        text.CopyTo(_chars.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>A number of at most 128 bits.</summary>
    public void Append<T>(T number, scoped ReadOnlySpan<char> format = default)
        where T : struct, ISpanFormattable
    {
        MakeRoom(48);
        number.TryFormat(_chars.AsSpan(_length), out int written, format, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Two lower-case digits for each byte.</summary>
    public void AppendHex(scoped ReadOnlySpan<byte> bytes)
    {
        MakeRoom(2 * bytes.Length);
        Convert.TryToHexStringLower(bytes, _chars.AsSpan(_length), out int written);
        _length += written;
    }

    /// <summary>The text; the buffer is empty afterwards and cannot be used again.</summary>
    public string Finish()
    {
        string text = new(_chars, 0, _length);
        Free();
        return text;
    }

    /// <summary>Appends the text to another; the buffer is empty afterwards and cannot be used again.</summary>
    public void MoveTo(StringBuilder text)
    {
        text.Append(_chars, 0, _length);
        Free();
    }

    private void Free()
    {
        ArrayPool<char>.Shared.Return(_chars);
        (_chars, _length) = ([], 0);
    }

    private void MakeRoom(int more)
    {
        if (_length + more <= _chars.Length) return;
        char[] longer = ArrayPool<char>.Shared.Rent(Math.Max(2 * _chars.Length, _length + more));
        _chars.AsSpan(0, _length).CopyTo(longer);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = longer;
    }
}
