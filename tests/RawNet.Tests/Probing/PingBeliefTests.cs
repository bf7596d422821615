using RawNet.Probing;
using static RawNet.Tests.Probing.VirtualNetwork;

namespace RawNet.Tests.Probing;

/// <summary>When a reply is believed, and under which name it is refused.</summary>
public class PingBeliefTests
{
    [Fact, Trait("row", "20")]
    public void ReplyWithAnotherIdentifierIsForeign() =>
        Assert.Equal(PingRefusal.Foreign, Refusal(r => new(Millisecond, Hand.With(Hand.Reply(r), 4, 0x43, 0x21))).Reason);

    [Fact]
    public void ReplyFromAnotherSourceIsForeign() =>
        Assert.Equal(PingRefusal.Foreign, Refusal(r => new(Millisecond, Hand.Reply(r)) { From = Router }).Reason);

    [Fact]
    public void ReplyToASequenceNeverSentIsForeign() =>
        Assert.Equal(PingRefusal.Foreign, Refusal(r => new(Millisecond, Hand.With(Hand.Reply(r), 6, 0, 2))).Reason);

    [Fact]
    public void ReplyWithACodeIsForeign() =>
        Assert.Equal(PingRefusal.Foreign, Refusal(r => new(Millisecond, Hand.With(Hand.Reply(r), 1, 1))).Reason);

    [Fact]
    public void ReplyWithAnotherCookieIsABadCookie() =>
        Assert.Equal(PingRefusal.BadCookie, Refusal(r => new(Millisecond, Hand.With(Hand.Reply(r), 15, 0))).Reason);

    [Fact]
    public void ReplyWithAWrongChecksumIsABadChecksum() =>
        Assert.Equal(PingRefusal.BadChecksum, Refusal(r => new(Millisecond, Hand.Damaged(Hand.Reply(r)))).Reason);

    [Fact]
    public void ReplyShorterThanTheCookieIsShortAndNeverTimed()
    {
        for (int length = 1; length < 16; length++)
        {
            int kept = length;
            PingEvent refused = Refusal(r => new(Millisecond, kept >= 4 ? Hand.Summed(Hand.Reply(r)[..kept]) : Hand.Reply(r)[..kept]));
            Assert.Equal((PingRefusal.Short, (long?)null), (refused.Reason, refused.RoundTrip));
        }
    }

    [Fact]
    public void ReplyFromBeforeTheRequestIsForeign() =>
        Assert.Equal(PingRefusal.Foreign, Refusal(r => new(-1, Hand.Reply(r))).Reason);

    [Fact, Trait("row", "34")]
    public void LateReplyIsLostAndThenLate()
    {
        PingEvent late = Refusal(r => new(11 * Second, Hand.Reply(r)));
        Assert.Equal((PingRefusal.Late, 1L), (late.Reason, late.Sequence));
    }

    [Fact]
    public void ReplyThatComesExactlyWithTheEndOfItsTimeIsLate() =>
        Assert.Equal(PingRefusal.Late,
            Refusal(r => new(2 * Second, Hand.Reply(r)), Settings(1) with { Wait = TimeSpan.FromSeconds(2) }).Reason);

    [Fact, Trait("row", "34")]
    public void SecondReplyIsADuplicateAndCountsOnce()
    {
        VirtualNetwork network = new VirtualNetwork(Settings(2),
            (_, r) => [new(Millisecond, Hand.Reply(r)), new(2 * Millisecond, Hand.Reply(r))]).Run().Drain();
        PingStatistics statistics = network.Session.Statistics;
        Assert.Equal((2L, 2L, 0.0, 2L),
            (statistics.Sent, statistics.Received, statistics.LostPercent, statistics.RefusedFor(PingRefusal.Duplicate)));
        Assert.All(network.Of(PingEventKind.Duplicate), e => Assert.Equal(2 * Millisecond, e.RoundTrip));
    }

    [Fact, Trait("row", "33")]
    public void AnyMemberOfAGroupMayAnswer()
    {
        PingSettings settings = Settings(1) with { AnyoneAnswers = true };
        VirtualNetwork network = new VirtualNetwork(settings,
            (_, r) => [new(Millisecond, Hand.Reply(r)) { From = Router }, new(2 * Millisecond, Hand.Reply(r))]).Run().Drain();
        Assert.Equal([(PingEventKind.Reply, Router), (PingEventKind.Member, Target)],
            network.Events.Where(e => e.Length > 0).Select(e => (e.Kind, e.From)));
    }

    [Fact]
    public void ADuplicateInAGroupIsTheSecondAnswerOfOneMember()
    {
        PingSettings settings = Settings(1) with { AnyoneAnswers = true };
        NetworkAddress[] senders = [Router, Target, Router, Target, Router];
        VirtualNetwork network = new VirtualNetwork(settings,
            (_, r) => senders.Select((from, i) => new Pending((i + 1) * Millisecond, Hand.Reply(r)) { From = from })).Run().Drain();
        Assert.Equal(
            [PingEventKind.Reply, PingEventKind.Member, PingEventKind.Duplicate, PingEventKind.Duplicate, PingEventKind.Duplicate],
            network.Events.Where(e => e.Length > 0).Select(e => e.Kind));
        PingStatistics statistics = network.Session.Statistics;
        Assert.Equal((1L, 1L, 3L), (statistics.Received, statistics.Members, statistics.RefusedFor(PingRefusal.Duplicate)));
    }

