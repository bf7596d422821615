using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using RawNet.Lab;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Functions;

/// <summary>Each row of the table of functions does what the documents say of it. The twin beside it tries them in every state.</summary>
public class FunctionTests
{
    private static readonly IPEndPoint _loopback = new(IPAddress.Loopback, 0);
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(60);

    [Fact]
    public void EveryRowHasATest()
    {
        IEnumerable<string> tested = typeof(FunctionTests).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .SelectMany(m => m.GetCustomAttributes<TraitAttribute>())
            .Where(t => t.Name == "function").Select(t => t.Value);
        Assert.Equal(SocketFunction.All.Select(f => f.Name).Order(StringComparer.Ordinal), tested.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact, Trait("function", "socket(family, type, proto)")]
    public void ASocketOfAnyFamilyAndProtocolIsHadAndTheKernelChoosesForZero()
    {
        using var lite = KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Dgram, Constants.IPPROTO_UDPLITE);
        Assert.Equal((2, SocketType.Dgram, 136),
            (lite.Get(GeneralOption.Domain), lite.Get(GeneralOption.Type), lite.Get(GeneralOption.Protocol)));
        using var chosen = KernelSocket.Open();
        Assert.Equal((0, Constants.IPPROTO_TCP), (chosen.Protocol, chosen.Get(GeneralOption.Protocol)));
        Assert.Equal("EPROTONOSUPPORT", Refusal(() => KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Raw)));
    }

    [Fact, Trait("function", "socket(fileno=fd)"), Trait("function", "fileno()"), Trait("function", "detach()")]
    public void ADescriptorAndASocketAreTheSame()
    {
        using KernelSocket first = Udp();
        first.Bind(_loopback);
        var name = (IPEndPoint)first.LocalEndPoint;
        int descriptor = first.Detach();
        Assert.Equal(-1, first.Descriptor);
        Assert.Throws<ObjectDisposedException>(() => first.LocalEndPoint);
        using var second = KernelSocket.FromDescriptor(descriptor);
        Assert.Equal((descriptor, name, Constants.AF_INET, SocketType.Dgram, Constants.IPPROTO_UDP),
            (second.Descriptor, second.LocalEndPoint, second.FamilyNumber, second.Type, second.Protocol));
        using FileStream file = File.OpenRead("/dev/null");
        Assert.Equal("ENOTSOCK", Refusal(() => KernelSocket.FromDescriptor((int)file.SafeFileHandle.DangerousGetHandle())));
    }

    [Fact, Trait("function", "fromfd(fd, family, type)"), Trait("function", "dup()")]
    public void ADuplicateGoesOnWhenTheSocketIsClosedAndSharesWhetherItBlocks()
    {
        (KernelSocket one, KernelSocket other) = KernelSocket.Pair();
        using KernelSocket duplicate = one.Duplicate(), third = KernelSocket.FromDuplicate(one.Descriptor);
        one.Blocking = false;
        Assert.Equal("EAGAIN", Refusal(() => duplicate.Receive(new byte[1])));
        one.Dispose();
        using (other)
        {
            Assert.Equal(1, duplicate.Send("a"u8));
            Assert.Equal(1, third.Send("b"u8));
            Assert.Equal(2, other.Receive(new byte[9]));
        }
    }

    [Fact, Trait("function", "socketpair()")]
    public void APairIsConnected()
    {
        (KernelSocket one, KernelSocket other) = KernelSocket.Pair(type: Constants.SOCK_SEQPACKET);
        using (one)
        using (other)
        {
            one.Send("ab"u8);
            one.Send("c"u8);
            Assert.Equal((2, 1), (other.Receive(new byte[9]), other.Receive(new byte[9])));
        }
    }

    [Fact, Trait("function", "bind(address)"), Trait("function", "getsockname()")]
    public void BindGivesTheNameThatTheKernelTells()
    {
        using KernelSocket socket = Udp();
        Assert.Equal(new IPEndPoint(IPAddress.Any, 0), socket.LocalEndPoint);
        socket.Bind(_loopback);
        Assert.NotEqual(0, ((IPEndPoint)socket.LocalEndPoint).Port);
        using var unix = KernelSocket.Open(AddressFamily.Unix, SocketType.Dgram);
        unix.Bind(new UnixDomainSocketEndPoint("\0function"));
        Assert.Equal("@function", unix.LocalEndPoint.ToString());
    }

    /// <summary>ss(8) tells the backlog of a listening TCP socket as Send-Q.</summary>
    [Fact, Trait("function", "listen([backlog])")]
    public void TheUsualBacklogIs128()
    {
        Assert.SkipWhen(Requirements.Programs("ss") is not null, Peer.Missing("ss"));
        using KernelSocket socket = Tcp();
        socket.Bind(_loopback);
        socket.Listen();
        Assert.Equal("128", BacklogOf(socket));
        socket.Listen(5);
        Assert.Equal("5", BacklogOf(socket));
    }

    [Fact, Trait("function", "accept()"), Trait("function", "connect(address)"), Trait("function", "send(bytes)"),
        Trait("function", "recv(size)"), Trait("function", "close()"), Trait("function", "shutdown(how)")]
    public void AConnectionCarriesBytesUntilItIsClosed()
    {
        (KernelSocket one, KernelSocket other) = Connected();
        using (other)
        {
            byte[] buffer = new byte[10];
            using (one)
            {
                Assert.Equal(3, one.Send("abc"u8));
                one.Shutdown(ShutdownHow.Send);
                Assert.Equal("EPIPE", Refusal(() => one.Send("d"u8)));
            }
            Assert.Equal(3, other.Receive(buffer));
            Assert.Equal("abc"u8, buffer.AsSpan(0, 3));
            Assert.Equal(0, other.Receive(buffer)); // the end
            Assert.Throws<ObjectDisposedException>(() => one.Send("abc"u8));
        }
    }

    [Fact, Trait("function", "connect_ex(address)")]
    public void ConnectExAnswersTheErrorNumber()
    {
        using KernelSocket listener = Tcp(), refused = Tcp(), taken = Tcp(), fast = Tcp();
        listener.Bind(_loopback);
        EndPoint address = listener.LocalEndPoint;
        Assert.Equal((int)ErrorNumber.ECONNREFUSED, refused.ConnectEx(address));
        listener.Listen(1);
        Assert.Equal(0, taken.ConnectEx(address));
        Assert.Equal((int)ErrorNumber.EISCONN, taken.ConnectEx(address));
        fast.Blocking = false;
        Assert.Equal((int)ErrorNumber.EINPROGRESS, fast.ConnectEx(address));
        using var unix = KernelSocket.Open(AddressFamily.Unix, SocketType.Stream);
        Assert.Equal((int)ErrorNumber.ENOENT, unix.ConnectEx(new UnixDomainSocketEndPoint("/no/such/socket")));
        Assert.Equal((int)ErrorNumber.ENOTDIR, unix.ConnectEx(new UnixDomainSocketEndPoint("/dev/null/socket")));
    }

    [Fact, Trait("function", "recvfrom(size)"), Trait("function", "sendto(bytes, address)")]
    public void AMessageComesWithItsSender()
    {
        using KernelSocket one = Udp(), other = Udp();
        one.Bind(_loopback);
        other.Bind(_loopback);
        Assert.Equal(0, one.SendTo([], other.LocalEndPoint));
        Assert.Equal(2, one.SendTo("hi"u8, other.LocalEndPoint));
        byte[] buffer = new byte[10];
        Assert.Equal(0, other.ReceiveFrom(buffer, out EndPoint? sender)); // an empty message, not an end
        Assert.Equal(one.LocalEndPoint, sender);
        Assert.Equal(2, other.ReceiveFrom(buffer, out sender));
        Assert.Equal(one.LocalEndPoint, sender);
        (KernelSocket unnamed, KernelSocket peer) = KernelSocket.Pair(type: Constants.SOCK_DGRAM);
        unnamed.Send("x"u8);
        Assert.Equal(1, peer.ReceiveFrom(buffer, out sender));
        Assert.Null(sender);
        unnamed.Dispose();
        peer.Dispose();
    }

    [Fact, Trait("function", "sendmsg(buffers, ancdata)"), Trait("function", "recvmsg(size, ancsize)")]
    public void ADescriptorAndItsSenderComeWithAMessage()
    {
        (KernelSocket one, KernelSocket other) = KernelSocket.Pair(type: Constants.SOCK_DGRAM);
        (KernelSocket far, KernelSocket sent) = KernelSocket.Pair();
        byte[] control = new byte[ControlMessages.Space(sizeof(int)) + ControlMessages.Space(12)];
        other.Set(GeneralOption.PassCredentials, true);
        ControlMessageWriter writer = new(control);
        writer.AddDescriptors(sent.Descriptor);
        Assert.Equal(1, one.SendMessage("m"u8, writer.Written));
        MessageResult result = other.ReceiveMessage(new byte[9], control);
        Assert.Equal((1, control.Length), (result.Length, result.ControlLength));
        int descriptor = -1, process = 0;
        foreach (ControlMessage message in new ControlMessages(control.AsSpan(0, result.ControlLength)))
        {
            descriptor = message.Descriptors is [var only] ? only : descriptor;
            process = message.Credentials?.ProcessId ?? process;
        }
        Assert.Equal(Environment.ProcessId, process);
        using (var received = KernelSocket.FromDescriptor(descriptor))
            received.Send("through"u8);
        Assert.Equal(7, far.Receive(new byte[9]));
        foreach (KernelSocket socket in (KernelSocket[])[one, other, far, sent])
            socket.Dispose();
    }

    [Fact, Trait("function", "sendall(bytes)")]
    public async Task SendAllSendsAllOrThrows()
    {
        (KernelSocket one, KernelSocket other) = Connected();
        using (one)
        using (other)
        {
            byte[] much = new byte[1 << 24];
            one.Timeout = TimeSpan.FromMilliseconds(100);
            Assert.Equal("ETIMEDOUT", Refusal(() => one.SendAll(much))); // nobody reads
            Assert.True(Drain(other) > 0);
            one.Timeout = null;
            Task<long> reading = Task.Run(() => Drain(other, much.Length));
            one.SendAll(much);
            Assert.Equal(much.Length, await reading);
            other.Dispose();
            Assert.Contains(Refusal(() => { one.SendAll(much); one.SendAll(much); }), (string[])["EPIPE", "ECONNRESET"]);
        }
    }

    [Fact, Trait("function", "setblocking(flag)"), Trait("function", "getblocking()")]
    public void WithoutBlockingNothingIsWaitedFor()
    {
        using KernelSocket socket = Udp(), listener = Tcp();
        socket.Bind(_loopback);
        Assert.True(socket.Blocking);
        socket.Blocking = false;
        Assert.False(socket.Blocking);
        Assert.Equal(TimeSpan.Zero, socket.Timeout);
        Assert.Equal("EAGAIN", Refusal(() => socket.Receive(new byte[1])));
        listener.Bind(_loopback);
        listener.Listen();
        listener.Blocking = false;
        Assert.Equal("EAGAIN", Refusal(() => listener.Accept()));
        listener.Blocking = true;
        Assert.Null(listener.Timeout);
    }

    [Fact, Trait("function", "settimeout(value)"), Trait("function", "gettimeout()")]
    public void ATimeoutHoldsForReceiveAcceptAndConnect()
    {
        using KernelSocket socket = Udp(), listener = Tcp();
        socket.Bind(_loopback);
        Assert.Null(socket.Timeout);
        socket.Timeout = _short;
        Assert.Equal("ETIMEDOUT", Refusal(() => socket.Receive(new byte[1])));
        socket.Timeout = TimeSpan.FromDays(30);
        Assert.Equal(TimeSpan.FromDays(30), socket.Timeout);
        Assert.Throws<ArgumentOutOfRangeException>(() => socket.Timeout = TimeSpan.FromSeconds(-1));
        listener.Bind(_loopback);
        listener.Listen(0);
        listener.Timeout = _short;
        Assert.Equal("ETIMEDOUT", Refusal(() => listener.Accept()));

        // A full backlog answers no further connection.
        using KernelSocket first = Tcp(), second = Tcp(), late = Tcp(), later = Tcp();
        (second.Timeout, late.Timeout, later.Timeout) = (TimeSpan.FromMilliseconds(200), _short, _short);
        first.Connect(listener.LocalEndPoint);
        second.ConnectEx(listener.LocalEndPoint);
        Assert.Equal("ETIMEDOUT", Refusal(() => late.Connect(listener.LocalEndPoint)));
        Assert.Equal((int)ErrorNumber.ETIMEDOUT, later.ConnectEx(listener.LocalEndPoint));
    }

    [Fact, Trait("function", "getpeername()")]
    public void ThePeerIsTheKernelsAndWithoutOneThereIsNone()
    {
        (KernelSocket one, KernelSocket other) = Connected();
        using (one)
        using (other)
        {
            Assert.Equal(other.LocalEndPoint, one.PeerEndPoint);
            Assert.Equal(one.LocalEndPoint, other.PeerEndPoint);
        }
        using KernelSocket alone = Tcp();
        Assert.Equal("ENOTCONN", Refusal(() => alone.PeerEndPoint));
    }

    [Fact, Trait("function", "setsockopt(level, name, value)"), Trait("function", "getsockopt(level, name)")]
    public void AnOptionIsSetAloneAndReadBackByNameAndByNumber()
    {
        using KernelSocket socket = Tcp();
        socket.Set(GeneralOption.ReuseAddress, true);
        Assert.Equal((1, 0), (socket.GetOption(1, 2), socket.GetOption(1, 15))); // SO_REUSEADDR and not SO_REUSEPORT
        socket.SetOption(1, 15, 1);
        Assert.True(socket.Get(GeneralOption.ReusePort));
        byte[] linger = new byte[8];
        socket.SetOption(1, 13, [1, 0, 0, 0, 5, 0, 0, 0]); // SO_LINGER, struct linger
        Assert.Equal(8, socket.GetOption(1, 13, linger));
        Assert.Equal(TimeSpan.FromSeconds(5), socket.Get(GeneralOption.Linger));
        Assert.Equal(5, linger[4]);
        Assert.Equal("ENOPROTOOPT", Refusal(() => socket.GetOption(1, 9999)));
    }

    [Fact, Trait("function", "makefile(mode)")]
    public void TheSocketIsClosedWhenItAndItsLastStreamAre()
    {
        (KernelSocket one, KernelSocket other) = Connected();
        using (other)
        {
            StreamWriter writer = new(one.AsStream(), Encoding.ASCII);
            one.Dispose();
            writer.Write("first\nsecond\n"); // still open
            writer.Dispose();
            using StreamReader reader = new(other.AsStream(), Encoding.ASCII);
            Assert.Equal("first\nsecond\n", reader.ReadToEnd()); // to the end, which came with the last stream
            Assert.Throws<ObjectDisposedException>(() => one.AsStream());
        }
    }

    [Fact, Trait("function", "sendfile(file)")]
    public void AFileIsSentWholeOrInPart()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "0123456789");
        (KernelSocket one, KernelSocket other) = Connected();
        using (one)
        using (other)
        using (FileStream file = File.OpenRead(path))
        {
            File.Delete(path);
            Assert.Equal(10, one.SendFile(file.SafeFileHandle));
            Assert.Equal(3, one.SendFile(file.SafeFileHandle, offset: 2, count: 3));
            Assert.Equal(0, one.SendFile(file.SafeFileHandle, offset: 10));
            one.Shutdown(ShutdownHow.Send);
            using StreamReader reader = new(other.AsStream(), Encoding.ASCII);
            Assert.Equal("0123456789234", reader.ReadToEnd());
        }
    }

    private static KernelSocket Tcp() => KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Stream);

    private static KernelSocket Udp() => KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Dgram);

    private static (KernelSocket One, KernelSocket Other) Connected()
    {
        using KernelSocket listener = Tcp();
        listener.Bind(_loopback);
        listener.Listen(1);
        KernelSocket one = Tcp();
        one.Connect(listener.LocalEndPoint);
        return (one, listener.Accept());
    }

    private static string Refusal(Func<object> call) => Refusal(() => { call(); });

    private static string Refusal(Action call) => Assert.Throws<SystemCallException>(call).ErrorName;

    private static string BacklogOf(KernelSocket socket)
    {
        string port = $":{((IPEndPoint)socket.LocalEndPoint).Port}";
        return Peer.Run("ss", ["-ltnH", $"sport = {port}"]).Succeeded().Lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[2];
    }

    private static long Drain(KernelSocket socket, long most = long.MaxValue)
    {
        long all = 0;
        socket.Timeout = TimeSpan.FromSeconds(most == long.MaxValue ? 0.2 : 10);
        byte[] buffer = new byte[1 << 20];
        try
        {
            while (all < most)
                all += socket.Receive(buffer);
        }
        catch (SystemCallException)
        {
            // nothing more came
        }
        return all;
    }
}
