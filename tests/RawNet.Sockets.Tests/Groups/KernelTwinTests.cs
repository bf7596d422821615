using RawNet.Lab;
using RawNet.Probing.Groups;
using RawNet.Protocols;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>The same scenes with the kernel on one link and our host in its place on another: what leaves must be the same,
/// but for the differences that are named.</summary>
public class KernelTwinTests
{
    private const string G = "239.1.2.3", Ssm = "232.1.2.3", S1 = "198.19.2.9", S2 = "198.19.2.10", S3 = "198.19.2.11";
    private const string G6 = "ff05::1234", Ssm6 = "ff35::1234", S6 = "2001:db8::9";
    private static readonly GroupFilter _nothing = GroupFilter.Nothing, _all = GroupFilter.Everything;

    // The kernel waits up to 10 s before it repeats an older report, as RFC 2236 says; both take 1 s here.
    [Theory]
    [InlineData(1, GroupVersion.Reporting)]
    [InlineData(2, GroupVersion.Leaving)]
    [InlineData(3, GroupVersion.Filtering)]
    public void JoiningAndLeavingIsTheSameInEveryVersion(int version, GroupVersion newest) =>
        Compare([Scene.Set(G, _nothing, _all), Scene.Set(G, _all, _nothing)],
            new(GroupDialect.Igmp) { Newest = newest, OlderUnsolicitedInterval = TimeSpan.FromSeconds(1) }, version, 0);

    [Fact]
    public void SourceFiltersAreToldTheSame() => Compare(
        [
            Scene.Set(Ssm, _nothing, Include(S1)), Scene.Set(Ssm, Include(S1), Include(S1, S2)),
            Scene.Set(Ssm, Include(S1, S2), Include(S2)), Scene.Set(Ssm, Include(S2), _nothing),
            Scene.Set(G, _nothing, _all), Scene.Set(G, _all, Exclude(S1)), Scene.Set(G, Exclude(S1), _all),
            Scene.Set(G, _all, Include(S1, S3)), Scene.Set(G, Include(S1, S3), Exclude(S1)), Scene.Set(G, Exclude(S1), _nothing),
        ],
        new(GroupDialect.Igmp), 3, 0);

    // Deliberate: a query without Router Alert is not one that RFC 9776, 5.2 speaks of; Linux answers it.
    [Fact]
    public void QueriesAreAnsweredAndIgnoredTheSame()
    {
        byte[] badCount = Query3(5, Ssm, sources: S1);
        badCount[11] = 5;
        Compare(
            [
                Scene.Set(G, _nothing, _all), Scene.Set(Ssm, _nothing, Include(S1)),
                Scene.Query("v3 general", From("224.0.0.1", Query3(5))), Scene.Query("v3 group", From(G, Query3(5, G))),
                Scene.Query("v3 group not joined", From("239.9.9.9", Query3(5, "239.9.9.9"))),
                Scene.Query("v3 source wanted", From(Ssm, Query3(5, Ssm, sources: S1))),
                Scene.Query("v3 source unwanted", From(Ssm, Query3(5, Ssm, sources: S3))),
                Scene.Query("3174.4 s", From("224.0.0.1", Query3(0xff))), Scene.Query("no time", From("224.0.0.1", Query3(0))),
                Scene.Query("bad sum", Packet4(Router, "224.0.0.1", Query3(5), isSumGood: false)),
                Scene.Query("no router alert", Packet4(Router, "224.0.0.1", Query3(5), alert: false)),
                Scene.Query("TTL 2", Packet4(Router, "224.0.0.1", Query3(5), ttl: 2)),
                Scene.Query("11 octets", From("224.0.0.1", Query3(5)[..11])), Scene.Query("counts 5, has 1", From(Ssm, badCount)),
                Scene.Query("to a unicast address", From("198.18.9.2", Query3(5))),
                Scene.Query("v2 general", From("224.0.0.1", Query2(5))), Scene.Query("v1 general", From("224.0.0.1", Query2(0)), 10.5),
                Scene.Query("v1 naming another group", From("224.0.0.1", Query2(0, "239.9.9.9")), 10.5), Scene.Set(G, _all, _nothing),
            ],
            new(GroupDialect.Igmp),
            version: 0,
            version6: 0,
            "no router alert");
    }

