using System.Runtime.Versioning;
using System.Text.Json;
using System.Text.RegularExpressions;
using RawNet.Cli.Doctor;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Doctor;

[SupportedOSPlatform("linux")]
public partial class DoctorTests(SendLab lab) : IClassFixture<SendLab>
{
    private static readonly string[] _sockets = ["raw IPv4 sockets", "raw IPv6 sockets", "packet sockets", "capabilities"];

    [Fact]
    public void ForRootEverySocketOfTheVerbsWorks()
    {
        lab.A.Sysctl("net.ipv4.ping_group_range", "0 2147483647");
        Dictionary<string, JsonElement> checks = Checks(lab.A.RawnetLine("doctor --json").Succeeded());
        Assert.All([.. _sockets, "ping sockets", "IPv6 ping sockets", "network namespaces", "IPv6"],
            name => Assert.Equal("works", checks[name].GetProperty("status").GetString()));
    }

    [Fact]
    public void WithoutAnyRightRawIsNotPermittedAndTheFixOfAManagedProgramIsNoSetcapLine()
    {
        CheckResult[] findings = [];
        lab.A.Run(() => Unprivileged.Run(() => findings = [ProgramCheck.Find(), .. SocketChecks.All()]));
        CheckResult raw = Assert.Single(findings, f => f.Name == "raw IPv4 sockets");
        Assert.Equal(Standing.NotPermitted, raw.Standing);
        Assert.StartsWith("run it by sudo, or compile it natively (PublishAot) and give that file cap_net_raw and cap_net_admin ",
            raw.Fix!, StringComparison.Ordinal);
        Assert.Equal((Standing.Note, "src/publish"), (findings[0].Standing, findings[0].Fix));
    }

    [Fact]
    public void TheFixStandsBelowItsLine()
    {
        PeerResult looked = lab.A.Exec("setpriv", "--bounding-set=-all", "--inh-caps=-all", Rawnet.Path, "doctor").Succeeded();
        int line = looked.Lines.ToList().FindIndex(l => l.StartsWith("not permitted  raw IPv4 sockets ", StringComparison.Ordinal));
        Assert.EndsWith($" fix: {Rawnet.Allow("NET_RAW,NET_ADMIN")}", looked.Lines[line + 1], StringComparison.Ordinal);
    }

    [Fact]
    public void ItLooksAlsoWithoutAnyRightAndEndsWithZero()
    {
        PeerResult looked = lab.A.Exec("setpriv", "--bounding-set=-all", "--inh-caps=-all", Rawnet.Path, "doctor", "--json");
        Dictionary<string, JsonElement> checks = Checks(looked.Succeeded());
        Assert.All(_sockets, name => Assert.Equal("not-permitted", checks[name].GetProperty("status").GetString()));
        Assert.Equal(Rawnet.Allow("NET_RAW,NET_ADMIN"), checks["raw IPv4 sockets"].GetProperty("fix").GetString());
        Assert.Equal("not-permitted", checks["network namespaces"].GetProperty("status").GetString());
    }

    [Fact]
    public void TheGroupOutsideThePingRangeIsToldTheSysctlThatWorks()
    {
        lab.B.Sysctl("net.ipv4.ping_group_range", "1 0");
        JsonElement ping = Checks(lab.B.RawnetLine("doctor --json"))["ping sockets"];
        Assert.Equal("note", ping.GetProperty("status").GetString()); // root, who may have raw sockets
        Assert.Contains("ping_group_range is 1 0", ping.GetProperty("text").GetString(), StringComparison.Ordinal);
        lab.B.Exec("sh", "-c", ping.GetProperty("fix").GetString()!.Replace("sudo ", "", StringComparison.Ordinal)).Succeeded();
        Assert.Equal("works", Checks(lab.B.RawnetLine("doctor --json"))["ping sockets"].GetProperty("status").GetString());
    }

