using System.Globalization;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Echo;

/// <summary>`rawnet echo` with peers that do what others' tools do not; Python's socket module, tcpdump and the kernel judge.</summary>
public sealed class HostileTests : EchoScene
{
    private static readonly string _peers = Script("hostile.py");
    private readonly string _folder = Directory.CreateTempSubdirectory("rawnet-echo-").FullName;

    [Fact]
    public void AThousandClientsOfRecordsTakeNoThreadEach()
    {
        using EchoPeer server = Unix("seqpacket", "many");
        string threads = Python("many", FileNamed("many"), "1000");
        Assert.InRange(int.Parse(threads, CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(0, server.Interrupt());
    }

    /// <summary>getrlimit(2), RLIMIT_NOFILE: the clients that find no descriptor wait in the backlog until others have gone.</summary>
    [Theory]
    [InlineData("stream")]
    [InlineData("seqpacket")]
    public void MoreClientsThanThereAreDescriptorsAreAllServed(string type)
    {
        using RunningPeer server = Host.Start("prlimit", "--nofile=200:200", Rawnet.Path,
            "echo", "serve", "--family", "unix", "--type", type, FileNamed("few"));
        server.WaitFor("listening on");
        Assert.Equal("400", Python("waiting", type, FileNamed("few"), "400"));
        Assert.Equal(0, server.Interrupt());
    }

    [Theory]
    [InlineData("stream")]
    [InlineData("seqpacket")]
    public void DescriptorsThatClientsSendAreNotKept(string type)
    {
        using EchoPeer server = Unix(type, "rights");
        Assert.Equal("0", Python("rights", type, FileNamed("rights")));
    }

    [Fact]
    public void ThreeHundredClientsAtOnceAreTaken()
    {
        using EchoPeer server = Unix("stream", "backlog");
        Assert.Equal("300", Python("backlog", FileNamed("backlog"), "300"));
    }

    [Fact]
    public void AServerThatClosesWithoutAnsweringHasNotAnswered()
    {
        using RunningPeer mute = Started("mute", FileNamed("mute"));
        PeerResult call = Host.Exec(Rawnet.Path, "echo", "call", "--family", "unix", "--type", "seqpacket", FileNamed("mute"), "hello");
        Assert.Equal((1, ""), (call.ExitCode, call.Text));
        Assert.Contains("closed the connection", call.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stream")]
    [InlineData("seqpacket")]
    [InlineData("dgram")]
    public void TheTimeBoundsConnectingAndSendingToo(string type)
    {
        using RunningPeer full = Started("full", type, FileNamed("full"));
        PeerResult call = Host.Exec("timeout", "10", Rawnet.Path, "echo", "call", "--family", "unix", "--type", type, "-W", "0.5",
            FileNamed("full"), "hello");
        Assert.Equal((1, ""), (call.ExitCode, call.Text));
        Assert.Single(call.Errors.TrimEnd('\n').Split('\n'));
    }

    // RFC 1122, 4.1.3.5: the address that was asked, not the one that the route to the client would choose.
    [Theory]
    [InlineData("inet", "0.0.0.0:0", "127.0.0.1", "127.0.0.9")]
    [InlineData("inet6", "[::]:0", "::1", "2001:db8:77::2")]
    [InlineData("inet6", "[::]:0", "127.0.0.1", "127.0.0.9")]
    public void AWildcardAnswersFromTheAddressThatWasAsked(string family, string address, string from, string asked)
    {
        Host.Exec("ip", "addr", "add", "2001:db8:77::2/128", "dev", "lo", "nodad").Succeeded();
        using EchoPeer server = new(Host, "--family", family, "--type", "dgram", address);
        Assert.Equal(asked, Python("asked", from, asked, server.Port.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1", "--any-port")]
    [InlineData("127.0.0.9", "--any-port")]
    [InlineData("198.18.77.3", "--any-port")]
    public void AForgedMessageFromTheServerItselfIsNotAnswered(string source, params string[] settings)
    {
        Host.Exec("ip", "addr", "add", "198.18.77.3/32", "dev", "lo").Succeeded();
        using EchoPeer server = new(Host, ["--family", "inet", "--type", "dgram", .. settings, "127.0.0.1:0"]);
        using Lab.Capture wire = Host.StartCapture("lo", "udp");
        Python("forge", source, "127.0.0.1", server.Port.ToString(CultureInfo.InvariantCulture));
        Assert.Single(wire.StopAfter(TimeSpan.FromMilliseconds(500)));
        Assert.Equal(0, server.Interrupt());
        Assert.Contains("are not answered", server.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hi\n", "--any-port")]
    [InlineData("")]
    public void AnotherHostsClientOnTheServersPortIsAnsweredWhereThatIsAllowed(string answer, params string[] settings)
    {
        Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
        using TwoHosts lab = new();
        using EchoPeer server = new(lab.A, ["--family", "inet", "--type", "dgram", .. settings, "0.0.0.0:0"]);
        PeerResult call = lab.B.Exec("sh", "-c", $"echo hi | socat -t 0.5 - UDP:{lab.A.Address}:{server.Port},sp={server.Port}");
        Assert.Equal(answer, call.Succeeded().Text);
    }

    // can-utils write extended identifiers with eight digits; the server answers with the next identifier, of the same kind.
    [Theory]
    [InlineData("can", "raw", "lo:0x7ff", "the last CAN identifier of 11 bits")]
    [InlineData("inet", "dgram", "[::1[:5", "is no address")]
    public void AddressesThatWouldMeanAnotherThingAreRefused(string family, string type, string address, string says)
    {
        PeerResult refused = Host.Exec(Rawnet.Path, "echo", "serve", "--family", family, "--type", type, address);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(says, Assert.Single(refused.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void AStoppedServerRemovesItsOwnFileAndNoOther()
    {
        foreach (string folder in (string[])["a", "other/sub"]) Directory.CreateDirectory(FileNamed(folder));
        File.CreateSymbolicLink(FileNamed("a/link"), FileNamed("other/sub"));
        File.WriteAllText(FileNamed("a/name"), "somebody else's");
        using EchoPeer server = Unix("stream", "a/link/../name"); // for the kernel: other/name
        Assert.Equal(0, server.Interrupt());
        Assert.Equal((true, false), (File.Exists(FileNamed("a/name")), File.Exists(FileNamed("other/name"))));
    }

    [Fact]
    public void AStoppedServerLeavesItsSuccessorsFile()
    {
        using EchoPeer first = Unix("seqpacket", "name");
        File.Delete(FileNamed("name"));
        using EchoPeer second = Unix("seqpacket", "name");
        Assert.Equal(0, first.Interrupt());
        Assert.True(File.Exists(FileNamed("name")));
        Assert.Equal(0, second.Interrupt());
        Assert.False(File.Exists(FileNamed("name")));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) Directory.Delete(_folder, recursive: true);
    }

    private string FileNamed(string name) => Path.Combine(_folder, name);

    private EchoPeer Unix(string type, string name) => new(Host, "--family", "unix", "--type", type, FileNamed(name));

    private string Python(params string[] arguments) => Host.Exec("python3", [_peers, .. arguments]).Succeeded().Text.TrimEnd('\n');

    private RunningPeer Started(params string[] arguments)
    {
        RunningPeer peer = Host.Start("python3", [_peers, .. arguments]);
        peer.WaitFor("listening");
        return peer;
    }
}
