using System.Net;
using System.Net.Sockets;
using RawNet.Lab;

namespace RawNet.Sockets.Tests;

/// <summary>A wait without limit ends when another thread closes the socket, whatever its class.</summary>
public sealed class ClosingTests : IDisposable
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(2);
    private readonly Host _host = Lend.Loopback();
    private readonly List<IDisposable> _opened = [];
    private readonly byte[] _buffer = new byte[2048];

    public void Dispose()
    {
        foreach (IDisposable socket in _opened)
            socket.Dispose();
        _host.Dispose();
    }

    [Fact]
    public Task ARawSocketThatReceives() =>
        Ends(() => RawSocket.Open(AddressFamily.InterNetwork, 253), s => s.Receive(_buffer, Timeout.InfiniteTimeSpan));

    [Fact]
    public Task ARawSocketThatPolls() =>
        Ends(() => RawSocket.Open(AddressFamily.InterNetworkV6, 253), s => s.WaitToReceive(Timeout.InfiniteTimeSpan));

    [Fact]
    public Task APacketSocketOfOneLink() =>
        Ends(() => PacketSocket.Open(Link.ByName("lo")), s => s.Receive(_buffer, Timeout.InfiniteTimeSpan));

    [Fact]
    public Task APacketSocketOfAllLinks() => Ends(() => PacketSocket.Open(null), s => s.Receive(_buffer, Timeout.InfiniteTimeSpan));

    [Fact]
    public Task APacketSocketThatPolls() => Ends(() => PacketSocket.Open(null), s => s.WaitToReceive(Timeout.InfiniteTimeSpan));

    [Fact]
    public Task APacketSocketThatReceivesForAnHour() => Ends(() => PacketSocket.Open(null), s => s.Receive(_buffer, TimeSpan.FromHours(1)));

    [Fact]
    public Task APingSocket() => Ends(PingSocket, s => s.Receive(_buffer, Timeout.InfiniteTimeSpan));

    [Fact]
    public Task AMembershipSocket() =>
        Ends(() => MembershipSocket.Open(AddressFamily.InterNetwork), s => s.Receive(_buffer, Timeout.InfiniteTimeSpan));

    [Fact]
    public Task AFrameChannel() => Ends(() => new FrameChannel(Link.ByName("lo"), new MonotonicClock(), []), c => c.Wait(long.MaxValue));

    [Fact]
    public Task AnIcmpChannel() =>
        Ends(() => IcmpChannel.OpenRaw(new IcmpChannelSettings(IPAddress.Loopback, new MonotonicClock()), 7), c => c.Wait(long.MaxValue));

    [Fact]
    public Task AListenerOfStreams() =>
        Ends(() => Listener(SocketFamily.Inet, SocketType.Stream, new IPEndPoint(IPAddress.Loopback, 0)), s => s.Accept());

    [Fact]
    public Task AListenerOfRecords() => Ends(() => Listener(SocketFamily.Unix, SocketType.Seqpacket, Unnamed()), s => s.Accept());

    [Fact]
    public Task AnEchoClientOfFrames() =>
        Ends(() => EchoClient.Open(Cell(SocketFamily.Packet, SocketType.Raw), new LinkEndPoint(1, 0x88b5, default)),
            c => c.TryReceive(Timeout.InfiniteTimeSpan, out _));

    [Fact]
    public Task AnEchoClientOfDatagrams() =>
        Ends(() => EchoClient.Open(Cell(SocketFamily.Inet, SocketType.Dgram), new IPEndPoint(IPAddress.Loopback, 9)),
            c => c.TryReceive(Timeout.InfiniteTimeSpan, out _));

    [Fact]
    public Task AClientThatWaitsForRoomInTheBacklog()
    {
        UnixDomainSocketEndPoint address = Unnamed();
        SocketKind kind = Cell(SocketFamily.Unix, SocketType.Stream);
        KernelSocket listener = Kept(_host.Run(kind.Open));
        listener.Bind(address);
        listener.Listen(0);
        _ = Kept(_host.Run(kind.Open)).ConnectEx(address);
        return Ends(kind.Open, s => s.Connect(address));
    }

    [Fact]
    public Task AnEchoClientWhoseServerTakesNoMore()
    {
        UnixDomainSocketEndPoint address = Unnamed();
        Kept(_host.Run(() => Cell(SocketFamily.Unix, SocketType.Dgram).Open())).Bind(address);
        return Ends(() => EchoClient.Open(Cell(SocketFamily.Unix, SocketType.Dgram), address), client =>
        {
            while (true)
                client.TryCall("more"u8, TimeSpan.Zero, out _);
        });
    }

    /// <summary>A frame counts as unsent while it is in the link's queue.</summary>
    [Fact]
    public async Task APacketSocketThatWaitsForRoomToSend()
    {
        _host.Exec("ip", "link", "add", "slow", "type", "veth", "peer", "name", "other").Succeeded();
        _host.Exec("ip", "link", "set", "slow", "up").Succeeded();
        _host.Exec("ip", "link", "set", "other", "up").Succeeded();
        _host.Exec("tc", "qdisc", "add", "dev", "slow", "root", "tbf", "rate", "8bit", "burst", "1540", "limit", "100mb").Succeeded();
        await Ends(() => PacketSocket.Open(Link.ByName("slow")), s =>
        {
            while (true)
                s.Send(new byte[1400]);
        });
    }

    private IcmpSocket PingSocket()
    {
        _host.Sysctl("net.ipv4.ping_group_range", "0 2147483647");
        return IcmpSocket.Open(AddressFamily.InterNetwork);
    }

    private static SocketKind Cell(SocketFamily family, SocketType type) => SocketCatalogue.Find(family, type)!;

    private static UnixDomainSocketEndPoint Unnamed() => new($"\0{Guid.NewGuid()}");

    private static KernelSocket Listener(SocketFamily family, SocketType type, EndPoint address)
    {
        var socket = Cell(family, type).Open();
        socket.Bind(address);
        socket.Listen();
        return socket;
    }

    private T Kept<T>(T socket)
        where T : IDisposable
    {
        _opened.Add(socket);
        return socket;
    }

    private async Task Ends<T>(Func<T> open, Action<T> wait)
        where T : IDisposable
    {
        T socket = Kept(_host.Run(open));
        Task waiting = OnThread(() => wait(socket));
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted, "there was nothing to wait for");
        Task closing = OnThread(socket.Dispose);
        Task over = Task.WhenAll(closing, Assert.ThrowsAsync<ObjectDisposedException>(() => waiting));
        await Task.WhenAny(over, Task.Delay(_soon, TestContext.Current.CancellationToken));
        if (!over.IsCompleted)
            _opened.Clear(); // closing would wait for ever, too
        Assert.True(over.IsCompleted, $"after {_soon} it is closed: {closing.IsCompleted}, the wait is over: {waiting.IsCompleted}");
        await over;
    }

    private static Task OnThread(Action run) =>
        Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
