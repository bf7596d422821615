using System.Text;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Echo;

/// <summary>`rawnet echo serve` with clients that others wrote.</summary>
public sealed class ServeTests : EchoScene
{
    private static readonly string _clients = Script("clients.py");

    [Theory]
    [InlineData("1", "1")]
    [InlineData("0", "1")]
    [InlineData("1048576", "1")]
    [InlineData("1000", "1000")]
    public void EveryByteOfAStreamComesBackAndTheHalfCloseIsReturned(string bytes, string clients)
    {
        using EchoPeer server = new(Host, "127.0.0.1:0");
        Good("stream", "inet", server.Address, bytes, clients);
        Assert.Equal(0, server.Interrupt());
        Assert.Contains($"{clients} client", server.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonTellsWhereItListensAndWhatItDid()
    {
        using RunningPeer server = Host.Start(Rawnet.Path, "echo", "serve", "--json", "127.0.0.1:4007");
        server.WaitFor("listening on ");
        Good("stream", "inet", "127.0.0.1:4007", "1000", "3");
        Assert.Equal(0, server.Interrupt());
        string[] lines = Encoding.UTF8.GetString(server.Output()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            """{"event":"start","schema":"rawnet.echo/1","family":"inet","type":"stream","protocol":6,"address":"127.0.0.1:4007"}""",
            lines[0]);
        Assert.Matches("""^{"event":"summary","clients":3,"messages":\d+,"bytes":3000,"dropped":0,"exit":0}$""", lines[1]);
    }

    [Fact]
    public void MoreClientsThanAreServedAtATimeWaitTheirTurn()
    {
        using EchoPeer server = new(Host, "127.0.0.1:0", "--clients", "1");
        PeerResult result = Host.Exec("sh", "-c", "for i in 1 2 3; do echo $i | ncat 127.0.0.1 $0 & done; wait",
            server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((string[])["1", "2", "3"], result.Lines.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("dgram", "inet", "127.0.0.1:0")]
    [InlineData("dgram", "unix", "@echo-d")]
    [InlineData("seqpacket", "unix", "@echo-s")]
    public void MessagesKeepTheirBoundsFromNoneToTheLargest(string type, string family, string address)
    {
        using EchoPeer server = new(Host, "--family", family, "--type", type, address);
        Good(type, family, server.Address);
    }

    [Fact]
    public void SocatAndNcatGetTheirTextInUpperCase()
    {
        using EchoPeer server = new(Host, "--upper", "127.0.0.1:0");
        Assert.Equal("HELLO, WORLD\n",
            Host.Exec("sh", "-c", "echo Hello, World | socat - TCP:127.0.0.1:$0", server.Address.Split(':')[1]).Succeeded().Text);
        Assert.Equal("HELLO, WORLD\n",
            Host.Exec("sh", "-c", "echo Hello, World | ncat 127.0.0.1 $0", server.Address.Split(':')[1]).Succeeded().Text);
        using EchoPeer six = new(Host, "--upper", "--family", "inet6", "[::1]:0");
        Assert.Equal("HELLO\n", Host.Exec("sh", "-c", "echo hello | socat - TCP6:[::1]:$0", six.Address.Split("]:")[1]).Succeeded().Text);
        using EchoPeer datagrams = new(Host, "--upper", "--type", "dgram", "127.0.0.1:0");
        Assert.Equal("HELLO\n",
            Host.Exec("sh", "-c", "echo hello | socat -t 0.5 - UDP:127.0.0.1:$0", datagrams.Address.Split(':')[1]).Succeeded().Text);
    }

    [Fact]
    public void ASocketFileIsThereWhileItServesAndGoneAfterwards()
    {
        using var file = new TemporaryFile();
        File.Delete(file.Path);
        using (EchoPeer server = new(Host, "--family", "unix", file.Path))
        {
            Assert.Equal(file.Path, server.Address);
            Assert.Equal("hi\n", Host.Exec("sh", "-c", "echo hi | socat - UNIX-CONNECT:$0", file.Path).Succeeded().Text);
            PeerResult second = Host.Exec(Rawnet.Path, "echo", "serve", "--family", "unix", file.Path);
            Assert.Equal(1, second.ExitCode);
            Assert.Contains("EADDRINUSE", second.Errors, StringComparison.Ordinal);
            Assert.True(File.Exists(file.Path)); // the second did not take the first one's file
            Assert.Equal(0, server.Interrupt());
        }
        Assert.False(File.Exists(file.Path));
    }

    [Theory]
    [InlineData("253")]
    [InlineData("253", "--hdrincl")]
    [InlineData("254")]
    public void RawIpComesBack(string protocol, params string[] more)
    {
        using EchoPeer server = new(Host, ["--type", "raw", "--protocol", protocol, "--upper", .. more, "127.0.0.1"]);
        Assert.Equal("127.0.0.1", server.Address);
        Good("raw", "127.0.0.1", protocol);
    }

    /// <summary>The kernel answers pings by itself, so that is switched off in this host: every answer is the server's,
    /// with a right checksum, or ping would not count it.</summary>
    [Theory]
    [InlineData("inet", "127.0.0.1", "net.ipv4.icmp_echo_ignore_all")]
    [InlineData("inet6", "::1", "net.ipv6.icmp.echo_ignore_all")]
    public void PingIsAnswered(string family, string address, string setting)
    {
        Assert.SkipWhen(Requirements.Programs("ping") is not null, Peer.Missing("ping"));
        Host.Sysctl(setting, "1");
        Assert.Equal(1, Host.Exec("ping", "-c", "1", "-W", "0.3", address).ExitCode);
        using EchoPeer server = new(Host, "--family", family, "--type", "raw", "--protocol", family == "inet" ? "icmp" : "icmpv6", address);
        PeerResult ping = Host.Exec("ping", "-c", "3", "-i", "0.05", "-p", "5a", "-s", "1000", address).Succeeded();
        Assert.Contains("3 packets transmitted, 3 received, 0% packet loss", ping.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong data", ping.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AFrameOfTheExperimentalEtherTypeIsAnsweredToItsSource()
    {
        Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
        using TwoHosts hosts = new();
        using EchoPeer server = new(hosts.B, "--family", "packet", "--type", "raw", "--upper", "vb");
        Assert.Equal("good\n", hosts.A.Exec("python3", _clients, "packet", "va", "02:00:00:00:00:02").Succeeded().Text);
        Assert.Equal("HI", hosts.A.Exec(Rawnet.Path, "echo", "call", "--family", "packet", "--type", "raw", "va,02:00:00:00:00:02", "hi")
            .Succeeded().Text);
        Assert.Equal("HI", hosts.A.Exec(Rawnet.Path, "echo", "call", "--family", "packet", "--type", "dgram", "va", "hi").Succeeded().Text);
    }

    [Fact]
    public void AStreamsSocketsAreAllClosedWhenItEnds()
    {
        using EchoPeer server = new(Host, "127.0.0.1:0");
        using RunningPeer client = Host.Start("ncat", "--recv-only", "127.0.0.1",
            server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(SpinWait.SpinUntil(() => Host.Exec("ss", "-tnH", "state", "established").Lines.Count == 2, Patience.Seconds(10)));
        Assert.Equal(0, server.Interrupt());
        Assert.DoesNotContain("rawnet", Host.Exec("ss", "-tnp").Text, StringComparison.Ordinal);
    }

    private void Good(params string[] arguments)
    {
        PeerResult result = Peer.Run("ip", ["netns", "exec", Host.Name, "python3", _clients, .. arguments], [], Patience.Seconds(60));
        Assert.True(result.Text == "good\n", $"{Encoding.UTF8.GetString(result.Bytes.Span)}{result.Errors}");
    }
}
