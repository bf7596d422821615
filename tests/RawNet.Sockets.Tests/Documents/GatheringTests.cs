using System.Net;
using System.Net.Sockets;
using System.Text;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>Python's sendmsg gathers a message out of buffers and its recvmsg_into scatters one: ours take one buffer, and the other side
/// sees no difference.</summary>
public class GatheringTests
{
    private const int UdpLite = 136;

    /// <summary>Sends a message out of two buffers to its arguments' address, and prints the answer as three buffers got it.</summary>
    private const string Program = """
        import socket
        import sys

        family, kind, protocol = map(int, sys.argv[1:4])
        host, port = sys.argv[4:]
        one = socket.socket(family, kind, protocol)
        if family == socket.AF_UNIX:
            one.bind("")
        one.settimeout(10)
        one.connect(b"\0" + host.encode() if family == socket.AF_UNIX else (host, int(port)))
        if one.sendmsg([b"Mar", b"y had a little lamb"]) != 22:
            sys.exit("not all was sent")
        buffers = [bytearray(b"----"), bytearray(b"-------"), bytearray(b"--------------")]
        count, _, flags, _ = one.recvmsg_into(buffers)
        print(count, *(b.decode() for b in buffers), sep="|")
        """;

    [Theory]
    [InlineData(AddressFamily.InterNetwork, SocketType.Dgram, 0)]
    [InlineData(AddressFamily.InterNetworkV6, SocketType.Dgram, 0)]
    [InlineData(AddressFamily.InterNetwork, SocketType.Dgram, UdpLite)]
    [InlineData(AddressFamily.InterNetworkV6, SocketType.Dgram, UdpLite)]
    [InlineData(AddressFamily.InterNetwork, SocketType.Stream, 0)]
    [InlineData(AddressFamily.Unix, SocketType.Stream, 0)]
    [InlineData(AddressFamily.Unix, SocketType.Dgram, 0)]
    public async Task WhatPythonGathersComesWholeAndWhatWeSendIsScattered(AddressFamily family, SocketType type, int protocol)
    {
        Assert.SkipWhen(Requirements.Programs("python3") is not null, Peer.Missing("python3"));
        string? missing = Requirements.Socket($"{family} {type} {protocol}", (int)family == 23 ? 10 : (int)family, (int)type, protocol);
        Assert.SkipWhen(missing is not null, missing ?? "");
        using var bound = KernelSocket.Open(family, type, protocol);
        bound.Bind(family switch
        {
            AddressFamily.InterNetwork => new IPEndPoint(IPAddress.Loopback, 0),
            AddressFamily.InterNetworkV6 => new IPEndPoint(IPAddress.IPv6Loopback, 0),
            _ => new UnixEndPoint($"\0gathering-{Environment.ProcessId}-{type}"),
        });
        bound.Timeout = Patience.Seconds(10);
        if (type == SocketType.Stream)
            bound.Listen(1);
        Task<PeerResult> python = Task.Run(() => Peer.Run("python3", Arguments(bound)), TestContext.Current.CancellationToken);
        using KernelSocket server = type == SocketType.Stream ? await bound.AcceptAsync(TestContext.Current.CancellationToken) : bound;
        Answer(server);
        Assert.Equal("22|Mary| had a |little lamb---", (await python).Succeeded().Lines[0]);
    }

    private static void Answer(KernelSocket server)
    {
        byte[] buffer = new byte[100];
        SocketAddress sender = KernelSocket.NewAddress();
        MessageResult message = server.ReceiveMessage(buffer, [], sender);
        Assert.Equal("Mary had a little lamb", Encoding.ASCII.GetString(buffer, 0, message.Length));
        SocketAddress? to = server.Type == SocketType.Dgram ? sender : null;
        Assert.Equal(message.Length, server.SendMessage(buffer.AsSpan(0, message.Length), [], to));
    }

    private static string[] Arguments(KernelSocket bound)
    {
        (string host, string port) = bound.LocalEndPoint is IPEndPoint address
            ? (address.Address.ToString(), $"{address.Port}")
            : (bound.LocalEndPoint.ToString()![1..], "");
        return ["-c", Program, $"{bound.FamilyNumber}", $"{(int)bound.Type}", $"{bound.Protocol}", host, port];
    }
}
