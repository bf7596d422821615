using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Running;

/// <summary>SIGUSR1 asks how far a run is, SIGUSR2 that what it writes is kept; both go on. tcpdump knows them too.</summary>
public sealed class AskedTests(SendLab lab) : IClassFixture<SendLab>, IDisposable
{
    private readonly TemporaryFile _file = new(extension: ".pcapng");

    public void Dispose() => _file.Dispose();

    /// <summary>A line that runs on, what it says on standard error when asked, and its status at the end.</summary>
    public static TheoryData<string, string, int> Verbs { get; } = new()
    {
        { "capture -I vb", "packets? captured", 0 },
        { "capture --write {file}", "packets? captured", 0 },
        { "ping -i 0.2 {a}", "packets transmitted|\\d+/\\d+ packets", 0 },
        { "send --count 0 --rate 5 ip dst={a} / icmp.echo-reply", "\\d+ packets? sent so far", 0 },
        { "igmp join -I vb 239.1.1.1", "1 group joined, \\d+ messages? sent by the kernel so far", 0 },
        { "igmp host -I vb --groups 239.1.1.1", "\\d+ messages? sent so far", 0 },
        { "igmp querier -I vb", "\\d+ messages? sent so far", 0 },
        { "igmp monitor -I vb --json", "", 0 },
        { "echo serve --type dgram 127.0.0.1:0", "sent back", 0 },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public void ARunTellsHowFarItIsAndGoesOn(string words, string told, int status)
    {
        string[] filled = [.. words.Split(' ').Select(word => word.Replace("{a}", lab.A.Address.ToString(), StringComparison.Ordinal)
            .Replace("{file}", _file.Path, StringComparison.Ordinal))];
        using RunningPeer run = lab.B.Start(Rawnet.Path, filled);
        run.Wait(() => IsRunning(run.Id), "its run");
        // A server refuses privileges before it runs.
        if (words.StartsWith("echo serve", StringComparison.Ordinal)) run.WaitFor("listening on");
        Ask(run, told);
        Kill(run, "USR2");
        Kill(run, "USR1");
        Thread.Sleep(300);
        Assert.Equal(status, run.Interrupt());
    }

    [Theory]
    [InlineData("verify", "2 packets, 2 findings so far")]
    [InlineData("read", "2 packets so far")]
    [InlineData("read --blocks", "0 blocks so far")]
    [InlineData("craft", "0 packets so far")]
    public void AVerbThatWaitsForItsInputTellsToo(string verb, string told)
    {
        string input = verb.EndsWith("blocks", StringComparison.Ordinal) || verb == "craft"
            ? "sleep 30"
            : $"(cat '{Rawnet.File("captures", "hping4-bad-checksum.pcap")}'; sleep 30)";
        using RunningPeer run = new("bash", ["-c", $"exec '{Rawnet.Path}' {verb} {(verb == "craft" ? "" : "-")} < <({input})"]);
        run.Wait(() => IsRunning(run.Id), "its run");
        Ask(run, told);
        run.Interrupt();
    }

    [Fact]
    public void WhatIsWrittenIsOnTheDiskWhenAsked()
    {
        Assert.SkipUnless(Peer.Exists("strace"), Peer.Missing("strace"));
        using var log = new TemporaryFile();
        using RunningPeer run = lab.B.Start("strace", "-f", "-qq", "-E", "DOTNET_EnableDiagnostics=0", "-e", "trace=fsync,fdatasync",
            "-e", "signal=none", "-o", log.Path, Rawnet.Path, "capture", "-I", "vb", "--write", _file.Path);
        run.WaitFor("Ctrl-C ends");
        int capture = int.Parse(Peer.Run("pgrep", ["-P", $"{run.Id}"]).Succeeded().Lines[0],
            System.Globalization.CultureInfo.InvariantCulture);
        Peer.Run("kill", ["-USR2", $"{capture}"]).Succeeded();
        run.Wait(() => File.ReadAllText(log.Path).Contains("sync(", StringComparison.Ordinal), "fsync");
        Peer.Run("kill", ["-INT", $"{capture}"]).Succeeded();
        Assert.Equal(0, run.WaitForEnd());
    }

    [Fact]
    public void ACaptureOfAllInterfacesTellsItsFilterAndWhatEachCounted()
    {
        using RunningPeer run = lab.B.Start(Rawnet.Path, "capture", "--bpf", "icmp", "--write", _file.Path);
        run.WaitFor("Ctrl-C ends");
        lab.A.Exec("ping", "-n", "-q", "-c", "3", "-i", "0.2", lab.B.Address.ToString()).Succeeded();
        lab.B.Exec("ping", "-n", "-q", "-c", "1", "127.0.0.1").Succeeded();
        Thread.Sleep(300);
        Assert.Equal(0, run.Interrupt());
        string info = Peer.Run("capinfos", ["-I", _file.Path]).Succeeded().Text;
        Assert.Equal(2, Regex.Count(info, "Capture filter = icmp|Filter string = icmp"));
        Assert.Equal(2, Regex.Count(info, "Number of stat entries = 1"));
        int[] counted = [.. Regex.Matches(info, "Number of packets = (\\d+)")
            .Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
        JsonElement[] blocks =
        [
            .. Rawnet.Run("read", "--blocks", "--json", _file.Path).Succeeded().Lines.Select(line => JsonDocument.Parse(line).RootElement)
        ];
        int[] told = [.. blocks.Where(b => b.TryGetProperty("block.type", out JsonElement type) && type.GetInt32() == 5).Select(b =>
            b.GetProperty("options").EnumerateArray().Single(o => o.GetProperty("code").GetInt32() == 8).GetProperty("value").GetInt32())];
        Assert.Equal(counted, told);
        Assert.Equal(8, counted.Sum());
    }

    [Fact]
    public void TheDirectionOfWhatIsCapturedIsShown()
    {
        using RunningPeer run = lab.B.Start(Rawnet.Path, "capture", "-I", "vb", "--filter", "icmp", "-c", "2", "--json");
        run.WaitFor("Ctrl-C ends");
        lab.A.Exec("ping", "-n", "-q", "-c", "1", lab.B.Address.ToString()).Succeeded();
        Assert.Equal(0, run.WaitForEnd());
        JsonElement[] events = [.. Encoding.UTF8.GetString(run.Output()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["inbound", "outbound"],
            events.Where(e => e.GetProperty("event").GetString() == "packet").Select(e => e.GetProperty("frame.direction").GetString()));
    }

    // It has taken every descriptor, and says so by refusing new privileges.
    private static bool IsRunning(int id) => File.ReadAllText($"/proc/{id}/status").Contains("NoNewPrivs:\t1", StringComparison.Ordinal);

    private static void Ask(RunningPeer run, string told) => run.Wait(() =>
    {
        Kill(run, "USR1");
        Thread.Sleep(100);
        return Regex.IsMatch(run.Errors, told);
    }, told);

    private static void Kill(RunningPeer run, string signal) => Peer.Run("kill", [$"-{signal}", $"{run.Id}"]).Succeeded();
}
