using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Probing.Groups;

/// <summary>Several who ask on one link, in virtual time: all are listed, and what they owe each other is linted.</summary>
public class MonitoredQueriersTests
{
    private const string Low = "198.18.0.2", High = "198.18.0.9", G = "239.1.1.1";

    [Fact]
    public void EverybodyWhoAsksIsListedWithTheIntervalSeen()
    {
        MonitorScene scene = new MonitorScene().Query(Low).At(3).Query(High, "max_resp=10s qrv=2 qqic=60")
            .At(5).Query(Low).At(7).Mld("fe80::1", "ff02::1", "mld.v1-query");
        Assert.Equal(
            [
                $"{Low} 02:00:00:00:00:02 v3 elected seen 5 told 125",
                $"{High} 02:00:00:00:00:09 v3 too seen  told 60",
                "fe80::1 02:00:00:00:00:01 v1 elected seen  told ",
            ],
            scene.Queriers);
        Assert.Equal([$"3 {High} asks too"], scene.Findings);
    }

    // RFC 9776, 8.5: robustness times query interval and half the response interval, by each one's own words.
    [Fact]
    public void WhoeverAsksNoMoreIsListedNoMore()
    {
        MonitorScene scene = new MonitorScene().Query(Low).Query(High, "max_resp=10s qrv=2 qqic=20").At(44.9);
        Assert.Equal(2, scene.Queriers.Count());
        Assert.StartsWith(Low, Assert.Single(scene.At(45).Queriers), StringComparison.Ordinal);
        Assert.Empty(scene.At(255).Queriers);
    }

    // RFC 9776, 6.6.2: whoever hears a lower address stops. One query of a router that has just started is none too many.
    [Fact]
    public void WhoeverHeardALowerAddressIsSilent()
    {
        MonitorScene scene = new MonitorScene().Query(Low).At(1).Query(High).At(2).Query(High).At(10).Query(Low).At(11).Query(High);
        Assert.Equal(
            [$"1 {High} asks too",
                $"11 {High} igmp ip.src: found {High}, expected silence: {Low} is lower and asks (RFC 9776, section 6.6.2)"],
            scene.Findings);
    }

    [Fact]
    public void TheSameHoldsWhenTheLowerOneComesLater()
    {
        MonitorScene scene = new MonitorScene().Query(High).At(5).Query(Low).At(9).Query(High);
        Assert.Equal([$"0 querier {High}", $"5 querier {Low}"], scene.Events);
        Assert.Equal([$"9 {High} igmp ip.src: found {High}, expected silence: {Low} is lower and asks (RFC 9776, section 6.6.2)"],
            scene.Findings);
    }

    [Fact]
    public void TheSameHoldsOfMld()
    {
        const string query = "mld.v2-query qrv=2 qqi=125 maximum_response_code=10s";
        MonitorScene scene = new MonitorScene().Mld("fe80::2", "ff02::1", query).Mld("fe80::9", "ff02::1", query)
            .At(5).Mld("fe80::2", "ff02::1", query).At(6).Mld("fe80::9", "ff02::1", query);
        Assert.Equal("6 fe80::9 mld ipv6.src: found fe80::9, expected silence: fe80::2 is lower and asks (RFC 9777, section 7.6.2)",
            scene.Findings[^1]);
    }

    // RFC 9777, 6.2: what comes from elsewhere, with another hop limit or without Router Alert, is dropped by every node;
    // so it elects nobody and ends nothing.
    [Theory]
    [InlineData("ipv6 src=2001:db8::1 dst=ff02::1 hlim=1 / ipv6.hopopts option=ra", "2001:db8::1")]
    [InlineData("ipv6 src=fe80::1 dst=ff02::1 hlim=2 / ipv6.hopopts option=ra", "fe80::1")]
    [InlineData("ipv6 src=fe80::1 dst=ff02::1 hlim=1", "fe80::1")]
    public void AQueryThatEveryNodeDropsIsListedAndMovesNothing(string header, string from)
    {
        const string query = "mld.v2-query qrv=2 qqi=125 maximum_response_code=10s";
        MonitorScene scene = new MonitorScene().Mld("fe80::2", "ff02::1", query).Report6("fe80::7", "record=to_ex,ff05::7");
        scene.At(1).Frame($"eth src=02:00:00:00:00:01 / {header} / {query}")
            .Frame($"eth src=02:00:00:00:00:01 / {header} / {query} multicast_address=ff05::7");
        Assert.Equal(["fe80::2 02:00:00:00:00:02 v2 elected seen  told 125", $"{from} 02:00:00:00:00:01 v2 too seen  told 125"],
            scene.Queriers.OrderDescending());
        Assert.Equal(["0 querier fe80::2", "0 join fe80::7 ff05::7 ex() of 1"], scene.At(200).Events);
    }

