using System.Net.Sockets;
using System.Text.Json;
using RawNet.Lab;
using RawNet.Sockets;

namespace RawNet.Cli.Tests.Ping;

/// <summary>Answers, silence, errors and forgeries, with the kernel as the other side.</summary>
public class AnswerTests(PingLab lab) : IClassFixture<PingLab>
{
    private Host A => lab.Pair.A;

    private Host B => lab.Pair.B;

    [Fact]
    public void SentAndAnsweredAreWhatTheKernelCounted()
    {
        long before = EchoesSentBy(A);
        IReadOnlyList<JsonElement> events = A.Ping(B.Address.ToString(), "-c3", "-i", "0.05", "--json").Succeeded().Events();
        JsonElement summary = events[^1];
        Assert.Equal((3, 3, 3), (EchoesSentBy(A) - before, summary.Number("sent"), summary.Number("received")));
        Assert.Equal(["start", "sent", "reply", "sent", "reply", "sent", "reply", "summary"], events.Select(e => e.Text("event")));
        Assert.Equal("rawnet.ping/1", events[0].Text("schema"));
        Assert.All(events.Of("reply"), r => Assert.Equal((B.Address.ToString(), 64), (r.Text("from"), r.Number("ttl"))));
        Assert.Equal([1, 2, 3], events.Of("reply").Select(r => r.Number("seq")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheCountsAreThoseOfIputils(bool silent)
    {
        PingLab.Able("ping");
        B.Sysctl("net.ipv4.icmp_echo_ignore_all", silent ? "1" : "0");
        string[] arguments = ["-c", "3", "-i", "0.1", "-W", "1", B.Address.ToString()];
        PeerResult ours = A.Ping(arguments), theirs = A.Exec("ping", arguments);
        B.Sysctl("net.ipv4.icmp_echo_ignore_all", "0");
        Assert.Equal(theirs.ExitCode, ours.ExitCode);
        Assert.Equal(Shape(theirs), Shape(ours));
    }

    [Fact]
    public void SilenceIsLost()
    {
        B.Sysctl("net.ipv4.icmp_echo_ignore_all", "1");
        PeerResult result = A.Ping(B.Address.ToString(), "-c2", "-i", "0.05", "-W", "0.3", "--json");
        B.Sysctl("net.ipv4.icmp_echo_ignore_all", "0");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal([1, 2], result.Events().Of("lost").Select(e => e.Number("seq")));
        JsonElement summary = result.Events()[^1];
        Assert.Equal((2, 0, 100, JsonValueKind.Null), (summary.Number("sent"), summary.Number("received"),
            summary.Number("lost_percent"), summary.GetProperty("rtt_avg_ns").ValueKind));
    }

    [Theory]
    [InlineData(false, "-t1")]
    [InlineData(true, "-t1")]
    [InlineData(false, "-t1", "--hdrincl")]
    [InlineData(true, "-t1", "--hdrincl")]
    public void TimeExceededIsPrintedAsPingDoes(bool ipv6, params string[] options)
    {
        using var routed = new Routed(lab.Pair);
        PeerResult result = A.Ping([ipv6 ? Routed.Beyond6 : Routed.Beyond, "-c2", "-i", "0.05", .. options]);
        string error = ipv6
            ? $"From {B.Address6} icmp_seq=1 Time exceeded: Hop limit"
            : $"From {B.Address} icmp_seq=1 Time to live exceeded";
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(error, result.Lines);
        Assert.Contains("2 packets transmitted, 0 received, +2 errors, 100% packet loss", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ForgedRepliesAreRefusedByTheirFault()
    {
        B.Sysctl("net.ipv4.icmp_echo_ignore_all", "1");
        using RunningPeer ping = AnsweredByForgery("--json");
        ping.Wait(() => Events(ping).Of("summary").Any(), "a summary");
        B.Sysctl("net.ipv4.icmp_echo_ignore_all", "0");
        JsonElement refused = Events(ping)[^1].GetProperty("refused");
        Assert.Equal(0, Events(ping)[^1].Number("received"));
        Assert.Equal((2, 1, 1, 1),
            (refused.Number("foreign"), refused.Number("bad-cookie"), refused.Number("bad-checksum"), refused.Number("short")));
    }

    [Fact]
    public void ABroadcastNeedsLeaveAndEveryoneAnswers()
    {
        string everyone = B.Address.ToString()[..(B.Address.ToString().LastIndexOf('.') + 1)] + "255";
        PeerResult refused = A.Ping(everyone, "-c1");
        Assert.Equal((2, $"rawnet: {everyone} is a broadcast or multicast address: -b allows it\n"), (refused.ExitCode, refused.Errors));
        B.Sysctl("net.ipv4.icmp_echo_ignore_broadcasts", "0");
        Assert.Contains($"64 bytes from {B.Address}: icmp_seq=1 ttl=64",
            A.Ping(everyone, "-b", "-c1").Succeeded().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void MulticastOverIpv6IsAnsweredByItsMembers()
    {
        PeerResult result = A.Ping("ff02::1", "-b", "-I", "va", "-c1", "-w", "1", "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(result.Events().Of("reply").Concat(result.Events().Of("duplicate")),
            e => e.Text("from").StartsWith("fe80::", StringComparison.Ordinal));
    }

    [Fact]
    public void ALinkLocalAddressIsReachedThroughItsScope()
    {
        string address = B.Run(
            () => Link.ByName("vb").Addresses().Select(a => a.Address).First(a => a.IsIPv6LinkLocal).ToString().Split('%')[0]);
        Assert.Equal(0, A.Ping($"{address}%va", "-c1").ExitCode);
        Assert.Equal(0, A.Ping(address, "-I", "va", "-c1").ExitCode);
    }

    [Fact]
    public void ASubnetsRoutersAnswerFromTheirOwnAddress()
    {
        PingLab.Able("ping");
        B.Sysctl("net.ipv6.conf.all.forwarding", "1"); // only routers have the anycast address (RFC 4291, 2.6.1)
        string anycast = B.Address6.ToString().Replace("::2", "::", StringComparison.Ordinal);
        string[] arguments = ["-c", "2", "-i", "0.1", "-W", "1", anycast];
        PeerResult ours = A.Ping(arguments), theirs = A.Exec("ping", arguments);
        B.Sysctl("net.ipv6.conf.all.forwarding", "0");
        Assert.Equal((theirs.ExitCode, Counted(theirs)), (ours.ExitCode, Counted(ours)));
        Assert.Equal(2,
            ours.Lines.Count(l => l.StartsWith($"64 bytes from {B.Address6}: icmp_seq=", StringComparison.Ordinal)
                && l.EndsWith(" (DIFFERENT ADDRESS!)", StringComparison.Ordinal)));
    }

    [Fact]
    public void WhoAnswersOverIpv4ForAnotherIsNamed()
    {
        B.Sysctl("net.ipv4.icmp_echo_ignore_all", "1");
        using RunningPeer ping = AnsweredByForgery();
        ping.Wait(() => System.Text.Encoding.UTF8.GetString(ping.Output()).Contains("packet loss", StringComparison.Ordinal), "a summary");
        B.Sysctl("net.ipv4.icmp_echo_ignore_all", "0");
        string other = string.Join('.', [.. B.Address.ToString().Split('.')[..3], "77"]);
        Assert.Contains($"64 bytes from {other}: icmp_seq=1 refused, foreign: it answers for {B.Address}, "
            + "which only that address may (RFC 1122, 3.2.2.6)\n",
            System.Text.Encoding.UTF8.GetString(ping.Output()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MembersOfAGroupAreNoDuplicates(bool ipv6)
    {
        A.Sysctl("net.ipv4.icmp_echo_ignore_broadcasts", "0");
        B.Sysctl("net.ipv4.icmp_echo_ignore_broadcasts", "0");
        string group = ipv6 ? "ff02::1" : "224.0.0.1";
        IReadOnlyList<JsonElement> events = A.Ping(group, "-b", "-I", "va", "-w", "1", "-i", "0.2", "--json").Succeeded().Events();
        JsonElement summary = events[^1];
        Assert.Equal((5, 5, 5, 0), (summary.Number("sent"), summary.Number("received"),
            summary.Number("members"), summary.GetProperty("refused").Number("duplicate")));
        string[] members =
        [
            .. events.Of("reply").Concat(events.Of("member")).Select(e => e.Text("from")).Distinct().Order(StringComparer.Ordinal)
        ];
        Assert.Equal(ipv6 ? [LinkLocal(A), LinkLocal(B)] : [A.Address.ToString(), B.Address.ToString()], members);
    }

    [Fact]
    public void WithoutAnIntervalASilentHostIsNotFlooded()
    {
        PingLab.Able("ping");
        B.Sysctl("net.ipv4.icmp_echo_ignore_all", "1");
        string[] arguments = ["-q", "-i", "0", "-w", "1", B.Address.ToString()];
        long[] sent = [.. new[]
        {
            A.Exec("ping", arguments), A.Ping(arguments)
        }.Select(r => long.Parse(Counted(r).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture))];
        B.Sysctl("net.ipv4.icmp_echo_ignore_all", "0");
        Assert.All(sent, n => Assert.InRange(n, 10, 100));
    }

    [Fact]
    public void TheDeadlineEndsAtAnErrorAsThatOfIputilsDoes()
    {
        PingLab.Able("ping");
        using var routed = new Routed(lab.Pair);
        string[] arguments = ["-t", "1", "-w", "5", Routed.Beyond];
        PeerResult ours = A.Ping(arguments), theirs = A.Exec("ping", arguments);
        Assert.Equal("1 packets transmitted, 0 received, +1 errors", Counted(theirs));
        Assert.Equal((theirs.ExitCode, Counted(theirs)), (ours.ExitCode, Counted(ours)));
        string[] help = Rawnet.Run("ping", "--help").Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("or at the first error that the network tells", string.Join(' ', help), StringComparison.Ordinal);
    }

    [Fact]
    public void TheDeadlineOutlastsWhatThisHostRefuses()
    {
        PingLab.Able("ping", "nft");
        A.Exec("nft",
            "add table ip refuse; add chain ip refuse out { type filter hook output priority 0; }; "
            + "add rule ip refuse out icmp type echo-request drop").Succeeded();
        string[] arguments = ["-w", "1", "-i", "0.3", B.Address.ToString()];
        PeerResult ours = A.Ping(arguments), theirs = A.Exec("ping", arguments);
        A.Exec("nft", "delete table ip refuse").Succeeded();
        Assert.Equal("4 packets transmitted, 0 received", Counted(theirs));
        Assert.StartsWith(Counted(theirs), Counted(ours), StringComparison.Ordinal);
    }

    private static string LinkLocal(Host host) =>
        host.Run(
            () => Link.ByName(host.InterfaceName).Addresses().Select(a => a.Address).First(a => a.IsIPv6LinkLocal).ToString().Split('%')[0])
        + "%va";

    // "3 packets transmitted, 3 received", and errors where there were some.
    private static string Counted(PeerResult ping) =>
        ping.Lines.Single(l => l.Contains("packets transmitted", StringComparison.Ordinal)).Split("%")[0][..^1].Split(", ")
            is [var sent, var received, .. var rest] ? string.Join(", ", [sent, received, .. rest.Where(r => r.StartsWith('+'))]) : "";

    // A ping of one request, which B (whose sockets are there before it) answers by forgery.
    private RunningPeer AnsweredByForgery(params string[] options)
    {
        using RawSocket socket = B.Run(() => RawSocket.Open(AddressFamily.InterNetwork, 1));
        using RawSocket liar = B.Run(() => RawSocket.Open(AddressFamily.InterNetwork, 1));
        liar.HeaderIncluded = true;
        RunningPeer ping = A.Start(Rawnet.Path, ["ping", B.Address.ToString(), "-c1", "-W", "5", .. options]);
        Forge(socket, liar);
        return ping;
    }

    // Takes the request from the wire of B and answers it five times, each time with one fault; the source of the last is another host's.
    private void Forge(RawSocket socket, RawSocket liar)
    {
        byte[] buffer = new byte[2000];
        ReceivedMessage arrival = socket.Receive(buffer, TimeSpan.FromSeconds(10));
        byte[] reply = buffer[20..arrival.Length];
        reply[0] = 0;
        ScopedAddress asker = arrival.Source;
        socket.Send(Sums.With(reply, 4, (byte)(reply[4] ^ 1)), asker);
        socket.Send(Sums.With(reply, 8, (byte)(reply[8] ^ 1)), asker);
        socket.Send(Sums.With(reply[..12], 0, 0), asker);
        socket.Send([.. reply[..2], 0xde, 0xad, .. reply[4..]], asker);
        byte[] other = B.Address.GetAddressBytes();
        other[3] = 77;
        liar.Send([0x45, 0, 0, 0, 0, 9, 0, 0, 64, 1, 0, 0, .. other, .. A.Address.GetAddressBytes(), .. Sums.With(reply, 0, 0)], asker);
    }

    private static IReadOnlyList<JsonElement> Events(RunningPeer ping) =>
        [.. System.Text.Encoding.UTF8.GetString(ping.Output()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonDocument.Parse(l).RootElement)];

    private static long EchoesSentBy(Host host)
    {
        string[][] rows = [.. host.Exec("cat", "/proc/net/snmp").Succeeded().Lines
            .Where(l => l.StartsWith("Icmp:", StringComparison.Ordinal)).Select(l => l.Split(' '))];
        return long.Parse(rows[1][Array.IndexOf(rows[0], "OutEchos")], System.Globalization.CultureInfo.InvariantCulture);
    }

    // The lines without times.
    private static string[] Shape(PeerResult ping) =>
        [.. ping.Lines.Where(l => !l.StartsWith("rtt", StringComparison.Ordinal)).Select(l => l.Split(" time")[0].TrimEnd(','))];
}
