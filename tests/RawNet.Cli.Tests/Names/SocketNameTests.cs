using RawNet.Lab;

namespace RawNet.Cli.Tests.Names;

/// <summary>Sockets and interfaces whose names are no UTF-8, with Python and ip(8) as the other side.</summary>
public sealed class SocketNameTests : IDisposable
{
    private const string Serve = """
        import os, socket, sys
        server = socket.socket(socket.AF_UNIX)
        server.bind(b"\0n\xff" if sys.argv[1] == "abstract" else os.fsencode(sys.argv[1]) + b"/s\xff")
        server.listen()
        print("ready", file=sys.stderr, flush=True)
        client, _ = server.accept()
        client.sendall(client.recv(100).upper())
        """;

    private readonly BytesFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AServersSocketHasTheNameThatWasGivenAndIsGoneWithIt()
    {
        Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
        using Host host = OneHost.Create();
        RunningPeer server = host.Start("python3", Script, "pipe", "60", Rawnet.Path,
            "echo", "serve", "--family", "unix", $"{_folder.Path}/s%ff");
        server.Wait(() => System.Text.Encoding.UTF8.GetString(server.Output()).Contains("listening", StringComparison.Ordinal),
            "the server");
        Assert.Equal($"rawnet: listening on {_folder.Path}/s\\xff\n", System.Text.Encoding.UTF8.GetString(server.Output()));
        Assert.Equal([@"b's\xff' s 0"], _folder.Files);
        Assert.Equal("hello",
            Started.Run("echo", "call", "-W", "20", "--family", "unix", $"{_folder.Path}/s%ff", "hello").Succeeded().Text);
        string json = Started.Run("echo", "call", "-W", "20", "--json", "--family", "unix", $"{_folder.Path}/s%ff", "hello")
            .Succeeded().Lines[0];
        Assert.Contains($"\"address\":\"{_folder.Path}/s\\\\xff\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void AStoppedServersFileIsGone()
    {
        PeerResult result = Peer.Run("python3",
            [Script, "pipe", "2", Rawnet.Path, "echo", "serve", "--family", "unix", $"{_folder.Path}/s%ff"]).Succeeded();
        Assert.Contains(@"listening on", result.Text, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Theory]
    [InlineData("FOLDER", "FOLDER/s%ff")]
    [InlineData("abstract", "@n%ff")]
    public void AServerOfPythonIsCalledByItsName(string told, string address)
    {
        Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
        using Host host = OneHost.Create();
        RunningPeer server = host.Start("python3", "-c", Serve, told.Replace("FOLDER", _folder.Path, StringComparison.Ordinal));
        server.WaitFor("ready");
        string[] call =
        [
            "echo", "call", "-W", "20", "--family", "unix", address.Replace("FOLDER", _folder.Path, StringComparison.Ordinal), "hello"
        ];
        Assert.Equal("HELLO", Started.RunOn(host, "20", call).Succeeded().Text);
    }

    [Theory]
    [InlineData("capture -I v%ff -c 1", @"capturing on v\xff, Ctrl-C ends")]
    [InlineData("igmp join -I v%ff 239.1.2.3", @"joining 1 group on v\xff, Ctrl-C leaves")]
    [InlineData("igmp join -I v%ff --json 239.1.2.3", """{"event":"start","schema":"rawnet.igmp-join/1","interface":"v\\xff"}""")]
    [InlineData("igmp querier -I v%ff", @"igmp querier 198.18.77.1 on v\xff; Ctrl-C ends")]
    [InlineData("igmp monitor -I v%ff --lines", @"watching v\xff, Ctrl-C ends")]
    [InlineData("ping -I v%ff -c 1 -W 0.1 198.18.77.2", @"PING 198.18.77.2 (198.18.77.2) from 198.18.77.1 v\xff:")]
    [InlineData("send -I v%ff eth dst=02:00:00:00:00:02 / ip dst=198.18.0.2 / udp", @"through a packet socket on v\xff")]
    [InlineData("options set SO_BINDTODEVICE v%ff --type dgram", @"SO_BINDTODEVICE: (none) before, 'v\xff' asked, v\xff now")]
    [InlineData("ping -c 1 -W 0.1 fe80::99%25v%ff", @"PING fe80::99%v\xff (fe80::99%v\xff)")]
    [InlineData("capture -I v%ff --bpf icmp -w 0.1", @"capturing on v\xff, Ctrl-C ends")]
    [InlineData("capture -I v%ff --backend pcap",
        @"rawnet: libpcap is given no name that is no UTF-8, as 'v\xff'; --backend packet captures on it")]
    [InlineData("echo serve --family packet v%ff", @"listening on v\xff")]
    public void AnInterfaceIsFoundByItsNameAndShownWithTheByte(string line, string said)
    {
        Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
        using Host host = OneHost.Create();
        string commands = $"ip -n {host.Name} link add $'v\\xff' type veth peer name p && ip -n {host.Name} addr add 198.18.77.1/24 dev "
            + $"$'v\\xff' && ip -n {host.Name} link set $'v\\xff' up && ip -n {host.Name} link set p up";
        Peer.Run("bash", ["-c", commands]).Succeeded();
        Assert.Contains(said, Started.RunOn(host, "1.5", line.Split(' ')).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ARecordingNamesTheInterfaceInUtf8()
    {
        Assert.SkipWhen(Requirements.FirstOf(Requirements.Lab, Requirements.Programs("capinfos")) is not null, "needs root and capinfos");
        using Host host = OneHost.Create();
        Peer.Run("bash",
            ["-c", $"ip -n {host.Name} link add $'v\\xff' type veth peer name p && ip -n {host.Name} link set $'v\\xff' up && ip -n "
                + $"{host.Name} link set p up"]).Succeeded();
        Started.RunOn(host, "1", "capture", "-I", "v%ff", "--write", $"{_folder.Path}/x.pcapng").Succeeded();
        Assert.Contains(@"Name = v\xff", Peer.Run("capinfos", [$"{_folder.Path}/x.pcapng"]).Succeeded().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ANetworkNamespaceIsFoundByItsName()
    {
        Assert.SkipWhen(Requirements.Lab is not null, Requirements.Lab ?? "");
        string name = $"rawnet-{Guid.NewGuid():n}";
        Peer.Run("bash", ["-c", $"ip netns add {name}$'\\xff'"]).Succeeded();
        try
        {
            Assert.Equal("64\n", Started.Run("options", "get", "IP_TTL", "--netns", $"{name}%ff").Succeeded().Text);
        }
        finally
        {
            Peer.Run("bash", ["-c", $"ip netns del {name}$'\\xff'"]).Succeeded();
        }
    }

    private static string Script => Rawnet.File("tests", "RawNet.Cli.Tests", "Names", "start.py");
}
