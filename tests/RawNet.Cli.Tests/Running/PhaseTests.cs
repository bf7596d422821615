using System.Globalization;
using System.Text.RegularExpressions;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Running;

/// <summary>Every verb opens all it needs before it runs, and nothing after; strace is the judge. The boundary is prctl(PR_SET_NO_NEW_PRIVS).</summary>
public sealed partial class PhaseTests : IDisposable
{
    private const string Opening = "open,openat,openat2,creat,socket,socketpair,connect,accept,accept4,pipe,pipe2,dup,dup2,dup3,epoll_create1,eventfd2,timerfd_create,"
        + "inotify_init1,memfd_create,pidfd_open,setns,prctl";

    // Of the runtime: libraries and code loaded late, the seed of its hashes, what it asks about memory and processors.
    private static readonly string[] _ofTheRuntime = [".dll\"", ".so", "/dev/urandom", "/proc/self/", "/proc/meminfo", "/proc/sys/vm/", "/sys/fs/cgroup", "/sys/devices/system/", "/dev/shm/"];

    private readonly TwoHosts _lab = new();
    private readonly TemporaryFile _log = new();
    private readonly TemporaryFile _file = new(extension: ".pcapng");

    public static TheoryData<string> Verbs { get; } =
    [
        "ping -c 2 -i 0.2 {b}", "ping -c 2 -i 0.2 {b6}", "ping -c 2 -i 0.2 --json --hdrincl {b}", "ping -c 2 -i 0.2 --write {file} {b}",
        "capture -w 1", "capture -I va -w 1 --json", "capture -w 1 --write {file}",
        "igmp join -I va -w 0.5 239.1.1.1 232.1.1.1@198.18.0.9", "mld join -I va -w 0.5 --json --write {file} ff05::1234",
        "igmp monitor -I va -w 1", "igmp monitor -I va -w 1 --json", "igmp host -I va --groups 239.1.1.1+3 -w 0.5", "igmp querier -I va -w 1", "mld querier -I va -w 1 --json",
        "igmp send report -I va --count 3 239.1.1.1", "igmp send query -I va --wait 0.3 --write {file}",
        "send --count 3 ip dst={b} / icmp.echo", "send --count 3 --via ip --wait 0.2 ip dst={b} / icmp.echo", "send -I va --count 3 eth dst=02:00:00:00:00:02 / ip dst={b} / udp",
        "send -I va --explain ip dst={b} / icmp.echo", "send --json ipv6 dst={b6} / icmpv6.echo",
        "echo call --type raw --protocol icmp {b} hello",
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void NothingIsOpenedOnceAVerbRuns(string words)
    {
        Assert.SkipUnless(Peer.Exists("strace"), Peer.Missing("strace"));
        string[] lines = Trace(words);
        int boundary = Array.FindIndex(lines, line => line.Contains("PR_SET_NO_NEW_PRIVS", StringComparison.Ordinal));

        Assert.True(boundary > 0, "no boundary");
        Assert.Contains(lines[..boundary], line => line.Contains(" socket(", StringComparison.Ordinal));
        Assert.DoesNotContain(lines[(boundary + 1)..], IsOpened);
    }

    public void Dispose()
    {
        _lab.Dispose();
        _log.Dispose();
        _file.Dispose();
    }

    private string[] Trace(string words)
    {
        string[] arguments = [.. words.Split(' ').Select(word => word switch
        {
            "{file}" => _file.Path,
            _ => word.Replace("{b6}", _lab.B.Address6.ToString(), StringComparison.Ordinal).Replace("{b}", _lab.B.Address.ToString(), StringComparison.Ordinal),
        })];
        PeerResult run = _lab.A.Exec("strace", ["-f", "-qq", "-E", "DOTNET_EnableDiagnostics=0", "-e", $"trace={Opening}", "-e", "signal=none", "-o", _log.Path, Rawnet.Path, .. arguments]);
        Assert.True(run.ExitCode is 0 or 1, string.Create(CultureInfo.InvariantCulture, $"{run.ExitCode}: {run.Errors}"));
        return File.ReadAllLines(_log.Path);
    }

    private static bool IsOpened(string line) =>
        Call().IsMatch(line) && !Failure().IsMatch(line) && !line.Contains("prctl(", StringComparison.Ordinal) && !_ofTheRuntime.Any(name => line.Contains(name, StringComparison.Ordinal));

    [GeneratedRegex(@"^\d+ +\w+\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"= -1 E\w+ \(")]
    private static partial Regex Failure();
}
