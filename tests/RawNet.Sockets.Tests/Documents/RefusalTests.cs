using System.Net;
using System.Net.Sockets;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>Refusals that the documents tell of, or that follow from their typing errors.</summary>
public class RefusalTests
{
    [Fact]
    public void AReservedPortNeedsARight()
    {
        using Host host = Lend.Loopback();
        host.Run(() =>
        {
            using var socket = KernelSocket.Open();
            IPEndPoint reserved = new(IPAddress.Loopback, 1023);
            Exception? refusal = null;
            Unprivileged.Run(() => refusal = Record.Exception(() => socket.Bind(reserved)));
            Assert.Equal("EACCES", Assert.IsType<SystemCallException>(refusal).ErrorName);
            socket.Bind(reserved); // as who has the right
        });
    }

    [Fact]
    public void AHostThatIsNoneIsNotBound()
    {
        using Host host = Lend.Loopback();
        host.Run(() =>
        {
            using var socket = KernelSocket.Open();
            Assert.ThrowsAny<SystemCallException>(() => socket.Bind("127,0.0.1", 8009));
            Assert.ThrowsAny<SystemCallException>(() => socket.Connect("127,0.0.1", 8009));
        });
    }

    /// <summary>A second document makes the client of a TCP server with SOCK_DGRAM.</summary>
    [Fact]
    public void ADatagramSocketDoesNotReachAStreamsServer()
    {
        using Host host = Lend.Loopback();
        host.Run(() =>
        {
            using KernelSocket server = KernelSocket.Open(), client = KernelSocket.Open(AddressFamily.InterNetwork, SocketType.Dgram);
            server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            server.Listen();
            client.Timeout = Patience.Seconds(5);
            client.Connect(server.LocalEndPoint); // only keeps the address
            Assert.Equal(5, client.Send("hello"u8));
            Assert.Equal("ECONNREFUSED", Assert.Throws<SystemCallException>(() => client.Receive(new byte[10])).ErrorName);
            server.Blocking = false;
            Assert.Equal("EAGAIN", Assert.Throws<SystemCallException>(() => server.Accept()).ErrorName);
        });
    }

    [Fact]
    public void AnAbstractNameIsOfItsHostAlone()
    {
        using TwoHosts hosts = Lend.Pair();
        UnixEndPoint name = new("\0documents-" + Environment.ProcessId);
        using KernelSocket server = hosts.A.Run(() => KernelSocket.Open(AddressFamily.Unix, SocketType.Stream));
        hosts.A.Run(() =>
        {
            server.Bind(name);
            server.Listen();
        });
        Assert.Equal((0, 111), (hosts.A.Run(() => Connects(name)), hosts.B.Run(() => Connects(name)))); // ECONNREFUSED
    }

    private static int Connects(UnixEndPoint name)
    {
        using var client = KernelSocket.Open(AddressFamily.Unix, SocketType.Stream);
        return client.ConnectEx(name);
    }
}
