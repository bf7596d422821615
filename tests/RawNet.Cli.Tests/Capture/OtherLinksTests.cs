using System.Text;
using System.Text.Json;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Capturing;

/// <summary>A tunnel that comes up while all interfaces are recorded into a pcap file: its packets begin
/// with no Ethernet header and do not fit.</summary>
public sealed class OtherLinksTests(SendLab lab) : IClassFixture<SendLab>, IDisposable
{
    private readonly TemporaryFile _file = new(extension: ".pcap");

    public void Dispose() => _file.Dispose();

    [Fact]
    public void TheRecordingGoesOnAndTellsWhatDidNotFit()
    {
        using RunningPeer capture = Started();
        RecordBoth();
        Assert.Equal(0, capture.Interrupt());
        Assert.Matches(
            @"2 packets captured(, \d+ left out by the filter)?, "
                + @"3 of other link types not written \(a pcap file holds one, a name that ends in \.pcapng takes them all\)",
            capture.Errors);
        Assert.Equal(["1", "1"], EncapsulationsInTheFile()); // tshark's for Ethernet
    }

    [Fact]
    public void AScriptIsToldToo()
    {
        using RunningPeer capture = Started("-q", "--json");
        RecordBoth();
        Assert.Equal(0, capture.Interrupt());
        JsonElement summary = JsonDocument.Parse(Encoding.UTF8.GetString(capture.Output()).TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal((2, 3), (summary.GetProperty("packets").GetInt32(), summary.GetProperty("not_written").GetInt32()));
        Assert.Equal(2, EncapsulationsInTheFile().Count);
    }

    [Fact]
    public void WhatDoesNotFitIsNotAmongThePacketsThatWereAskedFor()
    {
        using RunningPeer capture = Started("-c", "2");
        RecordBoth();
        Assert.Equal(0, capture.WaitForEnd());
        Assert.Equal(2, EncapsulationsInTheFile().Count);
    }

    private RunningPeer Started(params string[] more)
    {
        RunningPeer capture = lab.B.Start(Rawnet.Path, ["capture", "--filter", "icmp", "--write", _file.Path, .. more]);
        capture.Wait(() =>
            new FileInfo(_file.Path).Exists && (more.Contains("-q") || capture.Errors.Contains("Ctrl-C ends", StringComparison.Ordinal)),
            "the capture");
        if (more.Contains("-q")) capture.Wait(() => lab.B.Exec("cat", "/proc/net/packet").Lines.Count > 1, "its socket");
        return capture;
    }

    // One from the Ethernet, three from the tunnel, and one more from the Ethernet.
    private void RecordBoth()
    {
        string reply = $"send --count 1 ip dst={lab.B.Address} / icmp.echo-reply";
        lab.A.RawnetLine(reply).Succeeded();
        lab.B.Exec("bash",
            "-c", $"printf '1\\n2\\n3\\n' | python3 {Rawnet.File("tests", "RawNet.Cli.Tests", "Capture", "tun.py")} t0").Succeeded();
        lab.A.RawnetLine(reply).Succeeded();
        Thread.Sleep(300);
    }

    private IReadOnlyList<string> EncapsulationsInTheFile() =>
        Peer.Run("tshark", ["-r", _file.Path, "-T", "fields", "-e", "frame.encap_type"]).Succeeded().Lines;
}
