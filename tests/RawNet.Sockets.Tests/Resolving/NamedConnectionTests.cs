using System.Net;
using System.Net.Sockets;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Resolving;

/// <summary>Connections to names, in a host of their own; Python's socket module and getent(1) are the judges.</summary>
public sealed class NamedConnectionTests : IDisposable
{
    private const string Unknown = "nobody.invalid";
    private const string Hosts = "127.0.0.1 localhost\n::1 localhost\n";
    private readonly Host _host = Lend.Loopback();

    [Fact, Trait("function", "create_connection(address)")]
    public async Task TheNextAnswerIsTriedWhenOneRefuses()
    {
        IPAddress last = Answers()[^1];
        using KernelSocket server = Listener(last);
        var address = (IPEndPoint)server.LocalEndPoint;
        string peer = OfPython($"print(socket.create_connection(('localhost', {address.Port})).getpeername()[:2])");
        Assert.Equal($"('{last}', {address.Port})", peer);
        using KernelSocket awaited = await _host.RunKnowing(Hosts, () => KernelSocket.ConnectAsync("localhost", address.Port).AsTask());
        using KernelSocket called = _host.RunKnowing(Hosts, () => KernelSocket.CreateConnection("localhost", address.Port));
        Assert.Equal((address, address), (awaited.PeerEndPoint, called.PeerEndPoint));
        Assert.Equal((awaited.Get(GeneralOption.Domain), null), (called.Get(GeneralOption.Domain), called.Timeout));
    }

