using RawNet.Lab;

namespace RawNet.Cli.Tests.Echo;

/// <summary>What a refused address means depends on the family and on this host's routes, and the sentence says what helps there.</summary>
public sealed class RefusalTests : EchoScene
{
    private const string RoutesIn = "198.18.9.0/24";

    [Theory]
    [InlineData("stream", "127.0.0.1:4000", "TCP-LISTEN:4000,bind=127.0.0.1")]
    [InlineData("dgram", "127.0.0.1:4000", "UDP-RECV:4000,bind=127.0.0.1")]
    public void APortInUseIsToldWithWhatListsPorts(string type, string address, string socat)
    {
        using RunningPeer other = Host.Start("socat", "-d", "-d", "-u", socat, "/dev/null");
        other.WaitFor(type == "stream" ? "listening on" : "starting data transfer loop");
        PeerResult refused = Serve("inet", type, address);
        Assert.Equal((1,
            $"rawnet: bind(AF_INET) {address}: EADDRINUSE (Address already in use): another socket has the port: ss -lntup tells whose\n"),
            (refused.ExitCode, refused.Errors));
        Assert.Contains("127.0.0.1:4000", Host.Exec("ss", "-lntup").Succeeded().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stream")]
    [InlineData("dgram")]
    public void AFileInTheWayIsNotCalledASocket(string type)
    {
        using var file = new TemporaryFile();
        File.WriteAllText(file.Path, "precious");
        PeerResult refused = Serve("unix", type, file.Path);
        Assert.Equal(1, refused.ExitCode);
        Assert.EndsWith(
            "another socket has the name, or a file of that name is there: ss -xl tells; "
            + "a socket file that nobody listens on may be removed\n",
            refused.Errors, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(file.Path));
    }

    [Theory]
    [InlineData("stream")]
    [InlineData("dgram")]
    public void ALowPortSaysWhatItTakesAndThatIsEnough(string type)
    {
        PeerResult refused = AsNobody("echo", "serve", "--type", type, "127.0.0.1:7");
        Assert.Equal(3, refused.ExitCode);
        Assert.Equal("rawnet: bind(AF_INET) 127.0.0.1:7: EACCES (Permission denied): a port below net.ipv4.ip_unprivileged_port_start "
            + $"needs CAP_NET_BIND_SERVICE: {Rawnet.Allow("NET_BIND_SERVICE")}, or take a higher one\n", refused.Errors);
        Host.Sysctl("net.ipv4.ip_unprivileged_port_start", "7");
        Assert.NotEqual(3, AsNobody("timeout", "-s", "INT", "1", Rawnet.Path, "echo", "serve", "--type", type, "127.0.0.1:7").ExitCode);
    }

    [Fact]
    public void AFolderThatMayNotBeWrittenIsNamed()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rawnet-test-");
        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        PeerResult refused = AsNobody("echo", "serve", "--family", "unix", Path.Combine(folder.FullName, "socket"));
        folder.Delete();
        Assert.Equal(3, refused.ExitCode);
        Assert.EndsWith("needs the right to write to the folder: ls -ld\n", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prohibit", "EACCES", "a route of this host refuses it: ip route get ADDRESS, and ip route show type prohibit")]
    [InlineData("blackhole", "EINVAL",
        "a blackhole route of this host drops it, or the address is none to send to: ip route show type blackhole")]
    [InlineData("unreachable", "EHOSTUNREACH",
        "a route of this host says unreachable, no neighbour answers for it, or a router said so: ip route get ADDRESS")]
    [InlineData("throw", "ENETUNREACH", "no route to it: ip route get ADDRESS")]
    public void ARouteThatRefusesIsTheNetworksNo(string kind, string error, string advice)
    {
        Host.Exec("ip", "route", "add", kind, RoutesIn).Succeeded();
        foreach (string line in (string[])["ping -c1 198.18.9.1", "send ip dst=198.18.9.1 / icmp.echo",
            "echo call 198.18.9.1:7 x", "echo call --type dgram 198.18.9.1:7 x"])
        {
            PeerResult refused = Host.Exec(Rawnet.Path, line.Split(' '));
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains($": {error} (", refused.Errors, StringComparison.Ordinal);
            Assert.EndsWith($"): {advice}\n", refused.Errors, StringComparison.Ordinal);
        }
    }

    private PeerResult Serve(string family, string type, string address) =>
        Host.Exec(Rawnet.Path, "echo", "serve", "--family", family, "--type", type, address);

    private PeerResult AsNobody(params string[] words) =>
        Host.Exec("setpriv", ["--bounding-set=-all", "--inh-caps=-all", .. words[0] == "timeout" ? [] : (string[])[Rawnet.Path], .. words]);
}
