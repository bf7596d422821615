using RawNet.Lab;

namespace RawNet.Cli.Tests.Ping;

/// <summary>Link-local addresses where two links have the same ones: the scope says which is meant,
/// on a raw socket and on a ping socket.</summary>
public sealed class ScopeTests : IDisposable
{
    private const string Us = "fe80::a";
    private const string Them = "fe80::b";
    private static readonly string[] _nobody =
    [
        "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all", "--bounding-set=-all"
    ];
    private readonly Host _a = Able(), _b = Able();

    public ScopeTests()
    {
        _a.Sysctl("net.ipv4.ping_group_range", "0 2147483647");
        foreach (string number in (string[])["1", "2"])
        {
            Peer.Run("ip", ["link", "add", $"a{number}", "netns", _a.Name, "type",
                "veth", "peer", "name", $"b{number}", "netns", _b.Name]).Succeeded();
            Up(_a, $"a{number}", Us);
            Up(_b, $"b{number}", Them);
        }
    }

    public static TheoryData<bool, string> Ways => new() { { false, "1" }, { false, "2" }, { true, "1" }, { true, "2" } };

    [Theory]
    [MemberData(nameof(Ways))]
    public void TheScopeOfTheSourceChoosesTheLink(bool unprivileged, string link)
    {
        using Lab.Capture wire = _b.StartCapture($"b{link}", "icmp6[icmp6type] == icmp6-echo");
        PeerResult result = Ping(unprivileged, "-c1", "-I", $"{Us}%a{link}", Them).Succeeded();
        wire.Stop(1);
        Assert.Equal(
            [$"PING {Them} ({Them}%a{link}) from {Us}%a{link} a{link}: 56 data bytes", $"64 bytes from {Them}%a{link}: icmp_seq=1 ttl=64"],
            result.Lines.Take(2).Select(l => l.Split(" time=")[0]));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void TheScopeOfTheTargetChoosesTheLink(bool unprivileged, string link)
    {
        using Lab.Capture wire = _b.StartCapture($"b{link}", "icmp6[icmp6type] == icmp6-echo");
        PeerResult result = Ping(unprivileged, "-c1", "--json", $"{Them}%a{link}").Succeeded();
        wire.Stop(1);
        Assert.Equal($"{Them}%a{link}", Assert.Single(result.Events().Of("reply")).Text("from"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WithoutAScopeTheSentenceSaysWhichToAdd(bool unprivileged)
    {
        foreach (string target in (string[])[Them, "ff02::1"])
        {
            PeerResult result = Ping(unprivileged, "-b", "-c1", target);
            Assert.Equal((2, "", $"rawnet: {target} may be on any link: say which, {target}%a1 or {target}%a2\n"),
                (result.ExitCode, result.Text, result.Errors));
        }
        PeerResult source = Ping(unprivileged, "-c1", "-I", Us, Them);
        Assert.Equal((2, "", $"rawnet: several interfaces have the address {Us}: say {Us}%a1 or {Us}%a2\n"),
            (source.ExitCode, source.Text, source.Errors));
        PeerResult both = Ping(unprivileged, "-c1", "-I", "a1", $"{Them}%a2");
        Assert.Equal((2, "", $"rawnet: {Them}%a2 is not on a1: leave -I out, or name the same interface\n"),
            (both.ExitCode, both.Text, both.Errors));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhereThereIsOneLinkNoScopeIsNeeded(bool unprivileged)
    {
        _a.Exec("ip", "link", "set", "a2", "down").Succeeded();
        Assert.Contains($"64 bytes from {Them}%a1: icmp_seq=1", Ping(unprivileged, "-c1", Them).Succeeded().Text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
    }

    private static Host Able()
    {
        PingLab.Able("tcpdump", "setpriv");
        return OneHost.Create();
    }

    private PeerResult Ping(bool unprivileged, params string[] arguments) =>
        unprivileged ? _a.Exec("setpriv", [.. _nobody, Rawnet.Path, "ping", .. arguments]) : _a.Ping(arguments);

    private static void Up(Host host, string link, string address)
    {
        host.Exec("ip", "link", "set", link, "addrgenmode", "none").Succeeded();
        host.Exec("ip", "address", "add", $"{address}/64", "dev", link, "nodad").Succeeded();
        host.Exec("ip", "link", "set", link, "up").Succeeded();
    }
}
