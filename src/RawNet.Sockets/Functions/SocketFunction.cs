namespace RawNet.Sockets;

/// <summary>A function of the classic socket documents and what a C# program calls instead.</summary>
/// <param name="Name">As the documents write it.</param>
/// <param name="Call">The C# call.</param>
/// <param name="Note">Where the two differ; empty where they do not.</param>
public sealed record SocketFunction(string Name, string Call, string Note = "")
{
    /// <summary>Every function of the documents, in their order.</summary>
    public static IReadOnlyList<SocketFunction> All { get; } =
    [
        new("socket(family, type, proto)", "FamilySocket.Open(cell).Socket",
            "`new Socket(family, type, protocol)` refuses every family and protocol that it does not know"),
        new("socket(fileno=fd)", "new Socket(new SafeDescriptor(fd, ownsHandle: true))"),
        new("bind(address)", "socket.Bind(endPoint)"),
        new("listen([backlog])", "socket.Listen(backlog), socket.ListenUsual()",
            "without a number: 128; `Listen()` takes the kernel's greatest"),
        new("accept()", "socket.Accept(), socket.AcceptInTime()", "`Accept` does not heed a timeout"),
        new("connect(address)", "socket.Connect(endPoint), socket.ConnectInTime(endPoint)", "`Connect` does not heed a timeout"),
        new("connect_ex(address)", "socket.ConnectEx(endPoint)", "answers errno; ETIMEDOUT when the timeout is over"),
        new("close()", "socket.Dispose()"),
        new("recv(size)", "socket.Receive(buffer)", "0 bytes: the end of a stream, or an empty message"),
        new("recvfrom(size)", "socket.ReceiveFrom(buffer, ref endPoint)",
            "the end point given must be of the socket's family; `ReceiveFrom(buffer, flags, socketAddress)` allocates nothing"),
        new("send(bytes)", "socket.Send(bytes)", "on a blocking stream .NET sends everything"),
        new("sendall(bytes)", "socket.SendAll(bytes)", "everything within the timeout, or an exception"),
        new("sendto(bytes, address)", "socket.SendTo(bytes, endPoint)"),
        new("setblocking(flag)", "socket.Blocking = flag"),
        new("settimeout(value)", "socket.SetTimeout(time)", "for every call; null waits for ever, zero never"),
        new("gettimeout()", "socket.GetTimeout()"),
        new("getpeername()", "socket.GetPeerName()", "`RemoteEndPoint` is what .NET remembers, and null where the documents say ENOTCONN"),
        new("getsockname()", "socket.GetSockName()", "`LocalEndPoint` is null before bind"),
        new("setsockopt(level, name, value)", "kernelSocket.Set(option, value), socket.SetRawSocketOption(level, number, bytes)",
            "`ReuseAddress` of `SetSocketOption` sets SO_REUSEPORT too"),
        new("getsockopt(level, name)", "kernelSocket.Get(option), socket.GetRawSocketOption(level, number, bytes)"),
        new("fileno()", "(int)socket.Handle"),
        new("makefile(mode)", "new NetworkStream(socket), with a StreamReader or StreamWriter for text",
            "for connected streams; closing it leaves the socket open, as the documents say"),
    ];
}
