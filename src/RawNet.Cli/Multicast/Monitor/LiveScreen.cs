using System.Text;
using RawNet.Sockets;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RawNet.Cli.Multicast.Monitor;

/// <summary>A part of the terminal that is drawn again and again in the same place. The cursor stays shown, so that nothing
/// has to be put right where a run is stopped or killed.</summary>
/// <param name="output">Standard output, which is a terminal; what is drawn escapes foreign text itself.</param>
internal sealed class LiveScreen(Stream output)
{
    private const int StandardOutput = 1;
    private const long LongestGap = 1_000_000_000;
    private int _rows; // drawn above the cursor
    private long _drawnAt;

    /// <summary>Whether this terminal can be drawn over: it is one, and knows how to move its cursor (TERM, term(7)).</summary>
    public static bool IsPossible => Terminal.SizeOf(StandardOutput) is not null
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb" or "unknown");

    /// <summary>The terminal's size now.</summary>
    public static TerminalSize Size => Terminal.SizeOf(StandardOutput) ?? default;

    /// <summary>Draws over what was drawn last. Not while a shell has the terminal for itself; and where other things stand above
    /// the cursor since, as when the run was stopped and goes on, below them.</summary>
    /// <param name="content">Cut at the terminal's height.</param>
    /// <param name="now">Nanoseconds of a clock that goes on while the process is stopped.</param>
    public void Draw(IRenderable content, long now)
    {
        if (!Terminal.IsOurs(StandardOutput)) _rows = 0;
        else Write(Lines(content, Size), now - _drawnAt < LongestGap ? _rows : 0);
        _drawnAt = now;
    }

    /// <summary>Draws for the last time, whole, whoever has the terminal.</summary>
    public void Finish(IRenderable content)
    {
        Write(Lines(content, Size with { Rows = int.MaxValue }), Terminal.IsOurs(StandardOutput) ? _rows : 0);
        _rows = 0;
    }

    // CSI n A moves up, CSI J erases from the cursor on (ECMA-48); all in one write, so that nothing flickers.
    private void Write(string[] lines, int above)
    {
        var text = new StringBuilder();
        if (above > 0) text.Append("\e[").Append(above).Append('A');
        text.Append("\r\e[J");
        foreach (string line in lines) text.Append(line).Append('\n');
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
        output.Flush();
        _rows = lines.Length;
    }

    // A screen that scrolls cannot be drawn over, so one row is left for the cursor.
    private static string[] Lines(IRenderable content, TerminalSize size)
    {
        using var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.No, Out = new Sheet(text, size) });
        console.Write(content);
        return [.. text.ToString().TrimEnd('\n').Split('\n').Take(Math.Max(1, size.Rows - 1)).Select(line => line.TrimEnd())];
    }

    private sealed class Sheet(TextWriter text, TerminalSize size) : IAnsiConsoleOutput
    {
        public TextWriter Writer => text;

        public bool IsTerminal => true;

        public int Width => size.Columns;

        public int Height => size.Rows;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
