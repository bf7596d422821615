using System.Diagnostics;
using System.Globalization;
using System.Text;
using RawNet.Cli.Tests.Send;
using RawNet.Filters;
using RawNet.Lab;
using RawNet.Protocols;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Tests.Groups;

/// <summary><c>igmp monitor</c> while reports come without a pause, 50,000 a second if this machine can send so many.</summary>
public sealed class MonitorLoadTests(SendLab lab) : IClassFixture<SendLab>, IDisposable
{
    private const int Rate = 50_000;
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);
    private readonly CancellationTokenSource _enough = new();
    private Task<long> _load = Task.FromResult(0L);

    [Fact]
    public void ATableIsDrawnAgainAndAgain()
    {
        Assert.SkipUnless(Peer.Exists("script"), Peer.Missing("script"));
        using RunningPeer monitor = lab.B.Start("script", "-qfec", $"exec {Rawnet.Path} igmp monitor -I vb -4 --no-lint", "/dev/null");
        monitor.Wait(() => Said(monitor).Contains("GROUP", StringComparison.Ordinal), "the first table");
        Begin();
        for (int turn = 0; turn < 5; turn++)
        {
            int before = monitor.Output().Length;
            monitor.Wait(() => monitor.Output().Length > before + 100, "another table");
        }
        AssertLoaded();
    }

    [Fact]
    public void HooksStartAndSigquitIsAnswered()
    {
        using RunningPeer monitor = lab.B.Start(Rawnet.Path, "igmp", "monitor", "-I", "vb",
            "-4", "--no-lint", "-q", "--on-join", "echo {group} joined", "--hook-rate", "20");
        Begin();
        monitor.WaitFor("joined");
        Assert.DoesNotContain("GROUP", Said(monitor), StringComparison.Ordinal);
        lab.B.Exec("kill", "-QUIT", monitor.Id.ToString(CultureInfo.InvariantCulture)).Succeeded();
        monitor.Wait(() => Said(monitor).Contains("GROUP", StringComparison.Ordinal), "the table");
        AssertLoaded();
        Assert.Equal(0, monitor.Interrupt());
    }

    /// <summary>64 run at a time; those that wait behind them are counted, and the programs go on.</summary>
    [Fact]
    public void HooksThatDoNotEndKeepNoRunFromItsEnd()
    {
        using RunningPeer monitor = lab.B.Start(Rawnet.Path, "igmp", "monitor", "-I", "vb",
            "-4", "--no-lint", "-q", "--on-join", "sleep 20", "--hook-rate", "1000");
        Begin();
        monitor.Wait(() => Sleepers() >= 64, "64 hooks");
        AssertLoaded();
        Assert.Equal(0, monitor.Interrupt());
        Assert.Matches(@"rawnet: \d+ hooks not started: 64 others do not end", monitor.Errors);
        Assert.Matches(@"64 hooks started, \d+ not", Said(monitor));
        Assert.InRange(Sleepers(), 1, 64);
    }

    public void Dispose()
    {
        _enough.Cancel();
        _load.Wait();
        _enough.Dispose();
    }

    private int Sleepers() => Peer.Run("ip", ["netns", "pids", lab.B.Name]).Lines
        .Count(process => File.Exists($"/proc/{process}/comm") && File.ReadAllText($"/proc/{process}/comm").Trim() == "sleep");

    private static string Said(RunningPeer monitor) => Encoding.UTF8.GetString(monitor.Output());

    private void Begin() => _load = Task.Factory.StartNew(() => lab.A.Run(Flood), CancellationToken.None,
        TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // Without a pause: what a monitor that rests only when nothing waits does not survive.
    private void AssertLoaded()
    {
        Assert.False(_load.IsCompleted);
        _enough.Cancel();
        TestContext.Current.TestOutputHelper!.WriteLine($"{_load.Result} reports a second");
    }

    private long Flood()
    {
        byte[][] frames = [.. Enumerable.Range(0, 1000).SelectMany(i => (byte[][])[Report(i, "to_ex"), Report(i, "to_in")])];
        using PacketSocket socket = PacketSocket.Open(Link.ByName("va"), new PacketSocketSettings { Filter = [BpfInstruction.DropAll] });
        long start = Stopwatch.GetTimestamp();
        long sent = 0;
        for (; !_enough.IsCancellationRequested && Stopwatch.GetElapsedTime(start) < _longest; sent++)
        {
            while (Stopwatch.GetElapsedTime(start).TotalSeconds * Rate < sent) Thread.SpinWait(20);
            socket.Send(frames[sent % frames.Length]);
        }
        return (long)(sent / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static byte[] Report(int i, string type) => Packet.Parse(
        $"eth src=02:00:00:00:00:01 / ip src=198.19.{i / 200}.{(i % 200) + 1} dst=224.0.0.22 ttl=1 dsfield=0xc0 option=ra / igmp.v3-report "
        + $"record={type},239.2.{i % 7}.1").ToBytes();
}
