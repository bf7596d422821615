namespace RawNet.Sockets;

/// <summary>A function of the classic socket documents and what a C# program calls instead.</summary>
/// <param name="Name">As the documents, and Python's socket module, write it.</param>
/// <param name="Call">The C# call of a <see cref="KernelSocket"/>.</param>
/// <param name="Difference">Where the two differ; empty where they do not.</param>
public sealed record SocketFunction(string Name, string Call, string Difference = "")
{
    /// <summary>Every function of the documents, in their order.</summary>
    public static IReadOnlyList<SocketFunction> All { get; } =
    [
        new("socket(family, type, proto)", "KernelSocket.Open(family, type, protocol)"),
        new("socket(fileno=fd)", "KernelSocket.FromDescriptor(descriptor)"),
        new("fromfd(fd, family, type)", "KernelSocket.FromDuplicate(descriptor)", "family and type are asked of the descriptor"),
        new("socketpair()", "KernelSocket.Pair(family, type, protocol)"),
        new("bind(address)", "socket.Bind(endPoint), Bind(host, port)"),
        new("listen([backlog])", "socket.Listen(backlog)"),
        new("accept()", "socket.Accept(), AcceptAsync()", "the peer's address is `PeerEndPoint` of what is accepted"),
        new("connect(address)", "socket.Connect(endPoint), Connect(host, port), ConnectAsync(endPoint)",
            "with a timeout a full backlog of AF_UNIX is waited for, where Python says EAGAIN"),
        new("connect_ex(address)", "socket.ConnectEx(endPoint), ConnectEx(host, port)",
            "ETIMEDOUT (110) when the timeout is over, where Python says EAGAIN (11)"),
        new("create_connection(address)",
            "KernelSocket.CreateConnection(host, port, family, timeout), KernelSocket.ConnectAsync(host, port)",
            "binds no address of its own (source_address)"),
        new("close()", "socket.Dispose()",
            "ends the waits of other threads with ObjectDisposedException; later calls throw it, where Python says EBADF"),
        new("shutdown(how)", "socket.Shutdown(how)"),
        new("recv(size)", "socket.Receive(buffer, flags), ReceiveAsync(buffer, flags)",
            "MSG_DONTWAIT never waits; with a timeout SO_RCVLOWAT does not count; Python waits with poll(2) before it tries"),
        new("recvfrom(size)", "socket.ReceiveFrom(buffer, out sender, flags), ReceiveFromAsync(buffer, socketAddress, flags)",
            "the sender is null where Python has None or ''; into a SocketAddress nothing is allocated"),
        new("recvmsg(size, ancsize)", "socket.ReceiveMessage(buffer, control, sender, flags), ReceiveMessageAsync(...)",
            "the control messages are read by `ControlMessages`"),
        new("send(bytes)", "socket.Send(bytes, flags), SendAsync(bytes, flags)",
            "MSG_DONTWAIT never waits; Python waits up to its timeout before"),
        new("sendall(bytes)", "socket.SendAll(bytes, flags), SendAllAsync(bytes, flags)"),
        new("sendto(bytes, address)",
            "socket.SendTo(bytes, endPoint, flags), SendTo(bytes, host, port, flags), SendToAsync(bytes, socketAddress, flags)",
            "with a timeout what needs no room (EISCONN) is said at once; Python waits for room before"),
        new("sendmsg(buffers, ancdata)", "socket.SendMessage(bytes, control, address, flags), SendMessageAsync(...)",
            "one buffer; the control messages are made by `ControlMessageWriter`"),
        new("sendfile(file)", "socket.SendFile(handle, offset, count)", "files only, without a copy; the file's own position stays"),
        new("setblocking(flag)", "socket.Blocking = flag"),
        new("getblocking()", "socket.Blocking"),
        new("settimeout(value)", "socket.Timeout = time", "of any length; ETIMEDOUT when it is over; awaited calls end by their token"),
        new("gettimeout()", "socket.Timeout"),
        new("getpeername()", "socket.PeerEndPoint"),
        new("getsockname()", "socket.LocalEndPoint"),
        new("setsockopt(level, name, value)", "socket.Set(option, value), SetOption(level, number, value)"),
        new("getsockopt(level, name)", "socket.Get(option), GetOption(level, number)"),
        new("fileno()", "socket.Descriptor"),
        new("dup()", "socket.Duplicate()"),
        new("detach()", "socket.Detach()", "-1 afterwards, as Python; without a descriptor ObjectDisposedException"),
        new("makefile(mode)", "socket.AsStream(), with a StreamReader or StreamWriter for text"),
    ];
}
