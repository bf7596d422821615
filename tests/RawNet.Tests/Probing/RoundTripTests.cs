using RawNet.Probing;
using static RawNet.Tests.Probing.VirtualNetwork;

namespace RawNet.Tests.Probing;

public class RoundTripTests
{
    // 10, 20, 30, 60 ms: mean 30, median 25, mean square 1250, so mdev is the root of 350 (by hand).
    private static readonly long[] _times = [30, 10, 60, 20];

    [Fact]
    public void FiguresAreThoseOfIputils()
    {
        VirtualNetwork network = new VirtualNetwork(Settings(4), (n, r) => [new(_times[n - 1] * Millisecond, Hand.Reply(r))]).Run();
        RoundTrips trips = network.Session.Statistics.RoundTrips;
        Assert.Equal((10, 30, 25, 60),
            (trips.Min / Millisecond, trips.Average / Millisecond, trips.Median() / Millisecond, trips.Max / Millisecond));
        Assert.Equal(18_708_286, trips.Deviation);
    }

    [Fact]
    public void WithoutRepliesAllFiguresAreZero()
    {
        RoundTrips trips = new VirtualNetwork(Settings(1), (_, _) => []).Run().Session.Statistics.RoundTrips;
        Assert.Equal((0L, 0L, 0L, 0L, 0L), (trips.Min, trips.Average, trips.Median(), trips.Max, trips.Deviation));
    }

    [Fact]
    public void ARoundAllocatesNothing()
    {
        int events = 0;
        var session = new PingSession(Settings(long.MaxValue), (in PingEvent _) => events++);
        byte[] reply = new byte[64];
        long now = 0;
        // Memory is taken by doubling: at 1,024 for as much again.
        for (int i = 0; i < 1100; i++) Round(session, reply, ref now);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 900; i++) Round(session, reply, ref now);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal((2000L, 4000), (session.Statistics.Received, events));
    }

    // 65,536 hosts swept at once are 65,536 sessions.
    [Fact]
    public void ASessionTakesMemoryByNeed()
    {
        GC.KeepAlive(new PingSession(Settings(long.MaxValue), (in PingEvent _) => { }));
        long before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(new PingSession(Settings(long.MaxValue), (in PingEvent _) => { }));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.TestOutputHelper!.WriteLine($"{allocated} bytes");
        Assert.InRange(allocated, 1, 16_384);
    }

    // The table of probes doubles; what was sent before stays known.
    [Fact]
    public void EachOfAThousandUnansweredRequestsIsStillKnownWhenItsReplyComes()
    {
        var network = new VirtualNetwork(Settings(1000) with { Interval = TimeSpan.FromMilliseconds(1) },
            (_, request) => [new(2 * Second, Hand.Reply(request))]);
        network.Run().Drain();
        Assert.Equal(Enumerable.Range(1, 1000).Select(n => (long)n), network.Of(PingEventKind.Reply).Select(e => e.Sequence));
        Assert.All(network.Of(PingEventKind.Reply), reply => Assert.Equal(2 * Second, reply.RoundTrip));
        Assert.Equal(2 * Second, network.Session.Statistics.RoundTrips.Median());
    }

    private static void Round(PingSession session, byte[] reply, ref long now)
    {
        now = Math.Max(now, session.NextPoll);
        if (!session.Poll(now, out Probe request)) return;
        request.Bytes.CopyTo(reply);
        session.Sent(new(request.Tag, now));
        reply[0] = 0;
        Hand.Summed(reply);
        session.Receive(new ReceivedReply { Message = reply, Source = Target, HopLimit = 64, Time = now + 1000 });
    }
}
