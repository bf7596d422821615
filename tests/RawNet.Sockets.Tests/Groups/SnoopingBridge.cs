using System.Diagnostics;
using System.Net;
using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>A Linux bridge that snoops, with members at ports p1 and p3 and a router, which also sends data, at port p2.</summary>
internal sealed class SnoopingBridge : IDisposable
{
    // The kernel's own sockets send, in frames of the kernel's making: every source to every group.
    private const string Sender = """
        import socket, sys
        for source in sys.argv[2].split(','):
            six = ':' in source
            s = socket.socket(socket.AF_INET6 if six else socket.AF_INET, socket.SOCK_DGRAM)
            s.bind((source, 5000))
            if six:
                s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, socket.if_nametoindex('h2'))
                s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 4)
            else:
                s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(source))
                s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 4)
            for group in sys.argv[1].split(','):
                s.sendto(b'data', (group, 5000))
        """;

    private readonly Host _bridge = new("br0", IPAddress.Any, IPAddress.IPv6Any);

    public SnoopingBridge(bool mldQuerier)
    {
        Ip(_bridge, "link", "add", "br0", "type", "bridge", "mcast_snooping", "1", "mcast_igmp_version", "3", "mcast_mld_version", "2",
            "mcast_startup_query_interval", "100", "mcast_query_response_interval", "100");
        // On its own: a bridge that starts to ask floods for a response time, the one that it has at that moment.
        Ip(_bridge, "link", "set", "br0", "type", "bridge", "mcast_querier", mldQuerier ? "1" : "0");
        Member = Connect("p1", "h1", "02:00:00:00:00:02", "198.18.3.2");
        Other = Connect("p3", "h3", "02:00:00:00:00:03", "198.18.3.3");
        Router = Connect("p2", "h2", "02:00:00:00:00:01", "198.18.3.1");
        Ip(_bridge, "link", "set", "br0", "up");
    }

    public Host Member { get; }

    public Host Other { get; }

    public Host Router { get; }

    /// <summary>Sends a datagram from each source, an address that the router gets for it, to each group, and tells what came to either
    /// member: "239.1.1.1 from 1 3" for sources that end so.</summary>
    public (IReadOnlyList<string> Member, IReadOnlyList<string> Other) Forwarded(string[] groups, string[] sources)
    {
        using Capture member = Member.StartCapture(filter: "udp"), other = Other.StartCapture(filter: "udp");
        foreach (string source in sources) Ip(Router, "addr", "replace", source, "dev", "h2");
        Router.Exec("python3", "-c", Sender, string.Join(',', groups), string.Join(',', sources)).Succeeded();
        IReadOnlyList<string> first = Arrivals(member.StopAfter(TimeSpan.FromSeconds(0.7)));
        return (first, Arrivals(other.StopAfter(TimeSpan.Zero)));
    }

    /// <summary>Waits until the bridge has this for the group: "239.1.1.1 p1 exclude" or "232.1.1.1 p1 include 198.19.0.9", sources sorted,
    /// blocked ones with a minus; one for each port, sorted, with semicolons between.</summary>
    public void WaitFor(string group, string expected)
    {
        var clock = Stopwatch.StartNew();
        while (Entry(group) != expected)
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(15))
                throw new TimeoutException($"waited for '{expected}', the bridge has '{Entry(group)}' in {Mdb()}");
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
        Other.Dispose();
        Router.Dispose();
        _bridge.Dispose();
    }

    private string Entry(string group)
    {
        using var mdb = JsonDocument.Parse(Mdb());
        string[] ports = [.. mdb.RootElement[0].GetProperty("mdb").EnumerateArray()
            .Where(e => e.GetProperty("grp").GetString() == group && !e.TryGetProperty("src", out _)).Select(Say)];
        return ports.Length == 0 ? "none" : string.Join("; ", ports.Order(StringComparer.Ordinal));
    }

    private static string Say(JsonElement entry)
    {
        IEnumerable<string> sources = entry.TryGetProperty("source_list", out JsonElement list)
            ? list.EnumerateArray()
                .Select(s => (s.GetProperty("timer").GetString()!.Trim() == "0.00" ? "-" : "") + s.GetProperty("address").GetString())
            : [];
        string mode = entry.TryGetProperty("filter_mode", out JsonElement filter) ? filter.GetString()! : "";
        return ($"{entry.GetProperty("grp").GetString()} {entry.GetProperty("port").GetString()} {mode} "
            + $"{string.Join(',', sources.Order(StringComparer.Ordinal))}").TrimEnd();
    }

    private static string[] Arrivals(IReadOnlyList<CapturedFrame> datagrams) =>
        [.. datagrams.Select(Ends).GroupBy(way => way.Group, way => way.Source)
            .Select(way => $"{way.Key} from {string.Join(' ', way.Order())}").Order(StringComparer.Ordinal)];

    private static (IPAddress Group, byte Source) Ends(CapturedFrame frame) => frame.Bytes[12] == 0x86
        ? (new(frame.Bytes.Slice(38, 16)), frame.Bytes[37])
        : (new(frame.Bytes.Slice(30, 4)), frame.Bytes[29]);

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
