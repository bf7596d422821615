using RawNet.Probing.Groups;
using RawNet.Protocols;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Tests.Probing.Groups;

/// <summary>RFC 9776 for hosts: formats, what is accepted, what changes are told. A test is named after
/// its row of the requirements.</summary>
public class IgmpHostTests
{
    private const string G = "239.1.2.3", S1 = "198.19.2.9", S2 = "198.19.2.10", S3 = "198.19.2.11";

    // What Linux sent when it joined and left the same group from this address, recorded.
    [Theory]
    [InlineData(GroupVersion.Filtering,
        "46c00028000040000102" + "34e5" + "c6120902e0000016" + "94040000" + "2200e8f9" + "00000001" + "04000000ef010203",
        "46c00028000040000102" + "34e5" + "c6120902e0000016" + "94040000" + "2200e9f9" + "00000001" + "03000000ef010203")]
    [InlineData(GroupVersion.Leaving, "46c00020000040000102" + "23ff" + "c6120902ef010203" + "94040000" + "1600f8faef010203",
        "46c00020000040000102" + "3501" + "c6120902e0000002" + "94040000" + "1700f7faef010203")]
    public void H1_EveryMessageHasTtl1Tos0xc0AndRouterAlert(GroupVersion newest, string join, string leave)
    {
        HostScene scene = new(new(GroupDialect.Igmp) { Newest = newest });
        int host = scene.Hosts.Add(A("198.18.9.2"));
        scene.Set(G, GroupFilter.Everything, host).Pass(20 * Second);
        Assert.Equal(join, Hex(scene.Bytes(0)));
        Assert.Equal(leave, Hex(scene.Clear().Set(G, GroupFilter.Nothing, host).Pass(20 * Second).Bytes(0)));
    }

    [Theory]
    [InlineData(0x13)]
    [InlineData(0x30)]
    [InlineData(0x00)]
    public void H2_UnknownTypesAreIgnored(byte type)
    {
        HostScene scene = HostScene.Igmp().Joined(G);
        Assert.Null(scene.Query([type, 10, 0, 0, 0, 0, 0, 0, 2, 125, 0, 0]));
        Assert.Empty(scene.Pass(20 * Second).Said);
    }

    [Theory]
    [InlineData(0x12)]
    [InlineData(0x16)]
    [InlineData(0x17)]
    public void H2_OlderReportsAndLeavesAreUnderstood(byte type)
    {
        HostScene scene = HostScene.Igmp();
        Assert.Equal(QueryVerdict.NotAQuery, scene.Query([type, 0, 0, 0, .. Bytes(G)], to: G));
    }

    [Fact]
    public void H3_TheSumIsVerifiedBeforeAnythingElse()
    {
        HostScene scene = HostScene.Igmp().Joined(G);
        Assert.Null(scene.Receive(Packet4(HostScene.Router, "224.0.0.1", Query3(5), isSumGood: false)));
        Assert.Empty(scene.Pass(20 * Second).Said);
    }

    [Fact]
    public void H3_BytesBehindAQueryAreSummedAndIgnored()
    {
        HostScene scene = HostScene.Igmp().Joined(G);
        Assert.Equal(QueryVerdict.Accepted, scene.Query([.. Query3(5), 1, 2, 3, 4]));
        Assert.Equal(["v3 > 224.0.0.22: is_ex,239.1.2.3"], scene.Pass(Second).Said);
    }

    [Fact]
    public void H3_LessThanItsCountStatesIsNoQuery()
    {
        byte[] query = Query3(5, G, sources: S1);
        query[11] = 5;
        Assert.Null(HostScene.Igmp().Joined(G).Query(query, to: G));
    }

