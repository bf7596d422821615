using System.Globalization;
using System.Text;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Ping;

/// <summary>Ctrl-C and its relatives.</summary>
public class SignalTests(PingLab lab) : IClassFixture<PingLab>
{
    [Fact]
    public void InterruptEndsWithTheSummaryAndAReadableFile()
    {
        PingLab.Able("tshark");
        using var file = new TemporaryFile(extension: ".pcapng");
        using RunningPeer ping = lab.Alone.Start(Rawnet.Path, "ping", "127.0.0.1", "-i", "0.1", "--write", file.Path);
        ping.Wait(() => Said(ping).Contains("icmp_seq=2 ", StringComparison.Ordinal), "the second reply");
        Assert.Equal(0, ping.Interrupt());
        string summary = Said(ping).Split('\n').Single(l => l.Contains("packets transmitted", StringComparison.Ordinal));
        int sent = int.Parse(summary.Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.StartsWith($"{sent} packets transmitted, {sent} received, 0% packet loss", summary, StringComparison.Ordinal);
        Assert.Equal(2 * sent, Tshark.Fields(file.Path, "frame.number").Count);
    }

    [Fact]
    public void QuitTellsTheFiguresSoFarAndGoesOn()
    {
        using RunningPeer ping = lab.Alone.Start(Rawnet.Path, "ping", "127.0.0.1", "-i", "0.1");
        ping.Wait(() => Said(ping).Contains("icmp_seq=1 ", StringComparison.Ordinal), "the first reply");
        Peer.Run("kill", ["-QUIT", ping.Id.ToString(CultureInfo.InvariantCulture)]).Succeeded();
        ping.WaitFor("% loss, min/avg/max = ");
        int replies = Said(ping).Split("bytes from").Length;
        ping.Wait(() => Said(ping).Split("bytes from").Length > replies, "one more reply");
        Assert.Equal(0, ping.Interrupt());
    }

    [Fact]
    public void ARunInTheBackgroundOfAShellHearsItsInterrupt()
    {
        PingLab.Able("sh");
        PeerResult result = lab.Alone.Exec("sh", "-c", "\"$0\" ping 127.0.0.1 -i 0.1 & sleep 1; kill -INT $!; wait $!", Rawnet.Path);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(" packets transmitted, ", result.Text, StringComparison.Ordinal);
    }

    private static string Said(RunningPeer ping) => Encoding.UTF8.GetString(ping.Output());
}
