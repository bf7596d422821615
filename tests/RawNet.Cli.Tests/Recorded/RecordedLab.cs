using RawNet.Lab;

namespace RawNet.Cli.Tests.Recorded;

/// <summary>The hosts of a scene: "a" is 198.18.0.1 on va, "b" 198.18.0.2 on vb; "alone" has only loopback.</summary>
internal sealed class RecordedLab : IDisposable
{
    private readonly Lazy<Host> _alone = new(OneHost.Create);
    private readonly Lazy<TwoHosts> _pair = new(Pair);

    public Host Host(string place) => place switch
    {
        "alone" => _alone.Value,
        "a" => _pair.Value.A,
        _ => _pair.Value.B,
    };

    public void Dispose()
    {
        if (_alone.IsValueCreated) _alone.Value.Dispose();
        if (_pair.IsValueCreated) _pair.Value.Dispose();
    }

    private static TwoHosts Pair()
    {
        TwoHosts hosts = new(net: 0, SayGroupsAtOnce);
        Know(hosts.A, hosts.B, "02:00:00:00:00:02", "fe80::ff:fe00:2");
        Know(hosts.B, hosts.A, "02:00:00:00:00:01", "fe80::ff:fe00:1");
        Thread.Sleep(200);
        return hosts;
    }

    // A host repeats within this many milliseconds which groups it joined or left: all is said before anyone looks away.
    private static void SayGroupsAtOnce(Host host)
    {
        host.Sysctl("net.ipv4.conf.default.igmpv3_unsolicited_report_interval", "10");
        host.Sysctl("net.ipv6.conf.default.mldv2_unsolicited_report_interval", "10");
        host.Sysctl("net.ipv4.icmp_ratemask", "0");
        host.Sysctl("net.ipv6.icmp.ratelimit", "0");
    }

    // No line waits for a neighbour's MAC.
    private static void Know(Host host, Host other, string mac, string linkLocal)
    {
        string ofHost = $"lladdr {mac} dev {host.InterfaceName} nud permanent";
        string[] addresses = [other.Address.ToString(), other.Address6.ToString(), linkLocal];
        IEnumerable<string> commands = addresses.Select(address => $"ip neigh replace {address} {ofHost}");
        host.Exec("sh", "-c", string.Join(" && ", commands)).Succeeded();
    }
}
