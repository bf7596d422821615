using RawNet.Lab;
using RawNet.Probing.Groups;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>FRR's pimd as the router.</summary>
public class RouterPeerTests
{
    [Fact]
    public void FrrShowsOurGroupsAndSourcesAfterJoinChangeAndLeave()
    {
        Frr.Able();
        using TwoHosts hosts = Lend.Pair();
        using var frr = new Frr(hosts.A);
        using Capture capture = hosts.A.StartCapture(filter: "ether src 02:00:00:00:00:02 and igmp");
        using var ours = new OurHosts(hosts.B, new(GroupDialect.Igmp), A(hosts.B.Address.ToString()).Plus(10));
        ours.Set(0, "239.1.1.1", GroupFilter.Everything);
        ours.Set(0, "239.2.2.2", Exclude("198.19.0.3"));
        ours.Set(0, "232.1.1.1", Include("198.19.0.9"));
        frr.WaitForGroups("232.1.1.1 INCLUDE 198.19.0.9", "239.1.1.1 EXCLUDE *", "239.2.2.2 EXCLUDE -198.19.0.3");
        ours.Set(0, "232.1.1.1", Include("198.19.0.8", "198.19.0.7"));
        frr.WaitForGroups("232.1.1.1 INCLUDE 198.19.0.7,198.19.0.8", "239.1.1.1 EXCLUDE *", "239.2.2.2 EXCLUDE -198.19.0.3");
        ours.Set(0, "239.1.1.1", GroupFilter.Nothing);
        frr.WaitForGroups("232.1.1.1 INCLUDE 198.19.0.7,198.19.0.8", "239.2.2.2 EXCLUDE -198.19.0.3");
        ours.Set(0, "239.2.2.2", GroupFilter.Nothing);
        ours.Set(0, "232.1.1.1", GroupFilter.Nothing);
        frr.WaitForGroups();
        capture.StopAfter(TimeSpan.FromSeconds(1.2));
        GroupWitness.FindsNoFault(capture);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(200, false)]
    public void TheLowerAddressAsks(byte last, bool weWin)
    {
        Frr.Able();
        using TwoHosts hosts = Lend.Pair();
        using var frr = new Frr(hosts.B);
        frr.WaitForQuerier(hosts.B.Address.ToString());
        byte[] address = hosts.A.Address.GetAddressBytes();
        address[3] = last;
        string own = new System.Net.IPAddress(address).ToString(), winner = weWin ? own : hosts.B.Address.ToString();
        using Capture capture = hosts.A.StartCapture(filter: "igmp and dst 224.0.0.1");
        using Capture asked = hosts.A.StartCapture(filter: $"igmp and src {own}");
        using var ours = new OurQuerier(hosts.A, new(RawNet.Probing.NetworkAddress.From(address))
        {
            QueryInterval = TimeSpan.FromSeconds(3),
            QueryResponseInterval = TimeSpan.FromSeconds(2)
        });
        frr.WaitForQuerier(winner);
        // FRR asks every 31 s at first, whatever interval it is told, and may have asked just before there was anybody to hear it.
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        TimeSpan elapsed() => System.Diagnostics.Stopwatch.GetElapsedTime(start);
        while (elapsed() < TimeSpan.FromSeconds(36)
            || (AskersSince(own, capture.Frames).Count(asker => asker == winner) < 2 && elapsed() < TimeSpan.FromSeconds(70)))
            Thread.Sleep(500);
        string[] askers = [.. AskersSince(own, capture.StopAfter(TimeSpan.Zero))];
        Assert.Equal(weWin, ours.IsQuerier);
        int won = Array.IndexOf(askers, winner);
        Assert.True(won >= 0 && askers.Length > won + 1, string.Join(' ', askers));
        Assert.All(askers[won..], asker => Assert.Equal(winner, asker));
        asked.StopAfter(TimeSpan.Zero);
        GroupWitness.FindsNoFault(asked);
    }

    // What was asked before we began was heard by nobody of ours.
    private static IEnumerable<string> AskersSince(string own, IEnumerable<CapturedFrame> queries) =>
        queries.Select(frame => new System.Net.IPAddress(frame.Bytes.Slice(26, 4)).ToString()).SkipWhile(asker => asker != own);
}
