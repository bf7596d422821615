using RawNet.Probing.Groups;
using RawNet.Protocols;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Tests.Probing.Groups;

/// <summary>RFC 9777 and 2710 for hosts. A test is named after its row of the requirements.</summary>
public class MldHostTests
{
    private const string G = "ff05::1234", H = "ff05::1235", S1 = "2001:db8::9", S2 = "2001:db8::a", S3 = "2001:db8::b";

    // What Linux sent when it joined the same groups from this address, recorded.
    [Theory]
    [InlineData(G, false, "002400" + "01", "8f00b03c0000000104000000ff050000000000000000000000001234")]
    [InlineData("ff35::1234", true, "003400" + "01",
        "8f0081390000000105000001ff35000000000000000000000000123420010db8000000000000000000000009")]
    public void M1_ReportsHaveALinkLocalSourceHopLimit1AndRouterAlert(string group, bool isOneSource, string length, string message)
    {
        HostScene scene = HostScene.Mld();
        int host = scene.Hosts.Add(A("fe80::3445:4cff:fe0c:2e46"));
        byte[] report = scene.Set(group, isOneSource ? Include(S1) : GroupFilter.Everything, host).Pass(0).Bytes(0);
        Assert.Equal(
            "60000000" + length + "fe8000000000000034454cfffe0c2e46" + "ff020000000000000000000000000016" + "3a00050200000100" + message,
            Convert.ToHexStringLower(report));
    }

    [Fact]
    public void M1_ReportsMayComeFromTheUnspecifiedAddress()
    {
        HostScene scene = HostScene.Mld();
        int host = scene.Hosts.Add(A("::"));
        Assert.True(scene.Set(G, GroupFilter.Everything, host).Pass(0).Sent[0].Source.IsUnspecified);
    }

    [Theory]
    [InlineData("fe80::1", 1, true, QueryVerdict.Accepted)]
    [InlineData("2001:db8::1", 1, true, QueryVerdict.NotLinkLocal)]
    [InlineData("::", 1, true, QueryVerdict.NotLinkLocal)]
    [InlineData("fe80::1", 2, true, QueryVerdict.BadHopLimit)]
    [InlineData("fe80::1", 255, true, QueryVerdict.BadHopLimit)]
    [InlineData("fe80::1", 1, false, QueryVerdict.NoRouterAlert)]
    public void M2_AQueryIsDroppedUnlessAllThreeHold(string source, byte hopLimit, bool alert, QueryVerdict expected)
    {
        HostScene scene = HostScene.Mld().Joined(G);
        Assert.Equal(expected, scene.Receive(Packet6(source, "ff02::1", Query6(500), alert, hopLimit)));
        Assert.Equal(expected == QueryVerdict.Accepted ? 1 : 0, scene.Pass(Second).Sent.Count);
    }

    [Theory]
    [InlineData(24, GroupVersion.Leaving)]
    [InlineData(28, GroupVersion.Filtering)]
    [InlineData(44, GroupVersion.Filtering)]
    [InlineData(25, null)]
    [InlineData(27, null)]
    [InlineData(23, null)]
    public void M3_TheLengthTellsTheVersion(int length, GroupVersion? expected)
    {
        byte[] query = [130, .. new byte[length - 1]];
        Assert.Equal(expected, Arrival(Packet6("fe80::1", "ff02::1", query))?.Message.Generation);
    }

    [Fact]
    public void M4_ABadSumIsIgnored() =>
        Assert.Null(HostScene.Mld().Joined(G).Receive(Packet6("fe80::1", "ff02::1", Query6(500), isSumGood: false)));

    [Fact]
    public void M4_ACodeAndBytesBehindAreIgnored()
    {
        byte[] query = [.. Query6(500), 1, 2, 3];
        query[1] = 7;
        Assert.Equal(QueryVerdict.Accepted, HostScene.Mld().Joined(G).Query6(query));
    }

    [Fact]
    public void M4_UnknownTypesAreIgnored() => Assert.Null(HostScene.Mld().Joined(G).Query6([200, .. Query6(500)[1..]]));

    [Fact]
    public void M5_ReportsGoToFf02__16()
    {
        HostScene scene = HostScene.Mld().Set(G, Include(S1)).Pass(0);
        Assert.Equal([$"v2 > ff02::16: allow,{G},{S1}"], scene.Said);
    }

    [Theory]
    [InlineData("ff02::1", false)]
    [InlineData("ff00::1234", false)]
    [InlineData("ff01::1234", false)]
    [InlineData("ff11::1234", false)]
    [InlineData("ff02::1:ff00:2", true)]
    [InlineData("ff02::1234", true)]
    [InlineData("ff0e::1234", true)]
    public void M6_SomeGroupsAreNeverReported(string group, bool isReported)
    {
        HostScene scene = HostScene.Mld().Set(group, GroupFilter.Everything).Pass(20 * Second);
        scene.Query6(Query6(500));
        scene.Pass(5 * Second).Set(group, GroupFilter.Nothing).Pass(5 * Second);
        Assert.Equal(isReported ? 5 : 0, scene.Sent.Count);
    }

