using System.Runtime.CompilerServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>How this program comes to the rights that it lacks (capabilities(7)): those of its file,
/// so that no other program gets them.</summary>
public static class Capabilities
{
    /// <summary>Those that sockets ask for, as setcap(8) names them, by their numbers.</summary>
    private static readonly Dictionary<string, int> _numbers = new()
    {
        ["cap_net_bind_service"] = 10,
        ["cap_net_admin"] = 12,
        ["cap_net_raw"] = 13,
        ["cap_sys_admin"] = 21
    };

    /// <summary>Whether the program is one natively compiled file. Only such a one may hold rights: a managed program runs whatever
    /// DOTNET_STARTUP_HOOKS or a profiler's variable names before its own first line, with every right of its file.</summary>
    public static bool IsNative => !RuntimeFeature.IsDynamicCodeSupported;

    /// <summary>Those of the calling thread that count now; capabilities belong to threads.</summary>
    public static IReadOnlyList<string> Held =>
        [.. _numbers.Where(one => (PrivilegeCall.Effective() >> one.Value & 1) != 0).Select(one => one.Key)];

    /// <summary>One line: for a native program a command for a shell, for a managed one what to do instead;
    /// where no program can come to the right, what withholds it.</summary>
    /// <param name="names">As setcap(8) names them: <c>cap_net_raw</c>.</param>
    public static string Grant(params ReadOnlySpan<string> names)
    {
        string[] withheld = [.. names.ToArray().Where(IsWithheld)];
        if (withheld.Length > 0) return Allow(withheld);
        if (names.ToArray().All(Held.Contains))
            return "the right is held, but not over this network namespace: unshare -n, or what starts this, gives one of its own";
        return IsNative
            ? Superuser.Line($"setcap {string.Join(',', names)}+ep {Environment.ProcessPath}")
            : $"run it by sudo, or compile it natively (PublishAot) and give that file {string.Join(" and ", names)} (this managed one "
                + "would pass it on to whatever DOTNET_STARTUP_HOOKS names)";
    }

    /// <summary>The same for a right that is too great for a file.</summary>
    /// <param name="name">As setcap(8) names it.</param>
    public static string Lend(string name) => IsWithheld(name) ? Allow(name) : "run it by sudo";

    // A file that has a capability outside the bounding set cannot be executed at all.
    private static bool IsWithheld(string name) => PrivilegeCall.IsBounded(_numbers[name]) == 0;

    private static string Allow(params string[] names)
    {
        string[] words = [.. names.Select(name => name["cap_".Length..].ToUpperInvariant())];
        return $"what started this, as a container does, withholds it: {string.Join(' ', words.Select(word => $"--cap-add {word}"))} "
            + $"(docker, podman), or securityContext: {{capabilities: {{add: [{string.Join(", ", words)}]}}}} (Kubernetes)";
    }
}