    [Fact]
    public void SettingsOfTheNamespaceAreSeenAndTheirFixesWork()
    {
        lab.B.Sysctl("net.ipv4.conf.vb.rp_filter", "1");
        lab.B.Sysctl("net.ipv4.icmp_echo_ignore_all", "1");
        lab.B.Sysctl("net.ipv4.icmp_ratelimit", "1000");
        Dictionary<string, JsonElement> before = Checks(lab.B.RawnetLine("doctor --json"));
        foreach (string name in (string[])["rp_filter", "icmp_echo_ignore_all", "icmp_ratelimit"])
        {
            Assert.Equal("note", before[name].GetProperty("status").GetString());
            lab.B.Exec("sh", "-c", before[name].GetProperty("fix").GetString()!.Replace("sudo ", "", StringComparison.Ordinal)).Succeeded();
        }
        Dictionary<string, JsonElement> after = Checks(Peer.Run(Rawnet.Path, ["doctor", "--json", "--netns", lab.B.Name]));
        Assert.All(["rp_filter", "icmp_echo_ignore_all", "icmp_ratelimit"],
            name => Assert.Equal("works", after[name].GetProperty("status").GetString()));
    }

    [Fact]
    public void EachVerbAndOptionThatItNamesIsThere()
    {
        System.CommandLine.Command[] verbs = [.. Verbs.All];
        string[] options = [.. verbs.SelectMany(CommandsOf).SelectMany(c => c.Options).SelectMany(o => o.Aliases.Append(o.Name))];
        CheckResult[] findings = lab.A.Run<CheckResult[]>(
            () => [LibraryCheck.Find(), .. SocketChecks.All(), .. SettingChecks.All(), LibpcapCheck.Find()]);
        string[] words = [.. findings.SelectMany(f => Word().Matches(f.Text.Split(';')[0]).Select(m => m.Value))];
        Assert.Contains("--explain", words);
        Assert.Empty(words.Except(options));
        string[] uses = [.. findings.Where(f => f.Name.StartsWith("raw ", StringComparison.Ordinal)).SelectMany(f => f.Text.Split(", "))];
        Assert.Contains("ping", uses);
        Assert.Empty(uses.Except(verbs.Select(v => v.Name)));
    }

    [Fact]
    public void AnInterfaceIsCalledUpOnlyIfItIs()
    {
        using Host alone = OneHost.Create();
        Assert.Equal("no interface but loopback is up",
            Checks(alone.RawnetLine("doctor --json"))["offload"].GetProperty("text").GetString());
        alone.Exec("ip", "link", "set", "lo", "down").Succeeded();
        JsonElement down = Checks(alone.RawnetLine("doctor --json"))["offload"];
        Assert.Equal("no interface is up, loopback neither", down.GetProperty("text").GetString());
        alone.Exec("sh", "-c", down.GetProperty("fix").GetString()!.Replace("sudo ", "", StringComparison.Ordinal)).Succeeded();
        Assert.Equal("no interface but loopback is up",
            Checks(alone.RawnetLine("doctor --json"))["offload"].GetProperty("text").GetString());
    }

    // What the kernel does not show is not told as if it had been seen.
    [Fact]
    public void ASettingThatIsNotShownIsNotCalledGood()
    {
        PeerResult looked = lab.A.Exec("unshare", "-m", "sh",
            "-c", $"mount -t tmpfs none /proc/sys/net && exec {Rawnet.Path} doctor --json").Succeeded();
        Dictionary<string, JsonElement> checks = Checks(looked);
        Assert.All(["rp_filter", "icmp_ratelimit", "icmp_echo_ignore_all"],
            name => Assert.Equal("not-offered", checks[name].GetProperty("status").GetString()));
    }

    private static IEnumerable<System.CommandLine.Command> CommandsOf(System.CommandLine.Command verb) =>
        verb.Subcommands.SelectMany(CommandsOf).Prepend(verb);

    [GeneratedRegex("(?<![a-z])--[a-z]+")]
    private static partial Regex Word();

    private static Dictionary<string, JsonElement> Checks(PeerResult result) =>
        result.Events("check").ToDictionary(c => c.GetProperty("name").GetString()!);
}
