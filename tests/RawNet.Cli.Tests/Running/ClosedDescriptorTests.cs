using RawNet.Lab;

namespace RawNet.Cli.Tests.Running;

/// <summary>Descriptors 0 to 2 as a parent closed them: nothing of ours gets their numbers, and who would
/// read or write them says so.</summary>
public sealed class ClosedDescriptorTests
{
    [Theory]
    [InlineData("<&-", "0")]
    [InlineData(">&-", "1")]
    [InlineData("2>&-", "2")]
    [InlineData("<&- >&- 2>&-", "0 1 2")]
    public void TheirPlacesAreHeldByTheNullDevice(string closed, string numbers)
    {
        // The judge is /proc of the run itself.
        PeerResult parent = Peer.Run("bash", ["-c", $$"""
            exec 9>&1
            (exec "$0" echo serve --type dgram 127.0.0.1:0 {{closed}} 9>&-) & child=$!
            for i in $(seq 200); do [ "$(ls /proc/$child/fd 2>/dev/null | wc -l)" -gt 6 ] && break; sleep 0.05; done
            sleep 0.3
            for n in {{numbers}}; do readlink /proc/$child/fd/$n >&9; done
            kill -INT $child
            wait $child
            """, Rawnet.Path]);

        Assert.Equal(numbers.Split(' ').Select(_ => "/dev/null"), parent.Text.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("read -")]
    [InlineData("craft")]
    [InlineData("read --blocks -")]
    public void AClosedInputIsOneSentence(string words)
    {
        PeerResult run = Peer.Run("bash", ["-c", $"exec \"$0\" {words} <&-", Rawnet.Path]);

        Assert.Equal((2, "rawnet: standard input is closed: there is nothing to read\n"), (run.ExitCode, run.Errors));
    }

    [Fact]
    public void AnInputThatCanOnlyBeWrittenIsClosedToo()
    {
        PeerResult run = Peer.Run("bash", ["-c", "exec \"$0\" read - 0>/dev/null", Rawnet.Path]);

        Assert.Equal((2, "rawnet: standard input is closed: there is nothing to read\n"), (run.ExitCode, run.Errors));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("<&-", 2)]
    [InlineData("2>&-", 2)]
    public void TheFileIsStartedAgainOnlyThen(string closed, int times)
    {
        Assert.SkipUnless(Peer.Exists("strace"), Peer.Missing("strace"));
        using var log = new TemporaryFile();
        Peer.Run("strace",
            ["-f", "-qq", "-e", "trace=execve", "-o", log.Path, "bash", "-c", $"exec \"$0\" --version {closed}", Rawnet.Path]);
        string[] started =
        [
            .. File.ReadLines(log.Path).Where(line => line.Contains($"execve(\"{Rawnet.Path}\"", StringComparison.Ordinal))
        ];

        Assert.Equal(times, started.Length);
        Assert.All(started, line => Assert.Contains("\"--version\"", line, StringComparison.Ordinal));
    }
}
