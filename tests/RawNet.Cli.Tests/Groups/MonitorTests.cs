using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using RawNet.Cli.Tests.Send;
using RawNet.Filters;
using RawNet.Lab;
using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Sockets;
using RawNet.Wire;
using static RawNet.Cli.Tests.Groups.MonitorPeer;

namespace RawNet.Cli.Tests.Groups;

/// <summary><c>igmp monitor</c> on one end of a cable, the kernel or a flood at the other.</summary>
public class MonitorTests(SendLab lab) : IClassFixture<SendLab>
{
    private const int MostSources = 10; // net.ipv4.igmp_max_msf

    [Theory]
    [InlineData(1)]
    [InlineData(2026)]
    public void TheTableIsTheKernelsOwnAfterManyChanges(int seed)
    {
        using RunningPeer monitor = Start("--json");
        using var members = new Members(lab.A, new Random(seed));
        for (int i = 0; i < 200; i++) members.Change();
        Thread.Sleep(3000);
        Dictionary<string, string> expected = KernelGroups.Of(lab.A).Where(g => Members.Owns(g.Key)).ToDictionary();
        IEnumerable<string> listed = KernelGroups.ByIproute(lab.A).Where(Members.Owns).Order(StringComparer.Ordinal);
        IReadOnlyList<JsonElement> events = Finish(monitor);
        IEnumerable<JsonElement> table = events.Where(e => Is(e, "member") && Members.Owns(Text(e, "group")));
        var seen = table.ToDictionary(e => Text(e, "group"),
            e => $"{Text(e, "filter")}({KernelGroups.Sorted(e.GetProperty("sources").EnumerateArray().Select(s => s.GetString()!))})");
        Assert.True(expected.Count > 20);
        Assert.Equal(expected.OrderBy(g => g.Key, StringComparer.Ordinal), seen.OrderBy(g => g.Key, StringComparer.Ordinal));
        Assert.Equal(listed, seen.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(events, e => Is(e, "lint"));
        Assert.All(table,
            e => Assert.Equal(Text(e, "protocol") == "mld" ? "fe80::ff:fe00:1" : lab.A.Address.ToString(), Text(e, "member")));
    }

    [Fact]
    public void NoReportOfTwentyThousandASecondIsLost()
    {
        const int rate = 20_000, count = 60_000;
        byte[][] frames = [.. Enumerable.Range(0, 1000).SelectMany(i => (byte[][])[Report(i, "to_ex"), Report(i, "to_in")])];
        AwaitQuiet();
        using RunningPeer monitor = Start("--json", "-4");
        (long packets, long dropped) before = Statistics();
        lab.A.Run(() => Flood(frames, count, rate));
        Thread.Sleep(500);
        (long packets, long dropped) after = Statistics();
        IReadOnlyList<JsonElement> events = Finish(monitor);
        JsonElement summary = events.Single(e => Is(e, "summary"));
        Assert.Equal((count, 0), (after.packets - before.packets, after.dropped - before.dropped));
        Assert.Equal((count, 0L, 0L), (summary.GetProperty("messages").GetInt64(),
            summary.GetProperty("dropped").GetInt64(), summary.GetProperty("refused").GetInt64()));
        Assert.Equal((count / 2, count / 2), (events.Count(e => Is(e, "join")), events.Count(e => Is(e, "leave"))));
    }

    // A host that comes up says twice which groups it is in, at most a second apart (RFC 9777, 9.11):
    // what the interface counts is then ours alone.
    private void AwaitQuiet()
    {
        long seen;
        do
        {
            seen = Statistics().Packets;
            Thread.Sleep(1200);
        }
        while (Statistics().Packets != seen);
    }

    [Fact]
    public void VlansAreToldApartAndNoMoreIsKeptThanAllowed()
    {
        const string report = "ip src=198.18.0.9 dst=224.0.0.22 ttl=1 dsfield=0xc0 option=ra / igmp.v3-report record=to_ex,239.9.9.9";
        using RunningPeer monitor = Start("--json", "-4", "--max-members", "4");
        foreach (string tags in (string[])["", "/ vlan id=7 ", "/ vlan id=8 ", "/ vlan id=9 "])
            lab.A.RawnetLine($"send -I va eth {tags}/ {report}").Succeeded();
        IReadOnlyList<JsonElement> events = Finish(monitor);
        // The member without a tag is one, VLAN 7 and its member are two, VLAN 8 is the fourth; its member and VLAN 9 find no room.
        Assert.Equal(["", "7"], events.Where(e => Is(e, "member") && Text(e, "group") == "239.9.9.9")
            .Select(e => e.TryGetProperty("vlan", out JsonElement vlan) ? $"{vlan}" : ""));
        Assert.Equal(4, events.Single(e => Is(e, "full")).GetProperty("max_members").GetInt32());
        Assert.Equal(2, events.Single(e => Is(e, "summary")).GetProperty("untracked").GetInt64());
    }

    [Fact]
    public void WhatBreaksARuleIsSaidWithItsClause()
    {
        using RunningPeer monitor = Start("--json");
        lab.A.RawnetLine("igmp send report -I va 239.9.9.8 --set ip.ttl=7").Succeeded();
        lab.A.RawnetLine("igmp send query -I va --set igmp.checksum=1").Succeeded();
        lab.A.RawnetLine(
            "send -I va eth / ip dst=224.0.0.1 ttl=1 dsfield=0xc0 option=ra / igmp type=0x11 / data hex:000000000000").Succeeded();
        monitor.Wait(() => Said(monitor).Split("\"lint\"").Length > 3, "three findings");
        JsonElement[] findings = [.. Finish(monitor).Where(e => Is(e, "lint"))];
        Assert.Contains(("RFC 9776 4", "ip.ttl: found 7, expected 1"), findings.Select(f => (Text(f, "rule"), Text(f, "text"))));
        Assert.Contains(findings, f => Text(f, "field") == "igmp.checksum");
        Assert.Contains(findings, f => Text(f, "rule") == "RFC 9776 7.1");
    }

    [Fact]
    public void AFindingSaysWhereFromWhomAndAboutWhichGroup()
    {
        using RunningPeer monitor = Start("--json");
        lab.A.RawnetLine("send -I va eth src=02:00:00:00:00:77 / vlan id=7 / ip src=198.18.0.9 dst=224.0.0.22 ttl=2 dsfield=0xc0 option=ra "
            + "/ igmp.v3-report record=to_ex,239.9.8.1").Succeeded();
        lab.A.RawnetLine("send -I va eth src=02:00:00:00:00:78 / vlan.s id=100 / vlan id=8 / ip src=198.18.0.9 dst=224.0.0.22 ttl=1 "
            + "dsfield=0xc0 option=ra / igmp.v3-report record=to_ex,239.9.8.1 record=allow,239.9.8.2").Succeeded();
        lab.A.RawnetLine("send -I va eth src=02:00:00:00:00:79 / ipv6 src=fe80::9 dst=ff02::2 hlim=2 / ipv6.hopopts option=ra / mld.done "
            + "multicast_address=ff05::98").Succeeded();
        monitor.Wait(() => Said(monitor).Split("\"lint\"").Length > 3, "three findings");
        IEnumerable<string> found = Finish(monitor).Where(e => Is(e, "lint"))
            .Select(e => string.Join(' ', ((string[])["protocol", "vlan_outer", "vlan", "source", "mac", "group", "field"])
                .Select(n => e.TryGetProperty(n, out JsonElement v) ? $"{v}" : "-")));
        Assert.Equal(
            [
                "igmp - 7 198.18.0.9 02:00:00:00:00:77 239.9.8.1 ip.ttl", "igmp 100 8 198.18.0.9 02:00:00:00:00:78 239.9.8.2 igmp.num_src",
                "mld - - fe80::9 02:00:00:00:00:79 ff05::98 ipv6.hlim",
            ],
            found);
    }

    [Fact]
    public void HooksGetTheirArgumentsAsAListAndNothingElse()
    {
        Assert.Equal(2, lab.B.Rawnet(["igmp", "monitor", "-I", "vb", "--on-join", "no-such-program {group}"]).ExitCode);
        using RunningPeer monitor = Start(
            ["--json", "-4", "--on-join", "printf joined:%s:%s;{group} {group} {member}", "--on-leave", "env"]);
        lab.A.RawnetLine("igmp send report -I va 239.9.9.7").Succeeded();
        lab.A.RawnetLine("igmp send leave -I va 239.9.9.7").Succeeded();
        monitor.WaitFor("RAWNET_GROUP=239.9.9.7");
        monitor.WaitFor($"joined:239.9.9.7:{lab.A.Address};239.9.9.7");
        Assert.Contains("RAWNET_MEMBERS=0", monitor.Errors, StringComparison.Ordinal);
        Assert.Equal(2, Finish(monitor).Single(e => Is(e, "summary")).GetProperty("hooks_started").GetInt64());
    }

    [Fact]
    public void WhatAHookPrintsLateIsPassedOn()
    {
        using TemporaryFile hook = new(extension: ".sh");
        File.WriteAllText(hook.Path, "(sleep 0.5; echo late) &\n");
        using RunningPeer monitor = Start(["--json", "-4", "--on-join", $"sh {hook.Path}"]);
        lab.A.RawnetLine("igmp send report -I va 239.9.9.6").Succeeded();
        monitor.WaitFor("hook: late");
    }

    [Fact]
    public void AFloodOfJoinsIsNoFloodOfHooks()
    {
        using RunningPeer monitor = Start("--json", "-4", "--on-join", "true", "--hook-rate", "20");
        byte[][] frames = [.. Enumerable.Range(0, 30).Select(i => Report(i, "to_ex"))];
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        lab.A.Run(() => Flood(frames, frames.Length, 1000));
        monitor.Wait(() => Said(monitor).Split("\"join\"").Length > 30, "30 joins");
        JsonElement summary = Finish(monitor).Single(e => Is(e, "summary"));
        Assert.Equal((30L, 0L), (summary.GetProperty("hooks_started").GetInt64(), summary.GetProperty("hooks_dropped").GetInt64()));
        // 29 steps of 50 ms, less the 10 ms that the pace may catch up.
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(1.4));
    }

