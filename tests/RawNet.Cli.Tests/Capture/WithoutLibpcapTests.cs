using RawNet.Lab;

namespace RawNet.Cli.Tests.Capturing;

/// <summary>Where libpcap is not installed only what asks for it is refused, with the package.
/// The library is hidden in a mount namespace.</summary>
public sealed class WithoutLibpcapTests
{
    private const string Hide =
        "for f in $(find /usr/lib /lib -xdev -name 'libpcap.so*' -type f); do mount --bind /dev/null \"$f\" || exit 99; done; exec \"$@\"";

    [Theory]
    [InlineData("read --bpf icmp captures/arp.pcap")]
    [InlineData("verify --bpf icmp captures/arp.pcap")]
    [InlineData("capture -I lo -w 0.1 --bpf icmp")]
    [InlineData("capture -I lo -w 0.1 --backend pcap")]
    public void WhatAsksForItSaysWhichPackageIsMissing(string line)
    {
        PeerResult result = Hidden(line);
        Assert.Equal((3, ""), (result.ExitCode, result.Text));
        Assert.Contains("libpcap0.8", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("--help")]
    [InlineData("read captures/arp.pcap")]
    [InlineData("read --filter arp --json captures/arp.pcap")]
    [InlineData("verify captures/arp.pcap")]
    [InlineData("verify --against packetdotnet captures/arp.pcap")]
    [InlineData("craft icmp.echo --hex")]
    [InlineData("formats icmp.echo")]
    [InlineData("options --type raw")]
    [InlineData("sockets")]
    [InlineData("ping -c 1 127.0.0.1")]
    [InlineData("send ip dst=127.0.0.1 / icmp.echo-reply")]
    [InlineData("capture -I lo -w 0.1")]
    [InlineData("igmp monitor -I lo -w 0.1")]
    [InlineData("igmp join -I lo -w 0 239.67.0.1")]
    public void EverythingElseWorks(string line)
    {
        PeerResult result = Hidden(line);
        Assert.True(result.ExitCode == 0, $"{result.ExitCode}: {result.Errors}");
    }

    [Fact]
    public void DoctorSaysThatItIsMissing() => Assert.Contains("libpcap0.8", Hidden("doctor").Text, StringComparison.Ordinal);

    private static PeerResult Hidden(string line)
    {
        string? reason = Requirements.FirstOf(Requirements.Lab, Requirements.Programs("unshare", "find", "mount"));
        Assert.SkipWhen(reason is not null, reason ?? "");
        string[] words =
        [
            .. line.Split(' ').Select(word => word.StartsWith("captures/", StringComparison.Ordinal) ? Rawnet.File(word) : word)
        ];
        return Peer.Run("unshare", ["-m", "sh", "-c", Hide, "sh", Rawnet.Path, .. words]);
    }
}
