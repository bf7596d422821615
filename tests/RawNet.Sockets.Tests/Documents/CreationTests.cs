using System.Net;
using RawNet.Lab;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>What a socket is that is made with few words, and a connection with one call; Python is the judge.</summary>
public class CreationTests
{
    private const string Program = """
        import socket
        said = ((), (socket.AF_INET6,), (socket.AF_UNIX,), (socket.AF_INET, socket.SOCK_DGRAM), (socket.AF_UNIX, socket.SOCK_SEQPACKET))
        for words in said:
            with socket.socket(*words) as one:
                print(*(one.getsockopt(socket.SOL_SOCKET, name) for name in (socket.SO_DOMAIN, socket.SO_TYPE, socket.SO_PROTOCOL)))
        """;

    /// <summary>Without a family it is IPv4, without a type a stream; of protocol 0 the kernel makes TCP, UDP, or none.</summary>
    [Fact]
    public void WhatIsNotSaidIsWhatPythonMeans()
    {
        Assert.SkipWhen(Requirements.Programs("python3") is not null, Peer.Missing("python3"));
        (int Family, int Type)[] said =
        [
            (Constants.AF_INET6, Constants.SOCK_STREAM), (Constants.AF_UNIX, Constants.SOCK_STREAM),
            (Constants.AF_INET, Constants.SOCK_DGRAM), (Constants.AF_UNIX, Constants.SOCK_SEQPACKET),
        ];
        using var plain = KernelSocket.Open();
        IReadOnlyList<string> python = Peer.Run("python3", ["-c", Program]).Succeeded().Lines;
        Assert.Equal(python, [Told(plain), .. said.Select(one => Told(one.Family, one.Type))]);
    }

    [Fact]
    public void AConnectionHasItsTimeoutFromTheBeginningAndNoneUnlessItIsGiven()
    {
        using var listener = KernelSocket.Open();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        int port = ((IPEndPoint)listener.LocalEndPoint).Port;
        using var plain = KernelSocket.CreateConnection("127.0.0.1", port);
        using var timed = KernelSocket.CreateConnection("127.0.0.1", port, timeout: TimeSpan.FromSeconds(30));
        Assert.Equal((Constants.AF_INET, null, TimeSpan.FromSeconds(30)), (plain.FamilyNumber, plain.Timeout, timed.Timeout));
    }

    private static string Told(int family, int type)
    {
        using var socket = KernelSocket.Open(family, type);
        return Told(socket);
    }

    private static string Told(KernelSocket socket) =>
        $"{socket.Get(GeneralOption.Domain)} {(int)socket.Get(GeneralOption.Type)} {socket.Get(GeneralOption.Protocol)}";
}
