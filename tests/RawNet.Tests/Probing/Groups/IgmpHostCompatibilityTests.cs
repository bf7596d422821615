using RawNet.Probing.Groups;
using RawNet.Protocols;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Tests.Probing.Groups;

/// <summary>RFC 9776 for hosts: what they do while older queriers and hosts are there.</summary>
public class IgmpHostCompatibilityTests
{
    private const string G = "239.1.2.3", H = "239.1.2.4", S1 = "198.19.2.9", S2 = "198.19.2.10";

    [Fact]
    public void H19_AnOlderGeneralQueryChangesTheModeAndASpecificOneDoesNot()
    {
        HostScene scene = HostScene.Igmp().Joined(G);
        scene.Query(Query2(10, G), to: G);
        Assert.Equal(GroupVersion.Filtering, scene.Hosts.GenerationOf(0));
        Assert.Equal(["v3 > 224.0.0.22: is_ex,239.1.2.3"], scene.Pass(2 * Second).Said);
        scene.Query(Query2(10));
        Assert.Equal(GroupVersion.Leaving, scene.Hosts.GenerationOf(0));
        scene.Query(Query2(0));
        Assert.Equal(GroupVersion.Reporting, scene.Hosts.GenerationOf(0));
    }

    [Fact]
    public void H20_InVersion2OnlyItsMessagesAreSent()
    {
        HostScene scene = HostScene.Igmp().Joined(G);
        scene.Query(Query2(10));
        scene.Pass(2 * Second).Set(H, Include(S1)).Pass(20 * Second).Set(H, Include(S2))
            .Pass(Second).Set(H, GroupFilter.Nothing).Pass(20 * Second);
        Assert.Equal(["v2 > 239.1.2.3: is_ex,239.1.2.3", "v2 > 239.1.2.4: is_ex,239.1.2.4",
            "v2 > 239.1.2.4: is_ex,239.1.2.4", "v2 > 224.0.0.2: to_in,239.1.2.4"], scene.Said);
    }

    [Fact]
    public void H20_InVersion1NobodyLeavesAndACodeOf0IsTenSeconds()
    {
        long latest = 0;
        for (ulong seed = 0; seed < 300; seed++)
        {
            HostScene scene = HostScene.Igmp(seed).Joined(G);
            scene.Query(Query2(0));
            long asked = scene.Now;
            scene.Pass(11 * Second).Set(G, GroupFilter.Nothing).Pass(20 * Second);
            Assert.Equal(["v1 > 239.1.2.3: is_ex,239.1.2.3"], scene.Said);
            latest = Math.Max(latest, scene.Sent[0].Time - asked);
        }
        Assert.InRange(latest, 97 * Second / 10, 10 * Second);
    }

    [Fact]
    public void H20_AnotherHostsReportMakesOnesOwnNeedless()
    {
        HostScene scene = HostScene.Igmp().Joined(G);
        scene.Query(Query2(100));
        scene.Receive(Packet4("198.18.0.9", G, [0x16, 0, 0, 0, .. Bytes(G)]));
        // Another one reported last, so leaving needs no message either (RFC 2236, section 3).
        Assert.Empty(scene.Pass(20 * Second).Set(G, GroupFilter.Nothing).Pass(20 * Second).Said);
    }

    [Fact]
    public void H20_EmulatedHostsHearEachOther()
    {
        HostScene scene = HostScene.Igmp(hosts: 50);
        for (int i = 0; i < 50; i++) scene.Set(G, GroupFilter.Everything, i);
        scene.Pass(20 * Second).Clear();
        scene.Query(Query2(100));
        Assert.Single(scene.Pass(20 * Second).Said);
    }

    [Fact]
    public void H21_AChangeOfModeCancelsWhatIsPending()
    {
        HostScene scene = HostScene.Igmp().Joined(G);
        scene.Set(H, GroupFilter.Everything).Pass(0).Clear();
        scene.Query(Query3(255));
        scene.Query(Query2(1));
        // The general answer and the repetition of the join are gone; version 2 answers for both groups.
        Assert.Equal(["v2 > 239.1.2.3: is_ex,239.1.2.3", "v2 > 239.1.2.4: is_ex,239.1.2.4"], scene.Pass(100 * Millisecond).Said.Order());
        Assert.Equal(2, scene.Pass(4000 * Second).Sent.Count);
    }

    // RV * QI + 10 times the query's response time: 2 * 125 s + 10 * 1 s; for version 1 the time is 10 s.
    [Theory]
    [InlineData(10, 260)]
    [InlineData(100, 350)]
    [InlineData(0, 350)]
    public void H22_AnOlderQuerierIsForgottenAfterItsTimeout(byte code, int seconds)
    {
        HostScene scene = HostScene.Igmp().Joined(G);
        scene.Query(Query2(code));
        scene.Pass((seconds * Second) - 1);
        Assert.NotEqual(GroupVersion.Filtering, scene.Hosts.GenerationOf(0));
        scene.Pass(1);
        Assert.Equal(GroupVersion.Filtering, scene.Hosts.GenerationOf(0));
    }

    [Fact]
    public void H22_FromVersion1TheHostGoesToVersion2AndThenTo3()
    {
        HostScene scene = HostScene.Igmp().Joined(G);
        scene.Query(Query2(0));
        scene.Pass(100 * Second);
        scene.Query(Query2(100));
        Assert.Equal(GroupVersion.Reporting, scene.Hosts.GenerationOf(0));
        Assert.Equal(GroupVersion.Leaving, scene.Pass(250 * Second).Hosts.GenerationOf(0));
        Assert.Equal(GroupVersion.Filtering, scene.Pass(100 * Second).Hosts.GenerationOf(0));
    }

    // RFC 1112, appendix I: in a query "the group address field is zeroed when sent, ignored when received".
    [Fact]
    public void AQueryOfVersion1AsksForAllGroupsWhateverItNames()
    {
        HostScene scene = HostScene.Igmp().Joined(G);
        scene.Query(Query2(0, "239.9.9.9"));
        Assert.Equal(["v1 > 239.1.2.3: is_ex,239.1.2.3"], scene.Pass(10 * Second).Said);
    }

    // RFC 9776, 7.2.1: a code of 0 "MUST be interpreted as a value of 100 (10 seconds)", whatever is set; 8.12: 2 * 125 s + 10 * 10 s.
    [Fact]
    public void AQueryOfVersion1LeavesTenSecondsWhateverTheOwnResponseInterval()
    {
        HostScene scene = new HostScene(new(GroupDialect.Igmp) { QueryResponseInterval = TimeSpan.FromSeconds(5) }).Joined(G);
        scene.Query(Query2(0));
        Assert.Equal(GroupVersion.Reporting, scene.Pass((350 * Second) - 1).Hosts.GenerationOf(0));
        Assert.Equal(GroupVersion.Filtering, scene.Pass(1).Hosts.GenerationOf(0));
    }

    [Fact]
    public void AQueryOfVersion1NeedsNoRouterAlert() =>
        Assert.Equal(QueryVerdict.Accepted,
            HostScene.Igmp().Joined(G).Receive(Packet4(HostScene.Router, "224.0.0.1", Query2(0), alert: false)));

    [Fact]
    public void WithoutCompatibilityOlderQueriesAreIgnored() =>
        Assert.Equal(QueryVerdict.OlderVersion,
            new HostScene(new(GroupDialect.Igmp) { FollowsOlderQueriers = false }).Joined(G).Query(Query2(10)));
}
