using CsCheck;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Probing.Groups;

/// <summary>What a monitor makes of the messages of hosts and routers, in virtual time.</summary>
public class GroupMonitorTests
{
    private const string A = "198.18.0.1", B = "198.18.0.2", G = "239.1.1.1", S = "198.19.0.1", T = "198.19.0.2";

    [Fact]
    public void AReportIsAJoinAndItsWithdrawalALeave()
    {
        MonitorScene scene = new MonitorScene().Report(A, $"record=to_ex,{G}").At(1)
            .Report(A, $"record=to_ex,{G}").At(2).Report(A, $"record=to_in,{G}");
        Assert.Equal([$"0 join {A} {G} ex() of 1", $"2 leave {A} {G} in() said of 0"], scene.Events);
        Assert.Empty(scene.Table);
    }

    // RFC 9776, 4.2.13: what each record does to what a host is known to want.
    [Theory]
    [InlineData("allow,G,S", "in(S)")]
    [InlineData("is_in,G,S", "in(S)")]
    [InlineData("to_in,G,S", "in(S)")]
    [InlineData("to_ex,G,S", "ex(S)")]
    [InlineData("is_ex,G", "ex()")]
    [InlineData("block,G,S", "")]
    [InlineData("7,G,S", "")]
    [InlineData("allow,G,S allow,G,T", "in(S,T)")]
    [InlineData("allow,G,S,T block,G,S", "in(T)")]
    [InlineData("allow,G,S block,G,S", "")]
    [InlineData("to_in,G,S to_in,G,T", "in(S,T)")] // RFC 9776, 6.4.2: A+B
    [InlineData("to_ex,G to_in,G,S to_in,G,T", "in(S,T)")]
    [InlineData("to_in,G,S to_in,G", "")]
    [InlineData("to_in,G,S,T is_in,G,S", "in(S,T)")]
    [InlineData("to_ex,G,S block,G,T", "ex(S,T)")]
    [InlineData("to_ex,G,S,T allow,G,T", "ex(S)")]
    [InlineData("to_ex,G,S is_in,G,S", "ex()")]
    [InlineData("to_ex,G,S to_in,G,S", "in(S)")]
    [InlineData("to_ex,G,S to_in,G", "")]
    [InlineData("to_in,G,S is_ex,G", "ex()")]
    public void ARecordChangesWhatAHostWants(string records, string expected)
    {
        string Filled(string text) => text.Replace("G", G, StringComparison.Ordinal)
            .Replace("S", S, StringComparison.Ordinal).Replace("T", T, StringComparison.Ordinal);
        var scene = new MonitorScene();
        foreach (string record in Filled(records).Split(' ')) scene.Report(A, $"record={record}");
        Assert.Equal(expected.Length == 0 ? [] : [$"{A} {G} {Filled(expected)}"], scene.Table);
    }

    [Fact]
    public void ARecordOfOneHostsAddressIsNoMembership()
    {
        MonitorScene scene = new MonitorScene().Report(A, $"record=to_ex,{B}")
            .Report6("fe80::1", "record=to_ex,2001:db8::1").Igmp(A, B, $"igmp.v2-report maddr={B}");
        Assert.Empty(scene.Table);
    }

    [Fact]
    public void HostsAreToldApart()
    {
        MonitorScene scene = new MonitorScene().Report(A, $"record=to_ex,{G}")
            .Report(B, $"record=allow,{G},{S}").At(1).Report(A, $"record=to_in,{G}");
        Assert.Equal([$"0 join {A} {G} ex() of 1", $"0 join {B} {G} in({S}) of 2", $"1 leave {A} {G} in() said of 1"], scene.Events);
    }

    [Fact]
    public void ChangedSourcesAreAChangeAndRepeatedOnesAreNot()
    {
        MonitorScene scene = new MonitorScene().Report(A, $"record=to_ex,{G},{S}").Report(A, $"record=to_ex,{G},{S}")
            .Report(A, $"record=block,{G},{T}").Report(A, $"record=is_ex,{G},{T},{S}");
        Assert.Equal([$"0 join {A} {G} ex({S}) of 1", $"0 change {A} {G} ex({S},{T}) of 1"], scene.Events);
    }

