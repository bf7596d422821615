using RawNet.Cli.Tests.Ping;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>The managed command, of which everybody else's tests see nothing where there is a native one: it says the same.</summary>
public class ManagedTests(PingLab lab) : IClassFixture<PingLab>
{
    [Theory]
    [InlineData("--version")]
    [InlineData("--help")]
    [InlineData("ping --help")]
    [InlineData("craft ip dst=1.2.3.4 / icmp.echo ident=7 / data text:hello")]
    [InlineData("craft --json eth dst=02:00:00:00:00:02 / ip dst=224.0.0.22 / igmp.v3-report record=to_ex,239.1.1.1")]
    [InlineData("read --detail CAPTURES/ping4-record-route.pcap")]
    [InlineData("read --json CAPTURES/igmp-v3-sources.pcap")]
    [InlineData("verify --lint CAPTURES/igmp-v3-sources.pcap")]
    [InlineData("formats --json")]
    [InlineData("options --type raw")]
    [InlineData("pign 127.0.0.1")]
    [InlineData("read /nowhere")]
    [InlineData("craft ip dst=nobody")]
    public void ItSaysWhatTheNativeOneSays(string line)
    {
        Assert.SkipWhen(Rawnet.Native is null, "RAWNET_COMMAND names no native file");
        string[] words = line.Replace("CAPTURES", Rawnet.File("captures"), StringComparison.Ordinal).Split(' ');
        PeerResult native = Peer.Run(Rawnet.Native!, words), managed = Peer.Run(Rawnet.Managed, words);
        Assert.Equal((native.ExitCode, native.Text, native.Errors), (managed.ExitCode, managed.Text, managed.Errors));
        Assert.NotEqual("", native.Text + native.Errors);
    }

    [Fact]
    public void ItPings() =>
        Assert.Contains(" 2 received",
            lab.Alone.Exec(Rawnet.Managed, "ping", "-c2", "-i", "0.05", "127.0.0.1").Succeeded().Text, StringComparison.Ordinal);
}
