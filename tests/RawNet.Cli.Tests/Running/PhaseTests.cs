using System.Globalization;
using System.Text.RegularExpressions;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Running;

/// <summary>Every verb opens all it needs before it runs, and nothing after; strace is the judge.
/// The boundary is prctl(PR_SET_NO_NEW_PRIVS).</summary>
public sealed partial class PhaseTests : IDisposable
{
    // Where a verb would run on.
    private const string ForTwoSeconds = "timeout --foreground --preserve-status -s INT 4";
    private const string Opening =
        "open,openat,openat2,creat,socket,socketpair,connect,accept,accept4,pipe,pipe2,dup,dup2,dup3,epoll_create1,eventfd2,timerfd_create,"
            + "inotify_init1,memfd_create,pidfd_open,setns,prctl";

    // Of the runtime: libraries and code loaded late, the seed of its hashes, what it asks about memory and processors,
    // the pipe by which each thread's unwinder tries memory.
    private static readonly string[] _ofTheRuntime =
    [
        " pipe2(", ".dll\"", ".so", "/dev/urandom", "/proc/self/", "/proc/meminfo",
        "/proc/sys/vm/", "/sys/fs/cgroup", "/sys/devices/system/", "/dev/shm/"
    ];

    // Dissolving and looking up the next route on a socket that is open, by the discard port.
    private static readonly string[] _lookUps = ["AF_UNSPEC", "port=htons(9)"];

    // What libpcap's count of drops reads at the end.
    private const string CountsOfLibpcap = "/sys/class/net/";

    // What a server is there for.
    private static readonly string[] _ofConnections = ["accept4("];

    // .NET reads a hook's pipes over the queue of its own sockets, which the first pipe makes, and notes when the hook ended.
    private static readonly string[] _ofHooks = [" write(", "epoll_create1(", "/zoneinfo/", "/etc/localtime"];

    private static readonly string[] _ofTheRuntimesThreads =
    [
        ".NET Finalizer", ".NET SigHandler", ".NET SynchManag", ".NET Tiered Com",
        ".NET EventPipe", ".NET Sockets", ".NET DebugPipe", ".NET Debugger"
    ];

    private readonly TwoHosts _lab = new();
    private readonly TemporaryFile _log = new();
    private readonly TemporaryFile _file = new(extension: ".pcapng");

