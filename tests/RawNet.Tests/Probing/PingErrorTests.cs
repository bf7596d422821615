using RawNet.Probing;
using static RawNet.Tests.Probing.VirtualNetwork;

namespace RawNet.Tests.Probing;

/// <summary>When an error is the answer to a request, and under which name it is refused.</summary>
public class PingErrorTests
{
    private static readonly byte[] _targetBytes = [198, 18, 0, 2];

    [Fact]
    public void ADamagedErrorIsOursOnlyWhenItQuotesUs()
    {
        byte[] DamagedErrorAbout(byte[] request) => Hand.Damaged(Hand.Error(3, 1, request, _targetBytes, quoted: 16));
        Assert.Equal(PingRefusal.BadChecksum, Refusal(r => new(Millisecond, DamagedErrorAbout(r)) { From = Router }).Reason);
        Assert.Equal(PingRefusal.Foreign,
            Refusal(r => new(Millisecond, DamagedErrorAbout(Hand.With(r, 4, 0x43, 0x21))) { From = Router }).Reason);
    }

    [Fact]
    public void TimeExceededForARequestInFlightIsAnError()
    {
        VirtualNetwork network = new VirtualNetwork(Settings(1),
            (_, r) => [new(Millisecond, Hand.Error(11, 0, r, _targetBytes)) { From = Router }]).Run();
        PingEvent error = Assert.Single(network.Of(PingEventKind.Error));
        Assert.Equal((1L, Router, new IcmpReport(11, 0, 0)), (error.Sequence, error.From, error.Report));
        Assert.Equal((1L, 0L, Millisecond), (network.Session.Statistics.Errors, network.Session.Statistics.Received, network.Now));
    }

    [Fact]
    public void AReportOfTheKernelIsTheSameError()
    {
        VirtualNetwork network = new VirtualNetwork(Settings(1),
            (_, r) => [new(Millisecond, r) { From = Router, Destination = Target, Report = new IcmpReport(11, 0, 0) }]).Run();
        PingEvent error = Assert.Single(network.Of(PingEventKind.Error));
        Assert.Equal((1L, Router, new IcmpReport(11, 0, 0)), (error.Sequence, error.From, error.Report));
    }

    [Fact]
    public void TheMtuOfANarrowLinkIsTold()
    {
        byte[] Narrow(byte[] request) => Hand.With(Hand.Error(3, 4, request, _targetBytes), 6, 1280 >> 8, 1280 & 0xff);
        VirtualNetwork network = new VirtualNetwork(Settings(1), (_, r) => [new(Millisecond, Narrow(r)) { From = Router }]).Run();
        Assert.Equal(1280u, Assert.Single(network.Of(PingEventKind.Error)).Report!.Value.Info);
    }

    [Theory]
    [InlineData(4, PingRefusal.Foreign)] // the quoted identifier is another's
    [InlineData(7, PingRefusal.BadQuote)] // a sequence number never sent
    [InlineData(9, PingRefusal.BadQuote)] // another cookie
    public void AnErrorThatQuotesAnythingElseIsRefused(int changed, PingRefusal reason)
    {
        byte[] Forged(byte[] request)
        {
            byte[] other = [.. request];
            other[changed] ^= 0x55;
            return Hand.Error(3, 1, other, _targetBytes, quoted: 16);
        }

        PingEvent refused = Refusal(r => new(Millisecond, Forged(r)) { From = Router });
        Assert.Equal((reason, 0L), (refused.Reason, refused.Sequence));
    }

    [Fact]
    public void AnErrorWithAQuoteCutAnywhereIsNoError()
    {
        for (int quoted = 0; quoted < 8; quoted++)
        {
            int kept = quoted;
            Assert.Equal(PingRefusal.Foreign,
                Refusal(r => new(Millisecond, Hand.Error(11, 0, r, _targetBytes, kept)) { From = Router }).Reason);
        }
    }

    [Theory]
    [InlineData(5)] // a redirect does not say that the request failed
    [InlineData(8)] // one's own request, on loopback
    [InlineData(4)]
    [InlineData(13)]
    public void OtherMessagesAreNotOurs(byte type)
    {
        VirtualNetwork network = new VirtualNetwork(Settings(1),
            (_, r) => [new(Millisecond, Hand.Error(type, 0, r, _targetBytes)), new(2 * Millisecond, Hand.Reply(r))]).Run();
        Assert.Equal([PingEventKind.Sent, PingEventKind.Reply], network.Events.Select(e => e.Kind));
    }

    [Fact]
    public void AnswerToAFailedRequestStillCounts()
    {
        VirtualNetwork network = new VirtualNetwork(Settings(2), (n, r) => n == 2 ? [new(Millisecond, Hand.Reply(r))] :
            [new(Millisecond, Hand.Error(3, 1, r, _targetBytes)) { From = Router },
                new(2 * Millisecond, Hand.Error(3, 1, r, _targetBytes)) { From = Router }, new(3 * Millisecond, Hand.Reply(r))]).Run();
        Assert.Equal((1L, 2L, 1L), (network.Session.Statistics.Errors, network.Session.Statistics.Received,
            network.Session.Statistics.RefusedFor(PingRefusal.Duplicate)));
    }
}
