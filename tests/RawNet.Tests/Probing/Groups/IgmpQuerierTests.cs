using RawNet.Probing.Groups;
using RawNet.Wire;
using RawNet.Protocols;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Tests.Probing.Groups;

/// <summary>RFC 9776 for queriers: what they send, when, and who is elected. A test is named after its row of the requirements.</summary>
public class IgmpQuerierTests
{
    private const string G = "239.1.2.3", S1 = "198.19.0.1", S2 = "198.19.0.2", S3 = "198.19.0.3";
    private const byte ToIn = 3, Block = 6, IsEx = 2, IsIn = 1, ToEx = 4;

    [Fact]
    public void Q1_AGeneralQueryGoesToAllSystemsWithCode100Rv2Qqic125()
    {
        QuerierScene scene = new QuerierScene(QuerierScene.Settings).Pass(0);
        byte[] packet = GroupDialect.Igmp.PacketOf(scene.Sent[0].Source, scene.Sent[0].Message).ToBytes();
        Assert.Equal("46c00024000040000102" + "3dfb" + "c6120005e0000001" + "94040000" + "1164ec1e" + "00000000" + "027d0000",
            Convert.ToHexStringLower(packet));
    }

    [Fact]
    public void Q1_ARobustnessAbove7IsSentAs0()
    {
        var query = new GroupQuery(GroupVersion.Filtering, null, SourceSet.Empty, TimeSpan.FromSeconds(10))
        {
            Robustness = 8,
            QueryInterval = TimeSpan.FromSeconds(130)
        };
        string sent = Convert.ToHexStringLower(GroupDialect.Igmp.SpecOf(query).Carrying(new()).ToBytes());
        // 130 s cannot be shown exactly: (0 | 16) << 3 = 128 is the next lower one, code 0x80.
        Assert.Equal("00" + "80" + "0000", sent[^8..]);
    }

    [Fact]
    public void Q1_ASpecificQueryGoesToTheGroup()
    {
        QuerierScene scene = QuerierScene.Igmp().Report(IsEx, G).Report(ToIn, G);
        Assert.Equal([$"v3 > {G}: query {G}"], scene.Said);
    }

    // RFC 9776, 5: "No IGMP messages are ever sent regarding the all-systems multicast address."
    [Fact]
    public void Q1_NothingIsAskedAboutAllSystems()
    {
        QuerierScene scene = QuerierScene.Igmp().Report(IsEx, "224.0.0.1").Report(ToIn, "224.0.0.1");
        Assert.Equal(("none", 0), (scene.State("224.0.0.1"), scene.Sent.Count));
    }

    [Fact]
    public void Q2_TheStartIsRvQueriesAQuarterOfTheIntervalApart()
    {
        QuerierScene scene = new QuerierScene(QuerierScene.Settings with { Robustness = 3 }).Pass(400 * Second);
        Assert.Equal([0, 31.25, 62.5, 187.5, 312.5], scene.Sent.Select(s => (double)s.Time / Second));
    }

    [Fact]
    public void Q2_TheResponseIntervalMustBeShorterThanTheQueryInterval() =>
        Assert.Throws<ArgumentException>(
            () => new QuerierScene(QuerierScene.Settings with { QueryResponseInterval = TimeSpan.FromSeconds(125) }));

    [Fact]
    public void Q3_TheLowerAddressWinsAndTheLoserIsSilentForTheOtherQuerierPresentInterval()
    {
        QuerierScene scene = QuerierScene.Igmp();
        scene.Hear(Query3(), "198.18.0.6", "224.0.0.1");
        Assert.True(scene.Querier.IsQuerier);
        scene.Hear(Query3(), "198.18.0.4", "224.0.0.1");
        Assert.False(scene.Querier.IsQuerier);
        // 2 * 125 + 10 / 2.
        Assert.Empty(scene.Pass((255 * Second) - 1).Said);
        Assert.Equal(["v3 > 224.0.0.1: query"], scene.Pass(1).Said);
        Assert.Equal([GroupQuerierEventKind.Yielded, GroupQuerierEventKind.Elected], scene.Events.Select(e => e.Kind));
    }

    // RFC 1112, appendix I: the group of a query of version 1 is ignored, so it elects.
    [Fact]
    public void Q3_AQueryOfVersion1ElectsWhateverItNames()
    {
        QuerierScene scene = QuerierScene.Igmp();
        scene.Hear(Query2(0, G), "198.18.0.4", "224.0.0.1");
        Assert.False(scene.Querier.IsQuerier);
    }

