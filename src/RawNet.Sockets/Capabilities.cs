using System.Runtime.CompilerServices;

namespace RawNet.Sockets;

/// <summary>How this program comes to the rights that it lacks (capabilities(7)): those of its file, so that no other program gets them.</summary>
public static class Capabilities
{
    /// <summary>Whether the program is one natively compiled file. Only such a one may hold rights: a managed program runs whatever
    /// DOTNET_STARTUP_HOOKS or a profiler's variable names before its own first line, with every right of its file.</summary>
    public static bool IsNative => !RuntimeFeature.IsDynamicCodeSupported;

    /// <summary>One line: for a native program a command for a shell, for a managed one what to do instead.</summary>
    /// <param name="names">As setcap(8) names them: <c>cap_net_raw</c>.</param>
    public static string Grant(params ReadOnlySpan<string> names) => IsNative
        ? $"sudo setcap {string.Join(',', names)}+ep {Environment.ProcessPath}"
        : $"run it by sudo, or compile it natively (PublishAot) and give that file {string.Join(" and ", names)} (this managed one would pass it on to whatever DOTNET_STARTUP_HOOKS names)";
}
