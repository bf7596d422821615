using System.Text.RegularExpressions;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Doctor;

/// <summary>What is advised where a right is missing, followed literally: in containers, in user namespaces, as root.
/// The kernel says whether it helped.</summary>
public sealed partial class AdviceTests : IDisposable
{
    private const string Withheld = "--bounding-set=-net_raw --inh-caps=-net_raw";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rawnet-test-");
    private readonly Host _host = OneHost.Create();

    [Theory]
    [InlineData("ping -c 1 127.0.0.1")]
    [InlineData("ping -c 1 --hdrincl 127.0.0.1")]
    [InlineData("capture -I lo -w 0.1")]
    [InlineData("send ip dst=127.0.0.1 / icmp.echo")]
    [InlineData("igmp monitor -I lo -w 0.1")]
    [InlineData("igmp host -I lo --groups 239.1.1.1 -w 0.1")]
    public void WhatAContainerWithholdsIsAskedOfTheContainer(string line)
    {
        string program = Copy();
        PeerResult refused = Under(Withheld, program, line);
        Assert.Equal(3, refused.ExitCode);
        Assert.DoesNotContain("setcap", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("sudo", refused.Errors, StringComparison.Ordinal);
        Assert.Matches(@"securityContext: \{capabilities: \{add: \[NET_RAW\]\}\}", refused.Errors);

        // As container engines do with these words: the capability is in the set that they give.
        string[] added = [.. AddedCapability().Matches(refused.Errors).Select(m => m.Groups["name"].Value.ToLowerInvariant())];
        Assert.Equal(["net_raw"], added);
        Under($"--bounding-set=-all,{string.Join(',', added.Select(name => $"+{name}"))} --inh-caps=-all", program, line).Succeeded();
    }

    // Why setcap is no advice there: the kernel does not execute such a file (EPERM, which shells tell by 126).
    [Fact]
    public void AFileWithACapabilityThatIsWithheldCannotBeStarted()
    {
        string program = Copy();
        Peer.Run("setcap", ["cap_net_raw+ep", program]).Succeeded();
        Assert.Equal(126, _host.Exec("setpriv", [.. Withheld.Split(' '), "sh", "-c", $"{program} --version"]).ExitCode);
    }

    [Fact]
    public void RootIsNotToldToBecomeRoot()
    {
        string program = Copy();
        _host.Sysctl("net.ipv4.ping_group_range", "1 0");
        PeerResult refused = Under("--securebits=+noroot --inh-caps=-all", program, "ping -c 1 127.0.0.1");
        Assert.Equal(3, refused.ExitCode);
        Assert.DoesNotContain("sudo", refused.Errors, StringComparison.Ordinal);
        Peer.Run("sh", ["-c", SetcapLine().Match(refused.Errors).Value]).Succeeded();
        Under("--securebits=+noroot --inh-caps=-all", program, "ping -c 1 127.0.0.1").Succeeded();
    }

    [Fact]
    public void NothingThatDoctorTellsRootAsksForSudo() =>
        Assert.DoesNotContain("sudo", _host.Exec(Rawnet.Path, "doctor").Succeeded().Text, StringComparison.Ordinal);

    // The kernel refuses a range whose ends the namespace does not map.
    [Fact]
    public void InAUserNamespaceTheRangeIsOneThatItMaps()
    {
        string program = Copy();
        PeerResult run = Peer.Run("unshare", ["-n", "--map-root-user", "sh", "-c", $$"""
            ip link set lo up
            without="setpriv {{Withheld}}"
            $without {{program}} ping -c 1 127.0.0.1 2>{{_folder.FullName}}/said && exit 90
            line=$(grep -o "sysctl -w net.ipv4.ping_group_range='[0-9 ]*'" {{_folder.FullName}}/said) || exit 91
            sh -c "$line" || exit 92
            $without {{program}} ping -c 1 127.0.0.1
            """]);
        Assert.True(run.ExitCode == 0, $"{run.ExitCode}: {run.Errors}");
    }

    // Root of a user namespace has every capability, but not over the network of the machine.
    [Fact]
    public void ARightThatDoesNotCountHereIsToldAsSuch()
    {
        PeerResult refused = Peer.Run("unshare", ["--map-root-user", Copy(), "capture", "-I", "lo", "-w", "0.1"]);
        Assert.Equal(3, refused.ExitCode);
        Assert.DoesNotContain("setcap", refused.Errors, StringComparison.Ordinal);
        Assert.Contains(": unshare -n", refused.Errors, StringComparison.Ordinal);
        Peer.Run("unshare", ["--map-root-user", "unshare", "-n", Copy(), "capture", "-I", "lo", "-w", "0.1"]).Succeeded();
    }

    [Theory]
    [InlineData("ping -c 1 127.0.0.1")]
    [InlineData("ping -c 1 ::1")]
    [InlineData("ping -c 1 -I lo 127.0.0.1")]
    [InlineData("send ip dst=127.0.0.1 / icmp.echo")]
    [InlineData("send ipv6 dst=::1 / icmpv6.echo")]
    [InlineData("echo call --type dgram 127.0.0.1:9 hello")]
    [InlineData("echo call --family inet6 --type dgram [::1]:9 hello")]
    public void LoopbackThatIsDownIsSaidAndTheFixWorks(string line)
    {
        _host.Exec("ip", "link", "set", "lo", "down").Succeeded();
        PeerResult refused = _host.Exec(Rawnet.Path, line.Split(' '));
        Assert.Equal(1, refused.ExitCode);
        Match fix = Regex.Match(refused.Errors, "lo is down: (?<line>ip link set lo up)\n");
        Assert.True(fix.Success, refused.Errors);
        _host.Exec("sh", "-c", fix.Groups["line"].Value).Succeeded();
        PeerResult after = _host.Exec(Rawnet.Path, line.Split(' '));
        // Nobody listens there, but it is reached.
        if (line.StartsWith("echo", StringComparison.Ordinal)) Assert.Contains("ECONNREFUSED", after.Errors, StringComparison.Ordinal);
        else after.Succeeded();
    }

    public void Dispose()
    {
        _host.Dispose();
        _folder.Delete(recursive: true);
    }

    private PeerResult Under(string limits, string program, string line) =>
        _host.Exec("setpriv", [.. limits.Split(' '), program, .. line.Split(' ')]);

    private string Copy()
    {
        Assert.SkipWhen(Rawnet.Native is null, "RAWNET_COMMAND names no native file");
        string? reason = Requirements.FirstOf(Requirements.Lab, Requirements.Programs("setpriv", "setcap", "unshare", "install"));
        Assert.SkipWhen(reason is not null, reason ?? "");
        string copy = Path.Combine(_folder.FullName, "rawnet");
        Peer.Run("install", ["-m", "755", Rawnet.Native!, copy]).Succeeded();
        return copy;
    }

    [GeneratedRegex(@"--cap-add (?<name>\w+)")]
    private static partial Regex AddedCapability();

    [GeneratedRegex("setcap [^,]+(?=,)")]
    private static partial Regex SetcapLine();
}
