using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using RawNet.Sockets.Linux;
using RawNet.Sockets.Tests.Families;

namespace RawNet.Sockets.Tests.Functions;

/// <summary>Each row of the table of functions does what the documents say of it.</summary>
public class FunctionTests
{
    private static readonly IPEndPoint _loopback = new(IPAddress.Loopback, 0);

    [Fact]
    public void EveryRowHasATest()
    {
        IEnumerable<string> tested = typeof(FunctionTests).GetMethods().SelectMany(m => m.GetCustomAttributes<TraitAttribute>())
            .Where(t => t.Name == "function").Select(t => t.Value);
        Assert.Equal(SocketFunction.All.Select(f => f.Name).Order(StringComparer.Ordinal), tested.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact, Trait("function", "socket(family, type, proto)")]
    public void ASocketOfAnyFamilyAndProtocolIsHad()
    {
        using FamilySocket lite = FamilySocket.Open(Expectations.Find("inet dgram 136"));
        Assert.Equal(Constants.IPPROTO_UDPLITE, OptionOf(lite.Socket, 1, 38)); // SO_PROTOCOL
        Assert.Throws<SocketException>(
            () => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, (ProtocolType)Constants.IPPROTO_UDPLITE));
    }

    [Fact, Trait("function", "socket(fileno=fd)"), Trait("function", "fileno()")]
    public void ADescriptorAndASocketAreTheSame()
    {
        using Socket first = new(AddressFamily.InterNetwork, SocketType.Dgram, 0);
        first.Bind(_loopback);
        using SafeSocketHandle descriptor = new(first.Handle, ownsHandle: false);
        using Socket second = new(descriptor);
        Assert.Equal(((int)first.Handle, first.LocalEndPoint, SocketType.Dgram),
            ((int)second.Handle, second.LocalEndPoint, second.SocketType));
        using FamilySocket lite = FamilySocket.Open(Expectations.Find("inet dgram 136"));
        Assert.Equal($"/proc/self/fd/{lite.Socket.Handle}",
            Assert.Single(Directory.GetFiles("/proc/self/fd"), f => f == $"/proc/self/fd/{lite.Socket.Handle}"));
    }

    [Fact, Trait("function", "bind(address)"), Trait("function", "getsockname()")]
    public void BindGivesTheNameThatTheKernelTells()
    {
        using Socket socket = Udp();
        Assert.Equal(new IPEndPoint(IPAddress.Any, 0), socket.GetSockName());
        Assert.Null(socket.LocalEndPoint);
        socket.Bind(_loopback);
        Assert.NotEqual(0, ((IPEndPoint)socket.GetSockName()).Port);
        Assert.Equal(socket.LocalEndPoint, socket.GetSockName());
        using Socket unix = new(AddressFamily.Unix, SocketType.Dgram, 0);
        unix.Bind(new UnixDomainSocketEndPoint("\0function"));
        Assert.Equal("@function", unix.GetSockName().ToString());
    }

    /// <summary>The kernel tells the backlog of a listening TCP socket in the send queue of /proc/net... ss: Send-Q.</summary>
    [Fact, Trait("function", "listen([backlog])")]
    public void TheUsualBacklogIs128()
    {
        Assert.SkipWhen(RawNet.Lab.Requirements.Programs("ss") is not null, RawNet.Lab.Peer.Missing("ss"));
        using Socket socket = Tcp();
        socket.Bind(_loopback);
        socket.ListenUsual();
        Assert.Equal("128", BacklogOf(socket));
        socket.Listen(5);
        Assert.Equal("5", BacklogOf(socket));
    }

    [Fact, Trait("function", "accept()"), Trait("function", "connect(address)"), Trait("function", "send(bytes)"), Trait("function",
        "recv(size)"), Trait("function", "close()")]
    public void AConnectionCarriesBytesUntilItIsClosed()
    {
        (Socket one, Socket other) = Pair();
        using (other)
        {
            byte[] buffer = new byte[10];
            using (one)
                Assert.Equal(3, one.Send("abc"u8));
            Assert.Equal(3, other.Receive(buffer));
            Assert.Equal("abc"u8, buffer.AsSpan(0, 3));
            Assert.Equal(0, other.Receive(buffer)); // the end
            Assert.Throws<ObjectDisposedException>(() => one.Send("abc"u8));
        }
    }