    // RFC 1112, appendix I: the group of a query of version 1 is ignored.
    [Fact]
    public void AQueryOfVersion1ElectsWhateverItNames() =>
        Assert.Equal([$"0 querier {Low}"], new MonitorScene().Igmp(Low, "224.0.0.1", $"igmp.v1-query maddr={G}").Events);

    // RFC 4541, 2.1.1: a switch that asks from 0.0.0.0 takes no part in the election, and several may.
    [Fact]
    public void SwitchesWithoutAnAddressOweNobodySilence()
    {
        MonitorScene scene = new();
        for (int i = 0; i < 3; i++)
            foreach (string mac in (string[])["02:00:00:00:00:0a", "02:00:00:00:00:0b"])
                scene.At(i * 10).Frame(
                    $"eth src={mac} / ip src=0.0.0.0 dst=224.0.0.1 ttl=1 option=ra / igmp.v3-query max_resp=10s qrv=2 qqic=125").Query(Low);
        Assert.Equal(3, scene.Queriers.Count());
        Assert.DoesNotContain(scene.Findings, f => f.Contains("found", StringComparison.Ordinal));
    }

    // RFC 9776, 7.3.1: all routers of a link speak the same version.
    [Fact]
    public void AnotherVersionThanTheElectedQueriersIsSaid()
    {
        MonitorScene scene = new MonitorScene().Query(Low).At(1).Igmp(High, "224.0.0.1", "igmp.v2-query max_resp=10s");
        Assert.Equal([$"1 {High} asks too", $"1 {High} igmp version: found 2, expected 3, in which {Low} asks (RFC 9776, section 7.3.1)"],
            scene.Findings);
    }

    [Fact]
    public void TwoMacsThatAskFromOneAddressAreSaid()
    {
        MonitorScene scene = new();
        foreach ((int second, string mac) in new[]
        {
            (0, "02:00:00:00:00:0a"), (1, "02:00:00:00:00:0b"), (2, "02:00:00:00:00:0b"), (3, "02:00:00:00:00:0a")
        })
            scene.At(second)
                .Frame($"eth src={mac} / ip src={Low} dst=224.0.0.1 ttl=1 option=ra / igmp.v3-query max_resp=10s qrv=2 qqic=125");
        Assert.Equal(
            [
                $"1 {Low} igmp eth.src: found 02:00:00:00:00:0b, expected 02:00:00:00:00:0a, "
                + $"which asks from {Low} too (RFC 5227, section 2.4)",
                $"3 {Low} igmp eth.src: found 02:00:00:00:00:0a, expected 02:00:00:00:00:0b, "
                + $"which asks from {Low} too (RFC 5227, section 2.4)",
            ],
            scene.Findings);
        Assert.Equal([$"0 querier {Low}"], scene.Events);
        Assert.Equal(2, scene.Queriers.Count());
    }

    // A query about one group elects nobody (RFC 9776, 6.6.2), so it is no querier's mark either.
    [Fact]
    public void AQueryAboutAGroupMakesNoQuerier() =>
        Assert.Empty(new MonitorScene().Igmp(Low, G, $"igmp.v3-query maddr={G} max_resp=1s qrv=2 qqic=125").Queriers);

    [Fact]
    public void ForgedQueriersFindAnEndAndTheElectedOneIsKnownAllTheSame()
    {
        MonitorScene scene = new(most: 3);
        for (int last = 200; last > 190; last--) scene.Query($"198.18.0.{last}");
        Assert.Equal("0 querier 198.18.0.191", scene.Events[^1]);
        Assert.Equal("198.18.0.191", scene.Monitor.Queriers.Single().Address.ToString());
        Assert.Equal(4, scene.Queriers.Count());
        scene.Query("198.18.0.250").Report("198.18.0.1", $"record=to_ex,{G}");
        Assert.Equal((4, 2), (scene.Queriers.Count(), (int)scene.Monitor.Untracked));
        // All are gone, and their room is there again.
        scene.At(300);
        foreach (int last in (int[])[1, 2, 3]) scene.Report($"198.18.0.{last}", $"record=to_ex,{G}");
        Assert.Equal(3, scene.Table.Count());
    }

    [Fact]
    public void AFloodOfForgedQueriersIsBounded()
    {
        GroupMonitor monitor = new((in GroupMonitorEvent _) => { });
        Template query = Packet.Parse(
            "eth / ip src=198.18.0.1 dst=224.0.0.1 ttl=1 option=ra / igmp.v3-query max_resp=10s qrv=2 qqic=125").Compile();
        for (uint router = 1; router <= 20_000; router++)
            monitor.Receive(router, LinkType.Ethernet, query.Set(Ipv4.SourceAddress, Ipv4Address.FromUInt32(0xc612_0000 + router)).Bytes);
        Assert.InRange(monitor.HeardQueriers.Count(), 1, 257);
        Assert.Equal(20_000 - monitor.HeardQueriers.Count(), monitor.Untracked);
    }
}
