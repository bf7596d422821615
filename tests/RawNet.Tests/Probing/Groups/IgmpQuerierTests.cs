using RawNet.Probing.Groups;
using RawNet.Wire;
using RawNet.Protocols;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Tests.Probing.Groups;

/// <summary>RFC 9776 for queriers: what they send and when, and what they know of groups.
/// A test is named after its row of the requirements.</summary>
public class IgmpQuerierTests
{
    private const string G = "239.1.2.3", S1 = "198.19.0.1", S2 = "198.19.0.2", S3 = "198.19.0.3";
    private const byte ToIn = 3, Block = 6, IsEx = 2, IsIn = 1;

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
    public void Q10_SourcesWithLongTimersAreAskedAboutInAQueryOfTheirOwnWithS()
    {
        QuerierScene scene = QuerierScene.Igmp().Report(IsIn, G, S1, S2).Report(Block, G, S1, S2);
        scene.Pass(Second / 2).Report(IsIn, G, S1).Pass(5 * Second);
        Assert.Equal([$"v3 > {G}: query {G} {S1},{S2}", $"v3 > {G}: query {G} {S1} S", $"v3 > {G}: query {G} {S2}"], scene.Said);
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
