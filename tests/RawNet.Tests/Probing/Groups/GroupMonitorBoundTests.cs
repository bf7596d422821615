using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Probing.Groups;

/// <summary>What a monitor keeps at most, whatever is forged: memberships, sources and VLANs.</summary>
[Collection(MemoryCollection.Name)]
public class GroupMonitorBoundTests
{
    private const string A = "198.18.0.1", B = "198.18.0.2", C = "198.18.0.3",
        G = "239.1.1.1", S = "198.19.0.1", T = "198.19.0.2", U = "198.19.0.3";

    [Fact]
    public void WhatIsNewBeyondTheBoundIsCountedAndToldOnce()
    {
        MonitorScene scene = new MonitorScene(most: 2).Report(A, $"record=to_ex,{G}").Report(B, $"record=to_ex,{G}")
            .Report(C, $"record=to_ex,{G}").At(1).Report(C, $"record=is_ex,{G}");
        Assert.Equal([$"0 join {A} {G} ex() of 1", $"0 join {B} {G} ex() of 2", "0 full"], scene.Events);
        Assert.Equal(2, scene.Monitor.Untracked);
    }

    [Fact]
    public void WhoeverLeavesMakesRoom()
    {
        MonitorScene scene = new MonitorScene(most: 1).Report(A, $"record=to_ex,{G}").Report(B, $"record=to_ex,{G}")
            .Report(A, $"record=to_in,{G}").At(1).Report(B, $"record=is_ex,{G}");
        Assert.Equal([$"{B} {G} ex()"], scene.Table);
    }

    [Fact]
    public void TheSilentMakeRoom()
    {
        MonitorScene scene = new MonitorScene(most: 2).Query().Report(A, $"record=is_in,{G},{S}")
            .At(100).Query().At(200).Query().At(271).Report(B, $"record=is_in,{G},{T}");
        Assert.Equal([$"{B} {G} in({T})"], scene.Table);
        Assert.Equal(0, scene.Monitor.Untracked);
    }

    [Fact]
    public void SourcesCountToo()
    {
        MonitorScene scene = new MonitorScene(most: 3).Report(A, $"record=allow,{G},{S}")
            .Report(A, $"record=allow,{G},{T}").Report(A, $"record=allow,{G},{U}");
        Assert.Equal([$"{A} {G} in({S},{T})"], scene.Table);
        // What is known is told again, exchanged or taken back as ever.
        scene.Report(A, $"record=is_in,{G},{S},{T}").Report(A, $"record=to_ex,{G}").Report(A, $"record=to_in,{G},{S},{U}")
            .Report(A, $"record=block,{G},{S},{T}").Report(A, $"record=allow,{G},{T}");
        Assert.Equal([$"{A} {G} in({T},{U})"], scene.Table);
        Assert.Equal(1, scene.Monitor.Untracked);
    }

    [Fact]
    public void AKnownHostStaysAlthoughThereIsNoRoom()
    {
        MonitorScene scene = new MonitorScene(most: 2).Query().Report(A, $"record=is_in,{G},{S}").Report(B, $"record=to_ex,{G}");
        for (int i = 1; i <= 10; i++) scene.At(i * 100).Query().Report(A, $"record=is_in,{G},{S}");
        Assert.Equal([$"{A} {G} in({S})"], scene.Table);
    }

    [Fact]
    public void ManyThatEndOneByOneAreLookedAtTogether()
    {
        MonitorScene scene = new MonitorScene().Query();
        Template report = Packet.Parse($"eth / ip src={A} dst=224.0.0.22 ttl=1 option=ra / igmp.v3-report record=to_ex,{G}").Compile();
        for (uint host = 1; host <= 20_000; host++)
            scene.Monitor.Receive(host * 1000, LinkType.Ethernet,
                report.Set(Ipv4.SourceAddress, Ipv4Address.FromUInt32(0xc612_0000 + host)).Bytes);
        scene.At(200).Query();
        int looks = 0;
        for (; scene.Monitor.Members.Any(); looks++) scene.Monitor.Poll(scene.Monitor.NextPoll);
        // 20 ms of reports: a look each 10 ms, and at the last thousand one by one.
        Assert.InRange(looks, 2, 1010);
        Assert.Equal(20_000,
            scene.Events.Count(e => e.Contains("leave", StringComparison.Ordinal) && e.Contains("silent", StringComparison.Ordinal)));
    }