    [Theory]
    [InlineData("fe80::2", QueryVerdict.Accepted)]
    [InlineData(G, QueryVerdict.Accepted)]
    [InlineData("fe80::3", QueryVerdict.NotAddressed)]
    [InlineData(H, QueryVerdict.NotAddressed)]
    public void M7_AnyOwnAddressIsADestination(string to, QueryVerdict expected) =>
        Assert.Equal(expected, HostScene.Mld().Joined(G).Query6(Query6(500), to));

    [Fact]
    public void M8_ChangesAreToldTwiceAndMerged()
    {
        HostScene scene = HostScene.Mld().Set(G, GroupFilter.Everything).Set(H, Include(S1)).Pass(5 * Second);
        Assert.Equal(Enumerable.Repeat($"v2 > ff02::16: to_ex,{G} allow,{H},{S1}", 2), scene.Said);
        Assert.InRange(scene.Sent[1].Time - scene.Sent[0].Time, 1, Second);
        scene.Clear().Set(H, Include(S2)).Pass(0).Set(G, Include(S3)).Pass(0);
        Assert.Equal([$"v2 > ff02::16: allow,{H},{S2} block,{H},{S1}", $"v2 > ff02::16: to_in,{G},{S3}"], scene.Said);
    }

    [Fact]
    public void M8_QueriesAreAnsweredWithinTheirTime()
    {
        HostScene scene = HostScene.Mld().Joined(G, Exclude(S1)).Joined(H, Include(S1, S2));
        scene.Query6(Query6(10_000));
        scene.Pass(10 * Second);
        Assert.Equal([$"v2 > ff02::16: is_ex,{G},{S1} is_in,{H},{S1},{S2}"], scene.Said);
        scene.Clear().Query6(Query6(500, H, sources: [S2, S3]), H);
        scene.Query6(Query6(500, G, sources: [S1, S3]), G);
        Assert.Equal([$"v2 > ff02::16: is_in,{G},{S3}", $"v2 > ff02::16: is_in,{H},{S2}"], scene.Pass(Second).Said.Order());
    }

    [Fact]
    public void M8_SourcesAreSplitByTheMtu()
    {
        string[] many = [.. Enumerable.Range(1, 100).Select(i => $"2001:db8::{i:x}")];
        HostScene scene = HostScene.Mld().Set(G, Include(many)).Pass(0);
        // (1500 - 48 - 8 - 20) / 16 = 89.
        Assert.Equal([89, 11], scene.Sent.Select(s => ((GroupReport)s.Message).Records[0].Sources.Count));
        Assert.Equal(1500, scene.Bytes(0).Length);
    }

    [Fact]
    public void M9_TheDefaultsAreTheRfcs()
    {
        GroupHostSettings settings = new(GroupDialect.Mld);
        Assert.Equal([2, 125, 10, 1], [settings.Robustness, settings.QueryInterval.TotalSeconds,
            settings.QueryResponseInterval.TotalSeconds, settings.UnsolicitedInterval.TotalSeconds]);
    }

    [Fact]
    public void M10_AfterAVersion1QueryOnlyVersion1IsSpoken()
    {
        HostScene scene = HostScene.Mld().Joined(G);
        scene.Query6(Query6V1(1000));
        scene.Pass(Second).Set(H, Include(S1)).Pass(20 * Second).Set(H, GroupFilter.Nothing).Pass(Second);
        Assert.Equal([$"v1 > {G}: is_ex,{G}", $"v1 > {H}: is_ex,{H}", $"v1 > {H}: is_ex,{H}", $"v1 > ff02::2: to_in,{H}"], scene.Said);
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(40 + 8 + 24, scene.Bytes(i).Length));
    }

    [Fact]
    public void M10_TheModeEndsAfter260Seconds()
    {
        HostScene scene = HostScene.Mld().Joined(G);
        scene.Query6(Query6V1(1000));
        Assert.Equal(GroupVersion.Leaving, scene.Pass((260 * Second) - 1).Hosts.GenerationOf(0));
        Assert.Equal(GroupVersion.Filtering, scene.Pass(1).Hosts.GenerationOf(0));
    }

    [Fact]
    public void M10_AnAddressSpecificQueryOfVersion1ChangesNoMode()
    {
        HostScene scene = HostScene.Mld().Joined(G);
        scene.Query6(Query6V1(1000, G), G);
        Assert.Equal([$"v2 > ff02::16: is_ex,{G}"], scene.Pass(Second).Said);
    }

    [Fact]
    public void ASourceSpecificGroupIsNeverReportedWithExclude()
    {
        Assert.Empty(HostScene.Mld().Set("ff3e::1", GroupFilter.Everything).Pass(Second).Said);
        Assert.Single(HostScene.Mld().Set("ff3e:30:2001:db8::1", GroupFilter.Everything).Pass(0).Said);
    }
}
