namespace RawNet.Sockets.Tests.Options;

/// <summary>Sockets of the kinds that options are tried on, by short names.</summary>
internal static class Kinds
{
    private static readonly Dictionary<string, (int Family, int Type, int Protocol)> All = new()
    {
        ["tcp"] = (2, 1, 0), ["udp"] = (2, 2, 0), ["icmp"] = (2, 3, 1), ["raw"] = (2, 3, 253),
        ["tcp6"] = (10, 1, 0), ["udp6"] = (10, 2, 0), ["icmp6"] = (10, 3, 58), ["raw6"] = (10, 3, 253), ["header6"] = (10, 3, 255),
        ["unix"] = (1, 2, 0), ["stream"] = (1, 1, 0), ["packet"] = (17, 3, 0),
    };

    public static PlainSocket Open(string kind) => PlainSocket.Open(All[kind].Family, All[kind].Type, All[kind].Protocol);

    /// <summary>The option of this name that the kind's family has: the same names stand at the IPv4 and the IPv6 level.</summary>
    public static SocketOption Named(string kind, string name)
    {
        string other = kind.EndsWith('6') ? "IPPROTO_IP" : "IPPROTO_IPV6";
        return SocketOption.All.First(o => o.Name == name && o.DeclaredOn.Name != other);
    }
}
