using System.Text;
using System.Text.Json;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Groups;

/// <summary>The monitor beside routers that others wrote: it follows their queries, and finds nothing wrong
/// with what they and the kernel send.</summary>
public class OtherSpeakersTests
{
    private const string Frr = "/usr/lib/frr";

    [Fact]
    public void PimdOfFrrIsTheQuerierAndBreaksNoRule()
    {
        Skip(Requirements.FirstOf(Requirements.Lab, Requirements.Programs($"{Frr}/zebra", $"{Frr}/pimd", "setpriv")));
        using var hosts = new TwoHosts();
        using var folder = new RunFolder("interface va\n ip igmp\n ip igmp query-max-response-time 10\n ip igmp query-interval 3\n ip igmp "
            + "last-member-query-interval 5\n ip pim\n");
        using RunningPeer monitor = Watch(hosts.B);
        using RunningPeer zebra = hosts.A.Start($"{Frr}/zebra", folder.Arguments("zebra"));
        zebra.Wait(() => File.Exists(Path.Combine(folder.Path, "zserv")), "zebra's socket");
        using RunningPeer pimd = hosts.A.Start($"{Frr}/pimd", folder.Arguments("pimd"));
        monitor.Wait(() => Said(monitor).Contains("\"querier\"", StringComparison.Ordinal), "a querier");
        IReadOnlyList<JsonElement> events = JoinAndFinish(hosts.B, monitor);
        JsonElement querier = events.First(e => Is(e, "querier"));
        Assert.Equal((hosts.A.Address.ToString(), 3.0, 1.0), (querier.GetProperty("address").GetString(),
            querier.GetProperty("query_interval_s").GetDouble(), querier.GetProperty("response_interval_s").GetDouble()));
    }

