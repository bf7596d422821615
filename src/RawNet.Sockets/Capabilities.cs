namespace RawNet.Sockets;

/// <summary>The command line that gives this program the rights it lacks (capabilities(7)): those of its file, so that no other program gets them.</summary>
public static class Capabilities
{
    /// <summary>One line for a shell.</summary>
    /// <param name="names">As setcap(8) names them: <c>cap_net_raw</c>.</param>
    public static string Grant(params ReadOnlySpan<string> names) => $"sudo setcap {string.Join(',', names)}+ep {File}";

    // Run by `dotnet program.dll` the process is dotnet itself, which must not get rights: its launcher lies beside the assembly.
    private static string File => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) != "dotnet"
        ? path
        : Path.ChangeExtension(Path.GetFullPath(Environment.GetCommandLineArgs()[0]), null);
}
