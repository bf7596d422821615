using RawNet.Lab;

namespace RawNet.Cli.Tests.Names;

/// <summary>The command started with words that hold any bytes (%ff), which .NET itself gives no program; its outputs are one.</summary>
internal static class Started
{
    private const string Patient = "30";

    /// <summary>With pipes, to its end.</summary>
    public static PeerResult Run(params string[] words) => Run(null, "pipe", Patient, words);

    /// <summary>With pipes on a host.</summary>
    public static PeerResult RunOn(Host host, string seconds, params string[] words) => Run(host, "pipe", seconds, words);

    /// <summary>On a terminal, interrupted after the time.</summary>
    public static PeerResult OnTerminal(Host? host, string seconds, params string[] words) => Run(host, "terminal", seconds, words);

    /// <summary>The text of a result without what the terminal makes of line ends.</summary>
    public static string TextOf(PeerResult result) => result.Text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static PeerResult Run(Host? host, string kind, string seconds, string[] words)
    {
        string[] all = [Rawnet.File("tests", "RawNet.Cli.Tests", "Names", "start.py"), kind, seconds, Rawnet.Path, .. words];
        return host is null ? Peer.Run("python3", all) : host.Exec("python3", all);
    }
}