    public static TheoryData<string> Verbs { get; } =
    [
        "ping -c 2 -i 0.2 {b}", "ping -c 2 -i 0.2 {b6}", "ping -c 2 -i 0.2 --json --hdrincl {b}", "ping -c 2 -i 0.2 --write {file} {b}",
        "capture -w 1", "capture -I va -w 1 --json", "capture -w 1 --write {file}",
        "igmp join -I va -w 0.5 239.1.1.1 232.1.1.1@198.18.0.9", "mld join -I va -w 0.5 --json --write {file} ff05::1234",
        "igmp monitor -I va -w 1", "igmp monitor -I va -w 1 --json", "igmp host -I va --groups 239.1.1.1+3 -w 0.5",
        "igmp querier -I va -w 1", "mld querier -I va -w 1 --json",
        "igmp send report -I va --count 3 239.1.1.1", "igmp send query -I va --wait 0.3 --write {file}",
        "send --count 3 ip dst={b} / icmp.echo", "send --count 3 --via ip --wait 0.2 ip dst={b} / icmp.echo",
        "send -I va --count 3 eth dst=02:00:00:00:00:02 / ip dst={b} / udp",
        "send -I va --explain ip dst={b} / icmp.echo", "send --json ipv6 dst={b6} / icmpv6.echo",
        "send --count 2 --rate 50 ip dst={b},{a},127.0.0.1 / udp",
        "send --via ip --count 2 --rate 50 ip dst={b},{a} / icmp.echo", "send -I va --count 2 --rate 50 eth / arp dst.proto_ipv4={b},{a}",
        "send --via ip --count 2 --rate 50 ip dst={b} proto=17,47,253",
        "send --via ip --count 2 --rate 50 ip dst={b} src={a},198.18.0.77,0.0.0.0 / icmp.echo",
        "send -I va --count 2 --rate 50 eth dst=02:00:00:00:00:02 / ip dst=0.0.0.0,{b} / udp",
        "echo call --type raw --protocol icmp {b} hello", "echo call --type dgram {b}:7007 hello",
        "echo call {b}:7007 hello", "echo call --json {b}:7007 hello",
        "{for2s} echo serve --type dgram 0.0.0.0:7007", "{for2s} echo serve --json 0.0.0.0:7007",
        "{for2s} echo serve --family unix --type seqpacket @phase",
        "{for2s} echo serve --type dgram --any-port 0.0.0.0:7007",
        "{for2s} echo serve --family inet6 --type raw --protocol 253 --hdrincl ::",
        "{for2s} echo serve --family packet --type raw va", "{for2s} echo serve --type raw --protocol icmp 0.0.0.0",
        "ping -v -c 2 -i 0.2 {b}", "igmp host -v -I va --groups 239.1.1.1 -w 0.5",
        "igmp querier -v -I va -w 1", "send -v --count 3 --rate 50 ip dst={b} / icmp.echo",
        "capture --backend pcap -I va -w 1", "capture --backend pcap -w 1 --write {file}",
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void NothingIsOpenedOnceAVerbRuns(string words)
    {
        Assert.SkipUnless(Peer.Exists("strace"), Peer.Missing("strace"));
        using RunningPeer? server = words.Contains("echo call", StringComparison.Ordinal)
            ? Server(words.Contains("dgram", StringComparison.Ordinal) ? "dgram" : "stream")
            : null;
        using RunningPeer? client = words.Contains("echo serve", StringComparison.Ordinal) ? Client() : null;
        string[] lines = Trace(words);
        int boundary = Array.FindLastIndex(lines, line => line.Contains("PR_SET_NO_NEW_PRIVS", StringComparison.Ordinal));

        Assert.True(boundary > 0, "no boundary");
        Assert.Contains(lines[..boundary], line => line.Contains(" socket(", StringComparison.Ordinal));
        string[] allowed = AllowedOf(words);
        Assert.DoesNotContain(lines[(boundary + 1)..],
            line => IsOpened(line) && !IsOneOf(allowed, line));
    }

    private static string[] AllowedOf(string words) =>
        words.StartsWith("capture --backend pcap", StringComparison.Ordinal) ? [CountsOfLibpcap]
        : words.StartsWith("send", StringComparison.Ordinal) || words.Contains("inet6 --type raw", StringComparison.Ordinal) ? _lookUps
        : _ofConnections;

    /// <summary>A hook is a program of its own: between the boundary, which is then what the monitor says first, and the end there
    /// are the pipes to it and what .NET needs for them.</summary>
    [Fact]
    public void AMonitorWithHooksOpensThePipesToThem()
    {
        Assert.SkipUnless(Peer.Exists("strace"), Peer.Missing("strace"));
        using RunningPeer reporter = _lab.B.Start("python3",
            Rawnet.File("tests", "RawNet.Cli.Tests", "Running", "peer.py"), "reports", "-");
        string[] lines = Trace("igmp monitor -I va -4 -w 6 --on-join true", $"{Opening},execve,write");
        int boundary = Array.FindIndex(lines, line => line.Contains("watching va", StringComparison.Ordinal));
        string[] hooks = [.. lines[(boundary + 1)..].Where(line => line.Contains("execve(", StringComparison.Ordinal)).Select(ProcessOf)];
        Assert.NotEmpty(hooks);
        Assert.DoesNotContain(lines[(boundary + 1)..],
            line => IsOpened(line) && !hooks.Contains(ProcessOf(line)) && !IsOneOf(_ofHooks, line));
    }

    private static bool IsOneOf(string[] allowed, string line) => allowed.Any(name => line.Contains(name, StringComparison.Ordinal));

    /// <summary>Whatever a thread executes, it gains nothing: all but the runtime's own, which execute nothing,
    /// were begun behind the boundary.</summary>
    [Theory]
    [InlineData("ping -i 0.2 --write {file} {b}")]
    [InlineData("igmp send query -I va --wait 5 --write {file}")]
    [InlineData("echo serve --type dgram 0.0.0.0:7007")]
    [InlineData("echo serve 0.0.0.0:7007")]
    [InlineData("echo serve --family unix --type seqpacket @threads")]
    public void NoThreadOfARunGainsAPrivilege(string words)
    {
        using RunningPeer run = _lab.A.Start(Rawnet.Path, Filled(words));
        using RunningPeer client = Client();
        run.Wait(() => Threads(run.Id).Any(thread => thread.GainsNothing), "the second phase");
        Thread.Sleep(500);
        Assert.DoesNotContain(Threads(run.Id), thread => !thread.GainsNothing && !_ofTheRuntimesThreads.Contains(thread.Name));
    }

    public void Dispose()
    {
        _lab.Dispose();
        _log.Dispose();
        _file.Dispose();
    }

    private string[] Trace(string words, string calls = Opening)
    {
        string[] before = words.StartsWith("{for2s} ", StringComparison.Ordinal) ? ForTwoSeconds.Split(' ') : [];
        string[] strace = ["-f", "-qq", "-E", "DOTNET_EnableDiagnostics=0", "-e", $"trace={calls}", "-e", "signal=none", "-o", _log.Path];
        PeerResult run = _lab.A.Exec("strace",
            [.. strace, .. before, Rawnet.Path, .. Filled(words.Replace("{for2s} ", "", StringComparison.Ordinal))]);
        Assert.True(run.ExitCode is 0 or 1, string.Create(CultureInfo.InvariantCulture, $"{run.ExitCode}: {run.Errors}"));
        return File.ReadAllLines(_log.Path);
    }

    private string[] Filled(string words) => [.. words.Split(' ').Select(word => word switch
    {
        "{file}" => _file.Path,
        _ => word.Replace("{b6}", $"{_lab.B.Address6}", StringComparison.Ordinal)
            .Replace("{b}", $"{_lab.B.Address}", StringComparison.Ordinal).Replace("{a}", $"{_lab.A.Address}", StringComparison.Ordinal),
    })];

    private RunningPeer Server(string type)
    {
        RunningPeer server = _lab.B.Start(Rawnet.Path, "echo", "serve", "--type", type, "0.0.0.0:7007");
        server.WaitFor("listening on");
        return server;
    }

    // Asks again and again, so that the server has something to do.
    private RunningPeer Client() => _lab.B.Start("sh", "-c", $"while sleep 0.2; do echo hi | socat -t 0.1 - UDP:{_lab.A.Address}:7007; "
        + $"echo hi | socat -t 0.1 - UDP:{_lab.A.Address}:7007,sp=7007; "
        + $"{Rawnet.Path} send -q -I vb ipv6 dst=ff02::1 nxt=253 / data text:hi; echo hi | socat -t 0.1 - TCP:{_lab.A.Address}:7007; "
        + $"ping -c 1 -W 1 {_lab.A.Address}; done");

    private const int NoSuchProcess = 3; // ESRCH

    private static IReadOnlyList<(string Name, bool GainsNothing)> Threads(int process) =>
        [.. Directory.EnumerateDirectories($"/proc/{process}/task").Select(ThreadOf).OfType<(string, bool)>()];

    // Null for one that has ended since.
    private static (string Name, bool GainsNothing)? ThreadOf(string task)
    {
        try
        {
            return (File.ReadAllText($"{task}/comm").Trim(),
                File.ReadAllText($"{task}/status").Contains("NoNewPrivs:\t1", StringComparison.Ordinal));
        }
        catch (Exception ended) when (ended is DirectoryNotFoundException or FileNotFoundException || ended.HResult == NoSuchProcess)
        {
            return null;
        }
    }

    private static string ProcessOf(string line) => line.Split(' ')[0];

    private static bool IsOpened(string line) =>
        Call().IsMatch(line) && !Failure().IsMatch(line) && !line.Contains("prctl(", StringComparison.Ordinal)
        && !_ofTheRuntime.Any(name => line.Contains(name, StringComparison.Ordinal));

    [GeneratedRegex(@"^\d+ +\w+\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"= -1 E\w+ \(")]
    private static partial Regex Failure();
}
