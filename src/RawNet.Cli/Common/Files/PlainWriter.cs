using System.Globalization;
using System.Text;
using RawNet.Cli.Common.Text;

namespace RawNet.Cli.Common.Files;

/// <summary>Text over bytes, for people: whatever is written, a terminal shows it and does not obey it.
/// Line feeds and tabs are the writer's own; who writes foreign text that is to stay on its line asks <see cref="Printable"/> first.
/// Each call is whole, whatever other threads write: loggers have one of their own.</summary>
/// <param name="bytes">Stays open.</param>
/// <param name="bufferSize">In characters.</param>
/// <param name="handsOver">Whether it reaches the reader with each call; otherwise when the buffer
/// is full or at <see cref="Flush"/>.</param>
internal sealed class PlainWriter(Stream bytes, int bufferSize, bool handsOver) : TextWriter(CultureInfo.InvariantCulture)
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly Lock _writing = new();
    private readonly StreamWriter _writer = new(bytes, _utf8, bufferSize, leaveOpen: true);
    private char? _half;

    public override Encoding Encoding => _utf8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_writing)
        {
            Add(buffer);
            if (handsOver) _writer.Flush();
        }
    }

    public override void WriteLine(StringBuilder? value) => WriteLine(value?.ToString());

    public override void WriteLine(string? value)
    {
        lock (_writing)
        {
            Add(value);
            Write(NewLine); // one line is handed over once
        }
    }

    public override void Flush()
    {
        lock (_writing)
        {
            if (_half is { } half) AddWhole([half]);
            _half = null;
            _writer.Flush();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Flush();
            _writer.Dispose();
        }
        base.Dispose(disposing);
    }

    // The parts of a long line may meet within a character of two units.
    private void Add(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        if (_half is { } half) text = $"{half}{text}";
        _half = char.IsHighSurrogate(text[^1]) ? text[^1] : null;
        AddWhole(_half is null ? text : text[..^1]);
    }

    private void AddWhole(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            int plain = Printable.PlainLength(text);
            _writer.Write(text[..plain]);
            text = text[plain..];
            if (!text.IsEmpty) text = text[AddOther(text)..];
        }
    }

    private int AddOther(ReadOnlySpan<char> text)
    {
        int length = 1;
        if (text[0] is '\n' or '\t') _writer.Write(text[0]);
        else _writer.Write(Printable.EscapeOf(text, out length));
        return length;
    }
}
