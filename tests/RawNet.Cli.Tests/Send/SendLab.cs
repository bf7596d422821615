using RawNet.Lab;

namespace RawNet.Cli.Tests.Send;

/// <summary>Two hosts that know each other's MAC already, so that no test waits for a neighbour;
/// a machine without the means skips the test.</summary>
public sealed class SendLab : IDisposable
{
    private readonly Lazy<TwoHosts> _hosts = new(Create);

    public TwoHosts Hosts
    {
        get
        {
            Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
            return _hosts.Value;
        }
    }

    public Host A => Hosts.A;

    public Host B => Hosts.B;

    public void Dispose()
    {
        if (_hosts.IsValueCreated) _hosts.Value.Dispose();
    }

    private static TwoHosts Create()
    {
        var hosts = new TwoHosts();
        foreach (string address in (string[])[hosts.B.Address.ToString(), hosts.B.Address6.ToString()])
            hosts.A.Exec("ip", "neigh", "replace", address, "lladdr", "02:00:00:00:00:02", "dev", "va", "nud", "permanent").Succeeded();
        foreach (string address in (string[])[hosts.A.Address.ToString(), hosts.A.Address6.ToString()])
            hosts.B.Exec("ip", "neigh", "replace", address, "lladdr", "02:00:00:00:00:01", "dev", "vb", "nud", "permanent").Succeeded();
        // A host says at most one error a second to another unless told otherwise, and several tests ask for one.
        hosts.B.Sysctl("net.ipv4.icmp_ratemask", "0");
        hosts.B.Sysctl("net.ipv6.icmp.ratelimit", "0");
        return hosts;
    }
}
