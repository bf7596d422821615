using System.Runtime.Versioning;
using System.Text.Json;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Options;

[SupportedOSPlatform("linux")]
public class OptionsTests(SendLab lab) : IClassFixture<SendLab>
{
    [Theory]
    [InlineData("options", "SO_RCVBUF", "TCP_NODELAY", "ICMP_FILTER")]
    [InlineData("options --type raw", "ICMP_FILTER", "IP_TTL", "TCP_NODELAY")]
    [InlineData("options --family inet6 --type raw", "ICMP6_FILTER", "IPV6_TCLASS", "IP_TTL")]
    [InlineData("options --family packet", "PACKET_STATISTICS", "SO_MARK", "IP_TTL")]
    [InlineData("options --family 2 --type raw --protocol igmp", "IP_ROUTER_ALERT", "SO_MARK", "ICMP_FILTER")]
    [InlineData("options --type raw --protocol 0x59", "IP_HDRINCL", "SO_MARK", "ICMP_FILTER")]
    [InlineData("options --family unix --type dgram", "SO_PASSCRED", "SO_PEERCRED", "IP_TTL")]
    public void TheListHasTheLevelsOfTheSocket(string line, string one, string other, string absent)
    {
        string[] names = [.. Run(line).Succeeded().Lines.Select(l => l.Split(' ')[0])];
        Assert.Equal("OPTION", names[0]);
        Assert.Contains(one, names);
        Assert.Contains(other, names);
        Assert.DoesNotContain(absent, names);
    }

    [Fact]
    public void LiveValuesStandInTheJson()
    {
        JsonElement[] lines =
        [
            .. Run("options --type raw --protocol 253 --json").Succeeded().Lines.Select(l => JsonDocument.Parse(l).RootElement)
        ];
        Assert.Equal("rawnet.options/1", lines[0].GetProperty("schema").GetString());
        JsonElement ttl = lines.Single(l => l.TryGetProperty("name", out JsonElement n) && n.GetString() == "IP_TTL");
        Assert.Equal(("IPPROTO_IP", 2, "64"),
            (ttl.GetProperty("level").GetString(), ttl.GetProperty("number").GetInt32(), ttl.GetProperty("value").GetString()));
        JsonElement mtu = lines.Single(l => l.TryGetProperty("name", out JsonElement n) && n.GetString() == "IP_MTU");
        Assert.Equal("ENOTCONN", mtu.GetProperty("errno").GetString());
        Assert.Equal(lines.Length - 2, lines[^1].GetProperty("options").GetInt32());
    }

    [Theory]
    [InlineData("options get IP_TTL", "64")]
    [InlineData("options get so_type --type dgram", "Dgram")]
    [InlineData("options get SO_LINGER", "off")]
    public void GetPrintsTheValueOnly(string line, string value) => Assert.Equal([value], Run(line).Succeeded().Lines);

    [Theory]
    [InlineData("options set SO_RCVBUF 20000 --type dgram", "'20000' asked, 40000 now")]
    // the kernel's struct linger has whole seconds; 0 would reset the connection
    [InlineData("options set SO_LINGER 0.5", "'0.5' asked, 1 now")]
    [InlineData("options set SO_LINGER 0", "'0' asked, 0 now")]
    [InlineData("options set SO_RCVTIMEO 0.0000001", "now: a receive ends in EAGAIN")]
    [InlineData("options set SO_BSDCOMPAT 1", "0 before, '1' asked, 0 now: nothing")]
    [InlineData("options set ICMP_FILTER 0,3 --type raw", "now: messages of types")]
    [InlineData("options set MCAST_JOIN_SOURCE_GROUP 232.1.1.1@198.18.0.9%va", "is set; the kernel does not tell it back")]
    public void SetSaysWhatTheKernelMadeOfIt(string line, string says) =>
        Assert.Contains(says, Run(line).Succeeded().Text, StringComparison.Ordinal);

    // ip(7) and ipv6(7): -1 is the route's or the system's own value again.
    [Theory]
    [InlineData("options set IP_TTL -1", "'-1' asked, 64 now")]
    [InlineData("options set IP_MULTICAST_TTL -1 --type dgram", "'-1' asked, 1 now")]
    [InlineData("options set IPV6_UNICAST_HOPS -1 --family inet6", "'-1' asked, 64 now")]
    [InlineData("options set IPV6_MULTICAST_HOPS -1 --family inet6 --type dgram", "'-1' asked, 1 now")]
    [InlineData("options set IPV6_TCLASS -1 --family inet6", "'-1' asked, 0 now")]
    public void AValueMayBeginWithAMinus(string line, string says) =>
        Assert.Contains(says, Run(line).Succeeded().Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("options set SO_RCVBUFF 1", 2, "near are SO_RCVBUF")]
    [InlineData("options NODELAY", 2, "near are TCP_NODELAY")]
    [InlineData("options get SO_FOO", 2, "near are SO_ERROR, SO_MARK, SO_TYPE")]
    [InlineData("options get TCP_MTU", 2, "near are TCP_")]
    [InlineData("options set IP_TTL many", 2, "'many' is no value of IP_TTL: 1..255, -1 is wanted")]
    [InlineData("options set SO_RCVTIMEO 0,5", 2, "'0,5' is no value of SO_RCVTIMEO")]
    [InlineData("options set SO_LINGER 1,5", 2, "'1,5' is no value of SO_LINGER")]
    [InlineData("options set SO_RCVBUF 1,000", 2, "'1,000' is no value of SO_RCVBUF")]
    [InlineData("options set IP_TTL 300", 2, "EINVAL")]
    [InlineData("options set SO_BINDTODEVICE nosuch0", 2, "ENODEV")]
    [InlineData("options get MCAST_JOIN_GROUP", 2, "only set")]
    [InlineData("options --family nosuch", 2, "there are inet, inet6, unix, packet, can")]
    [InlineData("options --family 77", 2, "there is no family '77'; there are inet, inet6")]
    [InlineData("options --family unix --type rdm", 2, "unix has no rdm sockets, in any kernel; it has stream, dgram, raw, seqpacket")]
    [InlineData("options --protocol 253", 2, "there is no protocol '253' for inet stream; there are tcp, mptcp, sctp")]
    [InlineData("options set SO_SNDLOWAT 4", 3, "SO_SNDLOWAT is only read (ENOPROTOOPT): always 1")]
    [InlineData("options set SO_PEERCRED 4", 3, "SO_PEERCRED is only read")]
    [InlineData("options set ICMP_FILTER 0", 3, "this kind of socket does not have the option")]
    public void WhatIsWrongIsOneSentence(string line, int status, string says)
    {
        PeerResult result = Run(line);
        Assert.Equal(status, result.ExitCode);
        Assert.Empty(result.Text);
        Assert.Contains(says, Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutRightsTheFixIsTold()
    {
        PeerResult result = lab.A.Exec("setpriv", "--bounding-set=-all", "--inh-caps=-all", Rawnet.Path, "options", "set", "SO_MARK", "9");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("EPERM", result.Errors, StringComparison.Ordinal);
        Assert.Contains(Rawnet.Allow("NET_RAW"), result.Errors, StringComparison.Ordinal);
    }

    private PeerResult Run(string line) => lab.A.RawnetLine(line);
}
