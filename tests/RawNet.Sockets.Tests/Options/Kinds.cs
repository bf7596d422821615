using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Options;

/// <summary>Sockets of the kinds that options are tried on, by short names.</summary>
internal static class Kinds
{
    private static readonly Dictionary<string, SocketKind> _all = new()
    {
        ["tcp"] = Cell(SocketFamily.Inet, SocketType.Stream), ["udp"] = Cell(SocketFamily.Inet, SocketType.Dgram),
        ["icmp"] = Cell(SocketFamily.Inet, SocketType.Raw, Constants.IPPROTO_ICMP), ["raw"] = Cell(SocketFamily.Inet, SocketType.Raw),
        ["header"] = Cell(SocketFamily.Inet, SocketType.Raw, Constants.IPPROTO_RAW),
        ["tcp6"] = Cell(SocketFamily.Inet6, SocketType.Stream), ["udp6"] = Cell(SocketFamily.Inet6, SocketType.Dgram),
        ["icmp6"] = Cell(SocketFamily.Inet6, SocketType.Raw, Constants.IPPROTO_ICMPV6), ["raw6"] = Cell(SocketFamily.Inet6, SocketType.Raw),
        ["header6"] = Cell(SocketFamily.Inet6, SocketType.Raw, Constants.IPPROTO_RAW),
        ["unix"] = Cell(SocketFamily.Unix, SocketType.Dgram), ["stream"] = Cell(SocketFamily.Unix, SocketType.Stream),
        ["packet"] = Cell(SocketFamily.Packet, SocketType.Raw),
    };

    public static KernelSocket Open(string kind) => _all[kind].Open();

    /// <summary>The option of this name that the kind's family has: the same names stand at the IPv4 and the IPv6 level.</summary>
    public static SocketOption Named(string kind, string name)
    {
        string other = kind.EndsWith('6') ? "IPPROTO_IP" : "IPPROTO_IPV6";
        return SocketOption.All.First(o => o.Name == name && o.DeclaredOn.Name != other);
    }

    private static SocketKind Cell(SocketFamily family, SocketType type, int? protocol = null) =>
        SocketCatalogue.Find(family, type, protocol)!;
}
