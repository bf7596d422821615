using System.Net;
using RawNet.Lab;
using RawNet.Probing;

namespace RawNet.Sockets.Tests;

/// <summary>Both kinds of channel give the same: message without header, source, TTL, the kernel's time; and no garbage.</summary>
public class IcmpChannelTests
{
    private const int Rounds = 500;

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", true)]
    [InlineData("::1", false)]
    public void ARoundIsTheSameByEitherSocketAndAllocatesNothing(string target, bool raw)
    {
        using Host host = Lend.Loopback();
        host.Sysctl("net.ipv4.ping_group_range", "0 2147483647");
        host.Run(() =>
        {
            MonotonicClock clock = new();
            IcmpChannelSettings settings = new(IPAddress.Parse(target), clock);
            using IcmpChannel channel = raw ? IcmpChannel.OpenRaw(settings, 0x1234) : IcmpChannel.OpenPing(settings, [0x1234]);
            Assert.Equal((0x1234, raw), (channel.Identifier, channel.IsRaw));
            byte[] request = [.. target == "::1" ? Hand.Echo6 : Hand.Echo];
            NetworkAddress self = NetworkAddress.From(IPAddress.Parse(target));
            for (int i = 0; i < 50; i++)
                Assert.True(IsAnswered(channel, clock, request, self));
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool good = true;
            for (int i = 0; i < Rounds; i++)
                good &= IsAnswered(channel, clock, request, self);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(good);
        });
    }

    [Fact]
    public void AStampOfTheTimeOfDayIsToldByTheClockThatNeverSteps()
    {
        MonotonicClock clock = new();
        Thread.Sleep(20);
        long stamp = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
        Thread.Sleep(20);
        Assert.InRange(clock.Now - clock.FromRealtime(stamp), 19_000_000, 2_000_000_000);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(0)]
    public void AnAbsurdStampIsRefusedForTheTimeNow(long stamp)
    {
        MonotonicClock clock = new();
        long before = clock.Now;
        Assert.InRange(clock.FromRealtime(stamp), before, clock.Now);
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(0)]
    public void UntilAPastTimeNothingIsLeft(long time) => Assert.Equal(TimeSpan.Zero, new MonotonicClock().Until(time));

    [Fact]
    public void UntilATimeToComeItIsLongEnough()
    {
        MonotonicClock clock = new();
        Assert.InRange(clock.Until(clock.Now + 50_000_001), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(50.0001));
        Assert.True(clock.Until(long.MaxValue) > TimeSpan.FromDays(365));
    }

