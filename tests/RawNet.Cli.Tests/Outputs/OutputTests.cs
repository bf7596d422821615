using System.Security.Cryptography;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Outputs;

/// <summary>Outputs as parents leave them: not blocking, full, closed. The parent is a program in Python.</summary>
public sealed class OutputTests
{
    private static readonly string[] _long = ["read", "--json", .. Enumerable.Repeat(Rawnet.File("captures", "udp6-fragments.pcap"), 60)];
    private static readonly string[] _refused = ["craft", "ip", "/", "no.such.layer"];

    public static TheoryData<string> Short { get; } =
    [
        "--version", "--help", "craft ip / icmp.echo", "craft --json ip / icmp.echo", "craft --diagram ip / icmp.echo", "formats", "formats --json", "sockets --json", "options",
        "options get IP_TTL", "doctor", "ping -c 1 127.0.0.1", "ping -c 1 --json 127.0.0.1", "send --json ip dst=127.0.0.1 / icmp.echo",
    ];

    [Theory]
    [InlineData("nonblocking-pipe")]
    [InlineData("nonblocking-socket")]
    public void AnOutputThatDoesNotBlockIsWaitedFor(string kind)
    {
        byte[] all = Rawnet.Run(_long).Bytes.ToArray();
        Assert.True(all.Length > 1 << 20);

        Assert.Equal($"0 {all.Length} {Convert.ToHexStringLower(SHA256.HashData(all))}", Parent(kind, "out", _long).Text.Trim());
    }

    [Theory]
    [MemberData(nameof(Short))]
    public void AFullDiskIsOneSentenceAndBadInput(string words) => EndsWith("ENOSPC (No space left on device)", "full", words);

    [Theory]
    [MemberData(nameof(Short))]
    public void AClosedOutputIsOneSentenceAndBadInput(string words) => EndsWith("EBADF (Bad file descriptor)", "closed", words);

    [Theory]
    [InlineData("full")]
    [InlineData("closed")]
    public void ErrorsThatCannotBeWrittenChangeNoStatus(string kind)
    {
        Assert.StartsWith("2 ", Parent(kind, "err", _refused).Text, StringComparison.Ordinal);
        Assert.StartsWith("0 ", Parent(kind, "err", ["ping", "-c", "1", "127.0.0.1"]).Text, StringComparison.Ordinal);
    }

    // A verb that runs still sums up, where there is somebody to read it.
    private static void EndsWith(string reason, string kind, string words)
    {
        PeerResult parent = Parent(kind, "out", words.Split(' '));
        string[] lines = parent.Errors.Trim().Split('\n');
        Assert.StartsWith("2 ", parent.Text, StringComparison.Ordinal);
        Assert.Equal($"rawnet: write standard output: {reason}", lines[0]);
        string summary = (words.Split(' ')[0], words.Contains("--json", StringComparison.Ordinal)) switch
        {
            ("ping", false) => "\n--- 127.0.0.1 ping statistics ---\n0 packets transmitted",
            ("ping" or "send", true) => "{\"event\":\"summary\"",
            _ => "",
        };
        Assert.StartsWith(summary, string.Join('\n', lines[1..]), StringComparison.Ordinal);
        Assert.Equal(summary.Length == 0, lines.Length == 1);
    }

    private static PeerResult Parent(string kind, string which, string[] words) =>
        Peer.Run("python3", [Rawnet.File("tests", "RawNet.Cli.Tests", "Outputs", "parent.py"), kind, which, Rawnet.Path, .. words]);
}