    [Fact, Trait("function", "create_connection(address)")]
    public async Task WhenAllRefuseTheLastRefusalIsTold()
    {
        IPAddress last = Answers()[^1];
        string number = OfPython("""
            try:
                socket.create_connection(("localhost", 9))
            except OSError as error:
                print(error.errno)
            """);
        SystemCallException awaited = await Assert.ThrowsAsync<SystemCallException>(
            () => _host.RunKnowing(Hosts, () => KernelSocket.ConnectAsync("localhost", 9).AsTask()));
        SystemCallException called = Assert.Throws<SystemCallException>(
            () => _host.RunKnowing(Hosts, () => KernelSocket.CreateConnection("localhost", 9)));
        Assert.All([awaited, called], failure =>
        {
            Assert.Equal(number, failure.ErrorNumber.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(new IPEndPoint(last, 9).ToString(), failure.Subject);
        });
    }

    [Fact]
    public async Task OfAnUnknownNameTheResolversReasonIsTold()
    {
        string reason = OfPython($"""
            try:
                socket.create_connection(("{Unknown}", 9))
            except socket.gaierror as error:
                print(error.strerror)
            """);
        HostNameException awaited = await Assert.ThrowsAsync<HostNameException>(
            () => _host.Run(() => KernelSocket.ConnectAsync(Unknown, 9).AsTask()));
        HostNameException called = Assert.Throws<HostNameException>(
            () => _host.Run(() => KernelSocket.CreateConnection(Unknown, 9)));
        Assert.Equal((reason, reason), (awaited.Reason, called.Reason));
    }

    [Fact]
    public void ASocketThatExistsTakesItsFamilysFirstAnswer()
    {
        using KernelSocket server = Of(AddressFamily.InterNetwork);
        server.Bind("localhost", 0);
        server.Listen();
        var address = (IPEndPoint)server.LocalEndPoint;
        Assert.Equal(OfPython("s = socket.socket(); s.bind(('localhost', 0)); print(s.getsockname()[0])"), address.Address.ToString());
        using KernelSocket client = Of(AddressFamily.InterNetwork), another = Of(AddressFamily.InterNetwork);
        client.Connect("localhost", address.Port);
        Assert.Equal((0, address, address), (another.ConnectEx("localhost", address.Port), client.PeerEndPoint, another.PeerEndPoint));
        using KernelSocket six = Of(AddressFamily.InterNetworkV6);
        Assert.Equal(OfPython($"print(socket.socket(socket.AF_INET6).connect_ex(('::1', {address.Port})))"),
            six.ConnectEx("::1", address.Port).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("EAI_ADDRFAMILY", Assert.Throws<HostNameException>(() => six.ConnectEx("127.0.0.1", address.Port)).ErrorName);
        using KernelSocket datagrams = _host.Run(() => KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Dgram));
        datagrams.Bind("127.0.0.1", 0);
        Assert.Equal(2, datagrams.SendTo("hi"u8, "localhost", ((IPEndPoint)datagrams.LocalEndPoint).Port));
        Assert.Equal(2, datagrams.Receive(new byte[9], MessageFlags.DontWait));
        using KernelSocket unix = Of(AddressFamily.Unix);
        Assert.Equal("EAI_FAMILY", Assert.Throws<HostNameException>(() => unix.Connect("localhost", 9)).ErrorName);
    }

    /// <summary>Of a listener whose backlog is full the kernel answers no more SYN.</summary>
    [Fact]
    public async Task WhoAwaitsAConnectionIsCalledOff()
    {
        using KernelSocket server = Listener(IPAddress.Loopback, backlog: 0);
        int port = ((IPEndPoint)server.LocalEndPoint).Port;
        using KernelSocket first = _host.Run(() => KernelSocket.CreateConnection("127.0.0.1", port));
        using CancellationTokenSource stop = new();
        Task<KernelSocket> silent = _host.Run(() => KernelSocket.ConnectAsync("127.0.0.1", port, stop: stop.Token).AsTask());
        Assert.False(silent.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silent);
        Assert.Equal("ETIMEDOUT", Assert.Throws<SystemCallException>(
            () => _host.Run(() => KernelSocket.CreateConnection("127.0.0.1", port, timeout: TimeSpan.FromMilliseconds(50)))).ErrorName);
    }

    /// <summary>Every address is this host's, and its name server never answers.</summary>
    [Fact]
    public async Task WhoAwaitsTheResolverIsCalledOff()
    {
        Assert.Equal(0, _host.Exec("ip", "route", "add", "local", "default", "dev", "lo").ExitCode);
        _host.Exec("ip", "-6", "route", "add", "local", "default", "dev", "lo");
        using KernelSocket silent = _host.Run(() => KernelSocket.Open(AddressFamily.InterNetworkV6, SocketType.Dgram));
        silent.Bind(new IPEndPoint(IPAddress.IPv6Any, 53)); // and of IPv4
        silent.Timeout = Patience.Seconds(4);
        using CancellationTokenSource stop = new();
        Task<KernelSocket> asking = _host.Run(() => KernelSocket.ConnectAsync(Unknown, 9, stop: stop.Token).AsTask());
        Exception? noQuestion = Record.Exception(() => silent.Receive(new byte[512]));
        Assert.SkipWhen(noQuestion is not null, "the resolver of this system asks no name server");
        Assert.False(asking.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    public void Dispose() => _host.Dispose();

    private KernelSocket Of(AddressFamily family) => _host.Run(() => KernelSocket.Open(family, SocketType.Stream));

    private KernelSocket Listener(IPAddress address, int backlog = 9)
    {
        KernelSocket server = Of(address.AddressFamily);
        server.Bind(new IPEndPoint(address, 0));
        server.Listen(backlog);
        return server;
    }

    /// <summary>Of localhost, in getent's order.</summary>
    private IPAddress[] Answers()
    {
        Assert.SkipUnless(Peer.Exists("getent"), Peer.Missing("getent"));
        IPAddress[] answers = [.. _host.RunKnowing(Hosts, () => Peer.Run("getent", ["ahosts", "localhost"])).Succeeded().Lines
            .Where(line => line.Contains("STREAM", StringComparison.Ordinal)).Select(line => IPAddress.Parse(line.Split(' ')[0]))];
        Assert.Equal(2, answers.Distinct().Count());
        return answers;
    }

    private string OfPython(string program)
    {
        Assert.SkipUnless(Peer.Exists("python3"), Peer.Missing("python3"));
        return _host.RunKnowing(Hosts, () => Peer.Run("python3", ["-c", "import socket\n" + program])).Succeeded().Text.Trim();
    }
}