    [Fact]
    public void MembersOfAGroupMayAnswerOutOfOrder()
    {
        PingSettings settings = Settings(70) with
        {
            AnyoneAnswers = true,
            Interval = TimeSpan.FromMilliseconds(2),
            Wait = TimeSpan.FromSeconds(100)
        };
        VirtualNetwork network = new VirtualNetwork(settings,
            (n, r) => [new(Millisecond, Hand.Reply(r)), new(((n % 2) * 5 * Millisecond) + Millisecond, Hand.Reply(r)) { From = Router }])
            .Run().Drain();
        Assert.Equal((70L, 70L, 0L),
            (network.Session.Statistics.Received, network.Session.Statistics.Members, network.Session.Statistics.Refused));
    }

    // RFC 4443, section 4.2: what is sent to an anycast address is answered from a unicast one.
    [Fact]
    public void OverIpv6AnotherAddressMayAnswer()
    {
        NetworkAddress anycast = NetworkAddress.From([0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            router = anycast.Plus(1);
        PingSettings settings = new(anycast, Identifier, Cookie) { Count = 1 };
        VirtualNetwork network = new VirtualNetwork(settings, (_, r) => [new(Millisecond, [129, .. r.AsSpan(1)]) { From = router },
            new(2 * Millisecond, [129, .. r.AsSpan(1)]) { From = router }]).Run().Drain();
        Assert.Equal([(PingEventKind.Reply, router, 1L), (PingEventKind.Duplicate, router, 1L)],
            network.Events.Where(e => e.Length > 0).Select(e => (e.Kind, e.From, e.Sequence)));
    }

    [Theory]
    [InlineData(4)] // another identifier
    [InlineData(7)] // a sequence number never sent
    [InlineData(9)] // another cookie
    public void OverIpv6AnotherAddressIsBelievedOnlyWhenAllElseIsRight(int changed)
    {
        NetworkAddress target = NetworkAddress.From([0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        byte[] Forged(byte[] request)
        {
            byte[] reply = [129, .. request.AsSpan(1)];
            reply[changed] ^= 0x55;
            return reply;
        }

        PingEvent refused = Refusal(r => new(Millisecond, Forged(r)) { From = target.Plus(1) },
            new(target, Identifier, Cookie) { Count = 1 });
        Assert.Equal((PingRefusal.Foreign, 0L), (refused.Reason, refused.Sequence));
    }

    // RFC 1122, section 3.2.2.6: an IPv4 reply comes from the address that was asked.
    [Fact]
    public void OverIpv4WhoeverAnswersForTheTargetIsNamedWithTheRequest()
    {
        PingEvent refused = Refusal(r => new(Millisecond, Hand.Reply(r)) { From = Router });
        Assert.Equal((PingRefusal.Foreign, Router, 1L), (refused.Reason, refused.From, refused.Sequence));
    }

    [Fact]
    public void ADamagedReplyFromElsewhereIsForeign() =>
        Assert.Equal(PingRefusal.Foreign, Refusal(r => new(Millisecond, Hand.Damaged(Hand.Reply(r))) { From = Router }).Reason);

    [Fact]
    public void ADamagedReplyToAnotherProgramIsForeign() =>
        Assert.Equal(PingRefusal.Foreign, Refusal(r => new(Millisecond, Hand.Damaged(Hand.With(Hand.Reply(r), 4, 0x43, 0x21)))).Reason);

    [Fact]
    public void AShortReplyFromElsewhereIsForeign()
    {
        for (int length = 1; length < 16; length++)
        {
            int kept = length;
            PingEvent refused = Refusal(
                r => new(Millisecond, kept >= 4 ? Hand.Summed(Hand.Reply(r)[..kept]) : Hand.Reply(r)[..kept]) { From = Router });
            Assert.Equal((PingRefusal.Foreign, 0L), (refused.Reason, refused.Sequence));
        }
    }

    [Fact, Trait("row", "36")]
    public void TimesInThePayloadAreNotBelieved()
    {
        byte[] forged = [0x80, 0, 0, 0, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        VirtualNetwork network = new VirtualNetwork(Settings(1),
            (_, r) => [new(7 * Millisecond, Hand.With(Hand.Reply(r), 16, forged))]).Run();
        PingEvent reply = Assert.Single(network.Of(PingEventKind.Reply));
        Assert.Equal((7 * Millisecond, 8), (reply.RoundTrip, reply.WrongAt));
        Assert.Equal((7 * Millisecond, 7 * Millisecond, 0L), (network.Session.Statistics.RoundTrips.Max,
            network.Session.Statistics.RoundTrips.Average, network.Session.Statistics.RoundTrips.Deviation));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(8, 8)]
    public void TheCookieIsAsLongAsThePayloadLetsIt(int size, int cookie)
    {
        VirtualNetwork network = new VirtualNetwork(Settings(1) with { Size = size }, (_, r) => [new(Millisecond, Hand.Reply(r))]).Run();
        Assert.Equal((cookie, 1L), (network.Session.CookieLength, network.Session.Statistics.Received));
        Assert.Equal(Cookie[..cookie], network.Packets[0][8..]);
    }

    [Fact]
    public void ThePatternStartsBehindTheCookie()
    {
        VirtualNetwork network = new VirtualNetwork(Settings(1) with { Size = 13, Pattern = new byte[] { 0xab, 0xcd } },
            (_, r) => [new(Millisecond, Hand.Reply(r))]).Run();
        Assert.Equal([.. Cookie, 0xab, 0xcd, 0xab, 0xcd, 0xab], network.Packets[0][8..]);
    }

    [Fact]
    public void AnErrorThatQuotesAnotherDestinationIsABadQuote() =>
        Assert.Equal(PingRefusal.BadQuote, Refusal(r => new(Millisecond, Hand.Error(3, 1, r, [198, 18, 0, 3])) { From = Router }).Reason);
}
