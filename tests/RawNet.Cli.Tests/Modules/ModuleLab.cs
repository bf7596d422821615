using RawNet.Lab;

namespace RawNet.Cli.Tests.Modules;

/// <summary>Hosts with what the families need beyond a module: a CAN bus on the lone host, TIPC joined between the two.</summary>
public sealed class ModuleLab : IDisposable
{
    private readonly Lazy<Host> _alone = new(CreateHost);
    private readonly Lazy<TwoHosts> _pair = new(CreatePair);

    public Host Alone => _alone.Value;

    public TwoHosts Pair => _pair.Value;

    public void Dispose()
    {
        if (_alone.IsValueCreated) _alone.Value.Dispose();
        if (_pair.IsValueCreated) _pair.Value.Dispose();
    }

    private static Host CreateHost()
    {
        Host host = OneHost.Create();
        host.Exec("ip", "link", "add", "vcan0", "type", "vcan").Succeeded();
        host.Exec("ip", "link", "set", "vcan0", "up").Succeeded();
        return host;
    }

    private static TwoHosts CreatePair()
    {
        TwoHosts hosts = new();
        foreach (Host host in (Host[])[hosts.A, hosts.B])
            host.Exec("tipc", "bearer", "enable", "media", "eth", "device", host.InterfaceName).Succeeded();
        WaitForLink(hosts.A);
        WaitForLink(hosts.B);
        return hosts;
    }

    // Before the nodes have found each other, a second or so, nothing can be sent between them.
    private static void WaitForLink(Host host)
    {
        DateTime limit = DateTime.UtcNow + Patience.Seconds(10);
        while (!host.Exec("tipc", "link", "list").Lines.Any(IsLinkThatIsUp))
        {
            Assert.True(DateTime.UtcNow < limit, "the TIPC nodes did not find each other");
            Thread.Sleep(100);
        }
    }

    // "broadcast-link: up" is there from the start; a link to another node is named 1234:va-5678:vb.
    private static bool IsLinkThatIsUp(string line) =>
        !line.StartsWith("broadcast", StringComparison.Ordinal) && line.EndsWith(": up", StringComparison.Ordinal);
}
