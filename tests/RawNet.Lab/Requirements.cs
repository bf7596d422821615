namespace RawNet.Lab;

/// <summary>What a test needs beyond .NET: each member is null when it is there, else the reason to skip by.</summary>
public static class Requirements
{
    /// <summary>Network namespaces of its own: root and iproute2.</summary>
    public static string? Lab { get; } = FirstOf(Root(), Program("ip"), Program("tcpdump"));

    /// <summary>The first program of these that is missing.</summary>
    public static string? Programs(params string[] names) => FirstOf([.. names.Select(Program)]);

    /// <summary>A kernel feature that shows itself by a file: <c>Kernel("/proc/sys/net/ipv6", "IPv6")</c>.</summary>
    public static string? Kernel(string path, string feature) => Path.Exists(path) ? null : $"this kernel has no {feature}";

    /// <summary>A kind of socket, by the three numbers of socket(2): <c>Socket("TIPC", 30, 4, 0)</c>.</summary>
    public static string? Socket(string name, int family, int type, int protocol) =>
        NativeCalls.CanOpen(family, type, protocol, out string refusal) ? null : $"this kernel has no {name} sockets: {refusal}";

    /// <summary>The first reason, or null.</summary>
    public static string? FirstOf(params string?[] reasons) => reasons.FirstOrDefault(r => r is not null);

    private static string? Root() => Environment.IsPrivilegedProcess ? null : "needs root for network namespaces";

    private static string? Program(string name) => Peer.Exists(name) ? null : Peer.Missing(name);
}