    [Fact]
    public void VlansAreLinksOfTheirOwn()
    {
        MonitorScene scene = new();
        Tagged(scene, "vlan id=7", A).At(1);
        Tagged(scene, "vlan id=8", A).At(2);
        Tagged(scene, "vlan.s id=100 / vlan id=7", A).At(3);
        Tagged(scene, "vlan id=0", A).At(4);
        Tagged(scene, "vlan id=7", A, "to_in");
        Assert.Equal(
            [$"0 join {A} {G} ex() vlan 7 of 1", $"1 join {A} {G} ex() vlan 8 of 1", $"2 join {A} {G} ex() vlan 100.7 of 1",
                $"3 join {A} {G} ex() of 1", $"4 leave {A} {G} in() vlan 7 said of 0"],
            scene.Events);
    }

    [Fact]
    public void EachVlanElectsItsQuerier()
    {
        MonitorScene scene = new();
        foreach ((int vlan, string querier) in new[] { (7, "198.18.0.200"), (8, "198.18.0.100"), (7, "198.18.0.150"), (8, "198.18.0.250") })
            scene.Frame(
                $"eth / vlan id={vlan} / ip src={querier} dst=224.0.0.1 ttl=1 option=ra / igmp.v3-query max_resp=10s qrv=2 qqic=125");
        Assert.Equal(["0 querier 198.18.0.200 vlan 7", "0 querier 198.18.0.100 vlan 8", "0 querier 198.18.0.150 vlan 7"], scene.Events);
        Assert.Equal(["198.18.0.150 7", "198.18.0.100 8"], scene.Monitor.Queriers.Select(q => $"{q.Address} {q.Vlan}"));
    }

    [Fact]
    public void ForgedVlansFindAnEnd()
    {
        MonitorScene scene = new(most: 3);
        for (int vlan = 1; vlan <= 9; vlan++)
            scene.Frame($"eth / vlan id={vlan} / ip src={A} dst=224.0.0.1 ttl=1 option=ra / igmp.v3-query");
        Assert.Equal(3, scene.Monitor.Queriers.Count());
        Assert.Equal(6, scene.Monitor.Untracked);
        Assert.Equal("0 full", scene.Events[^1]);
    }

    // Also the source of the figure that the docstring of UsualMost and the README give.
    [Theory]
    [InlineData("one group", "igmp.v3-report record=to_ex,239.1.1.1", 1)]
    [InlineData("one source each", "igmp.v3-report record=allow,239.1.1.1,198.19.0.1", 2)]
    [InlineData("a group each", "igmp.v2-report maddr=239.1.1.1", 1)]
    public void AFloodOfForgedReportsKeepsTheMemoryBounded(string flood, string message, int weight)
    {
        GroupMonitor monitor = new((in GroupMonitorEvent _) => { });
        Template report = Packet.Parse($"eth / ip src={A} dst=224.0.0.22 ttl=1 option=ra / {message}").Compile();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (uint host = 1; host <= 300_000; host++)
        {
            report.Set(Ipv4.SourceAddress, Ipv4Address.FromUInt32(0xc612_0000 + host));
            if (flood == "a group each") report.Set(IgmpV2.GroupAddress, Ipv4Address.FromUInt32(0xef00_0000 + host));
            monitor.Receive(host, LinkType.Ethernet, report.Bytes);
        }
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        int members = monitor.Members.Count();
        TestContext.Current.TestOutputHelper!.WriteLine($"{flood}: {members} memberships, {kept:N0} bytes, {kept / members} each");
        Assert.Equal(GroupMonitor.UsualMost / weight, members);
        Assert.Equal(300_000 - members, monitor.Untracked);
        Assert.InRange(kept, 0, 128 << 20);
    }

    private static MonitorScene Tagged(MonitorScene scene, string tags, string source, string type = "to_ex") =>
        scene.Frame($"eth src={MonitorScene.MacOf(source)} / {tags} / ip src={source} dst=224.0.0.22 ttl=1 option=ra / "
            + $"igmp.v3-report record={type},{G}");
}
