using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Send;

public class SendTests(SendLab lab) : IClassFixture<SendLab>
{
    private string Echo => $"ip dst={lab.B.Address} id=9 / icmp.echo ident=7 seq=1";

    [Fact]
    public void AnEchoReplyOfTheFarKernelIsTheAnswer()
    {
        PeerResult sent = lab.A.RawnetLine($"send --json --wait 0.3 {Echo}");
        JsonElement answer = Assert.Single(sent.Events("answer"));
        Assert.Equal("echo-reply", answer.GetProperty("relation").GetString());
        Assert.Equal(lab.B.Address.ToString(), answer.GetProperty("from").GetString());
        Assert.InRange(answer.GetProperty("rtt_ns").GetInt64(), 1, 300_000_000);
        Assert.Equal(0, sent.ExitCode);
    }

    [Theory]
    [InlineData("ip dst=DST / udp srcport=4000 dstport=9 / data text:x")]
    [InlineData("ipv6 dst=DST6 / udp srcport=4000 dstport=9 / data text:x")]
    public void AnErrorThatQuotesThePacketIsTheAnswer(string expression)
    {
        string addressed = expression.Replace("DST6", $"{lab.B.Address6}", StringComparison.Ordinal)
            .Replace("DST", $"{lab.B.Address}", StringComparison.Ordinal);
        PeerResult sent = lab.A.RawnetLine($"send --json --wait 0.3 {addressed}");
        Assert.Equal("error", Assert.Single(sent.Events("answer")).GetProperty("relation").GetString());
    }

    [Fact]
    public void NoAnswerEndsWithOne()
    {
        PeerResult sent = lab.A.RawnetLine($"send --wait 0.1 ip dst={lab.B.Address} / icmp.echo-reply");
        Assert.Equal((1, "sent 1 packet, 28 bytes, through a raw socket; no answer\n"), (sent.ExitCode, sent.Text));
    }

