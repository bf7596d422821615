using System.Text;
using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Ping;

/// <summary>Without rights: a ping socket where the group may, with the same results; else the fix.</summary>
public class PermissionTests(PingLab lab) : IClassFixture<PingLab>
{
    private const string Open = "0 2147483647";
    private const string Closed = "1 0";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void APingSocketGivesTheSameSummary(bool ipv6)
    {
        string target = (ipv6 ? lab.Pair.B.Address6 : lab.Pair.B.Address).ToString();
        string[] arguments = ["ping", target, "-c3", "-i", "0.05", "--json"];
        PeerResult raw = lab.Pair.A.Exec(Rawnet.Path, arguments), ping = Unprivileged(Open, arguments);
        Assert.Equal(("raw", "ping"), (raw.Events()[0].Text("socket"), ping.Events()[0].Text("socket")));
        Assert.Equal(Figures(raw), Figures(ping));
        Assert.Equal(raw.Events().Select(Shape), ping.Events().Select(Shape));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void APingSocketTellsTheSameErrors(bool ipv6)
    {
        using var routed = new Routed(lab.Pair);
        string[] arguments = ["ping", ipv6 ? Routed.Beyond6 : Routed.Beyond, "-c2", "-t1", "-i", "0.05", "--json"];
        PeerResult raw = lab.Pair.A.Exec(Rawnet.Path, arguments), ping = Unprivileged(Open, arguments);
        Assert.Equal((1, 1), (raw.ExitCode, ping.ExitCode));
        Assert.Equal(raw.Events().Of("error").Select(e => (e.Text("from"), e.Text("text"), e.Number("seq"))),
            ping.Events().Of("error").Select(e => (e.Text("from"), e.Text("text"), e.Number("seq"))));
        Assert.Equal(Figures(raw), Figures(ping));
    }

    [Fact]
    public void WithoutAnyRightTheFixIsTold()
    {
        PeerResult result = Unprivileged(Closed, "ping", lab.Pair.B.Address.ToString(), "-c1");
        Assert.Equal((3, ""), (result.ExitCode, result.Text));
        Assert.Equal($"rawnet: neither a raw socket (EPERM) nor a ping socket (EACCES) is permitted: {Rawnet.Allow("NET_RAW")}, "
            + "or sysctl -w net.ipv4.ping_group_range='0 2147483647'\n", result.Errors);
    }

    [Theory]
    [InlineData("--hdrincl")]
    [InlineData("--write")]
    public void WhatNeedsTheRightIsRefusedBeforeAnythingIsSent(string option)
    {
        string file = Path.Combine(Path.GetTempPath(), $"rawnet-test-{Guid.NewGuid():n}.pcapng");
        using Lab.Capture witness = lab.Pair.B.StartCapture(filter: "icmp");
        PeerResult result = Unprivileged(Open,
            ["ping", lab.Pair.B.Address.ToString(), "-c1", .. option == "--write" ? [option, file] : new[] { option }]);
        Assert.Equal((3, ""), (result.ExitCode, result.Text));
        Assert.Contains($"needs CAP_NET_RAW: {Rawnet.Allow("NET_RAW")}", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
        Assert.Empty(witness.StopAfter(TimeSpan.FromMilliseconds(200)));
    }

    // The command as who has no capability.
    private PeerResult Unprivileged(string groups, params string[] arguments)
    {
        Host host = lab.Pair.A;
        host.Sysctl("net.ipv4.ping_group_range", groups);
        PeerResult result = host.Exec("setpriv", ["--bounding-set=-all", "--inh-caps=-all", Rawnet.Path, .. arguments]);
        host.Sysctl("net.ipv4.ping_group_range", Closed);
        return result;
    }

    private static (long, long, long, long) Figures(PeerResult result)
    {
        JsonElement summary = result.Events()[^1];
        return (summary.Number("sent"), summary.Number("received"), summary.Number("errors"), summary.Number("lost_percent"));
    }

    // Everything that does not differ from run to run.
    private static string Shape(JsonElement element)
    {
        var text = new StringBuilder();
        foreach (JsonProperty member in element.EnumerateObject())
            if (!member.Name.EndsWith("_ns", StringComparison.Ordinal) && member.Name is not ("time" or "ident" or "socket"))
                text.Append(member.Name).Append('=').Append(member.Value).Append(' ');
        return text.ToString();
    }
}
