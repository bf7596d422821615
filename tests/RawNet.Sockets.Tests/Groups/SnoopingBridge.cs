using System.Diagnostics;
using System.Net;
using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>A Linux bridge that snoops, with a member at port p1 and a router at port p2.</summary>
internal sealed class SnoopingBridge : IDisposable
{
    private readonly Host _bridge = new("br0", IPAddress.Any, IPAddress.IPv6Any);

    public SnoopingBridge(bool mldQuerier)
    {
        Ip(_bridge, "link", "add", "br0", "type", "bridge", "mcast_snooping", "1", "mcast_querier", mldQuerier ? "1" : "0", "mcast_igmp_version", "3", "mcast_mld_version", "2", "mcast_startup_query_interval", "100", "mcast_query_response_interval", "100");
        Member = Connect("p1", "h1", "02:00:00:00:00:02", "198.18.3.2");
        Router = Connect("p2", "h2", "02:00:00:00:00:01", "198.18.3.1");
        Ip(_bridge, "link", "set", "br0", "up");
    }

    public Host Member { get; }

    public Host Router { get; }

    /// <summary>Waits until the bridge has this for the port: "239.1.1.1 p1 exclude" or "232.1.1.1 p1 include 198.19.0.9", one for each group of this text, sources sorted, blocked ones with a minus.</summary>
    public void WaitFor(string group, string expected)
    {
        var clock = Stopwatch.StartNew();
        while (Entry(group) != expected)
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(15)) throw new TimeoutException($"waited for '{expected}', the bridge has '{Entry(group)}' in {Mdb()}");
            Thread.Sleep(100);
        }
    }

    /// <summary>The ports behind which the bridge knows a router.</summary>
    public void WaitForRouterPort(string port)
    {
        var clock = Stopwatch.StartNew();
        while (!Mdb().Contains($"\"port\":\"{port}\"", StringComparison.Ordinal) || !Mdb().Contains("\"router\"", StringComparison.Ordinal))
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(10)) throw new TimeoutException($"no router port {port} in {Mdb()}");
            Thread.Sleep(100);
        }
    }

    public void Dispose()
    {
        Member.Dispose();
        Router.Dispose();
        _bridge.Dispose();
    }

    private string Entry(string group)
    {
        using var mdb = JsonDocument.Parse(Mdb());
        foreach (JsonElement entry in mdb.RootElement[0].GetProperty("mdb").EnumerateArray())
        {
            if (entry.GetProperty("grp").GetString() != group || entry.TryGetProperty("src", out _)) continue;
            IEnumerable<string> sources = entry.TryGetProperty("source_list", out JsonElement list)
                ? list.EnumerateArray().Select(s => (s.GetProperty("timer").GetString()!.Trim() == "0.00" ? "-" : "") + s.GetProperty("address").GetString())
                : [];
            string mode = entry.TryGetProperty("filter_mode", out JsonElement filter) ? filter.GetString()! : "";
            return $"{group} {entry.GetProperty("port").GetString()} {mode} {string.Join(',', sources.Order(StringComparer.Ordinal))}".TrimEnd();
        }
        return "none";
    }

    private string Mdb() => _bridge.Exec("bridge", "-j", "-d", "-s", "mdb", "show", "dev", "br0").Succeeded().Text;

    private Host Connect(string port, string name, string mac, string address)
    {
        var host = new Host(name, IPAddress.Parse(address), IPAddress.IPv6Any);
        Ip(_bridge, "link", "add", port, "type", "veth", "peer", "name", name, "address", mac, "netns", host.Name);
        host.Sysctl($"net.ipv6.conf.{name}.disable_ipv6", "1");
        Ip(_bridge, "link", "set", port, "master", "br0", "up");
        Ip(host, "addr", "add", address + "/24", "dev", name);
        Ip(host, "link", "set", name, "up");
        return host;
    }

    private static void Ip(Host host, params string[] arguments) => Peer.Run("ip", ["-n", host.Name, .. arguments]).Succeeded();
}
