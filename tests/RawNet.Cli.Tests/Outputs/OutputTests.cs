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
        "--version", "--help", "craft ip / icmp.echo", "craft --diagram ip / icmp.echo",
        "formats", "options",
        "options get IP_TTL", "doctor",
    ];

    /// <summary>A line, and how its summary begins.</summary>
    public static TheoryData<string, string> SummedUp { get; } = new()
    {
        { "ping -c 1 127.0.0.1", "\n--- 127.0.0.1 ping statistics ---\n" },
        { "ping -c 1 --json 127.0.0.1", "{\"event\":\"summary\"," },
        { "send --json ip dst=127.0.0.1 / icmp.echo", "{\"event\":\"summary\"," },
        { "craft --json ip / icmp.echo", "{\"event\":\"summary\"," },
        { "formats --json", "{\"event\":\"summary\"," },
        { "sockets --json", "{\"event\":\"summary\"," },
    };

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
    public void AFullDiskIsOneSentenceAndBadInput(string words) =>
        EndsWith("ENOSPC (No space left on device)", Parent("full", "out", words.Split(' ')));

    [Theory]
    [MemberData(nameof(Short))]
    public void AClosedOutputIsOneSentenceAndBadInput(string words) =>
        EndsWith("EBADF (Bad file descriptor)", Parent("closed", "out", words.Split(' ')));

    [Theory]
    [MemberData(nameof(SummedUp))]
    public void TheSummaryOfARunGoesWhereItIsSeen(string words, string summary)
    {
        Summed("ENOSPC (No space left on device)", summary, Parent("full", "out", words.Split(' ')));
        Summed("EBADF (Bad file descriptor)", summary, Parent("closed", "out", words.Split(' ')));
    }

    [Theory]
    [InlineData("full")]
    [InlineData("closed")]
    public void ErrorsThatCannotBeWrittenChangeNoStatus(string kind)
    {
        Assert.StartsWith("2 ", Parent(kind, "err", _refused).Text, StringComparison.Ordinal);
        Assert.StartsWith("0 ", Parent(kind, "err", ["ping", "-c", "1", "127.0.0.1"]).Text, StringComparison.Ordinal);
    }

    private static void EndsWith(string reason, PeerResult parent)
    {
        Assert.StartsWith("2 ", parent.Text, StringComparison.Ordinal);
        Assert.Equal($"rawnet: write standard output: {reason}", Assert.Single(parent.Errors.Trim().Split('\n')));
    }

    private static void Summed(string reason, string summary, PeerResult parent)
    {
        Assert.StartsWith("2 ", parent.Text, StringComparison.Ordinal);
        Assert.StartsWith($"rawnet: write standard output: {reason}\n{summary}", parent.Errors, StringComparison.Ordinal);
        Assert.Single(parent.Errors.Split('\n'), line => line.StartsWith("rawnet:", StringComparison.Ordinal));
    }

    private static PeerResult Parent(string kind, string which, string[] words) =>
        Peer.Run("python3", [Rawnet.File("tests", "RawNet.Cli.Tests", "Outputs", "parent.py"), kind, which, Rawnet.Path, .. words]);
}
