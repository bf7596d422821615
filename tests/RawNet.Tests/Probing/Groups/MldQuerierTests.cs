using RawNet.Probing.Groups;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Tests.Probing.Groups;

/// <summary>RFC 9777 for queriers. A test is named after its row of the requirements.</summary>
public class MldQuerierTests
{
    private const string G = "ff05::1234", S1 = "2001:db8::1", S2 = "2001:db8::2", S3 = "2001:db8::3", S4 = "2001:db8::4";
    private const byte ToIn = 3, IsEx = 2, IsIn = 1;

    [Fact]
    public void M5_QueriesGoToAllNodesOrTheGroupWithMilliseconds()
    {
        QuerierScene scene = new QuerierScene(QuerierScene.Settings6).Pass(0);
        string sent = Convert.ToHexStringLower(GroupDialect.Mld.PacketOf(scene.Sent[0].Source, scene.Sent[0].Message).ToBytes());
        Assert.Equal(
            "6000000000240001" + "fe800000000000000000000000000005" + "ff020000000000000000000000000001" + "3a00050200000100" + "8200",
            sent[..100]);
        Assert.Equal("27100000" + "00000000000000000000000000000000" + "027d0000", sent[104..]);
        Assert.Equal([$"v2 > {G}: query {G}"], Report(Report(scene.Clear(), IsEx), ToIn).Said);
    }

    // RFC 9777, 6: no message "regarding neither the link-scope all-nodes multicast address, nor any multicast address of scope 0 or 1".
    [Theory]
    [InlineData("ff02::1")]
    [InlineData("ff01::5")]
    [InlineData("ff30::5")]
    public void M5_NothingIsAskedAboutAllNodesNorWhatStaysInAHost(string group)
    {
        QuerierScene scene = new QuerierScene(QuerierScene.Settings6).Pass(100 * Second).Clear();
        foreach (byte type in (byte[])[IsIn, ToIn])
        {
            byte[] sources = type == IsIn ? [.. Bytes(S1), .. Bytes(S2)] : Bytes(S1);
            scene.Receive(Packet6("fe80::9", "ff02::16",
                [143, 0, 0, 0, 0, 0, 0, 1, type, 0, 0, (byte)(sources.Length / 16), .. Bytes(group), .. sources]));
            scene.Pass(0);
        }
        Assert.Equal(("none", 0), (scene.State(group), scene.Sent.Count));
    }

    // RFC 9777, 5.1.14: queries "MUST be sent with a valid IPv6 link-local source address".
    [Theory]
    [InlineData("2001:db8::5")]
    [InlineData("::")]
    public void M5_NobodyAsksFromAnotherAddressThanALinkLocalOne(string address) =>
        Assert.Throws<ArgumentException>(() => new QuerierScene(new(A(address))));

    [Fact]
    public void M9_TheDefaultsAreTheRfcs()
    {
        GroupQuerierSettings settings = QuerierScene.Settings6;
        Assert.Equal([2, 125, 10, 1], [settings.Robustness, settings.QueryInterval.TotalSeconds,
            settings.QueryResponseInterval.TotalSeconds, settings.LastMemberQueryInterval.TotalSeconds]);
    }

    [Theory]
    [InlineData("fe80::4", false)]
    [InlineData("fe80::6", true)]
    [InlineData("2001:db8::1", true)]
    public void M11_TheLowestLinkLocalAddressAsks(string other, bool expected)
    {
        QuerierScene scene = new QuerierScene(QuerierScene.Settings6).Pass(0);
        scene.Receive(Packet6(other, "ff02::1", Query6()));
        Assert.Equal(expected, scene.Querier.IsQuerier);
    }

    [Theory]
    [MemberData(nameof(RecordTable.Rows), MemberType = typeof(RecordTable))]
    public void M11_TheTableOfRecordsAndStates(string before, byte type, string expected, string asked)
    {
        QuerierScene scene = new QuerierScene(QuerierScene.Settings6).Pass(100 * Second);
        if (before == "in") Report(scene, IsIn, S1, S2);
        else Report(Report(scene, IsEx, S3), IsIn, S1, S2);
        Report(scene.Pass(100 * Second).Clear(), type, S2, S3, S4);
        Assert.Equal(expected, scene.State(G));
        Assert.Equal(asked, scene.Asked);
    }

    [Fact]
    public void M10_AListenerOfVersion1IsIsExAndADoneToIn()
    {
        QuerierScene scene = new QuerierScene(QuerierScene.Settings6).Pass(100 * Second).Clear();
        scene.Receive(Packet6("fe80::9", G, [131, 0, 0, 0, 0, 0, 0, 0, .. Bytes(G)]));
        Assert.Equal("EXCLUDE(;) 270", scene.State(G));
        scene.Receive(Packet6("fe80::9", "ff02::2", [132, 0, 0, 0, 0, 0, 0, 0, .. Bytes(G)]));
        Assert.Equal("none", scene.Pass(2 * Second).State(G));
    }

    [Theory]
    [InlineData("fe80::9", 1, true, true)]
    [InlineData("::", 1, true, false)] // RFC 3810, 5.2.13: "A Report sent with the unspecified address is also discarded by the router."
    [InlineData("2001:db8::9", 1, true, false)]
    [InlineData("fe80::9", 2, true, false)]
    [InlineData("fe80::9", 1, false, false)]
    public void M2_ReportsFromElsewhereAreDropped(string from, byte hopLimit, bool alert, bool expected)
    {
        QuerierScene scene = new QuerierScene(QuerierScene.Settings6).Pass(0);
        Assert.Equal(expected, scene.Receive(Packet6(from, "ff02::16", Report6(IsEx), alert, hopLimit)));
    }

    private static QuerierScene Report(QuerierScene scene, byte type, params string[] sources)
    {
        Assert.True(scene.Receive(Packet6("fe80::9", "ff02::16", Report6(type, sources))));
        scene.Querier.Poll(scene.Now);
        return scene;
    }

    private static byte[] Report6(byte type, params string[] sources) =>
        [143, 0, 0, 0, 0, 0, 0, 1, type, 0, 0, (byte)sources.Length, .. Bytes(G), .. sources.SelectMany(Bytes)];
}
