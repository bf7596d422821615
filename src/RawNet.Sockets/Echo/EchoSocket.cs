using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A socket of any kind of the catalogue, opened by socket(2) whatever .NET thinks of the family, and wrapped:
/// <see cref="KernelSocket.Socket"/> does the rest.</summary>
public sealed class FamilySocket : KernelSocket
{
    /// <summary>More than any kernel takes: it cuts listen(2)'s second argument to net.core.somaxconn.</summary>
    private const int GreatestBacklog = int.MaxValue;

    private readonly byte[] _peer = new byte[NativeEndPoint.LongestAddress];

    private FamilySocket(SocketKind kind)
        : base(kind.Family.Number, (int)kind.Type, kind.OpeningProtocol) => Kind = kind;

    private FamilySocket(SocketKind kind, int descriptor)
        : base(descriptor, kind.OpeningProtocol) => Kind = kind;

    /// <summary>What it is.</summary>
    public SocketKind Kind { get; }

    /// <summary>getsockname(2) as the family's end point.</summary>
    public EndPoint LocalEndPoint => SocketNames.Of(Handle, ofPeer: false);

    /// <summary>Opens it in the network namespace of the calling thread.</summary>
    /// <exception cref="SystemCallException">The kernel refuses; <see cref="SocketKindState"/> tells why.</exception>
    public static FamilySocket Open(SocketKind kind) => new(kind);

    /// <summary>bind(2).</summary>
    public void Bind(EndPoint address)
    {
        try
        {
            // .NET accepts only on what it has bound itself
            Socket.Bind(address is UnixDomainSocketEndPoint unix ? UnixEndPoint.Of(unix) : address);
        }
        catch (SocketException)
        {
            Bind(address.Serialize().AsSpan(), address); // .NET has one number for several: the kernel is asked again
        }
    }

    /// <summary>connect(2), waiting for ever.</summary>
    /// <exception cref="ObjectDisposedException">The socket was closed meanwhile.</exception>
    public void Connect(EndPoint address) => Connect(address, Timeout.InfiniteTimeSpan);

    /// <summary>connect(2), waiting up to the time.</summary>
    /// <exception cref="SystemCallException">ETIMEDOUT: nobody answered within it, or the listener's backlog stayed full.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed meanwhile.</exception>
    public void Connect(EndPoint address, TimeSpan time)
    {
        int result = Kind.Family == SocketFamily.Unix ? ConnectInSlices(address, time)
            : time == Timeout.InfiniteTimeSpan ? OpenCalls.Connect(Handle, address.Serialize().AsSpan())
            : ConnectWithin(address, time);
        SystemCall.Checked(result, CallOf("connect"), address.ToString() ?? "");
    }

    /// <summary>listen(2).</summary>
    /// <param name="backlog">Connections that wait to be accepted; as many as the kernel lets unless said.</param>
    public void Listen(int backlog = GreatestBacklog)
    {
        try
        {
            Socket.Listen(backlog);
        }
        catch (SocketException refusal)
        {
            throw new SystemCallException("listen", refusal.NativeErrorCode, Kind.ToString());
        }
    }

    /// <summary>accept(2), waiting as long as the socket's receive timeout says; null when nobody came.</summary>
    /// <exception cref="ObjectDisposedException">The socket was closed meanwhile.</exception>
    public FamilySocket? Accept()
    {
        if (Get(GeneralOption.AcceptsConnections))
        {
            TimeSpan time = Get(GeneralOption.ReceiveTimeout);
            if (Wait(Constants.POLLIN, time > TimeSpan.Zero ? time : Timeout.InfiniteTimeSpan) == 0)
                return null;
        }
        return TryAccept(out int descriptor) ? new(Kind, descriptor) : null;
    }

    /// <summary>The same for who opens the connection's socket on another thread.</summary>
    internal bool TryAccept(out int descriptor)
    {
        descriptor = OpenCalls.Accept(Handle);
        if (descriptor is -(int)ErrorNumber.EAGAIN or -(int)ErrorNumber.EINTR or -(int)ErrorNumber.ECONNABORTED)
            return false;
        SystemCall.Checked(descriptor, "accept");
        return true;
    }

    /// <summary>Takes over a descriptor of this kind.</summary>
    internal static FamilySocket Of(SocketKind kind, int descriptor) => new(kind, descriptor);

    /// <summary>bind(2) of bytes: what no end point can say.</summary>
    internal void Bind(ReadOnlySpan<byte> bytes, EndPoint? address = null) =>
        SystemCall.Checked(OpenCalls.Bind(Handle, bytes), CallOf("bind"), address?.ToString() ?? "");

