using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RawNet.Filters;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Options;

/// <summary>What the options of streams do, seen at the other end or in a capture.</summary>
public sealed class StreamEffectTests : IDisposable
{
    private const int LongWait = 10_000_000; // microseconds; ends as soon as something comes
    private const int ShortWait = 150_000;   // for what must not come
    private readonly Host _host = Lend.Loopback();

    public void Dispose() => _host.Dispose();

    [Fact, Observes("SO_RCVLOWAT")]
    public void ReceiveLowWaterHoldsBack() => OnPair((client, server) =>
    {
        server.Set(GeneralOption.ReceiveLowWater, 4);
        client.Send("abc"u8);
        Assert.False(server.IsReadable(ShortWait));
        client.Send("d"u8);
        Assert.True(server.IsReadable(LongWait));
        Assert.Equal(4, server.Available());
    });

    [Fact, Observes("SO_RCVTIMEO")]
    public void ReceiveTimeoutEndsAWait() => OnPair((_, server) =>
    {
        server.Set(GeneralOption.ReceiveTimeout, TimeSpan.FromMilliseconds(50));
        long start = Stopwatch.GetTimestamp();
        Assert.Equal("EAGAIN", Assert.Throws<SystemCallException>(() => server.Receive(new byte[1])).ErrorName);
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(50));
    });

    [Fact, Observes("SO_SNDTIMEO")]
    public void SendTimeoutEndsAWait() => OnPair((client, server) =>
    {
        server.Set(GeneralOption.ReceiveBuffer, 4096);
        client.Set(GeneralOption.SendTimeout, TimeSpan.FromMilliseconds(50));
        byte[] much = new byte[1 << 20];
        Assert.Equal("EAGAIN", Assert.Throws<SystemCallException>(() =>
        {
            for (int i = 0; i < 64; i++)
                client.Send(much); // nobody reads
        }).ErrorName);
    });

    [Fact, Observes("SO_LINGER")]
    public void LingerZeroResetsAndWithoutItTheStreamEnds()
    {
        OnPair((client, server) =>
        {
            client.Dispose();
            Assert.Equal(0, server.Receive(new byte[1]));
        });
        OnPair((client, server) =>
        {
            client.Set(GeneralOption.Linger, TimeSpan.Zero);
            client.Dispose();
            Assert.Equal("ECONNRESET",
                Assert.Throws<SystemCallException>(() => server.Receive(new byte[1])).ErrorName);
        });
    }

    [Theory, Observes("SO_OOBINLINE")]
    [InlineData(true, "abc")]
    [InlineData(false, "ab")]
    public void TheUrgentByteStandsInTheStreamOnlyInline(bool inline, string read) => OnPair((client, server) =>
    {
        server.Set(GeneralOption.OutOfBandInline, inline);
        client.Send("ab"u8);
        client.Send("c"u8, MessageFlags.OutOfBand);
        client.Shutdown(ShutdownHow.Send);
        byte[] all = new byte[10];
        int count = 0;
        while (server.Receive(all.AsSpan(count)) is > 0 and var more)
            count += more;
        Assert.Equal(read, System.Text.Encoding.ASCII.GetString(all, 0, count));
    });

    /// <summary>The client's filter drops every acknowledgement, so that Nagle's algorithm would wait for ever.</summary>
    [Theory, Observes("TCP_NODELAY")]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void NoDelayDoesNotWaitForTheAcknowledgement(bool noDelay, int arrives) => OnPair((client, server) =>
    {
        client.Set(TcpOption.NoDelay, noDelay);
        client.AttachFilter([BpfInstruction.DropAll]);
        client.Send("a"u8);
        client.Send("b"u8);
        Assert.True(SpinWait.SpinUntil(() => server.Available() >= arrives, TimeSpan.FromSeconds(10)));
        if (!noDelay)
            Thread.Sleep(100);
        Assert.Equal(arrives, server.Available());
    });

    [Fact, Observes("TCP_CORK")]
    public void CorkHoldsASmallSegmentBack() => OnPair((client, server) =>
    {
        client.Set(TcpOption.Cork, true);
        client.Send("a"u8);
        Assert.False(server.IsReadable(20_000));
        client.Set(TcpOption.Cork, false);
        Assert.True(server.IsReadable(LongWait));
    });

    [Fact, Observes("TCP_USER_TIMEOUT")]
    public void UserTimeoutEndsAConnectionWithoutAcknowledgements() => OnPair((client, _) =>
    {
        client.Set(TcpOption.UserTimeout, 300);
        client.AttachFilter([BpfInstruction.DropAll]);
        client.Send("a"u8);
        Assert.True(client.IsReadable(LongWait));
        Assert.Equal(110, client.Get(GeneralOption.Error)); // ETIMEDOUT
    });

    [Fact, Observes("TCP_DEFER_ACCEPT")]
    public void DeferAcceptWaitsForData() => _host.Run(() =>
    {
        using KernelSocket listener = Listener(s => s.Set(TcpOption.DeferAccept, 5));
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint);
        Assert.False(listener.IsReadable(ShortWait));
        client.Send("a"u8);
        Assert.True(listener.IsReadable(LongWait));
    });

    [Fact, Observes("TCP_MAXSEG", "TCP_INFO")]
    public void TheSynOffersMaximumSegmentAndCarriesTimeToLiveAndTypeOfService()
    {
        using Capture wire = _host.StartCapture(filter: "tcp[tcpflags] & (tcp-syn|tcp-ack) == tcp-syn");
        OnPair((client, _) => Assert.Equal(500, client.Get(TcpOption.Information).SendSegment), before: client =>
        {
            client.Set(TcpOption.MaximumSegment, 512);
            client.Set(IpOption.TimeToLive, 7);
            client.Set(IpOption.TypeOfService, 0x10);
        });
        wire.Stop(atLeast: 1);
        Assert.Equal("512\t7\t0x10", Witness.Fields(wire, "tcp.options.mss_val", "ip.ttl", "ip.dsfield")[0]);
    }

    [Fact, Observes("SO_KEEPALIVE", "TCP_KEEPIDLE")]
    public void KeepAliveProbesAnIdleConnection()
    {
        using Capture wire = _host.StartCapture(filter: "tcp");
        OnPair((client, _) =>
        {
            client.Set(TcpOption.KeepIdle, 1);
            client.Set(GeneralOption.KeepAlive, true);
            wire.Stop(atLeast: 5); // three of the handshake, the probe and its answer
        });
        Assert.Contains("1", Witness.Fields(wire, "tcp.analysis.keep_alive"));
    }

    [Fact, Observes("IP_MINTTL")]
    public void SegmentsBelowMinimumTimeToLiveAreDropped() => _host.Run(() =>
    {
        using KernelSocket listener = Listener(s => s.Set(IpOption.MinimumTimeToLive, 100));
        using KernelSocket far = Kinds.Open("tcp");
        far.Set(IpOption.TimeToLive, 99);
        far.Set(TcpOption.SynCount, 1);
        far.Set(GeneralOption.SendTimeout, TimeSpan.FromMilliseconds(200));
        Assert.Throws<SystemCallException>(() => far.Connect(listener.LocalEndPoint));
        using KernelSocket near = Kinds.Open("tcp");
        near.Set(IpOption.TimeToLive, 100);
        near.Connect(listener.LocalEndPoint);
    });

    [Theory, Observes("SO_REUSEPORT", "SO_ACCEPTCONN")]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void ReuseAddressIsNotReusePort(bool port, bool shared) => _host.Run(() =>
    {
        using KernelSocket one = Kinds.Open("tcp"), other = Kinds.Open("tcp");
        foreach (KernelSocket socket in (KernelSocket[])[one, other])
        {
            socket.Set(GeneralOption.ReuseAddress, true);
            Assert.False(socket.Get(GeneralOption.ReusePort)); // .NET's ReuseAddress sets it too
            socket.Set(GeneralOption.ReusePort, port);
        }
        one.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        one.Listen();
        SystemCallException? refusal = Record.Exception(() => other.Bind(one.LocalEndPoint)) as SystemCallException;
        Assert.Equal(shared ? null : "EADDRINUSE", refusal?.ErrorName);
        Assert.True(one.Get(GeneralOption.AcceptsConnections));
        Assert.False(other.Get(GeneralOption.AcceptsConnections));
    });

    [Theory, Observes("IPV6_V6ONLY")]
    [InlineData(true)]
    [InlineData(false)]
    public void OnlyIpv6LetsNoIpv4In(bool only) => _host.Run(() =>
    {
        using KernelSocket listener = Kinds.Open("tcp6");
        listener.Set(Ipv6Option.OnlyIpv6, only);
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Exception? refused = Record.Exception(() => client.Connect(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndPoint).Port));
        Assert.Equal(only, refused is SocketException { SocketErrorCode: SocketError.ConnectionRefused });
    });

    [Fact, Observes("SO_PEERCRED")]
    public void ThePeerOfAUnixSocketIsThisProcess() => _host.Run(() =>
    {
        using KernelSocket listener = Kinds.Open("stream"), client = Kinds.Open("stream");
        listener.Bind(new UnixDomainSocketEndPoint("\0rawnet-" + _host.Name));
        listener.Listen();
        client.Connect(listener.LocalEndPoint);
        Assert.Equal(Environment.ProcessId, client.Get(GeneralOption.Peer).ProcessId);
        Assert.Equal((1, SocketType.Stream, 0),
            (client.Get(GeneralOption.Domain), client.Get(GeneralOption.Type), client.Get(GeneralOption.Protocol)));
    });

    private static KernelSocket Listener(Action<KernelSocket> prepare)
    {
        KernelSocket listener = Kinds.Open("tcp");
        prepare(listener);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    private void OnPair(Action<KernelSocket, KernelSocket> code, Action<KernelSocket>? before = null) => _host.Run(() =>
    {
        using KernelSocket listener = Listener(_ => { });
        using KernelSocket client = Kinds.Open("tcp");
        before?.Invoke(client);
        client.Connect(listener.LocalEndPoint);
        using KernelSocket server = listener.Accept();
        code(client, server);
    });
}