    [Fact]
    public void OlderVersionsJoinAndLeave()
    {
        MonitorScene scene = new MonitorScene()
            .Igmp(A, G, $"igmp.v2-report maddr={G}").At(1).Igmp(A, "224.0.0.2", $"igmp.leave maddr={G}")
            .At(2).Igmp(B, G, $"igmp.v1-report maddr={G}").At(3).Report(B, $"record=is_ex,{G}");
        Assert.Equal(
            [$"0 join {A} {G} ex() of 1", $"1 leave {A} {G} ex() said of 0", $"2 join {B} {G} ex() of 1", $"3 change {B} {G} ex() of 1"],
            scene.Events);
    }

    [Fact]
    public void WithoutAQuerierSilenceSaysNothing()
    {
        MonitorScene scene = new MonitorScene().Report(A, $"record=to_ex,{G}").At(100_000);
        Assert.Single(scene.Table);
        Assert.Equal(long.MaxValue, scene.Monitor.NextPoll);
    }

    // RFC 9776, 8.4: robustness times query interval and twice the response interval.
    [Theory]
    [InlineData("max_resp=10s qrv=2 qqic=125", 270)]
    [InlineData("max_resp=1s qrv=3 qqic=20", 62)]
    [InlineData("max_resp=10s", 270)]
    public void ASilentHostLeavesAfterTheMembershipInterval(string query, int seconds)
    {
        MonitorScene scene = new MonitorScene().Query(rest: query).Report(A, $"record=is_ex,{G}");
        for (int i = 1; i <= 10; i++) scene.At(i * (seconds - 1.0) / 10).Query(rest: query);
        Assert.Single(scene.At(seconds - 0.001).Table);
        Assert.Equal($"{seconds} leave {A} {G} in() silent of 0", scene.At(seconds).Events[^1]);
    }

    [Fact]
    public void AnAnswerProlongsTheMembership()
    {
        var scene = new MonitorScene();
        for (int i = 0; i < 10; i++) scene.At(i * 125).Query().At((i * 125) + 5).Report(A, $"record=is_ex,{G}");
        Assert.Equal(["0 querier 198.18.0.254", $"5 join {A} {G} ex() of 1"], scene.Events);
    }

    [Fact]
    public void SourcesEndOneByOne()
    {
        MonitorScene scene = new MonitorScene().Query().Report(A, $"record=is_in,{G},{S},{T}").At(100)
            .Query().Report(A, $"record=is_in,{G},{T}").At(200).Query().At(300).Query().At(371);
        Assert.Equal([$"270 change {A} {G} in({T}) of 1", $"370 leave {A} {G} in() silent of 0"], scene.Events.Skip(2));
    }

    [Fact]
    public void AQuerierThatComesLaterStartsTheTimers() =>
        Assert.Equal($"1270 leave {A} {G} in() silent of 0",
            new MonitorScene().Report(A, $"record=to_ex,{G}").At(1000).Query().At(1125).Query().At(1250).Query().At(1300).Events[^1]);

    // RFC 9776, 8.5: robustness times query interval and half the response interval.
    [Fact]
    public void AQuerierThatAsksNoMoreIsGoneAndNobodyElseWithIt()
    {
        MonitorScene scene = new MonitorScene().Query().Report(A, $"record=is_ex,{G}").At(10_000);
        Assert.Equal("255 querier none", scene.Events[^1]);
        Assert.Single(scene.Table);
    }

    [Theory]
    [InlineData("198.18.0.254 198.18.0.9 198.18.0.254", "198.18.0.254 198.18.0.9")] // RFC 9776, 6.6.2: the lowest address
    [InlineData("198.18.0.9 198.18.0.254", "198.18.0.9")]
    [InlineData("0.0.0.0 198.18.0.254 0.0.0.0", "0.0.0.0 198.18.0.254")] // RFC 4541, 2.1.1: 0.0.0.0 takes no part
    public void TheLowestAddressIsElected(string queries, string queriers)
    {
        var scene = new MonitorScene();
        foreach (string source in queries.Split(' ')) scene.Query(source);
        Assert.Equal(queriers.Split(' ').Select(q => $"0 querier {q}"), scene.Events);
    }

