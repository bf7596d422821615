using System.Net.Sockets;
using RawNet.Filters;
using RawNet.Sockets;

namespace RawNet.Cli.Doctor;

/// <summary>Opens each kind of socket that the verbs use, and closes it again.</summary>
internal static class SocketChecks
{
    private const byte SendOnly = 255;

    public static IEnumerable<CheckResult> All()
    {
        yield return Try("raw IPv4 sockets", "send, ping, igmp, echo, sockets",
            () => RawSocket.Open(AddressFamily.InterNetwork, SendOnly), Permission);
        yield return Try("raw IPv6 sockets", "send, ping, mld, echo, sockets",
            () => RawSocket.Open(AddressFamily.InterNetworkV6, SendOnly), Permission);
        yield return Try("packet sockets", "capture, --write, --explain, --wait, send --via packet", OpenPacket, Permission);
        yield return TryPing("ping sockets",
            $"ping without any right; ping_group_range is {Setting.Read("net/ipv4/ping_group_range") ?? "not there"}",
            AddressFamily.InterNetwork);
        yield return TryPing("IPv6 ping sockets", "ping of IPv6 hosts without any right", AddressFamily.InterNetworkV6);
    }

    /// <summary>The line that gives the command its rights: a file's capabilities, so that no other program gets them.</summary>
    public static string Permission => Capabilities.Grant("cap_net_raw", "cap_net_admin");

    private static PacketSocket OpenPacket() => PacketSocket.Open(null, new PacketSocketSettings { Filter = [BpfInstruction.DropAll] });

    // Who may have raw sockets has no need of them: even root is refused where the range holds no group, as it does unless set.
    private static CheckResult TryPing(string name, string use, AddressFamily family)
    {
        CheckResult found = Try(name, use, () => IcmpSocket.Open(family), PingGroups.Admit);
        return found.Standing == Standing.NotPermitted && Capabilities.Held.Contains("cap_net_raw")
            ? found with { Standing = Standing.Note, Text = $"{found.Text}; not needed here, where raw sockets are permitted" }
            : found;
    }

    private static CheckResult Try(string name, string use, Func<KernelSocket> open, string fix)
    {
        try
        {
            open().Dispose();
            return new(name, Standing.Works, use);
        }
        catch (SystemCallException refusal)
        {
            bool isPermission = refusal.Kind == FailureKind.NotPermitted;
            return new(name, isPermission ? Standing.NotPermitted : Standing.NotOffered,
                $"{refusal.ErrorName}; would be for {use}", isPermission ? fix : null);
        }
    }
}