    // RFC 9776, 7.2.1 and 8.5: its response interval is 10 s, so it is missed after 2 * 125 s + 10 s / 2.
    [Fact]
    public void Q3_AQuerierOfVersion1IsMissedAfterHalfOfTenSeconds()
    {
        QuerierScene scene = new QuerierScene(QuerierScene.Settings with { QueryResponseInterval = TimeSpan.FromSeconds(60) })
            .Pass(100 * Second).Clear();
        scene.Hear(Query2(0), "198.18.0.4", "224.0.0.1");
        Assert.False(scene.Pass((255 * Second) - 1).Querier.IsQuerier);
        Assert.True(scene.Pass(1).Querier.IsQuerier);
    }

    [Fact]
    public void Q3_ASwitchThatAsksFrom0_0_0_0IsNotElected()
    {
        QuerierScene scene = QuerierScene.Igmp();
        scene.Hear(Query3(), "0.0.0.0", "224.0.0.1");
        Assert.True(scene.Querier.IsQuerier);
    }

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
    [InlineData(3, 60, (3 * 60) + 20)]
    [InlineData(0, 0, (2 * 125) + 20)]
    public void Q4_ANonQuerierTakesRobustnessAndIntervalOfTheWinner(byte qrv, byte qqic, int membership)
    {
        QuerierScene scene = new QuerierScene(
            QuerierScene.Settings with { Robustness = 5, QueryInterval = TimeSpan.FromSeconds(30) }).Pass(0);
        scene.Hear(Query3(flags: qrv, qqic: qqic), "198.18.0.4", "224.0.0.1");
        Assert.Equal($"EXCLUDE(;) {membership}", scene.Report(IsEx, G).State(G));
    }

    [Fact]
    public void Q5_TheMembershipIntervalIsRvQiAndTwoResponseIntervals()
    {
        QuerierScene scene = QuerierScene.Igmp().Report(IsEx, G);
        Assert.Equal("EXCLUDE(;) 270", scene.State(G));
        Assert.Equal("none", scene.Pass(270 * Second).State(G));
    }

    [Theory]
    [InlineData("0.0.0.0", true)]
    [InlineData("198.18.0.200", true)]
    [InlineData("198.18.1.1", false)]
    public void Q6_ReportsFrom0_0_0_0AreTakenAndThoseOfOtherSubnetsAreNot(string from, bool expected)
    {
        QuerierScene scene = new QuerierScene(QuerierScene.Settings with { PrefixLength = 24 }).Pass(0);
        Assert.Equal(expected, scene.Hear([0x16, 0, 0, 0, .. Bytes(G)], from, "198.18.0.5"));
        Assert.Equal(expected ? 1 : 0, scene.Querier.Groups.Count);
    }

    [Theory]
    [MemberData(nameof(RecordTable.Rows), MemberType = typeof(RecordTable))]
    public void Q7_TheTableOfRecordsAndStates(string before, byte type, string expected, string asked)
    {
        QuerierScene scene = QuerierScene.Igmp();
        if (before == "in") scene.Report(IsIn, G, S1, S2);
        else scene.Report(IsEx, G, S3).Report(IsIn, G, S1, S2);
        scene.Pass(100 * Second).Clear().Report(type, G, S2, S3, "198.19.0.4");
        Assert.Equal(expected, scene.State(G));
        Assert.Equal(asked, scene.Asked);
    }

    [Fact]
    public void Q8_ALeaveIsAskedAboutTwiceAndTheGroupIsGoneAfterTwoSeconds()
    {
        QuerierScene scene = QuerierScene.Igmp().Report(IsEx, G);
        long left = scene.Now;
        scene.Report(ToIn, G).Pass((2 * Second) - 1);
        Assert.Equal([$"0 v3 > {G}: query {G}", $"1 v3 > {G}: query {G}"], scene.SaidSince(left));
        Assert.Equal("EXCLUDE(;) 0", scene.State(G));
        Assert.Equal("none", scene.Pass(1).State(G));
        Assert.Equal(TimeSpan.FromSeconds(1), ((GroupQuery)scene.Sent[0].Message).MaxResponse);
    }

