using System.Reflection;
using System.Text;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>The command, run as people run it: the native file that RAWNET_COMMAND names, as in tests/run,
/// else the managed one of this build.</summary>
internal static class Rawnet
{
    /// <summary>The managed file of the command.</summary>
    public static string Managed { get; } = System.IO.Path.GetFullPath(Metadata("Command"));

    /// <summary>The native file of the command; null where none was named.</summary>
    public static string? Native { get; } = Environment.GetEnvironmentVariable("RAWNET_COMMAND");

    /// <summary>The file of the command.</summary>
    public static string Path { get; } = Native ?? Managed;

    /// <summary>What is said where capabilities are outside the bounding set: <c>NET_RAW,NET_ADMIN</c>.</summary>
    public static string Allow(string names) =>
        "what started this, as a container does, withholds it: "
        + $"--cap-add {names.Replace(",", " --cap-add ", StringComparison.Ordinal)} (docker, podman), or securityContext: {{capabilities: "
        + $"{{add: [{names.Replace(",", ", ", StringComparison.Ordinal)}]}}}} (Kubernetes)";

    /// <summary>The root of this repository.</summary>
    public static string Repository { get; } = System.IO.Path.GetFullPath(Metadata("Repository"));

    /// <summary>A file of this repository.</summary>
    public static string File(params string[] parts) => System.IO.Path.Combine([Repository, .. parts]);

    public static PeerResult Run(params string[] arguments) => Peer.Run(Path, arguments);

    public static PeerResult RunWith(byte[] input, params string[] arguments) => Peer.Run(Path, arguments, input, TimeSpan.FromMinutes(2));

    public static PeerResult RunWith(string input, params string[] arguments) => RunWith(Encoding.UTF8.GetBytes(input), arguments);

    /// <summary>The recorded captures of this repository.</summary>
    public static IEnumerable<string> Captures() =>
        Directory.EnumerateFiles(File("captures"))
            .Where(f => f.EndsWith(".pcap", StringComparison.Ordinal) || f.EndsWith(".pcapng", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string Metadata(string key) =>
        typeof(Rawnet).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