    [Fact, Trait("function", "connect_ex(address)")]
    public void ConnectExAnswersTheErrorNumber()
    {
        using Socket listener = Tcp();
        listener.Bind(_loopback);
        EndPoint address = listener.LocalEndPoint!;
        using Socket refused = Tcp();
        Assert.Equal((int)ErrorNumber.ECONNREFUSED, refused.ConnectEx(address));
        listener.Listen(1);
        using Socket taken = Tcp();
        Assert.Equal(0, taken.ConnectEx(address));
        Assert.Equal((int)ErrorNumber.EISCONN, taken.ConnectEx(address));
        using Socket unix = new(AddressFamily.Unix, SocketType.Stream, 0);
        Assert.Equal((int)ErrorNumber.ENOENT, unix.ConnectEx(new UnixDomainSocketEndPoint("/no/such/socket")));
    }

    [Fact, Trait("function", "recvfrom(size)"), Trait("function", "sendto(bytes, address)")]
    public void AMessageComesWithItsSender()
    {
        using Socket one = Udp(), other = Udp();
        one.Bind(_loopback);
        other.Bind(_loopback);
        Assert.Equal(0, one.SendTo([], other.LocalEndPoint!));
        Assert.Equal(2, one.SendTo("hi"u8, other.LocalEndPoint!));
        EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
        byte[] buffer = new byte[10];
        Assert.Equal(0, other.ReceiveFrom(buffer, ref sender)); // an empty message, not an end
        Assert.Equal(2, other.ReceiveFrom(buffer, ref sender));
        Assert.Equal(one.LocalEndPoint, sender);
    }

    [Fact, Trait("function", "sendall(bytes)")]
    public void SendAllSendsAllOrThrows()
    {
        (Socket one, Socket other) = Pair();
        using (one)
        using (other)
        {
            byte[] much = new byte[1 << 24];
            one.SetTimeout(TimeSpan.FromMilliseconds(100));
            SystemCallException failure = Assert.Throws<SystemCallException>(() => one.SendAll(much)); // nobody reads
            Assert.Equal("ETIMEDOUT", failure.ErrorName);
            long left = Drain(other);
            one.SetTimeout(null);
            Assert.True(left > 0);
            long got = 0;
            Thread reading = new(() =>
            {
                byte[] piece = new byte[1 << 20];
                while (got < much.Length)
                    got += other.Receive(piece);
            });
            reading.Start();
            one.SendAll(much);
            Assert.True(reading.Join(TimeSpan.FromSeconds(10)) && got == much.Length);
            other.Dispose();
            Assert.Contains(Assert.Throws<SystemCallException>(() => SendTwice(one, much)).ErrorName, (string[])["EPIPE", "ECONNRESET"]);
        }
    }

    [Fact, Trait("function", "setblocking(flag)")]
    public void WithoutBlockingNothingIsWaitedFor()
    {
        using Socket socket = Udp();
        socket.Bind(_loopback);
        socket.Blocking = false;
        Assert.Equal(SocketError.WouldBlock, Assert.Throws<SocketException>(() => socket.Receive(new byte[1])).SocketErrorCode);
    }

    [Fact, Trait("function", "settimeout(value)"), Trait("function", "gettimeout()")]
    public void ATimeoutHoldsForReceiveAcceptAndConnect()
    {
        using Socket socket = Udp();
        socket.Bind(_loopback);
        Assert.Null(socket.GetTimeout());
        socket.SetTimeout(TimeSpan.FromMilliseconds(60));
        Assert.Equal(TimeSpan.FromMilliseconds(60), socket.GetTimeout());
        TimesOut(() => socket.Receive(new byte[1]));
        socket.SetTimeout(TimeSpan.Zero);
        Assert.Equal((TimeSpan.Zero, false), (socket.GetTimeout(), socket.Blocking));
        socket.SetTimeout(null);
        Assert.Equal((null, true), (socket.GetTimeout(), socket.Blocking));
        Assert.Throws<ArgumentOutOfRangeException>(() => socket.SetTimeout(TimeSpan.FromSeconds(-1)));

        using Socket listener = Tcp();
        listener.Bind(_loopback);
        listener.Listen(0);
        listener.SetTimeout(TimeSpan.FromMilliseconds(60));
        TimesOut(() => listener.AcceptInTime());

        // A full backlog answers no further connection.
        using Socket first = Tcp(), second = Tcp(), late = Tcp(), later = Tcp();
        first.Connect(listener.LocalEndPoint!);
        Fill(listener.LocalEndPoint!, second);
        late.SetTimeout(TimeSpan.FromMilliseconds(60));
        TimesOut(() => late.ConnectInTime(listener.LocalEndPoint!));
        later.SetTimeout(TimeSpan.FromMilliseconds(60));
        Assert.Equal((int)ErrorNumber.ETIMEDOUT, later.ConnectEx(listener.LocalEndPoint!));
    }