    [Fact]
    public void WithoutJsonThereIsOneLineAnEventAndTheTableAtTheEnd()
    {
        using RunningPeer monitor = lab.B.Start(Rawnet.Path, "igmp", "monitor", "-I", "vb", "-4");
        monitor.WaitFor("watching vb");
        lab.A.RawnetLine("igmp send report -I va to_in,232.9.9.9,198.18.0.7,198.18.0.8").Succeeded();
        monitor.Wait(() => Said(monitor).Contains("join", StringComparison.Ordinal), "the join");
        monitor.Interrupt();
        string[] lines = Said(monitor).Split('\n');
        Assert.Contains(lines,
            l => l.EndsWith($"join     232.9.9.9  {lab.A.Address}  igmpv3  include {{198.18.0.7, 198.18.0.8}}", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("GROUP ", StringComparison.Ordinal) && l.Contains("EXPIRES", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("232.9.9.9", StringComparison.Ordinal) && l.Contains("include", StringComparison.Ordinal));
    }

    [Fact]
    public void TheTableIsInTheOrderOfNumbers()
    {
        using RunningPeer monitor = lab.B.Start(Rawnet.Path, "igmp", "monitor", "-I", "vb", "-4");
        monitor.WaitFor("watching vb");
        lab.A.RawnetLine("igmp send report -I va to_ex,239.8.8.105 to_ex,239.8.8.9 to_ex,239.8.8.10").Succeeded();
        monitor.Wait(() => Said(monitor).Contains("239.8.8.10 ", StringComparison.Ordinal), "the join");
        monitor.Interrupt();
        IEnumerable<string> groups = Said(monitor).Split('\n')
            .Where(l => l.StartsWith("239.8.8.", StringComparison.Ordinal)).Select(l => l.Split(' ')[0]);
        Assert.Equal(["239.8.8.9", "239.8.8.10", "239.8.8.105"], groups);
    }

    [Theory]
    [InlineData("igmp monitor", 2, "monitor needs an interface: say which by -I, one of lo, vb")]
    [InlineData("igmp monitor -I nothere", 2, "there is no interface 'nothere'; there are lo, vb")]
    [InlineData("mld monitor -I vb -w x", 2, "'x' is no number of seconds for -w")]
    [InlineData("igmp monitor -I vb --hook-rate x", 2, "'x' is no number of hooks started a second for --hook-rate")]
    public void WrongArgumentsGetOneSentence(string arguments, int status, string sentence)
    {
        PeerResult result = lab.B.RawnetLine(arguments);
        Assert.Equal((status, ""), (result.ExitCode, result.Text));
        Assert.StartsWith($"rawnet: {sentence}", result.Errors, StringComparison.Ordinal);
    }

    private RunningPeer Start(params string[] arguments) => MonitorPeer.Start(lab, arguments);

    private static byte[] Report(int i, string type) => Packet.Parse(
        $"eth src=02:00:00:00:00:01 / ip src=198.19.{i / 200}.{(i % 200) + 1} dst=224.0.0.22 ttl=1 dsfield=0xc0 option=ra / igmp.v3-report "
        + $"record={type},239.2.{i % 7}.1").ToBytes();

    // Paced by the clock, as far behind as it may be: the average is the rate.
    private static void Flood(byte[][] frames, int count, int rate)
    {
        using PacketSocket socket = PacketSocket.Open(Link.ByName("va"), new PacketSocketSettings { Filter = [BpfInstruction.DropAll] });
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            while (System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds * rate < i) Thread.SpinWait(20);
            socket.Send(frames[i % frames.Length]);
        }
    }

    private (long Packets, long Dropped) Statistics()
    {
        using var json = JsonDocument.Parse(lab.B.Exec("ip", "-j", "-s", "link", "show", "dev", "vb").Succeeded().Text);
        JsonElement received = json.RootElement[0].GetProperty("stats64").GetProperty("rx");
        return (received.GetProperty("packets").GetInt64(), received.GetProperty("dropped").GetInt64());
    }

    /// <summary>Sockets of a host that join, change their filters and leave at random; each group on a socket of its own,
    /// so the kernel's limits of one socket are kept.</summary>
    private sealed class Members(Host host, Random random) : IDisposable
    {
        private readonly Dictionary<IPAddress, MembershipSocket> _sockets = [];
        private readonly Link _link = host.Run(() => Link.ByName(host.InterfaceName));

        public static bool Owns(string group) => group.StartsWith("239.77.", StringComparison.Ordinal)
            || group.StartsWith("232.77.", StringComparison.Ordinal) || group.StartsWith("ff05::77", StringComparison.Ordinal);

        public void Change()
        {
            IPAddress group = Group();
            if (!_sockets.TryGetValue(group, out MembershipSocket? socket)) Join(group);
            else if (random.Next(3) == 0) Leave(group);
            else Filter(socket, group);
            if (random.Next(4) == 0) Thread.Sleep(random.Next(40));
        }

        public void Dispose()
        {
            foreach (MembershipSocket socket in _sockets.Values) socket.Dispose();
        }

        private void Join(IPAddress group)
        {
            MembershipSocket socket = host.Run(() => MembershipSocket.Open(group.AddressFamily));
            _sockets[group] = socket;
            if (IsSourceSpecific(group)) socket.JoinSource(_link, group, Source(group, random.Next(30)));
            else socket.Join(_link, group);
        }

        private void Leave(IPAddress group)
        {
            _sockets.Remove(group, out MembershipSocket? socket);
            socket!.Dispose();
        }

        private void Filter(MembershipSocket socket, IPAddress group)
        {
            bool excludes = !IsSourceSpecific(group) && random.Next(2) == 0;
            IPAddress[] sources = [.. Enumerable.Range(0, random.Next(excludes ? 0 : 1, MostSources + 1))
                .Select(_ => Source(group, random.Next(30))).Distinct()];
            SocketOption<SourceFilter> option = GroupOptions.Of(group.AddressFamily).Filter;
            socket.Set(option,
                new SourceFilter(_link.Index, group, excludes ? FilterMode.Exclude : FilterMode.Include, sources));
        }

        private IPAddress Group() => IPAddress.Parse(random.Next(3) switch
        {
            0 => $"239.77.0.{random.Next(30)}",
            1 => $"232.77.0.{random.Next(30)}",
            _ => $"ff05::77{random.Next(10, 40)}",
        });

        private static bool IsSourceSpecific(IPAddress group) => group.ToString().StartsWith("232.", StringComparison.Ordinal);

        private static IPAddress Source(IPAddress group, int number) =>
            IPAddress.Parse(group.AddressFamily == AddressFamily.InterNetwork ? $"198.19.0.{number}" : $"2001:db8::{number + 1}");
    }
}