    [Theory]
    [InlineData("224.0.0.1", QueryVerdict.Accepted)]
    [InlineData("198.18.0.2", QueryVerdict.Accepted)]
    [InlineData(G, QueryVerdict.Accepted)]
    [InlineData("198.18.0.77", QueryVerdict.NotAddressed)]
    [InlineData("239.9.9.9", QueryVerdict.NotAddressed)]
    public void H4_AnyOwnAddressIsADestination(string to, QueryVerdict expected)
    {
        HostScene scene = HostScene.Igmp().Joined(G);
        Assert.Equal(expected, scene.Query(Query3(5), to));
        Assert.Equal(expected == QueryVerdict.Accepted ? 1 : 0, scene.Pass(Second).Sent.Count);
    }

    [Theory]
    [InlineData(8, 0, GroupVersion.Reporting)]
    [InlineData(8, 5, GroupVersion.Leaving)]
    [InlineData(12, 5, GroupVersion.Filtering)]
    [InlineData(12, 0, GroupVersion.Filtering)]
    [InlineData(16, 5, GroupVersion.Filtering)]
    [InlineData(9, 5, null)]
    [InlineData(10, 5, null)]
    [InlineData(11, 5, null)]
    [InlineData(7, 5, null)]
    public void H5_TheLengthTellsTheVersion(int length, byte code, GroupVersion? expected)
    {
        byte[] query = [0x11, code, .. new byte[length - 2]];
        Assert.Equal(expected, Arrival(Packet4(HostScene.Router, "224.0.0.1", query))?.Message.Generation);
    }

    [Fact]
    public void H6_ReportsGoTo224_0_0_22FromTheHostsAddress()
    {
        HostScene scene = HostScene.Igmp().Set(G, GroupFilter.Everything).Pass(0);
        Assert.Equal(A("224.0.0.22"), GroupDialect.Igmp.DestinationOf(scene.Sent[0].Message));
        Assert.Equal(A("198.18.0.2"), scene.Sent[0].Source);
    }

    [Fact]
    public void H6_AHostWithoutAnAddressReportsFrom0_0_0_0()
    {
        HostScene scene = HostScene.Igmp();
        int host = scene.Hosts.Add(A("0.0.0.0"));
        scene.Set(G, GroupFilter.Everything, host).Pass(0);
        Assert.Equal("00000000e0000016", Hex(scene.Bytes(0)).Substring(24, 16));
    }

    [Fact]
    public void H7_NoAuxiliaryDataIsSentAndWhatComesIsIgnored()
    {
        Assert.Equal("0400" + "0000" + "ef010203", Hex(HostScene.Igmp().Set(G, GroupFilter.Everything).Pass(0).Bytes(0))[^16..]);
        byte[] report = [0x22, 0, 0, 0, 0, 0, 0, 2, 9, 0, 0, 0, .. Bytes(G), 4, 1, 0, 1, .. Bytes(G), .. Bytes(S1), 1, 2, 3, 4];
        var message = (GroupReport)Arrival(Packet4("198.18.0.3", "224.0.0.22", report))!.Value.Message;
        Assert.Equal([Record((GroupRecordType)9, G), Record(GroupRecordType.ToEx, G, S1)], message.Records);
    }

    [Fact]
    public void H8_WhatDoesNotFitGoesIntoSeveralReports()
    {
        HostScene scene = new(new(GroupDialect.Igmp) { Mtu = 56 });
        for (int i = 1; i <= 7; i++) scene.Set($"239.0.0.{i}", GroupFilter.Everything);
        scene.Pass(0);
        Assert.Equal([3, 3, 1], scene.Sent.Select(s => ((GroupReport)s.Message).Records.Count));
        Assert.All(Enumerable.Range(0, 3), i => Assert.True(scene.Bytes(i).Length <= 56));
    }

