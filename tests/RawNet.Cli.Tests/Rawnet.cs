using System.Reflection;
using System.Text;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>The built command, run as people run it.</summary>
internal static class Rawnet
{
    /// <summary>The file of the command: the one just built, or the one that RAWNET_COMMAND names, such as one compiled to native code.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(Environment.GetEnvironmentVariable("RAWNET_COMMAND") ?? Metadata("Command"));

    /// <summary>The root of this repository.</summary>
    public static string Repository { get; } = System.IO.Path.GetFullPath(Metadata("Repository"));

    /// <summary>A file of this repository.</summary>
    public static string File(params string[] parts) => System.IO.Path.Combine([Repository, .. parts]);

    public static PeerResult Run(params string[] arguments) => Peer.Run(Path, arguments);

    public static PeerResult RunWith(byte[] input, params string[] arguments) => Peer.Run(Path, arguments, input, TimeSpan.FromMinutes(2));

    public static PeerResult RunWith(string input, params string[] arguments) => RunWith(Encoding.UTF8.GetBytes(input), arguments);

    /// <summary>The recorded captures of this repository.</summary>
    public static IEnumerable<string> Captures() =>
        Directory.EnumerateFiles(File("captures")).Where(f => f.EndsWith(".pcap", StringComparison.Ordinal) || f.EndsWith(".pcapng", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string Metadata(string key) =>
        typeof(Rawnet).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
