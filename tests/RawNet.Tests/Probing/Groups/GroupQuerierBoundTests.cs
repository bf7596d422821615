using RawNet.Probing.Groups;
using RawNet.Protocols;
using RawNet.Wire;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Tests.Probing.Groups;

/// <summary>What a querier keeps at most, whatever is forged: groups and sources.</summary>
[Collection(MemoryCollection.Name)]
public class GroupQuerierBoundTests
{
    private const string G = "239.1.1.1", H = "239.1.1.2", I = "239.1.1.3", S1 = "198.19.0.1", S2 = "198.19.0.2", S3 = "198.19.0.3";
    private const byte IsIn = 1, IsEx = 2, ToIn = 3, ToEx = 4, Allow = 5, Block = 6;

    [Fact]
    public void WhatIsNewBeyondTheBoundIsCountedAndToldOnce()
    {
        QuerierScene scene = Bound(2).Report(IsEx, G).Report(IsEx, H).Report(IsEx, I).Report(ToEx, I).Report(IsEx, G);
        Assert.Equal([GroupQuerierEventKind.Changed, GroupQuerierEventKind.Changed, GroupQuerierEventKind.Full],
            scene.Events.Select(e => e.Kind));
        Assert.Equal((2, 2), (scene.Querier.Groups.Count, scene.Querier.Untracked));
        Assert.Equal("none", scene.State(I));
    }

    [Fact]
    public void WhatTakesNothingIsNotLeftOut()
    {
        QuerierScene scene = Bound(1).Report(IsEx, G).Report(ToIn, H).Report(Block, H, S1);
        Assert.Equal((1, 0), (scene.Querier.Groups.Count, scene.Querier.Untracked));
    }

    [Fact]
    public void WhoeverLeavesMakesRoom()
    {
        QuerierScene scene = Bound(1).Report(IsEx, G).Report(ToIn, G);
        Assert.Equal("EXCLUDE(;) 270", scene.Pass(2 * Second).Report(IsEx, H).State(H)); // RFC 9776, 8.4: 2 * 125 + 2 * 10
        Assert.Equal(0, scene.Querier.Untracked);
    }

    [Fact]
    public void SourcesCountToo()
    {
        QuerierScene scene = Bound(3).Report(IsIn, G, S1).Report(Allow, G, S2).Report(Allow, G, S3).Report(Allow, G, S1);
        Assert.Equal("INCLUDE(1:270,2:270)", scene.State(G));
        Assert.Equal(1, scene.Querier.Untracked);
        // What is known may change: EX(S3) replaces both sources by one.
        Assert.Equal("EXCLUDE(;3) 270", scene.Report(IsEx, G, S3).State(G));
        // Of the blocked ones there is room for one, which is asked about: RFC 9776, 8.9: 2 * 1 s.
        Assert.Equal("EXCLUDE(1:2;3) 270", scene.Report(Block, G, S1).Report(Block, G, S2).State(G));
        Assert.Equal(2, scene.Querier.Untracked);
    }

    [Fact]
    public void AFloodOfForgedGroupsKeepsTheMemoryBoundedAndLeavesAreAskedForInTime()
    {
        Template report = Packet.Parse("eth / ip src=198.18.0.9 dst=224.0.0.22 ttl=1 option=ra / igmp.v2-report maddr=239.1.1.1").Compile();
        Template leave = Packet.Parse("eth / ip src=198.18.0.9 dst=224.0.0.2 ttl=1 option=ra / igmp.leave maddr=239.1.1.1").Compile();
        GroupQuerier querier = new(QuerierScene.Settings, (in GroupSending _) => { }, (in GroupQuerierEvent _) => { });
        querier.Poll(0);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Flood(querier, report, 300_000);
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{querier.Groups.Count} groups, {kept:N0} bytes, {kept / querier.Groups.Count} each");
        Assert.Equal((GroupMonitor.UsualMost, 300_000 - GroupMonitor.UsualMost), (querier.Groups.Count, querier.Untracked));
        Assert.InRange(kept, 0, 128 << 20);

        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Flood(querier, leave, GroupMonitor.UsualMost);
        querier.Poll(10 * Second);
        querier.Poll(20 * Second);
        Assert.Empty(querier.Groups);
        // A look at all groups at each leave would take minutes.
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 20);
    }

    // RFC 2236, 3, and RFC 9776, 6.6.2: each query of a lower address is a question about every group
    // that is being asked about, and about no other.
    [Theory]
    [InlineData(GroupVersion.Filtering)]
    [InlineData(GroupVersion.Leaving)]
    public void AFloodOfQueriesOfALowerAddressLooksAtNoGroupThatIsNotAskedAbout(GroupVersion newest)
    {
        GroupQuerier querier = new(QuerierScene.Settings with { Newest = newest }, (in GroupSending _) => { },
            (in GroupQuerierEvent _) => { });
        querier.Poll(0);
        Flood(querier, Packet.Parse("eth / ip src=198.18.0.9 dst=224.0.0.22 ttl=1 option=ra / igmp.v2-report maddr=239.1.1.1").Compile(),
            GroupMonitor.UsualMost);
        ReceivedGroupMessage.TryRead(LinkType.Ethernet,
            Packet.Parse("eth / ip src=198.18.0.2 dst=224.0.0.1 ttl=1 option=ra / igmp.v2-query").ToBytes(),
            out ReceivedGroupMessage query);
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        for (int i = 0; i < 50_000; i++) querier.Receive(2 * Second, query);
        Assert.False(querier.IsQuerier);
        // 5,000,000,000 looks at groups take longer.
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 5);
    }

    private static QuerierScene Bound(int most) => new QuerierScene(QuerierScene.Settings with { Most = most }).Pass(100 * Second).Clear();

    private static void Flood(GroupQuerier querier, Template message, uint groups)
    {
        Field<Ipv4Address> field = IgmpV2.GroupAddress;
        for (uint group = 1; group <= groups; group++)
        {
            message.Set(field, Ipv4Address.FromUInt32(0xef00_0000 + group));
            ReceivedGroupMessage.TryRead(LinkType.Ethernet, message.Bytes, out ReceivedGroupMessage arrival);
            Assert.True(querier.Receive(Second + group, arrival));
        }
    }
}
