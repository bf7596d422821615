using System.Net.Sockets;
using RawNet.Filters;
using RawNet.Sockets;

namespace RawNet.Cli.Checkup;

/// <summary>Opens each kind of socket that the verbs use, and closes it again.</summary>
internal static class SocketChecks
{
    private const byte SendOnly = 255;

    public static IEnumerable<Finding> All()
    {
        yield return Try("raw IPv4 sockets", "send, ping, igmp, echo, sockets", () => RawSocket.Open(AddressFamily.InterNetwork, SendOnly), Permission);
        yield return Try("raw IPv6 sockets", "send, ping, mld, echo, sockets", () => RawSocket.Open(AddressFamily.InterNetworkV6, SendOnly), Permission);
        yield return Try("packet sockets", "capture, --write, --explain, --wait, send --via packet", OpenPacket, Permission);
        yield return Try("ping sockets", $"ping without any right; ping_group_range is {Setting.Read("net/ipv4/ping_group_range") ?? "not there"}", () => IcmpSocket.Open(AddressFamily.InterNetwork), Group);
        yield return Try("IPv6 ping sockets", "ping of IPv6 hosts without any right", () => IcmpSocket.Open(AddressFamily.InterNetworkV6), Group);
    }

    /// <summary>The line that gives the command its rights: a file's capabilities, so that no other program gets them.</summary>
    public static string Permission => Capabilities.Grant("cap_net_raw", "cap_net_admin");

    private static string Group => "sudo sysctl -w net.ipv4.ping_group_range='0 2147483647'";

    private static PacketSocket OpenPacket() => PacketSocket.Open(null, new PacketSocketSettings { Filter = [BpfInstruction.DropAll] });

    private static Finding Try(string name, string use, Func<KernelSocket> open, string fix)
    {
        try
        {
            open().Dispose();
            return new(name, Standing.Works, use);
        }
        catch (SystemCallException refusal)
        {
            bool isPermission = refusal.Kind == FailureKind.NotPermitted;
            return new(name, isPermission ? Standing.NotPermitted : Standing.NotOffered, $"{refusal.ErrorName}; would be for {use}", isPermission ? fix : null);
        }
    }
}
