using System.Globalization;
using System.Text.RegularExpressions;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Running;

/// <summary>Small machines: each verb of the native file works there or is one sentence; never a stack trace, never a signal.
/// prlimit(1) and the kernel are the judges.</summary>
public sealed partial class LimitTests : IDisposable
{
    private const string Ordinary = "--reuid=64321 --regid=64321 --clear-groups";
    private static readonly string[] _verbs =
    [
        "ping -c 1 127.0.0.1", "igmp join -I lo -w 0.1 239.1.1.1", "igmp host -I lo --groups 239.1.1.1 -w 0.1",
        "capture -I lo -w 0.1", "sockets --test", "options", "doctor",
        "craft ip ttl=rand / icmp.echo", "read --bpf arp {pcap}", "verify --against tshark {pcap}",
        "verify --against packetdotnet {pcap}", "igmp monitor -I lo -w 0.1 --on-join true",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rawnet-test-");

    public static TheoryData<int> FewFiles { get; } = [4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 20, 28];

    [Theory]
    [MemberData(nameof(FewFiles))]
    public void FewOpenFilesAreOneSentenceOrEnough(int files) =>
        Assert.All(_verbs, verb => Ended(Run($"prlimit --nofile={files}", verb), $"{files}: {verb}"));

    [Theory]
    [InlineData("--nofile=64")]
    [InlineData("--as=2000000000")]
    [InlineData("--stack=65536")]
    [InlineData("--fsize=1000")]
    public void WhatIsEnoughIsEnoughForEveryVerbOfOurs(string limit) =>
        Assert.All(_verbs.Where(verb => !verb.Contains("tshark", StringComparison.Ordinal)),
            verb => Run($"prlimit {limit}", verb).Succeeded());

    [Fact]
    public void LittleAddressSpaceIsOneSentenceOrEnough()
    {
        Run("prlimit --as=300000000", "ping -c 1 127.0.0.1").Succeeded();
        Assert.All([100, 150, 200, 300, 500],
            megabytes => Assert.All(_verbs, verb => Ended(Run($"prlimit --as={megabytes}000000", verb), $"{megabytes} MB: {verb}")));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(99)]
    public void TooLittleAddressSpaceIsOneSentenceBeforeTheRuntimeStarts(int megabytes)
    {
        PeerResult run = Run($"prlimit --as={megabytes}000000", "formats");

        Assert.Equal((3, "rawnet: less than 100 MB of address space are allowed here: ulimit -v unlimited\n", ""),
            (run.ExitCode, run.Errors, run.Text));
    }

    // mallopt(3), M_ARENA_MAX: an arena reserves 64 MiB, and 128 MiB for a moment. The runtime's heap, reserved in that moment,
    // did not fit any more once in 500 runs.
    [Fact]
    public void NoThreadReservesAnArenaOfItsOwn()
    {
        Assert.SkipUnless(Peer.Exists("strace"), Peer.Missing("strace"));
        PeerResult run = Run("strace -f -e trace=mmap", "sockets --test");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("mmap(", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("mmap(NULL, 134217728, ", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void FewProcessesOfAUserAreOneSentenceOrEnough(int processes) =>
        Assert.All(_verbs, verb => Ended(Run($"setpriv {Ordinary} prlimit --nproc={processes}", verb), $"{processes}: {verb}"));

    [Fact]
    public void EightMegabytesOfMemoryAreEnough()
    {
        string groups = new[]
        {
            "/sys/fs/cgroup/memory", "/sys/fs/cgroup"
        }.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "cgroup.procs"))) ?? "";
        Assert.SkipWhen(groups.Length == 0, "this kernel has no memory cgroup");
        string group = Path.Combine(groups, $"rawnet-test-{Guid.NewGuid():n}");
        const string script = """
            group=$1; shift
            mkdir "$group" || exit 99
            for limit in memory.limit_in_bytes memory.max; do [ ! -e "$group/$limit" ] || echo 8M >"$group/$limit" || exit 98; done
            [ -e "$group/memory.limit_in_bytes" ] || [ -e "$group/memory.max" ] || exit 97
            sh -c 'echo $$ >"$0/cgroup.procs" && exec "$@"' "$group" "$@"; status=$?
            rmdir "$group"; exit $status
            """;
        string program = Copy();
        Assert.All(
            _verbs.Where(verb => !verb.Contains("{pcap}", StringComparison.Ordinal)),
            verb => Peer.Run("sh", ["-c", script, "sh", group, program, .. verb.Split(' ')], input: null,
                Patience.Seconds(60)).Succeeded());
    }

    [Fact]
    public void TheAdviceForFewFilesFollowedLiterallyHelps()
    {
        PeerResult refused = Run("prlimit --nofile=6:1024", "ping -c 1 127.0.0.1");
        Assert.Equal(3, refused.ExitCode);
        string advice = FilesLine().Match(refused.Errors).Value;
        Assert.NotEmpty(advice);
        Peer.Run("prlimit", ["--nofile=6:1024", "sh", "-c", $"{advice} && exec \"$0\" ping -c 1 127.0.0.1", Copy()]).Succeeded();
    }

    // SIGXFSZ ends a process that does not ask for the error instead (setrlimit(2)).
    [Theory]
    [InlineData("craft --write {out} ip id=1..100 / icmp.echo / data zeros:100")]
    [InlineData("ping -c 3 -i 0.01 -s 1000 --write {out} 127.0.0.1")]
    public void TheLimitOfFileSizesIsOneSentenceAndTheFileIsReadUpToIt(string line)
    {
        string file = Path.Combine(_folder.FullName, "out.pcapng");
        PeerResult run = Run("prlimit --fsize=2000", line.Replace("{out}", file, StringComparison.Ordinal));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"rawnet: write {file}: EFBIG (File too large)", Assert.Single(run.Errors.TrimEnd('\n').Split('\n')));
        Assert.Equal(2000, new FileInfo(file).Length);
    }

