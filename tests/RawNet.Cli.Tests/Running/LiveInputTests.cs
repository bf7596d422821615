using System.Text;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Running;

/// <summary>What is read while it is written: shown as it comes, and summed up whoever ends it.
/// The writer is a pipe that this test holds open.</summary>
public sealed class LiveInputTests : IDisposable
{
    private static readonly byte[] _capture = File.ReadAllBytes(Rawnet.File("captures", "hping4-bad-checksum.pcap"));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rawnet-live-");
    private readonly string _fifo;

    public LiveInputTests()
    {
        _fifo = Path.Combine(_folder.FullName, "fifo");
        Peer.Run("mkfifo", [_fifo]).Succeeded();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A line, what it shows of the first packet, and how its last line begins.</summary>
    public static TheoryData<string, string, string, int> Verbs { get; } = new()
    {
        { "verify {0}", "frame 1 ", "checksums: ", 1 },
        { "verify --json {0}", "\"event\":\"finding\"", "{\"event\":\"summary\"", 1 },
        { "verify --against packetdotnet --json {0}", "\"event\":\"finding\"", "{\"event\":\"summary\"", 1 },
        { "read --json {0}", "\"frame.number\":1,", "{\"event\":\"summary\"", 0 },
        { "read {0}", "    1 ", "    ", 0 },
        { "read --hex {0}", "\n", "", 0 },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public void ASignalEndsIt(string words, string first, string last, int status)
    {
        foreach (string signal in (string[])["INT", "TERM", "HUP"])
            foreach (string input in (string[])["{1}", "- <{1}"])
                Assert.Equal(status, Run(words, input, first, last, signal));
    }

    [Fact]
    public void BlocksAreSummedUpToo()
    {
        byte[] capture = File.ReadAllBytes(Rawnet.File("captures", "comments.pcapng"));
        using RunningPeer run = Started("read --blocks --json {0}", "- <{1}");
        using FileStream writer = Feed(capture.AsSpan(0, capture.Length - 1));
        run.Wait(() => Said(run).Contains("Section Header", StringComparison.Ordinal), "the first block");
        Peer.Run("kill", ["-TERM", $"{run.Id}"]).Succeeded();
        Assert.Equal((0, ""), (run.WaitForEnd(), run.Errors));
        Assert.StartsWith("{\"event\":\"summary\"", Said(run).TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void ExpressionsAreBuiltAsTheyCome()
    {
        using RunningPeer run = Started("craft --json", " <{1}");
        using FileStream writer = Feed("ip src=198.18.0.1 dst=198.18.0.2 / icmp.echo\nip / ic"u8);
        run.Wait(() => Said(run).Contains("198.18.0.2", StringComparison.Ordinal), "the first packet");
        Assert.Equal((0, ""), (run.Interrupt(), run.Errors));
        Assert.Contains("{\"event\":\"summary\",\"packets\":1,", Said(run), StringComparison.Ordinal);
    }

    [Fact]
    public void AFifoThatNobodyWritesIntoIsLeft()
    {
        using RunningPeer run = Started("read --json {0}", "{1}");
        Thread.Sleep(1500);
        Assert.Equal(0, run.Interrupt());
        Assert.Contains("{\"event\":\"summary\",\"packets\":0,", Said(run), StringComparison.Ordinal);
    }

    [Fact]
    public void ASignalDuringAFileEndsWithWhatWasRead()
    {
        using var large = new TemporaryFile([.. _capture, .. Enumerable.Repeat(_capture[24..], 200_000 / 3).SelectMany(b => b)], ".pcap");
        using RunningPeer run = new("bash", ["-c", $"exec '{Rawnet.Path}' verify --json '{large.Path}'"]);
        run.Wait(() => Said(run).Contains("finding", StringComparison.Ordinal), "a finding");
        Assert.Equal((1, ""), (run.Interrupt(), run.Errors));
        Assert.StartsWith("{\"event\":\"summary\"", Said(run).TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void APipeIsReadOnceAlsoWithAnExpressionOfTcpdump()
    {
        string file = Rawnet.File("captures", "ping4.pcap");
        int expected = Peer.Run("tcpdump", ["-n", "-r", file, "icmp[0]==8"]).Succeeded().Lines.Count;
        PeerResult run = Peer.Run("bash", ["-c", $"'{Rawnet.Path}' read --bpf 'icmp[0]==8' <(cat '{file}')"]).Succeeded();
        Assert.True(expected > 0);
        Assert.Equal(expected, run.Lines.Count);
    }

    // Who is refused reads nothing, and cat may say so.
    [Theory]
    [InlineData("<(cat '{0}' 2>/dev/null)")]
    [InlineData("/dev/stdin < <(cat '{0}' 2>/dev/null)")]
    [InlineData("- < '{0}'")]
    public void WhatCannotBeReadAgainIsNotComparedWithTshark(string input)
    {
        string file = Rawnet.File("captures", "ping4.pcap");
        PeerResult run = Peer.Run("bash",
            ["-c", $"'{Rawnet.Path}' verify --against tshark {input.Replace("{0}", file, StringComparison.Ordinal)}"]);
        Assert.Equal((2, ""), (run.ExitCode, run.Text));
        Assert.Matches("^rawnet: --against tshark reads the capture a second time; a file is wanted instead of [^\n]*\n$", run.Errors);
    }

    // All but the last byte comes, and nothing more.
    private int Run(string words, string input, string first, string last, string signal)
    {
        using RunningPeer run = Started(words, input);
        using FileStream writer = Feed(_capture.AsSpan(0, _capture.Length - 1));
        run.Wait(() => Said(run).Contains(first, StringComparison.Ordinal), "the first packet");
        Peer.Run("kill", [$"-{signal}", $"{run.Id}"]).Succeeded();
        int status = run.WaitForEnd();
        Assert.Equal("", run.Errors);
        Assert.Contains(Said(run).Split('\n'), line => line.StartsWith(last, StringComparison.Ordinal));
        return status;
    }

    private RunningPeer Started(string words, string input)
    {
        string line = words.Replace("{0}", input, StringComparison.Ordinal)
            + (words.Contains("{0}", StringComparison.Ordinal) ? "" : input);
        return new("bash", ["-c", $"exec '{Rawnet.Path}' {line.Replace("{1}", $"'{_fifo}'", StringComparison.Ordinal)}"]);
    }

    private FileStream Feed(ReadOnlySpan<byte> bytes)
    {
        FileStream writer = new(_fifo, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        writer.Write(bytes);
        return writer;
    }

    private static string Said(RunningPeer run) => Encoding.UTF8.GetString(run.Output());
}
