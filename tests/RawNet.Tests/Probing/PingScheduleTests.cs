using RawNet.Probing;
using static RawNet.Tests.Probing.VirtualNetwork;

namespace RawNet.Tests.Probing;

/// <summary>When requests go, when they are given up, when a run ends.</summary>
public class PingScheduleTests
{
    private static IEnumerable<Pending> At(long after, byte[] request) => [new(after, Hand.Reply(request))];

    [Fact]
    public void AWithheldReplyIsLostAndTheOthersAreAnswered()
    {
        VirtualNetwork network = new VirtualNetwork(Settings(3) with { Wait = TimeSpan.FromSeconds(2) },
            (n, request) => n == 2 ? [] : At(30 * Millisecond, request)).Run();
        Assert.Equal(
            [
                (PingEventKind.Sent, 0, 1), (PingEventKind.Reply, 30 * Millisecond, 1),
                (PingEventKind.Sent, Second, 2), (PingEventKind.Sent, 2 * Second, 3),
                (PingEventKind.Reply, (2 * Second) + (30 * Millisecond), 3),
                (PingEventKind.Lost, 3 * Second, 2L),
            ],
            network.Events.Select(e => (e.Kind, e.Time, e.Sequence)));
        Assert.Equal((3, 2, 100.0 / 3),
            (network.Session.Statistics.Sent, network.Session.Statistics.Received, network.Session.Statistics.LostPercent));
    }

    [Fact]
    public void SlowTurnsDoNotMoveLaterRequests()
    {
        var sent = new List<long>();
        PingSession session = new(Settings(5), (in PingEvent e) => { if (e.Kind == PingEventKind.Sent) sent.Add(e.Time); });
        for (long now = 0; !session.IsDone; now = Math.Max(now + 1, session.NextPoll + (24 * Millisecond)))
            if (session.Poll(now, out _)) session.Sent(new(0, now));
        Assert.Equal([0, 1024, 2024, 3024, 4024], sent.Select(t => t / Millisecond));
    }

    [Fact]
    public void AMissedIntervalIsNotMadeUpForByABurst()
    {
        var sent = new List<long>();
        PingSession session = new(Settings(4), (in PingEvent e) => { if (e.Kind == PingEventKind.Sent) sent.Add(e.Time / Second); });
        foreach (long now in (long[])[0, 10, 10, 11, 12, 13])
            if (session.Poll(now * Second, out _)) session.Sent(new(0, now * Second));
        Assert.Equal([0, 10, 11, 12], sent);
    }

    [Fact]
    public void WithoutAnyReplyTheWholeWaitingTimeIsWaited()
    {
        VirtualNetwork network = new VirtualNetwork(Settings(1), (_, _) => []).Run();
        Assert.Equal((10 * Second, 0L), (network.Now, network.Session.Statistics.Received));
    }

    [Fact]
    public void TheLastAnswerEndsTheRunAtOnce() =>
        Assert.Equal(Second + (5 * Millisecond), new VirtualNetwork(Settings(2), (_, request) => At(5 * Millisecond, request)).Run().Now);

    [Fact]
    public void ADeadlineEndsTheRunWhateverIsAwaited()
    {
        VirtualNetwork network = new VirtualNetwork(Settings(100) with { Deadline = TimeSpan.FromSeconds(2.5) }, (_, _) => []).Run();
        Assert.Equal((2_500 * Millisecond, 3L, 3), (network.Now, network.Session.Statistics.Sent, network.Of(PingEventKind.Lost).Count()));
    }

    [Fact]
    public void WithADeadlineTheCountIsOfAnswers()
    {
        VirtualNetwork network = new VirtualNetwork(Settings(2) with { Deadline = TimeSpan.FromSeconds(20) },
            (n, request) => n < 3 ? [] : At(Millisecond, request)).Run();
        Assert.Equal((4L, 2L), (network.Session.Statistics.Sent, network.Session.Statistics.Received));
    }

    [Fact]
    public void SequencesDoNotWrapWhenThoseOfTheWireDo()
    {
        VirtualNetwork network = new VirtualNetwork(Settings(65_540) with { Interval = TimeSpan.FromMilliseconds(2) },
            (_, request) => At(Millisecond, request)).Run(1_000_000);
        Assert.Equal([65_535, 65_536, 65_537], network.Of(PingEventKind.Reply).Skip(65_534).Take(3).Select(e => e.Sequence));
        Assert.Equal([0xff, 0xff], network.Packets[65_534][6..8]);
        Assert.Equal([0, 0, 0, 1], (byte[])[.. network.Packets[65_535][6..8], .. network.Packets[65_536][6..8]]);
        Assert.Equal((65_540L, 0L), (network.Session.Statistics.Received, network.Session.Statistics.Refused));
    }

    [Fact]
    public void MoreThanSixteenBitsOfRequestsInFlightGiveUpTheOldest()
    {
        PingSettings settings = Settings(65_600) with { Interval = TimeSpan.FromMilliseconds(1), Wait = TimeSpan.FromSeconds(100) };
        VirtualNetwork network = new VirtualNetwork(settings, (_, _) => []).Run(200_000);
        Assert.Equal((65_600L, 65_600), (network.Session.Statistics.Sent, network.Of(PingEventKind.Lost).Count()));
    }

