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

    private static bool IsAnswered(IcmpChannel channel, MonotonicClock clock, byte[] request, NetworkAddress self)
    {
        long sent = clock.Now;
        channel.Send(request);
        channel.Wait(sent + 1_000_000_000);
        return channel.TryReceive(out ProbeArrival arrival)
            && arrival.Source == self && arrival.HopLimit == 64 && arrival.Time >= sent && arrival.Time <= clock.Now
            && arrival.Message.Length == 8 && arrival.Message[0] is 0 or 129 && arrival.Message[4..].SequenceEqual(request.AsSpan(4));
    }
}