    [Fact]
    public void TheLimitOfFileSizesIsToldOfStandardOutputToo()
    {
        PeerResult run = Peer.Run("sh",
            ["-c", "prlimit --fsize=2000 \"$0\" formats >\"$1\"", Copy(), Path.Combine(_folder.FullName, "out.txt")]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("rawnet: write standard output: EFBIG (File too large)", run.Errors.TrimEnd('\n'));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Ended(PeerResult run, string what)
    {
        string said = string.Create(CultureInfo.InvariantCulture, $"{what}: {run.ExitCode}: {run.Errors}");
        Assert.True(run.ExitCode is 0 or 3, said);
        if (run.ExitCode == 3)
            Assert.True(
                run.Errors.TrimEnd('\n').Split('\n').Count(line => line.StartsWith("rawnet: ", StringComparison.Ordinal)) == 1, said);
    }

    private PeerResult Run(string limits, string line)
    {
        string[] words = [.. line.Split(' ').Select(word => word == "{pcap}" ? Path.Combine(_folder.FullName, "arp.pcap") : word)];
        string[] limiting = limits.Split(' ');
        return Peer.Run(limiting[0], [.. limiting[1..], Copy(), .. words], input: null, Patience.Seconds(120));
    }

    // Where any user can read it.
    private string Copy()
    {
        Assert.SkipWhen(Rawnet.Native is null, "RAWNET_COMMAND names no native file");
        string? reason = Requirements.FirstOf(Requirements.Lab, Requirements.Programs("prlimit", "setpriv", "tshark"));
        Assert.SkipWhen(reason is not null, reason ?? "");
        string copy = Path.Combine(_folder.FullName, "rawnet");
        if (File.Exists(copy)) return copy;
        Peer.Run("install", ["-m", "755", Rawnet.Native!, copy]).Succeeded();
        Peer.Run("install", ["-m", "644", Rawnet.File("captures", "arp.pcap"), Path.Combine(_folder.FullName, "arp.pcap")]).Succeeded();
        Peer.Run("chmod", ["755", _folder.FullName]).Succeeded();
        return copy;
    }

    [GeneratedRegex(@"ulimit -n \d+")]
    private static partial Regex FilesLine();
}