    [Theory]
    [InlineData(1, GroupVersion.Leaving)]
    [InlineData(2, GroupVersion.Filtering)]
    public void MldIsTheSameInBothVersions(int version, GroupVersion newest) => Compare(
        [
            Scene.Set(G6, _nothing, _all), Scene.Set(Ssm6, _nothing, Include(S6)),
            Scene.Query("v2 general", Packet6("fe80::1", "ff02::1", Query6(500))),
            Scene.Query("v2 address", Packet6("fe80::1", G6, Query6(500, G6))),
            Scene.Query("v2 source", Packet6("fe80::1", Ssm6, Query6(500, Ssm6, sources: S6))),
            Scene.Query("v2 not joined", Packet6("fe80::1", "ff05::9999", Query6(500, "ff05::9999"))),
            Scene.Query("v1 general", Packet6("fe80::1", "ff02::1", Query6V1(500))),
            Scene.Query("no router alert", Packet6("fe80::1", "ff02::1", Query6(500), alert: false)),
            Scene.Query("hop limit 2", Packet6("fe80::1", "ff02::1", Query6(500), hopLimit: 2)),
            Scene.Query("global source", Packet6("2001:db8::1", "ff02::1", Query6(500))),
            Scene.Set(G6, _all, _nothing), Scene.Set(Ssm6, Include(S6), _nothing),
        ],
        // The kernel that is told to speak version 2 ignores version 1 (force_mld_version), as a host without compatibility modes does.
        new(GroupDialect.Mld)
        {
            Newest = newest,
            OlderUnsolicitedInterval = TimeSpan.FromSeconds(1),
            FollowsOlderQueriers = newest == GroupVersion.Leaving
        },
        0,
        version);

    private static string Router => "198.18.9.1";

    private static byte[] From(string to, byte[] igmp) => Packet4(Router, to, igmp);

    private static void Compare(IReadOnlyList<Step> steps, GroupHostSettings settings,
        int version, int version6, params string[] onlyTheKernelAnswers)
    {
        using TwoHosts kernel = Lend.Pair();
        using TwoHosts ours = Lend.Pair();
        Prepare(kernel, version, version6);
        Prepare(ours, 0, 0);
        ours.B.Sysctl("net.ipv6.conf.vb.disable_ipv6", "1");
        using var kernelHost = new KernelHost(kernel.B);
        using var ourHosts = new OurHosts(ours.B, settings, settings.Dialect == GroupDialect.Igmp ? A("198.18.9.2") : A("fe80::ff:fe00:2"));
        Thread.Sleep(1500);
        Task<(IReadOnlyList<string> Said, Capture Capture)> kernels = Task.Run(
            () => (Scene.Play(kernel.A, kernelHost, steps, out Capture c), c));
        IReadOnlyList<string> said = Scene.Play(ours.A, ourHosts, steps, out Capture capture);
        IReadOnlyList<string> expected = kernels.Result.Said;
        foreach (string line in expected) TestContext.Current.TestOutputHelper!.WriteLine(line);
        Assert.Equal(expected.Where(line => !IsExcepted(line, onlyTheKernelAnswers)),
            said.Where(line => !IsExcepted(line, onlyTheKernelAnswers)));
        Assert.All(onlyTheKernelAnswers,
            name => Assert.Equal($"{name} => silence", said.Single(line => line.StartsWith(name, StringComparison.Ordinal))));
        Assert.All(onlyTheKernelAnswers, name => Assert.DoesNotContain("silence",
            expected.Single(line => line.StartsWith(name, StringComparison.Ordinal)), StringComparison.Ordinal));
        GroupWitness.FindsNoFault(capture);
    }

    private static bool IsExcepted(string line, string[] names) =>
        names.Any(name => line.StartsWith(name + " =>", StringComparison.Ordinal));

    private static void Prepare(TwoHosts hosts, int version, int version6)
    {
        Peer.Run("ip", ["-n", hosts.B.Name, "addr", "flush", "dev", "vb", "scope", "global"]).Succeeded();
        Peer.Run("ip", ["-n", hosts.B.Name, "addr", "add", "198.18.9.2/24", "dev", "vb"]).Succeeded();
        Peer.Run("ip", ["-n", hosts.B.Name, "route", "add", "224.0.0.0/4", "dev", "vb"]).Succeeded();
        hosts.B.Sysctl("net.ipv4.conf.vb.igmpv2_unsolicited_report_interval", "1000");
        hosts.B.Sysctl("net.ipv6.conf.vb.mldv1_unsolicited_report_interval", "1000");
        hosts.B.Sysctl("net.ipv4.conf.vb.force_igmp_version", $"{version}");
        hosts.B.Sysctl("net.ipv6.conf.vb.force_mld_version", $"{version6}");
        hosts.A.Sysctl("net.ipv6.conf.va.disable_ipv6", "1");
    }
}