    [Fact]
    public void TheNextQuerierIsElectedWhenTheFirstIsGone() =>
        Assert.Equal(
            ["0 querier 198.18.0.1", "255 querier none", "260 querier 198.18.0.9"],
            new MonitorScene().Query(A).At(200).Query("198.18.0.9").At(260).Query("198.18.0.9").Events);

    // RFC 9776, 8.9: the last member query time, robustness times the response time of a group-specific query.
    [Theory]
    [InlineData("", 3, true)]
    [InlineData("s=1", 300, false)]
    public void AQueryAboutAGroupEndsWhoDoesNotAnswer(string flag, int until, bool leaves)
    {
        MonitorScene scene = new MonitorScene().Query().Report(A, $"record=is_ex,{G}").Report(B, $"record=is_ex,{G}")
            .At(1).Igmp("198.18.0.254", G, $"igmp.v3-query maddr={G} max_resp=1s qrv=2 qqic=125 {flag}");
        scene.At(1.5).Report(B, $"record=is_ex,{G}").At(250).Query().At(until < 250 ? 250 : 269);
        Assert.Equal(leaves, scene.Events.Contains($"3 leave {A} {G} in() silent of 1"));
        Assert.Contains($"{B} {G} ex()", scene.Table);
    }

    [Fact]
    public void AQueryAboutSourcesEndsThoseThatNobodyAnswersFor()
    {
        MonitorScene scene = new MonitorScene().Query().Report(A, $"record=is_in,{G},{S},{T}").At(1)
            .Igmp("198.18.0.254", G, $"igmp.v3-query maddr={G} max_resp=1s qrv=2 qqic=125 saddr={S}").At(100);
        Assert.Equal([$"{A} {G} in({T})"], scene.Table);
        Assert.Equal($"3 change {A} {G} in({T}) of 1", scene.Events[^1]);
    }

    // RFC 2236, 3: a host that hears another's report does not send its own.
    [Fact]
    public void AnOlderReportStandsForTheOthersOfItsGroup()
    {
        MonitorScene scene = new MonitorScene().Query().Igmp(A, G, $"igmp.v2-report maddr={G}").Igmp(B, G, $"igmp.v2-report maddr={G}");
        for (int i = 1; i < 8; i++) scene.At(i * 125).Query().Igmp(B, G, $"igmp.v2-report maddr={G}");
        Assert.Equal(2, scene.Table.Count());
    }

    [Fact]
    public void AHostThatGetsItsAddressIsOneHost()
    {
        MonitorScene scene = new MonitorScene()
            .Frame("eth src=02:00:00:00:00:01 / ipv6 src=:: dst=ff02::16 hlim=1 / ipv6.hopopts option=ra / "
                + "mld.v2-report record=to_ex,ff05::1")
            .Frame("eth src=02:00:00:00:00:02 / ipv6 src=:: dst=ff02::16 hlim=1 / ipv6.hopopts option=ra / "
                + "mld.v2-report record=to_ex,ff05::1")
            .At(1).Report6("fe80::1", "record=to_ex,ff05::1");
        Assert.Equal(["0 join :: ff05::1 ex() of 1", "0 join :: ff05::1 ex() of 2",
            "1 join fe80::1 ff05::1 ex() of 3", "1 leave :: ff05::1 ex() readdressed of 2"], scene.Events);
    }

    [Fact]
    public void BothFamiliesAreWatchedTogether()
    {
        MonitorScene scene = new MonitorScene().Report(A, $"record=to_ex,{G}").Report6("fe80::1", "record=allow,ff35::1,2001:db8::1")
            .Mld("fe80::1", "ff05::2", "mld.v1-report multicast_address=ff05::2")
            .Mld("fe80::1", "ff02::2", "mld.done multicast_address=ff05::2")
            .Mld("fe80::9", "ff02::1", "mld.v2-query qrv=2 qqi=125 maximum_response_code=10s");
        Assert.Equal([$"{A} {G} ex()", "fe80::1 ff35::1 in(2001:db8::1)"], scene.Table);
        Assert.Equal("fe80::9", Assert.Single(scene.Monitor.Queriers).Address.ToString());
        Assert.Equal([$"{A} {G} ex()"],
            scene.At(125).Mld("fe80::9", "ff02::1", "mld.v2-query qrv=2 qqi=125 maximum_response_code=10s").At(271).Table);
    }

