using RawNet.Lab;

namespace RawNet.Cli.Tests.Ping;

/// <summary>What is on the wire, as tshark and tcpdump see it.</summary>
public class WireTests(PingLab lab) : IClassFixture<PingLab>
{
    private static readonly string[] _fields4 =
    [
        "icmp.type", "ip.ttl", "ip.dsfield", "icmp.seq", "icmp.checksum.status", "ip.checksum.status"
    ];
    private static readonly string[] _fields6 =
    [
        "icmpv6.type", "ipv6.hlim", "ipv6.tclass", "icmpv6.echo.sequence_number", "icmpv6.checksum.status"
    ];

    public static TheoryData<bool, bool, string> Ways => new()
    {
        { true, false, ".pcapng" }, { true, true, ".pcapng" }, { false, false, ".pcap" }, { false, true, ".pcapng" },
    };

    [Theory, MemberData(nameof(Ways))]
    public void AHeaderWrittenByHandIsOnTheWireAndInTheFile(bool loopback, bool ipv6, string extension)
    {
        PingLab.Able("tshark", "tcpdump");
        Host host = loopback ? lab.Alone : lab.Pair.A;
        string target = Address(loopback ? lab.Alone : lab.Pair.B, ipv6);
        using var file = new TemporaryFile(extension: extension);
        using Lab.Capture witness = host.StartCapture(loopback ? "lo" : "va", EchoOf(ipv6));
        PeerResult result = host.Ping(target, "-c", "3", "-i", "0.05", "--hdrincl", "--ttl", "7", "--tos", "0x10", "--write", file.Path);
        IReadOnlyList<CapturedFrame> frames = witness.Stop(6);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(3, result.Lines.Count(l => l.StartsWith($"64 bytes from {target}: icmp_seq=", StringComparison.Ordinal)));
        Assert.Contains("3 packets transmitted, 3 received, 0% packet loss, time ", result.Text, StringComparison.Ordinal);
        Assert.Equal(frames.Select(f => f.ToString()), Tshark.Frames(file.Path));
        string[] rows = [.. Tshark.Fields(file.Path, ipv6 ? _fields6 : _fields4)];
        Assert.Equal(ipv6 ? Expected6() : Expected4(), rows.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void HopLimitAndTrafficClassGoThroughSocketOptionsToo(bool ipv6)
    {
        PingLab.Able("tshark");
        using var file = new TemporaryFile(extension: ".pcapng");
        Assert.Equal(0, lab.Pair.A.Ping(Address(lab.Pair.B, ipv6), "-c1", "-t", "7", "-Q", "16", "--write", file.Path).ExitCode);
        string[] first = Tshark.Fields(file.Path, ipv6 ? _fields6 : _fields4)[0].Split('\t');
        Assert.Equal(ipv6 ? ["128", "7", "0x00000010", "1", "1"] : ["8", "7", "0x10", "1", "1", "1"], first);
    }

    [Theory]
    [InlineData(false, "ip")]
    [InlineData(true, "ip6[6] = 44")]
    public void FragmentsOfRequestsAndRepliesAreRecorded(bool ipv6, string fragments)
    {
        PingLab.Able("tshark", "tcpdump");
        using var file = new TemporaryFile(extension: ".pcapng");
        using Lab.Capture witness = lab.Pair.A.StartCapture(filter: fragments);
        Assert.Equal(0, lab.Pair.A.Ping(Address(lab.Pair.B, ipv6), "-c2", "-i", "0.05", "-s", "4000", "--write", file.Path).ExitCode);
        Assert.Equal(witness.Stop(12).Select(f => f.ToString()), Tshark.Frames(file.Path));
    }

    [Fact]
    public void OtherPingsAreNotRecorded()
    {
        PingLab.Able("tshark", "ping");
        using RunningPeer other = lab.Pair.A.Start("ping", "-i", "0.01", lab.Pair.B.Address.ToString());
        using var file = new TemporaryFile(extension: ".pcapng");
        PeerResult result = lab.Pair.A.Ping(lab.Pair.B.Address.ToString(), "-c4", "-i", "0.05", "--json", "--write", file.Path);
        other.Interrupt();
        string identifier = result.Events()[0].Number("ident").ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Enumerable.Repeat(identifier, 8), Tshark.Fields(file.Path, "icmp.ident").Select(i => Convert.ToInt32(i.Split(',')[0],
            i.StartsWith("0x", StringComparison.Ordinal) ? 16 : 10).ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void AnErrorThatAnswersARequestIsRecorded()
    {
        PingLab.Able("tshark");
        using var routed = new Routed(lab.Pair);
        using var file = new TemporaryFile(extension: ".pcapng");
        Assert.Equal(1, lab.Pair.A.Ping(Routed.Beyond, "-c1", "-t1", "--write", file.Path).ExitCode);
        Assert.Equal(["8", "11,8"], Tshark.Fields(file.Path, "icmp.type"));
    }

    [Fact]
    public void TheFileCanBeReadByTheCommandItself()
    {
        using var file = new TemporaryFile(extension: ".pcapng");
        Assert.Equal(0, lab.Alone.Ping("127.0.0.1", "-c1", "--write", file.Path).ExitCode);
        Assert.Equal(2, Rawnet.Run("read", file.Path).Succeeded().Lines.Count);
    }

    private static string Address(Host host, bool ipv6) => (ipv6 ? host.Address6 : host.Address).ToString();

    private static string EchoOf(bool ipv6) => ipv6 ? "icmp6 and (ip6[40] = 128 or ip6[40] = 129)" : "icmp";

    // The kernel that answers sends with its own TTL of 64 and returns the type of service.
    private static string[] Expected4() =>
    [
        .. Enumerable.Range(1, 3).Select(n => $"0\t64\t0x10\t{n}\t1\t1"), .. Enumerable.Range(1, 3).Select(n => $"8\t7\t0x10\t{n}\t1\t1")
    ];

    private static string[] Expected6() =>
    [
        .. Enumerable.Range(1, 3).Select(n => $"128\t7\t0x00000010\t{n}\t1"),
        .. Enumerable.Range(1, 3).Select(n => $"129\t64\t0x00000010\t{n}\t1")
    ];
}