    [Fact]
    public void WaitWithoutANumberLeavesTheExpressionWhole()
    {
        PeerResult sent = lab.A.RawnetLine($"send --wait {Echo}");
        Assert.Contains("1 answer", sent.Succeeded().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void OnLoopbackThePacketIsNotItsOwnAnswer()
    {
        PeerResult sent = lab.A.RawnetLine("send --json --wait 0.2 ip dst=127.0.0.1 / icmp.echo ident=7");
        Assert.Single(sent.Events("answer"));
    }

    [Fact]
    public void ExplainNamesWhatTheKernelWroteAndWhy()
    {
        PeerResult sent = lab.A.RawnetLine($"send --json --explain ip src=0.0.0.0 dst={lab.B.Address} len=999 / icmp.echo");
        JsonElement changes = Assert.Single(sent.Events("explained")).GetProperty("changes");
        Assert.Equal(["ip.len", "ip.id", "ip.checksum", "ip.src"],
            changes.EnumerateArray().Select(c => c.GetProperty("field").GetString()!));
        Assert.All(changes.EnumerateArray(), c => Assert.EndsWith("(raw(7))", c.GetProperty("rule").GetString(), StringComparison.Ordinal));
        Assert.Equal(("999", "28"), (changes[0].GetProperty("asked").GetString(), changes[0].GetProperty("seen").GetString()));
    }

    [Fact]
    public void AFrameThatLeavesUnchangedIsSaidTo()
    {
        PeerResult sent = lab.A.RawnetLine($"send --explain -I va eth dst=02:00:00:00:00:02 / ip dst={lab.B.Address} len=99 / udp");
        Assert.StartsWith("packet 1 left exactly as asked\n", sent.Succeeded().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AFrameWithoutADestinationIsSaidToReachNobody()
    {
        PeerResult sent = lab.A.RawnetLine($"send -I va eth / ip dst={lab.B.Address} / udp");
        Assert.StartsWith("rawnet: eth.dst is not given: the frame goes to 00:00:00:00:00:00",
            sent.Succeeded().Errors, StringComparison.Ordinal);
        Assert.Empty(lab.A.RawnetLine("send -I va eth / ip dst=239.1.1.1 / udp").Succeeded().Errors);
    }

    [Fact]
    public void FragmentsOfTheKernelAreExplained()
    {
        PeerResult sent = lab.A.RawnetLine(
            $"send --via ip --json --explain ip dst={lab.B.Address} / udp srcport=1 dstport=9 / data zeros:3000");
        IEnumerable<JsonElement> changes = Assert.Single(sent.Events("explained")).GetProperty("changes").EnumerateArray();
        Assert.Contains(changes,
            c => c.GetProperty("field").GetString() == "ip.flags.mf"
                && c.GetProperty("rule").GetString() == "longer than the MTU: the kernel made fragments");
    }

    [Fact]
    public void EveryPacketOfAnExpressionGoesOutAndRoundsBeginAgain()
    {
        using Lab.Capture wire = lab.B.StartCapture(filter: "udp");
        PeerResult sent = lab.A.RawnetLine($"send --count 2 --rate 0 ip dst={lab.B.Address} / udp srcport=5 dstport=10..12");
        Assert.Equal(0, sent.ExitCode);
        Assert.Equal([10, 11, 12, 10, 11, 12], wire.Stop(6).Select(f => (int)f.Bytes[37]));
    }

    [Fact]
    public void TheRateHolds()
    {
        PeerResult sent = lab.A.RawnetLine($"send --json --rate 200 --count 101 {Echo}");
        double seconds = Assert.Single(sent.Events("summary")).GetProperty("seconds").GetDouble();
        Assert.InRange(seconds, 0.485, 0.6); // 100 gaps of 5 ms; the bucket holds 10 ms
    }

    [Fact]
    public void WithoutALimitThousandsGoAndAllArrive()
    {
        long before = DatagramsForNobody();
        PeerResult sent = lab.A.RawnetLine($"send --rate 0 --count 5000 ip dst={lab.B.Address} / udp srcport=5 dstport=7777");
        Assert.StartsWith("sent 5000 packets, 140000 bytes", sent.Succeeded().Text, StringComparison.Ordinal);
        Assert.Equal(5000, DatagramsForNobody() - before);
    }

    [Fact]
    public void AfterCtrlCTheSummaryStands()
    {
        using RunningPeer running = lab.A.Start(Rawnet.Path, ["send", "--json", "--count", "0", .. Echo.Split(' ')]);
        running.Wait(() => running.Output().Length > 0, "the first line");
        Thread.Sleep(200);
        Assert.Equal(0, running.Interrupt());
        Assert.Contains("\"event\":\"summary\"", System.Text.Encoding.UTF8.GetString(running.Output()), StringComparison.Ordinal);
    }

    [Fact]
    public void TheNamespaceIsChosenByName()
    {
        PeerResult sent = Peer.Run(Rawnet.Path, ["send", "--netns", lab.A.Name, "--wait", "0.3", .. Echo.Split(' ')]);
        Assert.Contains("1 answer", sent.Succeeded().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "send ip dst=DST / data zeros:2000", "EMSGSIZE: the kernel never fragments a packet whose header is given")]
    [InlineData(1, "send ip dst=DST hdr_len=16 / data text:x",
        "EINVAL: the kernel refuses such a header here: --via packet sends it as it is")]
    [InlineData(1, "send -I va eth dst=02:00:00:00:00:02 / data zeros:2000",
        "EMSGSIZE: a frame is never fragmented, and va takes packets of 1500 bytes")]
    [InlineData(1, "send ip dst=198.19.113.1 / icmp.echo", "ENETUNREACH")]
    [InlineData(2, "send eth / data text:x", "frames leave by an interface: say which by -I, one of lo, va")]
    [InlineData(2, "send -I vx ip dst=DST / icmp.echo", "there is no interface 'vx'; there are lo, va")]
    [InlineData(2, "send icmp.echo", "begin with ip, ipv6 or a link layer such as eth")]
    [InlineData(2, "send --via ip icmp.echo", "the expression begins with ip or ipv6")]
    [InlineData(2, "send --via ip ip dst=DST proto=rand",
        "a raw socket cannot have the kernel write a header of protocol 0: use --via raw")]
    [InlineData(2, "send --via ip ip dst=DST proto=253..255",
        "a raw socket cannot have the kernel write a header of protocol 255: use --via raw")]
    [InlineData(2, "send -I va --via packet ip dst=DST / icmp.echo", "frames on va begin with eth")]
    [InlineData(2, "send ip / icmp.echo", "give dst=ADDRESS in its IP layer")]
    [InlineData(2, "send ipv6 dst=fe80::1 / icmpv6.echo", "fe80::1 is on every link: say which by -I, one of lo, va")]
    [InlineData(2, "send --rate -1 ip dst=DST / icmp.echo", "'-1' is no number of packets a second for --rate")]
    [InlineData(2, "send --netns nobody ip dst=DST / icmp.echo", "there is no network namespace 'nobody'; there are ")]
    [InlineData(2, "send", "send needs an expression")]
    public void AFailureIsOneSentenceThatHelps(int status, string arguments, string sentence)
    {
        PeerResult failed = lab.A.RawnetLine(arguments.Replace("DST", lab.B.Address.ToString(), StringComparison.Ordinal));
        Assert.Equal(status, failed.ExitCode);
        Assert.StartsWith("rawnet: ", failed.Errors, StringComparison.Ordinal);
        Assert.Contains(sentence, failed.Errors, StringComparison.Ordinal);
        Assert.Single(failed.Errors.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("send ip dst=DST / icmp.echo")]
    [InlineData("send --via ip ip dst=DST / icmp.echo")]
    [InlineData("send -I va eth / data text:x")]
    public void WithoutTheRightItEndsWithThreeAndTheFix(string arguments)
    {
        string[] words = arguments.Replace("DST", lab.B.Address.ToString(), StringComparison.Ordinal).Split(' ');
        PeerResult failed = lab.A.Exec("setpriv", ["--bounding-set=-all", "--inh-caps=-all", Rawnet.Path, .. words]);
        Assert.Equal(3, failed.ExitCode);
        Assert.EndsWith($"needs CAP_NET_RAW: {Rawnet.Allow("NET_RAW")}\n", failed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void VerboseTellsWhatTheKernelWasAsked()
    {
        PeerResult sent = lab.A.RawnetLine($"send -v --via ip ip dst={lab.B.Address} ttl=9 / icmp.echo");
        foreach (string asked in (string[])["socket(AF_INET, SOCK_RAW, 1)", "setsockopt(IP_TTL) 9",
            $"bind {lab.A.Address}", $"sendto {lab.B.Address}, 8 bytes"])
            Assert.Contains(asked, sent.Errors, StringComparison.Ordinal);
        Assert.Equal("sent 1 packet, 28 bytes, through a raw socket with the kernel's header\n", sent.Text);
    }

    // The far kernel's own count of datagrams to ports that nobody has: UdpNoPorts.
    private long DatagramsForNobody()
    {
        string[][] lines = [.. lab.B.Exec("cat", "/proc/net/snmp").Lines
            .Where(l => l.StartsWith("Udp:", StringComparison.Ordinal)).Select(l => l.Split(' '))];
        return long.Parse(lines[1][Array.IndexOf(lines[0], "NoPorts")], System.Globalization.CultureInfo.InvariantCulture);
    }
}