    [Fact, Trait("function", "getpeername()")]
    public void ThePeerIsTheKernelsAndWithoutOneThereIsNone()
    {
        (Socket one, Socket other) = Pair();
        using (one)
        using (other)
        {
            Assert.Equal(other.LocalEndPoint, one.GetPeerName());
            Assert.Equal(one.LocalEndPoint, other.GetPeerName());
        }
        using Socket alone = Tcp();
        Assert.Equal("ENOTCONN", Assert.Throws<SystemCallException>(() => alone.GetPeerName()).ErrorName);
        Assert.Null(alone.RemoteEndPoint);
    }

    [Fact, Trait("function", "setsockopt(level, name, value)"), Trait("function", "getsockopt(level, name)")]
    public void AnOptionIsSetAloneAndReadBack()
    {
        using FamilySocket socket = FamilySocket.Open(Expectations.Find("inet stream 6"));
        socket.Set(GeneralOption.ReuseAddress, true);
        Assert.True(socket.Get(GeneralOption.ReuseAddress));
        Assert.Equal((1, 0), (OptionOf(socket.Socket, 1, 2), OptionOf(socket.Socket, 1, 15))); // SO_REUSEADDR and not SO_REUSEPORT
        using Socket dotnet = Tcp();
        dotnet.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        Assert.Equal((1, 1), (OptionOf(dotnet, 1, 2), OptionOf(dotnet, 1, 15)));
    }

    [Fact, Trait("function", "makefile(mode)")]
    public void AStreamOverASocketReadsLinesAndLeavesItOpen()
    {
        (Socket one, Socket other) = Pair();
        using (one)
        using (other)
        {
            using (StreamWriter writer = new(new NetworkStream(one), Encoding.ASCII))
                writer.Write("first\nsecond\n");
            one.Send("third\n"u8); // still open
            one.Shutdown(SocketShutdown.Send);
            using StreamReader reader = new(new NetworkStream(other), Encoding.ASCII);
            Assert.Equal((string[])["first", "second", "third"], reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private static Socket Tcp() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private static Socket Udp() => new(AddressFamily.InterNetwork, SocketType.Dgram, 0);

    private static (Socket One, Socket Other) Pair()
    {
        using Socket listener = Tcp();
        listener.Bind(_loopback);
        listener.Listen(1);
        Socket one = Tcp();
        one.Connect(listener.LocalEndPoint!);
        return (one, listener.Accept());
    }

    private static int OptionOf(Socket socket, int level, int number)
    {
        byte[] value = new byte[sizeof(int)];
        socket.GetRawSocketOption(level, number, value);
        return BitConverter.ToInt32(value);
    }

    private static string BacklogOf(Socket socket)
    {
        string port = $":{((IPEndPoint)socket.LocalEndPoint!).Port}";
        return RawNet.Lab.Peer.Run("ss", ["-ltnH", $"sport = {port}"]).Succeeded().Lines[0]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[2];
    }

    private static void TimesOut(Action call)
    {
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(SocketError.TimedOut, Assert.Throws<SocketException>(call).SocketErrorCode);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 50, 5000);
    }

    private static void Fill(EndPoint address, Socket socket)
    {
        socket.SetTimeout(TimeSpan.FromMilliseconds(200));
        socket.ConnectEx(address);
    }

    private static void SendTwice(Socket socket, byte[] bytes)
    {
        socket.SendAll(bytes); // the first may go before the reset comes back
        socket.SendAll(bytes);
    }

    private static long Drain(Socket socket)
    {
        long all = 0;
        socket.ReceiveTimeout = 200;
        byte[] buffer = new byte[1 << 20];
        while (socket.Poll(TimeSpan.FromMilliseconds(200), SelectMode.SelectRead))
            all += socket.Receive(buffer);
        return all;
    }
}
