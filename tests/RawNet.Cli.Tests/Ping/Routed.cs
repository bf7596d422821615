using RawNet.Lab;

namespace RawNet.Cli.Tests.Ping;

/// <summary>Host B as a router for A: what comes for 198.19.0.0/24 or 2001:db8:ffff::/64 it would send back where it came from,
/// so a hop limit of 1 ends there.</summary>
internal sealed class Routed : IDisposable
{
    public const string Beyond = "198.19.0.9";
    public const string Beyond6 = "2001:db8:ffff::9";
    private const string Net = "198.19.0.0/24";
    private const string Net6 = "2001:db8:ffff::/64";
    private readonly TwoHosts _hosts;

    public Routed(TwoHosts hosts)
    {
        _hosts = hosts;
        hosts.B.Sysctl("net.ipv4.ip_forward", "1");
        hosts.B.Sysctl("net.ipv6.conf.all.forwarding", "1");
        hosts.B.Sysctl("net.ipv4.icmp_ratelimit", "0");
        hosts.B.Sysctl("net.ipv6.icmp.ratelimit", "0");
        Route("add", hosts.A, hosts.B);
        Route("add", hosts.B, hosts.A);
    }

    public void Dispose()
    {
        Route("del", _hosts.A, _hosts.B);
        Route("del", _hosts.B, _hosts.A);
        _hosts.B.Sysctl("net.ipv4.ip_forward", "0");
        _hosts.B.Sysctl("net.ipv6.conf.all.forwarding", "0");
    }

    private static void Route(string verb, Host host, Host via)
    {
        host.Exec("ip", "route", verb, Net, "via", via.Address.ToString()).Succeeded();
        host.Exec("ip", "-6", "route", verb, Net6, "via", via.Address6.ToString()).Succeeded();
    }
}
