using System.Text;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Running;

/// <summary>What ends a run, and what does not, tried from outside.</summary>
public sealed class EndingTests
{
    [Theory]
    [InlineData("SIGINT")]
    [InlineData("SIGTERM")]
    [InlineData("SIGHUP")]
    public void ASignalEndsARunWhoseOutputIsNotRead(string signal)
    {
        PeerResult parent = Stuck(signal, "ping", "-i", "0.2", "127.0.0.1");

        Assert.Equal("2", parent.Text.Trim());
        Assert.Matches(@"rawnet: standard output took nothing for a second after the run was to end: \d+ bytes dropped", parent.Errors);
        Assert.Contains("--- 127.0.0.1 ping statistics ---", parent.Errors, StringComparison.Ordinal);
    }

    // A recording into a FIFO whose reader does not read, and one that nobody has opened to read.
    [Theory]
    [InlineData("SIGINT", "stuck", "2")]
    [InlineData("SIGTERM", "stuck", "2")]
    [InlineData("SIGHUP", "stuck", "2")]
    [InlineData("SIGINT", "unread", "-2")]
    [InlineData("SIGTERM", "unread", "-15")]
    [InlineData("SIGHUP", "unread", "-1")]
    public void ASignalEndsARunThatRecordsIntoAFifoNobodyReads(string signal, string fifo, string status)
    {
        PeerResult parent = Peer.Run("python3", [Rawnet.File("tests", "RawNet.Cli.Tests", "Running", "fifo.py"),
            signal, fifo, Rawnet.Path, "ping", "-q", "-i", "0.002", "-s", "1400", "127.0.0.1", "--write"]);

        Assert.Equal(status, parent.Text.Trim().Split('\n')[^1]);
        if (fifo == "unread") return; // it has not begun, and there is nothing to sum up
        Assert.Matches(@"rawnet: .*/fifo\.pcapng took nothing for a second after the run was to end: \d+ bytes dropped", parent.Errors);
        Assert.Contains("--- 127.0.0.1 ping statistics ---", parent.Text, StringComparison.Ordinal);
    }

    // Read at 2 KiB a tenth of a second, more than the last second takes: none of it is lost.
    [Fact]
    public void ASlowReaderLosesNothingOfTheEnd()
    {
        PeerResult parent = Peer.Run("python3",
            [Rawnet.File("tests", "RawNet.Cli.Tests", "Running", "slow.py"), Rawnet.Path, "ping", "-i", "0.01", "127.0.0.1"],
            input: null, Patience.Seconds(60));

        Assert.Equal("0 True", parent.Text.Trim());
    }

    [Fact]
    public void AHangUpThatIsIgnoredEndsNothing() =>
        Assert.Equal("still running", Stuck("ignored", "ping", "-i", "0.2", "127.0.0.1").Text.Trim());

    [Theory]
    [InlineData("read -")]
    [InlineData("verify -")]
    [InlineData("echo call --type dgram 127.0.0.1:7 -")]
    public void AClosedInputIsOneSentence(string words)
    {
        PeerResult run = Peer.Run("bash", ["-c", $"exec \"$0\" {words} <&-", Rawnet.Path]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("rawnet: standard input is closed: there is nothing to read", run.Errors.Trim());
    }

    [Fact]
    public void WhatIsSentAgainAndAgainLivesThroughAFlap()
    {
        using TwoHosts lab = new();
        RunningPeer run = lab.A.Start(Rawnet.Path, "send", "-I", "va", "--count", "0", "--rate", "50",
            "eth", "dst=02:00:00:00:00:02", "/", "ip", $"dst={lab.B.Address}", "/", "udp", "dstport=9");
        long before = 0;
        run.Wait(() => (before = SeenBy(lab.B)) > 5, "the first frames");

        lab.A.Exec("ip", "link", "set", "va", "down").Succeeded();
        run.WaitFor("ENETDOWN");
        lab.A.Exec("ip", "link", "set", "va", "up").Succeeded();
        long after = SeenBy(lab.B);
        run.Wait(() => SeenBy(lab.B) > after + 20, "frames after the flap");

        Assert.Equal(1, run.Interrupt());
        Assert.Matches(@"^sent \d+ packets, .* not taken by the kernel, the interface went down once",
            Encoding.UTF8.GetString(run.Output()).Trim().Split('\n')[^1]);
    }

    /// <summary>RFC 9776, 5.1: what was never reported needs no report that takes it back.</summary>
    [Fact]
    public void AHostThatIsStoppedBeforeItsFirstReportSaysNothing()
    {
        using TwoHosts lab = new();
        PeerResult run = lab.A.Exec("python3",
            Stuck(), "late", "SIGINT", Rawnet.Path, "igmp", "host", "-I", "va", "--groups", "239.1.1.1+3");

        Assert.Equal(["1 igmp host on va, from 0.0.0.0; Ctrl-C lets them leave", "0 messages sent", "0"], run.Lines);
    }

    private static string Stuck() => Rawnet.File("tests", "RawNet.Cli.Tests", "Running", "stuck.py");

    private static long SeenBy(Host host) => long.Parse(host.Exec("cat", $"/sys/class/net/{host.InterfaceName}/statistics/rx_packets").Text,
        System.Globalization.CultureInfo.InvariantCulture);

    private static PeerResult Stuck(string signal, params string[] words) =>
        Peer.Run("python3", [Stuck(), signal, Rawnet.Path, .. words]);
}