    // The kernel's stamps stay; the time of day that they are compared with is another one after a while.
    [Theory]
    [InlineData(0.05)]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void AClockThatStepsMakesNoReplyForeign(double seconds)
    {
        using Host host = Lend.Loopback();
        host.Run(() =>
        {
            long step = 0;
            MonotonicClock clock = new(() => ((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100) + step);
            using IcmpChannel channel = IcmpChannel.OpenRaw(new(IPAddress.Loopback, clock), 0x1234);
            PingSettings settings = new(NetworkAddress.From(IPAddress.Loopback), 0x1234, new byte[8])
            {
                Count = 6,
                Interval = TimeSpan.FromMilliseconds(100)
            };
            PingSession session = new(settings, (in PingEvent happened) => step = happened.Sequence >= 2 ? (long)(seconds * 1e9) : 0);
            new ProbeLoop(session, channel, clock).Run();
            PingStatistics statistics = session.Statistics;
            Assert.Equal((6L, 0L), (statistics.Received, statistics.Refused));
            Assert.InRange(statistics.RoundTrips.Max, 1, 50_000_000);
        });
    }

    [Fact]
    public void AMessageOlderThanTheLastLookIsRefusedForTheTimeNow()
    {
        MonotonicClock clock = new();
        long stamp = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
        Thread.Sleep(20);
        long looked = clock.Now;
        Assert.InRange(clock.FromRealtime(stamp, looked), looked, clock.Now);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheScopeOfALinkLocalSourceIsTheInterface(bool raw)
    {
        using TwoHosts hosts = Lend.Pair();
        hosts.A.Sysctl("net.ipv4.ping_group_range", "0 2147483647");
        IPAddress far = hosts.B.Run(() => Link.ByName("vb").Addresses().Select(a => a.Address).First(a => a.IsIPv6LinkLocal));
        hosts.A.Run(() =>
        {
            MonotonicClock clock = new();
            int index = Link.ByName("va").Index;
            IcmpChannelSettings settings = new(new IPAddress(far.GetAddressBytes(), index), clock);
            using IcmpChannel channel = raw ? IcmpChannel.OpenRaw(settings, 0x1234) : IcmpChannel.OpenPing(settings, [0x1234]);
            channel.Send(new() { Bytes = Hand.Echo6 });
            channel.Wait(clock.Now + 2_000_000_000);
            Assert.True(channel.TryReceive(out ReceivedReply arrival));
            Assert.Equal((uint)index, arrival.Scope);
        });
    }

    // tcpdump at the other host is the judge: what a probe says comes before what the channel was opened
    // with, what it leaves open does not.
    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void AProbeHasItsOwnDestinationHopLimitAndTrafficClass(bool ipv6, bool raw)
    {
        using TwoHosts hosts = Lend.Pair();
        hosts.A.Sysctl("net.ipv4.ping_group_range", "0 2147483647");
        (IPAddress far, IPAddress nowhere) = ipv6
            ? (hosts.B.Address6, IPAddress.Parse("2001:db8::99"))
            : (hosts.B.Address, IPAddress.Parse("198.18.0.99"));
        using Capture capture = hosts.B.StartCapture(filter: ipv6 ? "icmp6 and ip6[40] = 128" : "icmp[0] = 8");
        hosts.A.Run(() =>
        {
            IcmpChannelSettings settings = new(nowhere, new MonotonicClock()) { HopLimit = 9, TrafficClass = 0x20 };
            using IcmpChannel channel = raw ? IcmpChannel.OpenRaw(settings, 0x1234) : IcmpChannel.OpenPing(settings, [0x1234]);
            byte[] request = ipv6 ? Hand.Echo6 : Hand.Echo;
            NetworkAddress to = NetworkAddress.From(far);
            Assert.Null(channel.Send(new() { Bytes = request, Destination = to, HopLimit = 3, TrafficClass = 0x10 }).Failure);
            Assert.Null(channel.Send(new() { Bytes = request, Destination = to, HopLimit = 3 }).Failure);
            Assert.Null(channel.Send(new() { Bytes = request, Destination = to, TrafficClass = 0x10 }).Failure);
            Assert.Null(channel.Send(new() { Bytes = request, Destination = to }).Failure);
        });
        capture.Stop(4);

        IReadOnlyList<string> seen = ipv6
            ? Witness.Fields(capture, "ipv6.hlim", "ipv6.tclass")
            : Witness.Fields(capture, "ip.ttl", "ip.dsfield");
        string classOf(int value) => ipv6 ? $"0x{value:x8}" : $"0x{value:x2}";
        Assert.Equal([$"3\t{classOf(0x10)}", $"3\t{classOf(0x20)}", $"9\t{classOf(0x10)}", $"9\t{classOf(0x20)}"], seen);
    }

    [Fact]
    public void WhatThisHostRefusesIsAResult()
    {
        using Host host = Lend.Loopback();
        host.Run(() =>
        {
            MonotonicClock clock = new();
            long before = clock.Now;
            using IcmpChannel channel = IcmpChannel.OpenRaw(new(IPAddress.Parse("198.18.0.2"), clock), 0x1234);
            ProbeResult result = channel.Send(new() { Bytes = Hand.Echo, Tag = 7 });
            Assert.Equal(7, result.Tag);
            Assert.InRange(result.Time, before, clock.Now);
            Assert.Contains("ENETUNREACH", result.Failure, StringComparison.Ordinal);
        });
    }

    private static bool IsAnswered(IcmpChannel channel, MonotonicClock clock, byte[] request, NetworkAddress self)
    {
        long sent = clock.Now;
        channel.Send(new() { Bytes = request });
        channel.Wait(sent + 1_000_000_000);
        return channel.TryReceive(out ReceivedReply arrival)
            && arrival.Source == self && arrival.HopLimit == 64 && arrival.Time >= sent && arrival.Time <= clock.Now
            && arrival.Message.Length == 8 && arrival.Message[0] is 0 or 129 && arrival.Message[4..].SequenceEqual(request.AsSpan(4));
    }
}
