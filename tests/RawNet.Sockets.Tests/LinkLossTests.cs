using RawNet.Lab;

namespace RawNet.Sockets.Tests;

/// <summary>What a packet socket does when its interface goes down, is deleted or comes back. The kernel is the other side.</summary>
public sealed class LinkLossTests : IDisposable
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(2);
    private readonly Host _host = Lend.Loopback();
    private readonly byte[] _buffer = new byte[2048];

    public LinkLossTests() => Make();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void AnInterfaceThatGoesDownAndUpIsHeardOn() => _host.Run(() =>
    {
        using PacketSocket socket = PacketSocket.Open(Link.ByName("one"));
        Ip("link", "set", "one", "down");
        Drain(socket);
        Ip("link", "set", "one", "up");
        Assert.True(Hears(socket, 1));
        Assert.Equal(new LinkHistory(Downs: 1, Returns: 0), socket.History);
    });

    [Fact]
    public void AfterAFlapThatNobodyWaitedForTheFirstFrameLeaves() => _host.Run(() =>
    {
        using PacketSocket socket = PacketSocket.Open(Link.ByName("one"));
        Ip("link", "set", "one", "down");
        Ip("link", "set", "one", "up");
        Assert.Equal(60, socket.Send(Frame(1)));
    });

    [Fact]
    public void AnInterfaceThatWasDeletedAndMadeAgainIsBoundAgain() => _host.Run(() =>
    {
        using PacketSocket socket = PacketSocket.Open(Link.ByName("one"), new PacketSocketSettings { Promiscuous = true });
        int before = socket.Link!.Index;
        Ip("link", "delete", "one");
        Drain(socket);
        Make();
        Assert.True(Hears(socket, 2));
        Assert.NotEqual(before, socket.Link.Index);
        Assert.Equal(Link.ByName("one").Index, socket.Link.Index);
        Assert.Equal(new LinkHistory(Downs: 1, Returns: 1), socket.History);
        Assert.Contains("promiscuity 1", _host.Exec("ip", "-d", "link", "show", "one").Text, StringComparison.Ordinal);
    });

    /// <summary>The kernel tells that it went down, and nothing when it is then deleted.</summary>
    [Fact]
    public void AnInterfaceThatIsDownWhenItIsDeletedIsBoundAgain() => _host.Run(() =>
    {
        using PacketSocket socket = PacketSocket.Open(Link.ByName("one"));
        Ip("link", "set", "one", "down");
        Drain(socket);
        Ip("link", "delete", "one");
        Make();
        Assert.True(Hears(socket, 3));
        Assert.Equal(new LinkHistory(Downs: 1, Returns: 1), socket.History);
    });

    [Fact]
    public void AnInterfaceThatStaysAwayIsToldAfterAWhile() => _host.Run(() =>
    {
        using PacketSocket socket = PacketSocket.Open(Link.ByName("one"));
        Ip("link", "delete", "one");
        SystemCallException told = Assert.Throws<SystemCallException>(() =>
        {
            for (int i = 0; i < 100; i++)
                socket.Receive(_buffer, TimeSpan.FromMilliseconds(100));
        });
        Assert.Equal("ENODEV", told.ErrorName);
    });

    private static byte[] Frame(byte value) =>
        Hand.Ethernet([255, 255, 255, 255, 255, 255], [2, 0, 0, 0, 0, 2], 0x88b5, [value, .. new byte[45]]);

    private void Make()
    {
        Ip("link", "add", "one", "type", "veth", "peer", "name", "two");
        Ip("link", "set", "one", "up");
        Ip("link", "set", "two", "up");
    }

    private void Ip(params string[] arguments) => _host.Exec("ip", arguments).Succeeded();

    private void Drain(PacketSocket socket)
    {
        while (socket.Receive(_buffer, TimeSpan.FromMilliseconds(50)).HasFrame)
        {
        }
    }

    // Sent again until it is heard: an interface is up a moment before its carrier.
    private bool Hears(PacketSocket socket, byte value)
    {
        socket.Receive(_buffer, TimeSpan.FromMilliseconds(200)); // binds again
        using PacketSocket other = PacketSocket.Open(Link.ByName("two"));
        for (long start = Environment.TickCount64; Environment.TickCount64 - start < _soon.TotalMilliseconds;)
        {
            other.Send(Frame(value));
            while (socket.Receive(_buffer, TimeSpan.FromMilliseconds(50)).HasFrame)
                if (_buffer[12] == 0x88 && _buffer[13] == 0xb5 && _buffer[14] == value)
                    return true;
        }
        return false;
    }
}
