using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Capturing;

public sealed class CaptureTests(SendLab lab) : IClassFixture<SendLab>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rawnet-capture-").FullName;

    private string FileNamed(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("all.pcapng")]
    [InlineData("all.pcap")]
    public void ABurstIsTheSameByteForByteAsBesideItInTcpdump(string name)
    {
        Assert.SkipWhen(Requirements.Programs("ping", "tshark") is not null, Requirements.Programs("ping", "tshark") ?? "");
        // The lab's own tcpdump takes frames of any length one by one and loses bursts; this one has room for them.
        using RunningPeer witness = lab.B.Start("tcpdump", "-i", "vb", "-n", "--immediate-mode",
            "-s", "2048", "-B", "16384", "-Z", "root", "-w", FileNamed("witness.pcap"), "icmp");
        witness.WaitFor("listening on");
        using RunningPeer capture = Started("-I", "vb", "--filter", "icmp", "--write", FileNamed(name));
        lab.A.Exec("ping", "-n", "-q", "-f", "-c", "500", "-s", "100", lab.B.Address.ToString()).Succeeded();
        Thread.Sleep(200);
        Assert.Equal(0, capture.Interrupt());
        witness.Interrupt();
        string[] expected = FramesOf(FileNamed("witness.pcap"));
        Assert.Equal(1000, expected.Length);
        Assert.Equal(expected, FramesOf(FileNamed(name)));
        Assert.Contains("1000 packets captured", capture.Errors, StringComparison.Ordinal);
        Assert.Contains(", 0 dropped by the kernel", capture.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void TimesAreTheKernelsInNanosecondsAndDirectionsAreTold()
    {
        Assert.SkipWhen(Requirements.Programs("ping", "tshark") is not null, Requirements.Programs("ping", "tshark") ?? "");
        using Lab.Capture witness = lab.B.StartCapture(filter: "icmp");
        using RunningPeer capture = Started("-i", "vb", "--filter", "icmp", "-c", "2", "--write", FileNamed("two.pcapng"));
        lab.A.Exec("ping", "-n", "-q", "-c", "1", lab.B.Address.ToString()).Succeeded();
        long[] expected = [.. witness.Stop(2).Select(f => f.TimeNanoseconds)];
        capture.Wait(() => capture.Errors.Contains("captured", StringComparison.Ordinal), "the summary");
        string[][] lines = [.. Peer.Run("tshark", ["-r", FileNamed("two.pcapng"), "-T", "fields", "-e", "frame.time_epoch",
            "-e", "frame.packet_flags_direction", "-e", "frame.interface_name"]).Succeeded().Lines.Select(l => l.Split('\t'))];
        Assert.Equal(["0x00000001", "0x00000002"], lines.Select(l => l[1])); // inbound, outbound
        Assert.Equal(["vb", "vb"], lines.Select(l => l[2]));
        long[] seen = [.. lines.Select(
            l => long.Parse(l[0].Replace(".", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture))];
        // One packet, two taps: the kernel stamps it once as it comes in, for each tap as it leaves.
        Assert.Equal(expected[0], seen[0]);
        Assert.InRange(seen[1] - expected[1], -1_000_000, 1_000_000);
    }

    // What a network carries is its owner's business: tshark and dumpcap write such files with 0600, too.
    [Theory]
    [InlineData("ping -c 1 {0} --write {1}", 2)]
    [InlineData("capture -I va -w 0.2 --write {1}", null)]
    [InlineData("igmp send query -I va --write {1}", 1)]
    [InlineData("igmp join -I va -w 0 239.67.0.1 --write {1}", 1)]
    public void EveryRecordingIsItsOwnersAndNamesTheInterface(string line, int? packets)
    {
        Assert.SkipWhen(Requirements.Programs("capinfos", "tshark") is not null, Requirements.Programs("capinfos", "tshark") ?? "");
        string file = FileNamed("rights.pcapng");
        lab.A.RawnetLine(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, lab.B.Address, file)).Succeeded();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Contains("Name = va", Peer.Run("capinfos", ["-I", file]).Succeeded().Text, StringComparison.Ordinal);
        string[] names = [.. Peer.Run("tshark", ["-r", file, "-T", "fields", "-e", "frame.interface_name"]).Succeeded().Lines];
        Assert.All(names, name => Assert.Equal("va", name));
        if (packets is { } least) Assert.InRange(names.Length, least, int.MaxValue);
    }

    [Fact]
    public void AQuietCaptureShowsItsSummaryOnly()
    {
        PeerResult capture = lab.B.Exec(Rawnet.Path, "capture", "-q", "-I", "lo", "-c", "0", "-w", "0.1").Succeeded();
        Assert.Equal(("", 1), (capture.Text, capture.Errors.TrimEnd('\n').Split('\n').Length));
        using RunningPeer quiet = lab.B.Start(Rawnet.Path, "capture", "-q", "-I", "vb", "--filter", "icmp", "-c", "2");
        quiet.Wait(() =>
        {
            lab.A.Exec("ping", "-n", "-q", "-c", "1", "-W", "1", lab.B.Address.ToString());
            return quiet.Errors.Contains("2 packets captured", StringComparison.Ordinal);
        }, "the summary");
        Assert.Empty(quiet.Output());
    }

    [Fact]
    public void QuitTellsTheCountsSoFarAndGoesOn()
    {
        using RunningPeer capture = Started("-I", "vb", "--filter", "icmp", "--write", FileNamed("quit.pcapng"));
        Peer.Run("kill", ["-QUIT", $"{capture.Id}"]).Succeeded();
        capture.WaitFor("0 packets captured");
        lab.A.Exec("ping", "-n", "-q", "-c", "1", lab.B.Address.ToString()).Succeeded();
        Thread.Sleep(200);
        Assert.Equal(0, capture.Interrupt());
        Assert.Contains("2 packets captured", capture.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("empty.pcap")]
    [InlineData("empty.pcapng")]
    public void ACaptureOfNothingCanBeRead(string name)
    {
        Assert.SkipWhen(Requirements.Programs("capinfos") is not null, Requirements.Programs("capinfos") ?? "");
        foreach (string[] where in (string[][])[["-I", "lo"], []])
        {
            lab.B.Exec(Rawnet.Path,
                ["capture", .. where, "-w", "0", "--filter", "ip dst=127.0.0.77", "--write", FileNamed(name)]).Succeeded();
            Assert.Contains("Number of packets:   0",
                Peer.Run("capinfos", ["-c", FileNamed(name)]).Succeeded().Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WhatIsWrittenIsNotShownToo()
    {
        PeerResult both = lab.B.Exec(Rawnet.Path, "capture", "--json", "--write", FileNamed("both.pcapng"));
        Assert.Equal((2, "rawnet: --write keeps the packets and --json shows them; one of them is wanted\n"), (both.ExitCode, both.Errors));
    }

    [Fact]
    public void TheFileTellsWhatTheKernelCounted()
    {
        Assert.SkipWhen(Requirements.Programs("capinfos", "tshark") is not null, Requirements.Programs("capinfos", "tshark") ?? "");
        using RunningPeer capture = Started("-I", "vb", "--write", FileNamed("count.pcapng"));
        lab.A.RawnetLine($"send --count 20 --rate 0 ip dst={lab.B.Address} / icmp.echo-reply").Succeeded();
        Thread.Sleep(200);
        capture.Interrupt();
        string statistics = Peer.Run("capinfos", [FileNamed("count.pcapng")]).Succeeded().Text;
        Assert.Contains("Number of stat entries = 1", statistics, StringComparison.Ordinal);
        Assert.Contains("Capture application: rawnet", statistics, StringComparison.Ordinal);
        // isb_ifrecv is option 4, isb_ifdrop option 5, 8 bytes each (draft-ietf-opsawg-pcapng, 4.6).
        string file = Convert.ToHexStringLower(File.ReadAllBytes(FileNamed("count.pcapng")));
        Match counts = Regex.Match(file, "04000800(..)0000000000000005000800(0{16})00000000");
        Assert.True(counts.Success, file);
        Assert.InRange(Convert.ToByte(counts.Groups[1].Value, 16), 20, 60);
    }

    [Fact]
    public void AFilterLetsThroughWhatMatchesAndCountsTheRest()
    {
        using RunningPeer capture = Started("--json", "-I", "vb", "-c", "3", "--filter", "udp dstport=11");
        lab.A.RawnetLine($"send --count 3 --rate 0 ip dst={lab.B.Address} / udp srcport=5 dstport=10..12").Succeeded();
        Assert.Equal(0, capture.WaitForEnd());
        JsonElement[] events = [.. Encoding.UTF8.GetString(capture.Output())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal("rawnet.capture/1", events[0].GetProperty("schema").GetString());
        JsonElement[] packets = [.. events.Where(e => e.GetProperty("event").GetString() == "packet")];
        Assert.Equal([11, 11, 11], packets.Select(p => p.GetProperty("layers")[2].GetProperty("udp.dstport").GetInt32()));
        Assert.Equal(0, events[^1].GetProperty("dropped").GetInt64());
        Assert.InRange(events[^1].GetProperty("left_out").GetInt64(), 3, 100);
    }

    [Fact]
    public void OnLoopbackEachPacketComesOnce()
    {
        using RunningPeer capture = Started("--json", "-I", "lo", "--filter", "udp dstport=4321");
        lab.B.RawnetLine("send --count 5 --rate 0 ip dst=127.0.0.1 / udp srcport=5 dstport=4321").Succeeded();
        capture.Wait(() => Encoding.UTF8.GetString(capture.Output()).Split("\"packet\"").Length > 5, "five packets");
        // Time for a second copy of each.
        Thread.Sleep(200);
        Assert.Equal(0, capture.Interrupt());
        Assert.Contains("5 packets captured", capture.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void AVlanTagIsPutBack()
    {
        using Lab.Capture witness = lab.B.StartCapture(filter: "vlan");
        using RunningPeer capture = Started("-I", "vb", "-c", "1", "--filter", "vlan", "--write", FileNamed("vlan.pcap"));
        lab.A.RawnetLine($"send -I va eth dst=02:00:00:00:00:02 / vlan id=100 / ip src=198.19.0.1 dst=198.19.0.2 / udp").Succeeded();
        CapturedFrame expected = Assert.Single(witness.Stop(1));
        capture.Wait(() => capture.Errors.Contains("captured", StringComparison.Ordinal), "the summary");
        Assert.Equal([expected.ToString()], FramesOf(FileNamed("vlan.pcap")));
    }

    [Fact]
    public void ToStandardOutputTsharkReadsAlong()
    {
        Assert.SkipWhen(Requirements.Programs("tshark") is not null, Requirements.Programs("tshark") ?? "");
        using RunningPeer capture = Started("-I", "vb", "-c", "1", "--filter", "udp dstport=99", "--write", "-");
        lab.A.RawnetLine($"send ip dst={lab.B.Address} / udp dstport=99").Succeeded();
        capture.Wait(() => capture.Errors.Contains("captured", StringComparison.Ordinal), "the summary");
        Assert.Equal("99", Peer.Run("tshark", ["-r", "-", "-T", "fields", "-e", "udp.dstport"], capture.Output()).Succeeded().Text.Trim());
    }

    [Fact]
    public void AProcessKilledAtAnyMomentLeavesWholeRecords()
    {
        Assert.SkipWhen(Requirements.Programs("tshark") is not null, Requirements.Programs("tshark") ?? "");
        using (RunningPeer capture = Started("-I", "vb", "--write", FileNamed("cut.pcapng")))
        {
            using RunningPeer sender = lab.A.Start(Rawnet.Path, "send", "--count", "0",
                "--rate", "0", "ip", $"dst={lab.B.Address}", "/", "icmp.echo-reply");
            capture.Wait(() => new FileInfo(FileNamed("cut.pcapng")).Length > 100_000, "many packets");
        }
        PeerResult read = Peer.Run("tshark", ["-r", FileNamed("cut.pcapng"), "-T", "fields", "-e", "frame.number"]);
        Assert.True(read.ExitCode == 0, read.Errors);
        Assert.True(read.Lines.Count > 500);
    }

    [Theory]
    [InlineData(2, "capture -I vx", "rawnet: there is no interface 'vx'; there are lo, vb")]
    [InlineData(2, "capture -c -1", "-c takes 0 or more")]
    [InlineData(2, "capture --filter udp.x", "there is no layer 'udp.x'")]
    public void AWrongArgumentIsOneSentence(int status, string arguments, string sentence)
    {
        PeerResult failed = lab.B.RawnetLine(arguments);
        Assert.Equal(status, failed.ExitCode);
        Assert.Contains(sentence, failed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutTheRightNoFileIsTouched()
    {
        PeerResult failed = lab.B.Exec("setpriv", "--bounding-set=-all", "--inh-caps=-all", Rawnet.Path,
            "capture", "-I", "vb", "--write", FileNamed("none.pcapng"));
        Assert.Equal(3, failed.ExitCode);
        Assert.EndsWith($"needs CAP_NET_RAW: {Rawnet.Allow("NET_RAW")}\n", failed.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(FileNamed("none.pcapng")));
    }

    // The command at work on host B, ready.
    private RunningPeer Started(params string[] arguments)
    {
        RunningPeer capture = lab.B.Start(Rawnet.Path, ["capture", .. arguments]);
        capture.WaitFor("Ctrl-C ends");
        return capture;
    }

    private static string[] FramesOf(string file)
    {
        PeerResult read = Peer.Run("tshark", ["-r", file, "-T", "json", "-x", "-J", "none"]).Succeeded();
        return [.. JsonDocument.Parse(read.Text).RootElement.EnumerateArray()
            .Select(p => p.GetProperty("_source").GetProperty("layers").GetProperty("frame_raw")[0].GetString()!)];
    }
}