    // iputils, ping_common.c: without an interval "if we see no reply, they are limited to 100pps".
    [Theory]
    [InlineData(0, 10)]
    [InlineData(0.0001, 10)]
    [InlineData(0, 0.001)] // given up long before the next one
    public void ASilentHostGetsAHundredRequestsASecondAtMost(double interval, double wait)
    {
        PingSettings settings = Settings(0) with
        {
            Count = null,
            Interval = TimeSpan.FromSeconds(interval),
            Wait = TimeSpan.FromSeconds(wait),
            Deadline = TimeSpan.FromSeconds(2)
        };
        Assert.Equal(200, new VirtualNetwork(settings, (_, _) => []).Run().Session.Statistics.Sent);
    }

    [Fact]
    public void WithoutAnIntervalRequestsFollowAsFastAsAnswersCome()
    {
        PingSettings settings = Settings(0) with { Count = null, Interval = TimeSpan.Zero, Deadline = TimeSpan.FromSeconds(1) };
        Assert.Equal(1000, new VirtualNetwork(settings, (_, request) => At(Millisecond, request)).Run().Session.Statistics.Sent);
    }

    [Fact]
    public void WithoutAnIntervalOneSilenceCostsTenMilliseconds()
    {
        PingSettings settings = Settings(100) with { Interval = TimeSpan.Zero };
        VirtualNetwork network = new VirtualNetwork(settings, (n, request) => n == 50 ? [] : At(Millisecond, request)).Run();
        Assert.Equal(99 + 10, network.Of(PingEventKind.Reply).Last().Time / Millisecond);
    }

    [Fact]
    public void WithoutAnIntervalAnErrorIsAnAnswerToo()
    {
        PingSettings settings = Settings(100) with { Interval = TimeSpan.Zero };
        IEnumerable<Pending> Unreachable(long number, byte[] request) =>
            [new(Millisecond, Hand.Error(3, 1, request, [198, 18, 0, 2])) { From = Router }];
        Assert.Equal(100 * Millisecond, new VirtualNetwork(settings, Unreachable).Run().Now);
    }

    [Fact]
    public void WithoutAnIntervalWhatThisHostRefusesIsNotTriedAtOnce()
    {
        PingSession session = new(Settings(3) with { Interval = TimeSpan.Zero }, (in PingEvent _) => { });
        for (long now = 0; now < 3; now++)
        {
            Assert.True(session.Poll(now * 10 * Millisecond, out _));
            session.Sent(new(0, now * 10 * Millisecond) { Failure = "sendto: ENETUNREACH" });
            Assert.False(session.Poll((now * 10 * Millisecond) + (9 * Millisecond), out _));
        }
    }

    // ping(8), -w: "or for some error notification from network".
    [Fact]
    public void WithADeadlineTheFirstErrorOfTheNetworkEndsTheRun()
    {
        PingSettings settings = Settings(9) with { Deadline = TimeSpan.FromSeconds(20) };
        VirtualNetwork network = new VirtualNetwork(settings,
            (n, request) => n < 3 ? [] : [new(Millisecond, Hand.Error(3, 1, request, [198, 18, 0, 2])) { From = Router }]).Run();
        Assert.Equal(((2 * Second) + Millisecond, 3L), (network.Now, network.Session.Statistics.Sent));
    }

    [Fact]
    public void WithADeadlineWhatThisHostRefusesDoesNotEndTheRun()
    {
        PingSession session = new(Settings(9) with { Deadline = TimeSpan.FromSeconds(5) }, (in PingEvent _) => { });
        for (long second = 0; second < 5; second++)
        {
            Assert.True(session.Poll(second * Second, out _));
            session.Sent(new(0, second * Second) { Failure = "sendto: ENETUNREACH" });
        }
        Assert.False(session.IsDone);
        session.Poll(5 * Second, out _);
        Assert.True(session.IsDone);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 1)]
    public void HugeTimesDoNotOverflow(long ticks)
    {
        PingSettings settings = Settings(2) with { Wait = TimeSpan.FromTicks(ticks), Deadline = TimeSpan.FromTicks(ticks) };
        Assert.Equal(2, new VirtualNetwork(settings, (_, request) => At(Millisecond, request)).Run().Session.Statistics.Received);
    }

    [Fact]
    public void ARequestThatThisHostRefusedCountsAsSentAndFailed()
    {
        var events = new List<PingEvent>();
        PingSession session = new(Settings(1), (in PingEvent e) => events.Add(e));
        Assert.True(session.Poll(0, out _));
        session.Sent(new(0, 0) { Failure = "sendto: EPERM" });
        Assert.True(session.IsDone);
        Assert.Equal((1L, 1L, 0L, 100.0),
            (session.Statistics.Sent, session.Statistics.Errors, session.Statistics.Received, session.Statistics.LostPercent));
        Assert.Equal("sendto: EPERM", Assert.Single(events).Failure);
    }
}