    // 56 bytes hold a header of 24, a report's 8, a record's 8 and four sources.
    [Fact]
    public void H8_ListsOfWantedSourcesAreSplitAndOfUnwantedOnesCut()
    {
        string[] nine = [.. Enumerable.Range(1, 9).Select(i => $"198.19.0.{i}")];
        HostScene include = new HostScene(new(GroupDialect.Igmp) { Mtu = 56 }).Set(G, Include(nine)).Pass(0);
        Assert.Equal(
            ["allow,239.1.2.3," + string.Join(',', nine[..4]),
                "allow,239.1.2.3," + string.Join(',', nine[4..8]), "allow,239.1.2.3," + nine[8]],
            include.Sent.Select(RecordsOf));
        HostScene exclude = new HostScene(new(GroupDialect.Igmp) { Mtu = 56 }).Set(G, Exclude(nine)).Pass(5 * Second);
        Assert.Equal(Enumerable.Repeat("to_ex,239.1.2.3," + string.Join(',', nine[..4]), 2), exclude.Sent.Select(RecordsOf));
    }

    [Fact]
    public void H9_ExcludeIsNeverReportedForASourceSpecificGroup()
    {
        HostScene scene = HostScene.Igmp().Set("232.1.2.3", GroupFilter.Everything).Pass(5 * Second);
        scene.Query(Query3(5));
        Assert.Empty(scene.Pass(5 * Second).Said);
        HostScene unaware = new HostScene(new(GroupDialect.Igmp) { IsSourceSpecificAware = false }).Set("232.1.2.3",
            GroupFilter.Everything).Pass(0);
        Assert.Equal(["v3 > 224.0.0.22: to_ex,232.1.2.3"], unaware.Said);
    }

    [Fact]
    public void H10_AllSystemsIsNeverReported()
    {
        HostScene scene = HostScene.Igmp().Set("224.0.0.1", GroupFilter.Everything).Pass(5 * Second);
        scene.Query(Query3(5));
        scene.Query(Query3(5, "224.0.0.1"));
        scene.Pass(5 * Second);
        scene.Query(Query2(5));
        Assert.Empty(scene.Pass(5 * Second).Set("224.0.0.1", GroupFilter.Nothing).Pass(5 * Second).Said);
    }

    [Fact]
    public void H10_OthersReportsSuppressNothingInVersion3()
    {
        HostScene scene = HostScene.Igmp().Joined(G);
        scene.Query(Query3(50));
        scene.Receive(Packet4("198.18.0.3", G, [0x16, 0, 0, 0, .. Bytes(G)]));
        Assert.Single(scene.Pass(10 * Second).Said);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void H11_AChangeIsToldAtOnceAsTheDifference(string before, string after, string expected)
    {
        HostScene scene = HostScene.Igmp().Joined(G, Parse(before)).Set(G, Parse(after)).Pass(0);
        Assert.Equal(expected, string.Join(' ', scene.Sent.Select(RecordsOf)));
    }

    public static TheoryData<string, string, string> Changes() => new()
    {
        { "in", "ex", $"to_ex,{G}" },
        { "ex", "in", $"to_in,{G}" },
        { "in", "in 1", $"allow,{G},{S1}" },
        { "in 1", "in", $"block,{G},{S1}" },
        { "in 1 2", "in 2 3", $"allow,{G},{S3} block,{G},{S1}" },
        { "ex 1 2", "ex 2 3", $"allow,{G},{S1} block,{G},{S3}" },
        { "in 1", "ex 2", $"to_ex,{G},{S2}" },
        { "ex 1", "in 2 3", $"to_in,{G},{S2},{S3}" },
        { "ex", "ex 1", $"block,{G},{S1}" },
        { "ex 1", "ex", $"allow,{G},{S1}" },
        { "ex 1", "ex 1", "" },
    };

    private static GroupFilter Parse(string text)
    {
        string[] sources = [.. text.Split(' ').Skip(1).Select(n => n switch { "1" => S1, "2" => S2, _ => S3 })];
        return text.StartsWith("in", StringComparison.Ordinal) ? Include(sources) : Exclude(sources);
    }

    private static string RecordsOf(GroupSending sending) => string.Join(' ', ((GroupReport)sending.Message).Records);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