    // Version 2 tells no interval: what is shown is the one that was seen.
    [Fact]
    public void PimdOfFrrInVersion2IsShownWithTheIntervalThatItKeeps()
    {
        Skip(Requirements.FirstOf(Requirements.Lab, Requirements.Programs($"{Frr}/zebra", $"{Frr}/pimd", "setpriv")));
        using var hosts = new TwoHosts();
        using var folder = new RunFolder("interface va\n ip igmp\n ip igmp version 2\n ip igmp query-max-response-time 10\n ip igmp "
            + "query-interval 3\n ip igmp last-member-query-interval 5\n ip pim\n");
        using RunningPeer monitor = hosts.B.Start(Rawnet.Path, "igmp", "monitor", "-I", "vb", "-4", "--lines");
        using Lab.Capture wire = hosts.B.StartCapture(filter: "igmp and dst host 224.0.0.1");
        using RunningPeer zebra = hosts.A.Start($"{Frr}/zebra", folder.Arguments("zebra"));
        zebra.Wait(() => File.Exists(Path.Combine(folder.Path, "zserv")), "zebra's socket");
        using RunningPeer pimd = hosts.A.Start($"{Frr}/pimd", folder.Arguments("pimd"));
        monitor.Wait(() => Said(monitor).Contains("querier", StringComparison.Ordinal), "a querier");
        wire.Stop(atLeast: 4); // two at the start, a second apart, then every 3 s
        Assert.Equal(0, monitor.Interrupt());
        string row = Said(monitor).Split('\n')
            .Single(l => l.StartsWith($"{hosts.A.Address} ", StringComparison.Ordinal) && l.Contains("igmpv2", StringComparison.Ordinal));
        Assert.Matches(@"  02:00:00:00:00:01  igmpv2   yes +(2\.9|3|3\.1) s +-  ", row);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 1)]
    public void TheLinuxBridgeIsTheQuerierAndBreaksOnlyWhatIsListed(int igmp, int mld)
    {
        Skip(Requirements.FirstOf(Requirements.Lab, Requirements.Kernel("/proc/sys/net/ipv6", "IPv6")));
        using var hosts = new TwoHosts();
        using RunningPeer monitor = Watch(hosts.B);
        string options = $"mcast_snooping 1 mcast_querier 1 mcast_igmp_version {igmp} mcast_mld_version {mld} mcast_startup_query_interval "
            + "50 mcast_query_response_interval 100 mcast_query_interval 300 mcast_last_member_interval 50";
        hosts.A.Exec("ip", ["link", "add", "br0", "type", "bridge", .. options.Split(' ')]).Succeeded();
        hosts.A.Exec("ip", "link", "set", "va", "master", "br0").Succeeded();
        hosts.A.Exec("ip", "link", "set", "br0", "up").Succeeded();
        monitor.Wait(() => Said(monitor).Split("\"querier\"").Length > 2, "both queriers");
        string version = $"\"version\":{igmp},";
        IReadOnlyList<JsonElement> events = JoinAndFinish(hosts.B, monitor);
        // RFC 4541, 2.1.1: a switch without an address asks from 0.0.0.0.
        Assert.Contains(events,
            e => Is(e, "querier") && e.GetProperty("address").GetString() == "0.0.0.0"
                && e.GetRawText().Contains(version, StringComparison.Ordinal));
    }

    [Fact]
    public void NothingThatTheKernelSentInTheScenesOfTheExamBreaksARuleButThoseListed()
    {
        Skip(Exam.Folder is null ? Exam.Missing : null);
        string[] files =
        [
            .. Directory.EnumerateFiles(Path.Combine(Exam.Folder!, "captures", "kernel"), "*.pcap").Order(StringComparer.Ordinal)
        ];
        // By hand, on purpose: the queries of the scene igmp_queries.
        (string, string, string)[] expected =
        [
            ("igmp_queries.pcap", "igmp.checksum", "RFC 9776 4.1"), ("igmp_queries.pcap", "igmp.saddr", "RFC 9776 4.1"),
            ("igmp_queries.pcap", "ip.dst", "RFC 9776 4.1.12"),
            ("igmp_queries.pcap", "ip.ttl", "RFC 9776 4"), ("igmp_queries.pcap", "length", "RFC 9776 7.1"),
            ("igmp_queries.pcap", "router-alert", "RFC 9776 4"),
        ];
        (string, string, string)[] found = [.. files.SelectMany(Findings).Distinct().Order()];
        Assert.Equal(expected.Order(), found);
    }

    private static IEnumerable<(string, string, string)> Findings(string file) => Rawnet.Run("verify", file, "--lint", "--json").Lines
        .Select(l => JsonDocument.Parse(l).RootElement).Where(e => Is(e, "finding"))
        .Select(e => (Path.GetFileName(file), e.GetProperty("field").GetString()!,
            e.GetProperty("rule").GetString()!.Split(';')[0].Replace(", section ", " ", StringComparison.Ordinal)));

    private static RunningPeer Watch(Host host)
    {
        RunningPeer monitor = host.Start(Rawnet.Path, "igmp", "monitor", "-I", host.InterfaceName, "--json");
        monitor.Wait(() => Said(monitor).Contains("\"start\"", StringComparison.Ordinal), "the start");
        return monitor;
    }

    // A join, a source filter and a leave of the kernel make the router ask about groups and sources.
    private static IReadOnlyList<JsonElement> JoinAndFinish(Host host, RunningPeer monitor)
    {
        host.RawnetLine($"igmp join -I {host.InterfaceName} -w 1 239.55.1.1 232.55.1.1@198.18.0.9").Succeeded();
        host.RawnetLine($"mld join -I {host.InterfaceName} -w 1 ff05::55 ff35::55@2001:db8::9").Succeeded();
        Thread.Sleep(1500);
        Assert.Equal(0, monitor.Interrupt());
        IReadOnlyList<JsonElement> events =
        [
            .. Said(monitor).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)
        ];
        foreach (string group in (string[])["239.55.1.1", "ff05::55"])
            Assert.Equal(["join", "leave"], events
                .Where(e => e.TryGetProperty("group", out JsonElement g) && g.GetString() == group && !Is(e, "change") && !Is(e, "lint"))
                .Select(e => e.GetProperty("event").GetString()!));
        // The bridge sends the queries of IGMPv2 and MLDv1 about a group to all systems.
        Assert.All(events.Where(e => Is(e, "lint")),
            e => Assert.Contains(e.GetProperty("rule").GetString(), (string[])["RFC 2236 9", "RFC 2710 8"]));
        return events;
    }

    private static void Skip(string? reason) => Assert.SkipWhen(reason is not null, reason ?? "");

    private static string Said(RunningPeer monitor) => Encoding.UTF8.GetString(monitor.Output());

    private static bool Is(JsonElement e, string name) => e.GetProperty("event").GetString() == name;

    /// <summary>Where daemons of FRR keep their sockets; it must be their user's.</summary>
    private sealed class RunFolder : IDisposable
    {
        public RunFolder(string pimd)
        {
            Path = Directory.CreateTempSubdirectory("rawnet-frr-").FullName;
            File.WriteAllText(System.IO.Path.Combine(Path, "pimd.conf"), pimd);
            File.WriteAllText(System.IO.Path.Combine(Path, "zebra.conf"), "");
            Peer.Run("chown", ["-R", "frr:frr", Path]).Succeeded();
        }

        public string Path { get; }

        public string[] Arguments(string daemon) =>
            ["-f", $"{Path}/{daemon}.conf", "-i", $"{Path}/{daemon}.pid",
                "-z", $"{Path}/zserv", "--vty_socket", Path, "-u", "frr", "-g", "frr"];

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