    /// <summary>setsockopt(2) of an option that only one place needs.</summary>
    internal void SetBytes(int level, int number, ReadOnlySpan<byte> value, string name) =>
        SystemCall.Checked(OptionCalls.Set(Handle, level, number, value), $"setsockopt({name})");

    /// <summary>recvmsg(2), waiting as long as the socket's receive timeout says; the sender's address stays for <see cref="Reply"/>.
    /// The count is the message's real length, or a negative error number.</summary>
    internal Received Receive(Span<byte> buffer, Span<byte> control) =>
        MessageCalls.Receive(Handle, buffer, _peer, control, Constants.MSG_TRUNC);

    /// <summary>The same without waiting.</summary>
    internal Received ReceiveAtOnce(Span<byte> buffer, Span<byte> control) =>
        MessageCalls.Receive(Handle, buffer, _peer, control, Constants.MSG_TRUNC | Constants.MSG_DONTWAIT);

    /// <summary>recv(2) of a stream without waiting: a count, 0 at its end, or a negative error number.</summary>
    internal int ReceiveBytesAtOnce(Span<byte> buffer) => MessageCalls.Receive(Handle, buffer, Constants.MSG_DONTWAIT);

    /// <summary>Whether an error number only says that the receive timeout is over, or that a signal came.
    /// RDS has its own number for it.</summary>
    internal bool IsTimeout(int error) => error is (int)ErrorNumber.EAGAIN or (int)ErrorNumber.EINTR
        || (error == (int)ErrorNumber.ETIMEDOUT && Kind.Family == SocketFamily.Rds);

    /// <summary>The address of the last message's sender; empty on a connection, and of who has none.</summary>
    internal ReadOnlySpan<byte> PeerOf(in Received received) => _peer.AsSpan(0, Math.Min(received.AddressLength, _peer.Length));

    /// <summary>sendto(2), waiting as long as the socket's send timeout says: a count or a negative error number.</summary>
    internal int Reply(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> address, ReadOnlySpan<byte> control = default) =>
        control.IsEmpty ? MessageCalls.Send(Handle, bytes, address) : MessageCalls.Send(Handle, bytes, address, control, 0);

    /// <summary>Over a connection, without waiting.</summary>
    internal int ReplyAtOnce(ReadOnlySpan<byte> bytes) => MessageCalls.Send(Handle, bytes, [], Constants.MSG_DONTWAIT);

    /// <summary>shutdown(2) of sending: a half-close. A negative error number where the peer has gone.</summary>
    internal int EndSending() => OpenCalls.EndSending(Handle);

    /// <summary>The name of an interface of the socket's network namespace; null when there is none of this index.</summary>
    internal string? NameOf(int index) => InterfaceCall.NameOf(Handle, index);

    /// <summary>The index of an interface of the socket's network namespace, or the negative error number: ENODEV.</summary>
    internal int IndexOf(string name) => InterfaceCall.IndexOf(Handle, name);

    /// <summary>The Ethernet address of an interface of the socket's network namespace; empty when it has none.</summary>
    internal byte[] HardwareAddressOf(string name) => InterfaceCall.HardwareAddressOf(Handle, name);

    /// <summary>For poll(2) over many sockets, by who alone closes it.</summary>
    internal int Descriptor => (int)Handle.DangerousGetHandle();

    // What a refusal means depends on the family: a port, a file, an instance.
    private string CallOf(string call) => $"{call}({Names.Family(Kind.Family.Number)})";

    // A listener whose backlog is full makes AF_UNIX wait where neither poll(2) nor shutdown(2) reaches.
    private int ConnectInSlices(EndPoint address, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan usual = Get(GeneralOption.SendTimeout);
        Set(GeneralOption.SendTimeout, LongestDeafness);
        ReadOnlySpan<byte> name = address.Serialize().AsSpan();
        int result;
        do
            result = OpenCalls.Connect(Handle, name);
        while (result == -(int)ErrorNumber.EAGAIN && Deadline.Left(time, start) != TimeSpan.Zero);
        Set(GeneralOption.SendTimeout, usual);
        return result == -(int)ErrorNumber.EAGAIN ? -(int)ErrorNumber.ETIMEDOUT : result;
    }

    private int ConnectWithin(EndPoint address, TimeSpan time)
    {
        Socket.Blocking = false;
        int result = OpenCalls.Connect(Handle, address.Serialize().AsSpan());
        if (result == -(int)ErrorNumber.EINPROGRESS)
            result = Wait(Constants.POLLOUT, time) == 0 ? -(int)ErrorNumber.ETIMEDOUT : -Get(GeneralOption.Error);
        Socket.Blocking = true;
        return result;
    }
}
