using RawNet.Probing.Groups;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Tests.Probing.Groups;

/// <summary>RFC 9776: which querier of a link asks, and what the others take from it.
/// A test is named after its row of the requirements.</summary>
public class IgmpElectionTests
{
    private const string G = "239.1.2.3";
    private const byte IsEx = 2;

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
}
