using RawNet.Probing.Groups;
using RawNet.Protocols;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Tests.Probing.Groups;

/// <summary>RFC 9776, section 7: queriers beside older queriers and hosts. A test is named after its row of the requirements.</summary>
public class IgmpQuerierCompatibilityTests
{
    private const string G = "239.1.2.3", S1 = "198.19.0.1";
    private const byte ToIn = 3, Block = 6, IsEx = 2, ToEx = 4;

    // RFC 2236, 3: "Any Querier to non-Querier transition is ignored during this time; the same router keeps
    // sending the Group-Specific Queries."
    [Fact]
    public void Q3_AVersion2QuerierThatAsksForALastMemberDoesNotYieldBeforeItKnows()
    {
        QuerierScene scene = new QuerierScene(QuerierScene.Settings with { Newest = GroupVersion.Leaving }).Pass(100 * Second);
        scene.Hear([0x16, 0, 0, 0, .. Bytes(G)], to: G);
        scene.Hear([0x17, 0, 0, 0, .. Bytes(G)], to: "224.0.0.2");
        scene.Pass(Second / 2).Hear([0x11, 100, 0, 0, 0, 0, 0, 0], "198.18.0.4", "224.0.0.1");
        Assert.True(scene.Querier.IsQuerier);
        scene.Pass(3 * Second).Hear([0x11, 100, 0, 0, 0, 0, 0, 0], "198.18.0.4", "224.0.0.1");
        Assert.False(scene.Querier.IsQuerier);
    }

    [Theory]
    [InlineData(GroupVersion.Reporting, "1100eeff00000000")]
    [InlineData(GroupVersion.Leaving, "1164ee9b00000000")]
    public void Q11_OlderVersionsHave8OctetsAndALiteralCode(GroupVersion version, string expected)
    {
        QuerierScene scene = new QuerierScene(QuerierScene.Settings with { Newest = version }).Pass(0);
        Assert.Equal(expected,
            Convert.ToHexStringLower(GroupDialect.Igmp.PacketOf(scene.Sent[0].Source, scene.Sent[0].Message).ToBytes())[48..]);
    }

    [Fact]
    public void Q11_AnOlderQuerierTakesTheVersionDownAndIsWarnedOfOnceAMinute()
    {
        QuerierScene scene = QuerierScene.Igmp();
        for (int i = 0; i < 130; i++)
        {
            scene.Hear(Query2(100), "198.18.0.6", "224.0.0.1");
            scene.Pass(Second);
        }
        Assert.Equal(3, scene.Events.Count(e => e.Kind == GroupQuerierEventKind.OtherVersion));
        Assert.Equal(["v2 > 224.0.0.1: query"], scene.Said);
    }

    [Fact]
    public void Q11_InVersion1LeavesAreIgnored()
    {
        QuerierScene scene = new QuerierScene(QuerierScene.Settings with { Newest = GroupVersion.Reporting }).Pass(100 * Second).Clear();
        scene.Hear([0x12, 0, 0, 0, .. Bytes(G)], to: G);
        scene.Hear([0x17, 0, 0, 0, .. Bytes(G)], to: "224.0.0.2");
        Assert.Empty(scene.Pass(5 * Second).Said);
        Assert.NotEqual("none", scene.State(G));
    }

    [Fact]
    public void Q12_AnOlderReportIsIsExAndALeaveToIn()
    {
        QuerierScene scene = QuerierScene.Igmp();
        scene.Hear([0x16, 0, 0, 0, .. Bytes(G)], to: G);
        Assert.Equal("EXCLUDE(;) 270", scene.State(G));
        scene.Hear([0x17, 0, 0, 0, .. Bytes(G)], to: "224.0.0.2");
        Assert.Equal("none", scene.Pass(2 * Second).State(G));
        Assert.Equal([$"v3 > {G}: query {G}", $"v3 > {G}: query {G}"], scene.Said);
    }

    [Fact]
    public void Q12_WithAnOlderMemberBlockIsIgnoredAndToExHasNoSources()
    {
        QuerierScene scene = QuerierScene.Igmp();
        scene.Hear([0x16, 0, 0, 0, .. Bytes(G)], to: G);
        Assert.Equal("EXCLUDE(;) 270", scene.Report(Block, G, S1).State(G));
        Assert.Equal("EXCLUDE(;) 270", scene.Report(ToEx, G, S1).State(G));
        // 2 * 125 + 10 later nobody older has reported, and sources count again.
        scene.Pass((260 * Second) - 1).Report(ToEx, G, S1);
        Assert.Equal("EXCLUDE(;) 270", scene.State(G));
        scene.Pass(1).Report(IsEx, G, S1);
        Assert.Equal("EXCLUDE(1:270;) 270", scene.State(G));
    }

    [Fact]
    public void Q12_WithAMemberOfVersion1LeavesAndToInAreIgnored()
    {
        QuerierScene scene = QuerierScene.Igmp();
        scene.Hear([0x12, 0, 0, 0, .. Bytes(G)], to: G);
        scene.Hear([0x17, 0, 0, 0, .. Bytes(G)], to: "224.0.0.2");
        Assert.Equal("EXCLUDE(;) 260", scene.Report(ToIn, G).Pass(10 * Second).State(G));
    }
}
