using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A terminal's size in characters.</summary>
public readonly record struct TerminalSize(int Columns, int Rows);

/// <summary>The terminal behind a descriptor. .NET's console asks too, but writes to the terminal before it answers.</summary>
public static class Terminal
{
    private static readonly TerminalSize _usual = new(80, 24); // of a line that does not know how wide its terminal is

    /// <summary>How much room it has; null when the descriptor is no terminal.</summary>
    public static TerminalSize? SizeOf(int descriptor)
    {
        if (TerminalCalls.SizeOf(descriptor, out WindowSize size) < 0) return null;
        return new(size.ws_col > 0 ? size.ws_col : _usual.Columns, size.ws_row > 0 ? size.ws_row : _usual.Rows);
    }

    /// <summary>Whether what this process draws there disturbs nobody: a shell that runs it in the background
    /// has the terminal for itself.</summary>
    public static bool IsOurs(int descriptor) =>
        TerminalCalls.ForegroundOf(descriptor) is var group && (group < 0 || group == TerminalCalls.OwnGroup());
}