    // RFC 9776, 4.1.2: a message whose sum is wrong is not processed.
    [Theory]
    [InlineData("igmp.v3-report record=to_ex,239.1.1.1 checksum=1")]
    [InlineData("igmp.v3-report record=to_ex,239.1.1.1 num_grp_recs=9")]
    [InlineData("igmp.v3-query checksum=1")]
    public void ADamagedMessageIsCountedAndChangesNothing(string message)
    {
        MonitorScene scene = new MonitorScene().Igmp(A, "224.0.0.22", message);
        Assert.Equal((1, 0, 0), (scene.Monitor.Refused, scene.Monitor.Messages, scene.Events.Count));
    }

    [Fact]
    public void OtherTrafficIsNone() =>
        Assert.All(
            (string[])["eth / ip dst=198.18.0.2 / icmp.echo", "eth / arp", "eth / ip src=198.18.0.9 dst=198.18.0.1 / icmp.unreachable / ip "
                + "src=198.18.0.1 dst=239.1.1.1 / igmp.v2-report maddr=239.1.1.1"],
            other => Assert.False(new MonitorScene().Monitor.Receive(0, LinkType.Ethernet, Packet.Parse(other).ToBytes())));

    [Fact]
    public void AKnownReportAllocatesNothing()
    {
        byte[] frame = Packet.Parse($"eth src=02:00:00:00:00:01 / ip src={A} dst=224.0.0.22 ttl=1 option=ra / igmp.v3-report "
            + $"record=is_ex,{G} record=is_in,232.1.1.1,{S},{T}").ToBytes();
        MonitorScene scene = new MonitorScene().Query();
        for (int i = 0; i < 100; i++) scene.Monitor.Receive(i, LinkType.Ethernet, frame);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) scene.Monitor.Receive(i, LinkType.Ethernet, frame);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void AnyBytesAreTakenWithoutAnException()
    {
        byte[][] frames =
        [
            Packet.Parse($"eth / ip src={A} dst=224.0.0.22 ttl=1 option=ra / igmp.v3-report record=is_ex,{G} "
                + $"record=is_in,232.1.1.1,{S},{T}").ToBytes(),
            Packet.Parse(
                "eth / ipv6 src=fe80::1 dst=ff02::16 / ipv6.hopopts option=ra / mld.v2-report record=allow,ff35::1,2001:db8::1").ToBytes(),
            Packet.Parse($"eth / ip src={A} dst={G} / igmp.v3-query maddr={G} saddr={S}").ToBytes(),
        ];
        var flip = Gen.Select(Gen.Int[0, 199], Gen.Byte);
        var hostile = Gen.Select(Gen.Int[0, frames.Length - 1].Select(i => frames[i]), flip.Array[1, 3], Gen.Int[0, 200]);
        long refused = 0;
        hostile.Array[1, 50].Sample(
            some =>
            {
                var scene = new MonitorScene();
                for (int i = 0; i < some.Length; i++)
                {
                    scene.Monitor.Receive(i, LinkType.Ethernet, Changed(some[i]));
                    scene.Monitor.Poll(i);
                }
                Interlocked.Add(ref refused, scene.Monitor.Refused);
            },
            iter: 2000);
        Assert.True(refused > 1000);
    }

    private static byte[] Changed((byte[] Frame, (int At, byte Value)[] Flips, int Kept) hostile)
    {
        byte[] frame = [.. hostile.Frame];
        foreach ((int at, byte value) in hostile.Flips)
            frame[at % frame.Length] = value;
        return frame[..Math.Min(hostile.Kept, frame.Length)];
    }
}