    [Fact]
    public void Q8_AMemberThatAnswersSetsTheSFlagOfTheNextQuery()
    {
        QuerierScene scene = QuerierScene.Igmp().Report(IsEx, G).Report(ToIn, G);
        scene.Pass(Second / 2).Report(IsEx, G).Pass(5 * Second);
        Assert.Equal([$"v3 > {G}: query {G}", $"v3 > {G}: query {G} S"], scene.Said);
        Assert.NotEqual("none", scene.State(G));
    }

    [Fact]
    public void Q8_LeavesOfMoreMembersAreMerged()
    {
        QuerierScene scene = QuerierScene.Igmp().Report(IsEx, G);
        long left = scene.Now;
        scene.Report(ToIn, G).Report(ToIn, G).Pass(Second / 2).Report(ToIn, G).Pass(5 * Second);
        Assert.Equal([$"0 v3 > {G}: query {G}", $"1 v3 > {G}: query {G}"], scene.SaidSince(left));
    }

    [Fact]
    public void Q8_BlockedSourcesAreAskedAboutAndGo()
    {
        QuerierScene scene = QuerierScene.Igmp().Report(IsIn, G, S1, S2);
        long blocked = scene.Now;
        scene.Report(Block, G, S1).Pass(5 * Second);
        Assert.Equal([$"0 v3 > {G}: query {G} {S1}", $"1 v3 > {G}: query {G} {S1}"], scene.SaidSince(blocked));
        Assert.Equal("INCLUDE(2:265)", scene.State(G));
    }

    [Fact]
    public void Q9_AQueryOfTheWinnerLowersTimersUnlessItHasTheSFlag()
    {
        QuerierScene scene = QuerierScene.Igmp();
        scene.Hear(Query3(), "198.18.0.4", "224.0.0.1");
        scene.Report(IsEx, G);
        scene.Hear(Query3(10, G, flags: 8 | 2), "198.18.0.4", G);
        Assert.Equal("EXCLUDE(;) 270", scene.State(G));
        scene.Hear(Query3(10, G), "198.18.0.4", G);
        Assert.Equal("EXCLUDE(;) 2", scene.State(G));
    }

    [Fact]
    public void Q9_TheElectionGoesOnWithTheSFlag()
    {
        QuerierScene scene = QuerierScene.Igmp();
        scene.Hear(Query3(flags: 8 | 2), "198.18.0.4", "224.0.0.1");
        Assert.False(scene.Querier.IsQuerier);
    }

    [Fact]
    public void Q10_SourcesWithLongTimersAreAskedAboutInAQueryOfTheirOwnWithS()
    {
        QuerierScene scene = QuerierScene.Igmp().Report(IsIn, G, S1, S2).Report(Block, G, S1, S2);
        scene.Pass(Second / 2).Report(IsIn, G, S1).Pass(5 * Second);
        Assert.Equal([$"v3 > {G}: query {G} {S1},{S2}", $"v3 > {G}: query {G} {S1} S", $"v3 > {G}: query {G} {S2}"], scene.Said);
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

    [Fact]
    public void Q13_WhenTheGroupTimerEndsLiveSourcesStayInInclude()
    {
        QuerierScene scene = QuerierScene.Igmp().Report(IsEx, G, S3).Pass(100 * Second).Report(IsIn, G, S1);
        Assert.Equal("INCLUDE(1:100)", scene.Pass(170 * Second).State(G));
        Assert.Equal("none", scene.Pass(100 * Second).State(G));
    }

    [Fact]
    public void Q14_SourcesOfAQueryAreLimitedByTheMtu()
    {
        string[] many = [.. Enumerable.Range(0, 200).Select(i => $"198.19.1.{i}")];
        // (436 - 24 - 12) / 4 = 100.
        QuerierScene scene = new QuerierScene(QuerierScene.Settings with { Mtu = 436 }).Pass(100 * Second)
            .Clear().Report(IsIn, G, many).Report(Block, G, many);
        Assert.Equal([100, 100], scene.Sent.Select(s => ((GroupQuery)s.Message).Sources.Count));
        Assert.Equal(436, GroupDialect.Igmp.PacketOf(scene.Sent[0].Source, scene.Sent[0].Message).ToBytes().Length);
        Assert.Equal(366, GroupDialect.Igmp.SourcesInQuery(1500));
    }

    [Fact]
    public void ExcludeMeansNothingToASourceSpecificGroup() =>
        Assert.Equal("none", QuerierScene.Igmp().Report(IsEx, "232.1.1.1").State("232.1.1.1"));
}
