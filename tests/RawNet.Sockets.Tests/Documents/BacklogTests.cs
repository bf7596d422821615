using System.Globalization;
using System.Net;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>What the documents say of a full backlog; listen(2) and tcp(7) say what Linux does.</summary>
public sealed class BacklogTests : IDisposable
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(200);
    private readonly Host _host = Lend.Loopback();
    private readonly List<KernelSocket> _opened = [];

    public void Dispose()
    {
        _opened.ForEach(socket => socket.Dispose());
        _host.Dispose();
    }

    /// <summary>Not refused: the connection request is dropped, and who connects asks again until its time is over.</summary>
    [Fact]
    public void TcpKeepsOneMoreThanTheBacklogAndDropsWhatComesLater() => _host.Run(() =>
    {
        KernelSocket listener = Listener(2);
        Assert.Equal([0, 0, 0, 110], Enumerable.Range(0, 4).Select(_ => Connects(listener))); // ETIMEDOUT
        listener.Accept().Dispose();
        Assert.Equal(0, Connects(listener)); // now there is room for one
    });

    [Fact]
    public void TheSystemSetsALimitToTheBacklog()
    {
        Assert.SkipWhen(Requirements.Programs("ss") is not null, Peer.Missing("ss"));
        _host.Sysctl("net.core.somaxconn", "7");
        int port = _host.Run(() => ((IPEndPoint)Listener(1000).LocalEndPoint).Port);
        string[] words = _host.Exec("ss", "-ltnH", string.Create(CultureInfo.InvariantCulture, $"sport = :{port}")).Succeeded().Lines[0]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("7", words[2]); // Send-Q
    }

    private KernelSocket Listener(int backlog)
    {
        KernelSocket listener = Opened();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(backlog);
        return listener;
    }

    private int Connects(KernelSocket listener)
    {
        KernelSocket client = Opened();
        client.Timeout = _short;
        return client.ConnectEx(listener.LocalEndPoint);
    }

    private KernelSocket Opened()
    {
        var socket = KernelSocket.Open();
        _opened.Add(socket);
        return socket;
    }
}
