using RawNet.Lab;

namespace RawNet.Cli.Tests.Outputs;

/// <summary>A reader that has gone, as head does: the verb ends at once and without a word, with the status of the result so far.</summary>
public sealed class GoneReaderTests
{
    /// <summary>A line, and its status.</summary>
    public static TheoryData<string, int> Lines { get; } = new()
    {
        { "--version", 0 }, { "--help", 0 }, { "ping --help", 0 }, { "[completion:bash]", 0 },
        { "craft ip / icmp.echo", 0 }, { "craft --json ip / icmp.echo", 0 },
        { "craft --hex ip / icmp.echo", 0 }, { "craft --write - ip / icmp.echo", 0 },
        { "formats", 0 }, { "formats --json", 0 }, { "sockets", 0 }, { "sockets --json", 0 },
        { "options", 0 }, { "options get IP_TTL", 0 }, { "doctor", 0 }, { "doctor --json", 0 },
        { "read captures/ping4.pcap", 0 }, { "read --json captures/ping4.pcap", 0 }, { "read --blocks captures/comments.pcapng", 0 },
        { "read captures/ping4.pcap captures/TESTLIST", 2 },
        { "verify captures/ping4.pcap", 0 }, { "verify --json captures/hping4-bad-checksum.pcap", 1 },
        { "verify captures/hping4-bad-checksum.pcap", 1 }, { "read --json captures/TESTLIST", 2 },
        { "verify --json captures/TESTLIST", 2 },
        { "send --json ip dst=127.0.0.1 / icmp.echo", 0 }, { "ping -c 3 -i 0.2 127.0.0.1", 1 },
        { "igmp join -I lo -w 0.2 --json 239.1.1.1", 0 }, { "igmp monitor -I lo -w 0.2 --json", 0 },
        { "igmp host -I lo -w 0.2 --json --groups 239.1.1.1", 0 },
        { "igmp querier -I lo -w 0.2 --json", 0 }, { "igmp send report -I lo --json 239.1.1.1", 0 },
        { "echo serve --json --type dgram 127.0.0.1:0", 0 },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void AVerbEndsWithoutAWord(string words, int status)
    {
        PeerResult parent = Gone([.. words.Split(' ')
            .Select(word => word.StartsWith("captures/", StringComparison.Ordinal) ? Rawnet.File(word.Split('/')) : word)]);
        Assert.StartsWith($"{status} ", parent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("EPIPE", parent.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("roken pipe", parent.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("capture -I lo")]
    [InlineData("capture -I lo --json")]
    [InlineData("capture -I lo --write -")]
    [InlineData("capture --write -")]
    public void ACaptureEndsWithItsFirstPacket(string words)
    {
        Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
        using Host host = OneHost.Create();
        string[] gone = [Rawnet.File("tests", "RawNet.Cli.Tests", "Outputs", "parent.py"), "gone", "out", Rawnet.Path, .. words.Split(' ')];
        using RunningPeer parent = host.Start("python3", gone);
        parent.Wait(() =>
        {
            host.Exec("ping", "-n", "-q", "-c", "1", "127.0.0.1");
            return parent.Output().Contains((byte)'\n'); // the line is whole
        }, "its end");
        Assert.StartsWith("0 ", System.Text.Encoding.ASCII.GetString(parent.Output()), StringComparison.Ordinal);
        Assert.DoesNotContain("EPIPE", parent.Errors, StringComparison.Ordinal);
    }

    private static PeerResult Gone(string[] words) =>
        Peer.Run("python3", [Rawnet.File("tests", "RawNet.Cli.Tests", "Outputs", "parent.py"), "gone", "out", Rawnet.Path, .. words]);
}
