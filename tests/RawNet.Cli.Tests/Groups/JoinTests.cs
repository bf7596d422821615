using System.Text;
using System.Text.Json;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Groups;

/// <summary><c>igmp join</c> and <c>mld join</c>: what the kernel then holds and sends, told by /proc/net and tcpdump.</summary>
public class JoinTests(SendLab lab) : IClassFixture<SendLab>
{
    [Theory]
    [InlineData("igmp", "239.66.0.1", "239.66.0.1", "exclude()")]
    [InlineData("igmp", "232.66.0.1@198.18.0.9,198.18.0.10", "232.66.0.1", "include(198.18.0.10,198.18.0.9)")]
    [InlineData("igmp", "239.66.0.2@!198.18.0.9", "239.66.0.2", "exclude(198.18.0.9)")]
    [InlineData("igmp", "239.66.0.3@~198.18.0.9,198.18.0.10", "239.66.0.3", "exclude(198.18.0.10,198.18.0.9)")]
    [InlineData("mld", "ff05::66:1", "ff05::66:1", "exclude()")]
    [InlineData("mld", "ff35::66:1@2001:db8::9", "ff35::66:1", "include(2001:db8::9)")]
    [InlineData("mld", "ff05::66:2@!2001:db8::9", "ff05::66:2", "exclude(2001:db8::9)")]
    public void TheKernelHoldsWhatWasAskedUntilTheEnd(string verb, string asked, string group, string filter)
    {
        using RunningPeer join = lab.A.Start(Rawnet.Path, verb, "join", "-I", "va", asked);
        join.Wait(() => Said(join).Contains("joined", StringComparison.Ordinal), "joined");
        Assert.Equal(filter, KernelGroups.Of(lab.A)[group]);
        join.Wait(() => Said(join).Contains($",{group}", StringComparison.Ordinal), "the report");
        Assert.Equal(0, join.Interrupt());
        Assert.False(KernelGroups.Of(lab.A).ContainsKey(group));
        Assert.Contains("1 joined and left", Said(join), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsShownIsWhatTcpdumpSees()
    {
        Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
        // Hosts of its own: groups that another test has left are still reported for a second.
        using var hosts = new TwoHosts();
        using Lab.Capture wire = hosts.B.StartCapture(filter: "igmp");
        using var file = new TemporaryFile(extension: ".pcap");
        PeerResult join = hosts.A.RawnetLine(
            $"igmp join -I va --json -w 0.2 239.66.1.1 232.66.1.1@198.18.0.9 --write {file.Path}").Succeeded();
        IReadOnlyList<JsonElement> sent = join.Events("sent");
        IReadOnlyList<CapturedFrame> frames = wire.Stop(atLeast: sent.Count);
        Assert.True(sent.Count >= 2);
        IReadOnlyList<string> recorded = Ping.Tshark.Frames(file.Path);
        Assert.Equal(frames.Take(sent.Count).Select(f => f.ToString()), recorded);
        IEnumerable<string> groups = sent
            .SelectMany(e => e.GetProperty("layers").EnumerateArray().Last().GetProperty("igmp.records").EnumerateArray())
            .Select(r => r.GetProperty("igmp.maddr").GetString()!);
        Assert.Superset(new HashSet<string> { "239.66.1.1", "232.66.1.1" }, groups.ToHashSet());
    }

    [Fact]
    public void FiftyGroupsAreJoinedAtOnce()
    {
        string groups = string.Join(' ', Enumerable.Range(1, 50).Select(i => $"239.66.2.{i}"));
        PeerResult join = lab.A.RawnetLine($"igmp join -I va -w 0 {groups}").Succeeded();
        Assert.Contains("50 joined and left", join.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("232.66.3.1@")]
    [InlineData("239.66.3.1@!")]
    public void TooManySourcesAreExplainedWithTheFix(string group)
    {
        PeerResult join = lab.A.RawnetLine(
            $"igmp join -I va {group}{string.Join(',', Enumerable.Range(1, 11).Select(i => $"198.18.0.{i}"))}");
        Assert.Equal(3, join.ExitCode);
        Assert.Contains("ENOBUFS", join.Errors, StringComparison.Ordinal);
        Assert.Contains(": sysctl net.ipv4.igmp_max_msf=64", join.Errors, StringComparison.Ordinal);
    }

    // The kernel's own limit of IPv6 groups: net.ipv6.mld_max_msf, 64 unless set; it is not of a network namespace.
    [Theory]
    [InlineData("ff35::66:3@")]
    [InlineData("ff05::66:3@!")]
    public void TooManySourcesOfAnIpv6GroupNameItsLimit(string group)
    {
        int most = int.Parse(File.ReadAllText("/proc/sys/net/ipv6/mld_max_msf"), System.Globalization.CultureInfo.InvariantCulture);
        PeerResult join = lab.A.RawnetLine(
            $"mld join -I va {group}{string.Join(',', Enumerable.Range(1, most + 1).Select(i => $"2001:db8::{i:x}"))}");
        Assert.Equal(3, join.ExitCode);
        Assert.Contains("ENOBUFS", join.Errors, StringComparison.Ordinal);
        Assert.Contains("sysctl net.ipv6.mld_max_msf=", join.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("igmp_max_msf", join.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutTheRightToLookTheGroupIsJoinedAllTheSame()
    {
        Assert.SkipWhen(Requirements.Programs("setpriv") is not null, Requirements.Programs("setpriv") ?? "");
        PeerResult join = lab.A.Exec("setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw", Rawnet.Path,
            "igmp", "join", "-I", "va", "-w", "0.1", "239.66.4.1").Succeeded();
        Assert.Contains("what the kernel sends is not shown: needs CAP_NET_RAW", join.Errors, StringComparison.Ordinal);
        Assert.Contains("joined 239.66.4.1 exclude {}", join.Text, StringComparison.Ordinal);
    }

    private static string Said(RunningPeer join) => Encoding.UTF8.GetString(join.Output());
}
