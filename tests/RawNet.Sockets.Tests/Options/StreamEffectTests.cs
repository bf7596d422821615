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
        client.Socket.Send("abc"u8);
        Assert.False(server.Socket.Poll(ShortWait, SelectMode.SelectRead));
        client.Socket.Send("d"u8);
        Assert.True(server.Socket.Poll(LongWait, SelectMode.SelectRead));
        Assert.Equal(4, server.Socket.Available);
    });

    [Fact, Observes("SO_RCVTIMEO")]
    public void ReceiveTimeoutEndsAWait() => OnPair((_, server) =>
    {
        server.Set(GeneralOption.ReceiveTimeout, TimeSpan.FromMilliseconds(50));
        long start = Stopwatch.GetTimestamp();
        // .NET's word for this EAGAIN
        Assert.Equal(SocketError.TimedOut, Assert.Throws<SocketException>(() => server.Socket.Receive(new byte[1])).SocketErrorCode);
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(50));
    });

    [Fact, Observes("SO_SNDTIMEO")]
    public void SendTimeoutEndsAWait() => OnPair((client, server) =>
    {
        server.Set(GeneralOption.ReceiveBuffer, 4096);
        client.Set(GeneralOption.SendTimeout, TimeSpan.FromMilliseconds(50));
        byte[] much = new byte[1 << 20];
        Assert.Equal(SocketError.TimedOut, Assert.Throws<SocketException>(() =>
        {
            for (int i = 0; i < 64; i++)
                client.Socket.Send(much); // nobody reads
        }).SocketErrorCode);
    });

    [Fact, Observes("SO_LINGER")]
    public void LingerZeroResetsAndWithoutItTheStreamEnds()
    {
        OnPair((client, server) =>
        {
            client.Socket.Dispose();
            Assert.Equal(0, server.Socket.Receive(new byte[1]));
        });
        OnPair((client, server) =>
        {
            client.Set(GeneralOption.Linger, TimeSpan.Zero);
            client.Dispose();
            Assert.Equal(SocketError.ConnectionReset,
                Assert.Throws<SocketException>(() => server.Socket.Receive(new byte[1])).SocketErrorCode);
        });
    }

    [Theory, Observes("SO_OOBINLINE")]
    [InlineData(true, "abc")]
    [InlineData(false, "ab")]
    public void TheUrgentByteStandsInTheStreamOnlyInline(bool inline, string read) => OnPair((client, server) =>
    {
        server.Set(GeneralOption.OutOfBandInline, inline);
        client.Socket.Send("ab"u8);
        client.Socket.Send("c"u8, SocketFlags.OutOfBand);
        client.Socket.Shutdown(SocketShutdown.Send);
        byte[] all = new byte[10];
        int count = 0;
        while (server.Socket.Receive(all.AsSpan(count)) is > 0 and var more)
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
        client.Socket.Send("a"u8);
        client.Socket.Send("b"u8);
        Assert.True(SpinWait.SpinUntil(() => server.Socket.Available >= arrives, TimeSpan.FromSeconds(10)));
        if (!noDelay)
            Thread.Sleep(100);
        Assert.Equal(arrives, server.Socket.Available);
    });

    [Fact, Observes("TCP_CORK")]
    public void CorkHoldsASmallSegmentBack() => OnPair((client, server) =>
    {
        client.Set(TcpOption.Cork, true);
        client.Socket.Send("a"u8);
        Assert.False(server.Socket.Poll(20_000, SelectMode.SelectRead));
        client.Set(TcpOption.Cork, false);
        Assert.True(server.Socket.Poll(LongWait, SelectMode.SelectRead));
    });

    [Fact, Observes("TCP_USER_TIMEOUT")]
    public void UserTimeoutEndsAConnectionWithoutAcknowledgements() => OnPair((client, _) =>
    {
        client.Set(TcpOption.UserTimeout, 300);
        client.AttachFilter([BpfInstruction.DropAll]);
        client.Socket.Send("a"u8);
        Assert.True(client.Socket.Poll(LongWait, SelectMode.SelectRead));
        Assert.Equal(110, client.Get(GeneralOption.Error)); // ETIMEDOUT
    });

    [Fact, Observes("TCP_DEFER_ACCEPT")]
    public void DeferAcceptWaitsForData() => _host.Run(() =>
    {
        using FamilySocket listener = Listener(s => s.Set(TcpOption.DeferAccept, 5));
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.Socket.LocalEndPoint!);
        Assert.False(listener.Socket.Poll(ShortWait, SelectMode.SelectRead));
        client.Send("a"u8);
        Assert.True(listener.Socket.Poll(LongWait, SelectMode.SelectRead));
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
        using FamilySocket listener = Listener(s => s.Set(IpOption.MinimumTimeToLive, 100));
        using FamilySocket far = Kinds.Open("tcp");
        far.Set(IpOption.TimeToLive, 99);
        far.Set(TcpOption.SynCount, 1);
        far.Set(GeneralOption.SendTimeout, TimeSpan.FromMilliseconds(200));
        Assert.Throws<SocketException>(() => far.Socket.Connect(listener.Socket.LocalEndPoint!));
        using FamilySocket near = Kinds.Open("tcp");
        near.Set(IpOption.TimeToLive, 100);
        near.Socket.Connect(listener.Socket.LocalEndPoint!);
    });

    [Theory, Observes("SO_REUSEPORT", "SO_ACCEPTCONN")]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void ReuseAddressIsNotReusePort(bool port, bool shared) => _host.Run(() =>
    {
        using FamilySocket one = Kinds.Open("tcp"), other = Kinds.Open("tcp");
        foreach (FamilySocket socket in (FamilySocket[])[one, other])
        {
            socket.Set(GeneralOption.ReuseAddress, true);
            Assert.False(socket.Get(GeneralOption.ReusePort)); // .NET's ReuseAddress sets it too
            socket.Set(GeneralOption.ReusePort, port);
        }
        one.Socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        one.Socket.Listen();
        SocketException? refusal = Record.Exception(() => other.Socket.Bind(one.Socket.LocalEndPoint!)) as SocketException;
        Assert.Equal(shared ? null : SocketError.AddressAlreadyInUse, refusal?.SocketErrorCode);
        Assert.True(one.Get(GeneralOption.AcceptsConnections));
        Assert.False(other.Get(GeneralOption.AcceptsConnections));
    });

    [Theory, Observes("IPV6_V6ONLY")]
    [InlineData(true)]
    [InlineData(false)]
    public void OnlyIpv6LetsNoIpv4In(bool only) => _host.Run(() =>
    {
        using FamilySocket listener = Kinds.Open("tcp6");
        listener.Set(Ipv6Option.OnlyIpv6, only);
        listener.Socket.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Socket.Listen();
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Exception? refused = Record.Exception(() => client.Connect(IPAddress.Loopback, ((IPEndPoint)listener.Socket.LocalEndPoint!).Port));
        Assert.Equal(only, refused is SocketException { SocketErrorCode: SocketError.ConnectionRefused });
    });

    [Fact, Observes("SO_PEERCRED")]
    public void ThePeerOfAUnixSocketIsThisProcess() => _host.Run(() =>
    {
        using FamilySocket listener = Kinds.Open("stream"), client = Kinds.Open("stream");
        listener.Socket.Bind(new UnixDomainSocketEndPoint("\0rawnet-" + _host.Name));
        listener.Socket.Listen();
        client.Socket.Connect(listener.Socket.LocalEndPoint!);
        Assert.Equal(Environment.ProcessId, client.Get(GeneralOption.Peer).ProcessId);
        Assert.Equal((1, SocketType.Stream, 0),
            (client.Get(GeneralOption.Domain), client.Get(GeneralOption.Type), client.Get(GeneralOption.Protocol)));
    });

    private static FamilySocket Listener(Action<FamilySocket> prepare)
    {
        FamilySocket listener = Kinds.Open("tcp");
        prepare(listener);
        listener.Socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Socket.Listen();
        return listener;
    }

    /// <summary>A connection whose server end is opened by accept(2): its options are set through a socket made
    /// of the same descriptor.</summary>
    private void OnPair(Action<FamilySocket, Accepted> code, Action<FamilySocket>? before = null) => _host.Run(() =>
    {
        using FamilySocket listener = Listener(_ => { });
        using FamilySocket client = Kinds.Open("tcp");
        before?.Invoke(client);
        client.Socket.Connect(listener.Socket.LocalEndPoint!);
        using Accepted server = new(listener.Socket.Accept());
        code(client, server);
    });

    /// <summary>An accepted socket, with the library's options by way of .NET's raw ones.</summary>
    private sealed class Accepted(Socket socket) : IDisposable
    {
        public Socket Socket => socket;

        public void Set<T>(SocketOption<T> option, T value)
        {
            Span<byte> bytes = stackalloc byte[option.Codec.Size];
            int length = option.Codec.Write(value, bytes);
            socket.SetRawSocketOption(option.Level, option.Number, bytes[..length]);
        }

        public void Dispose() => socket.Dispose();
    }
}
