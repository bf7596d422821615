using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Echo;

/// <summary>Names, bare ports and the documents' words as addresses and kinds of `rawnet echo`; getent and the host's own
/// files (ip-netns(8): /etc/netns/NAME) are the judges.</summary>
public sealed class NameTests : EchoScene
{
    private const string Hosts = """
        127.0.0.1 four both
        127.0.0.2 second both
        ::1 six both
        127.255.255.255 everyone
        198.18.0.9 old
        2001:db8::9 new
        """;

    [Theory]
    [InlineData("AF_INET", "SOCK_STREAM", "both:4000", "127.0.0.1:4000")]
    [InlineData("AF_INET", "SOCK_DGRAM", "second:4000", "127.0.0.2:4000")]
    [InlineData("AF_INET6", "SOCK_STREAM", "both:4000", "[::1]:4000")]
    [InlineData("AF_INET6", "SOCK_DGRAM", "six:4000", "[::1]:4000")]
    [InlineData(null, "stream", "both:4000", "127.0.0.1:4000")]
    [InlineData(null, "stream", "six:4000", "[::1]:4000")]
    [InlineData(null, "stream", "[::1]:4000", "[::1]:4000")]
    [InlineData(null, "SOCK_STREAM", "4000", "127.0.0.1:4000")]
    [InlineData("AF_INET6", "SOCK_DGRAM", "4000", "[::1]:4000")]
    [InlineData("AF_INET6", "SOCK_RAW", "six", "::1")]
    [InlineData(null, "SOCK_RAW", "four", "127.0.0.1")]
    public void ANameIsServedAndCalled(string? family, string type, string address, string listening)
    {
        using Files files = new(Host, Hosts);
        string[] kind = [.. family is null ? (string[])[] : ["--family", family], "--type", type];
        using EchoPeer server = new(Host, [.. kind, address]);
        Assert.Equal(listening, server.Address);
        Assert.Equal("Hello", Host.Exec(Rawnet.Path, ["echo", "call", .. kind, address, "Hello"]).Succeeded().Text);
    }

    [Theory]
    [InlineData(":4000", "0.0.0.0:4000")]
    [InlineData("*:4000", "0.0.0.0:4000")]
    public void EveryAddressIsServedAndNotCalled(string address, string listening)
    {
        using EchoPeer server = new(Host, address);
        Assert.Equal(listening, server.Address);
        Assert.Equal("Hello", Host.Exec(Rawnet.Path, "echo", "call", "4000", "Hello").Succeeded().Text);
        PeerResult refused = Host.Exec(Rawnet.Path, "echo", "call", address, "Hello");
        Assert.Equal((2, $"rawnet: '{address}' is every address of this host, to serve on: a call goes to one, as 127.0.0.1:7\n"),
            (refused.ExitCode, refused.Errors));
    }

    [Theory]
    [InlineData("[fe80::1%lo]:4000")]
    [InlineData("[fe80::1%1]:4000")]
    public void AScopeIsAnInterfaceByNameOrIndex(string address)
    {
        Host.Exec("ip", "address", "add", "fe80::1/64", "dev", "lo").Succeeded();
        using EchoPeer server = new(Host, address);
        Assert.Equal("Hello", Host.Exec(Rawnet.Path, "echo", "call", address, "Hello").Succeeded().Text);
    }

    [Fact]
    public void ANameOfABroadcastAddressIsWhatItsNumberIs()
    {
        using Files files = new(Host, Hosts);
        PeerResult refused = Host.Exec(Rawnet.Path, "echo", "call", "--type", "dgram", "everyone:4000", "x");
        Assert.Equal((2, "rawnet: everyone:4000 is a broadcast address: -b allows it\n"), (refused.ExitCode, refused.Errors));
        using EchoPeer server = new(Host, "--type", "dgram", ":4000");
        Assert.Equal("x", Host.Exec(Rawnet.Path, "echo", "call", "-b", "--type", "dgram", "everyone:4000", "x").Succeeded().Text);
    }

    [Theory]
    [InlineData("AF_INET", "new", "there is no host 'new': the name has no address of IPv4 (")]
    [InlineData("AF_INET6", "old", "there is no host 'old': the name has no address of IPv6 (")]
    public void ANameWithoutAnAddressOfTheFamilyIsToldWithTheResolversReason(string family, string name, string sentence)
    {
        using Files files = new(Host, Hosts, asksServers: false);
        PeerResult refused = Host.Exec(Rawnet.Path, "echo", "call", "--family", family, $"{name}:4000", "x");
        Assert.Equal(2, refused.ExitCode);
        Assert.StartsWith($"rawnet: {sentence}", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ASilentNameServerIsWaitedForNoLongerThanTheOptionSays()
    {
        using Files files = new(Host, Hosts);
        using Socket silent = Host.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 53));
        long start = Stopwatch.GetTimestamp();
        PeerResult refused = Host.Exec(Rawnet.Path, "echo", "call", "-W", "0.5", "slow.example:7", "x");
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.5, 0.5 + Patience.Seconds(5).TotalSeconds);
        Assert.Equal((2, "rawnet: 'slow.example' cannot be resolved: no name server answered within the 0.5 s of -W\n"),
            (refused.ExitCode, refused.Errors));
    }

    [Theory]
    [InlineData("AF_INET", "SOCK_STREAM", "0", "4000")]
    [InlineData("AF_INET", "SOCK_STREAM", "IPPROTO_TCP", "4000")]
    [InlineData("AF_INET6", "SOCK_DGRAM", "0", "4000")]
    [InlineData("AF_INET6", "SOCK_DGRAM", "ipproto_udp", "4000")]
    [InlineData("AF_UNIX", "SOCK_SEQPACKET", "0", "@words")]
    public void TheDocumentsWordsAreTaken(string family, string type, string protocol, string address)
    {
        string[] kind = ["--family", family, "--type", type, "--protocol", protocol];
        using EchoPeer server = new(Host, [.. kind, address]);
        Assert.Equal("Hello", Host.Exec(Rawnet.Path, ["echo", "call", .. kind, address, "Hello"]).Succeeded().Text);
    }

    [Theory]
    [InlineData("AF_INET")]
    [InlineData("AF_INET6")]
    public void TheKernelsRefusalOfProtocol0IsShown(string family)
    {
        PeerResult refused = Host.Exec(Rawnet.Path, "echo", "serve", "--family", family, "--type", "SOCK_RAW", "--protocol", "0", "*");
        Assert.Equal(3, refused.ExitCode);
        Assert.StartsWith($"rawnet: socket({family}, SOCK_RAW, 0): EPROTONOSUPPORT", refused.Errors, StringComparison.Ordinal);
    }

    /// <summary>What /etc/hosts and /etc/resolv.conf are in the host: names of its own, and a name server on loopback.</summary>
    private sealed class Files : IDisposable
    {
        private readonly string _folder;

        public Files(Host host, string hosts, bool asksServers = true)
        {
            _folder = Path.Combine("/etc/netns", host.Name);
            Directory.CreateDirectory(_folder);
            File.WriteAllText(Path.Combine(_folder, "hosts"), hosts + "\n");
            File.WriteAllText(Path.Combine(_folder, "resolv.conf"), "nameserver 127.0.0.1\n");
            File.WriteAllText(Path.Combine(_folder, "nsswitch.conf"), $"hosts: files{(asksServers ? " dns" : "")}\n");
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
