using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A socket of a kind of the catalogue with the calls that an echo makes: each answers with its result or with the negative
/// error number, and the sender of the last message is kept.</summary>
internal sealed class EchoSocket : KernelSocket
{
    private readonly byte[] _peer = new byte[NativeEndPoint.LongestAddress];

    private EchoSocket(SocketKind kind)
        : base(kind.Family.Number, (int)kind.Type, kind.OpeningProtocol) => Kind = kind;

    private EchoSocket(SocketKind kind, int descriptor)
        : base(descriptor, kind.Family.Number, (int)kind.Type, kind.OpeningProtocol) => Kind = kind;

    /// <summary>What it is.</summary>
    public SocketKind Kind { get; }

    /// <summary>Opens it in the network namespace of the calling thread.</summary>
    /// <exception cref="SystemCallException">The kernel refuses; <see cref="SocketKindState"/> tells why.</exception>
    public static EchoSocket Open(SocketKind kind) => new(kind);

    /// <summary>connect(2), waiting up to the time.</summary>
    /// <exception cref="SystemCallException">ETIMEDOUT: nobody answered within it, or the listener's backlog stayed full.</exception>
    public void Connect(EndPoint address, TimeSpan time)
    {
        Timeout = time == System.Threading.Timeout.InfiniteTimeSpan ? null : time;
        Connect(address);
        Timeout = null;
    }

    /// <summary>accept(2) of a listener that does not wait; false where nobody is there.</summary>
    public bool TryAccept(out int descriptor)
    {
        descriptor = OpenCalls.Accept(Handle);
        if (descriptor is -(int)ErrorNumber.EAGAIN or -(int)ErrorNumber.EINTR or -(int)ErrorNumber.ECONNABORTED)
            return false;
        SystemCall.Checked(descriptor, "accept");
        return true;
    }

    /// <summary>Takes over a descriptor of this kind.</summary>
    public static EchoSocket Of(SocketKind kind, int descriptor) => new(kind, descriptor);

    /// <summary>recvmsg(2), waiting as long as the socket's receive timeout says; the sender's address stays for <see cref="Reply"/>.
    /// The count is the message's real length, or a negative error number.</summary>
    public Received Receive(Span<byte> buffer, Span<byte> control) =>
        MessageCalls.Receive(Handle, buffer, _peer, control, Constants.MSG_TRUNC);

    /// <summary>The same without waiting.</summary>
    public Received ReceiveAtOnce(Span<byte> buffer, Span<byte> control) =>
        MessageCalls.Receive(Handle, buffer, _peer, control, Constants.MSG_TRUNC | Constants.MSG_DONTWAIT);

    /// <summary>recv(2) of a stream without waiting: a count, 0 at its end, or a negative error number.</summary>
    public int ReceiveBytesAtOnce(Span<byte> buffer) => MessageCalls.Receive(Handle, buffer, Constants.MSG_DONTWAIT);

    /// <summary>Whether an error number only says that the receive timeout is over, or that a signal came.
    /// RDS has its own number for it.</summary>
    public bool IsTimeout(int error) => error is (int)ErrorNumber.EAGAIN or (int)ErrorNumber.EINTR
        || (error == (int)ErrorNumber.ETIMEDOUT && Kind.Family == SocketFamily.Rds);

    /// <summary>The address of the last message's sender; empty on a connection, and of who has none.</summary>
    public ReadOnlySpan<byte> PeerOf(in Received received) => _peer.AsSpan(0, Math.Min(received.AddressLength, _peer.Length));

    /// <summary>sendto(2), waiting as long as the socket's send timeout says: a count or a negative error number.</summary>
    public int Reply(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> address, ReadOnlySpan<byte> control = default) =>
        control.IsEmpty ? MessageCalls.Send(Handle, bytes, address) : MessageCalls.Send(Handle, bytes, address, control, 0);

    /// <summary>Over a connection, without waiting.</summary>
    public int ReplyAtOnce(ReadOnlySpan<byte> bytes) => MessageCalls.Send(Handle, bytes, [], Constants.MSG_DONTWAIT);

    /// <summary>shutdown(2) of sending: a half-close. A negative error number where the peer has gone.</summary>
    public int EndSending() => OpenCalls.Shutdown(Handle, Constants.SHUT_WR);

    /// <summary>The name of an interface of the socket's network namespace; null when there is none of this index.</summary>
    public string? NameOf(int index) => InterfaceCall.NameOf(Handle, index);

    /// <summary>The index of an interface of the socket's network namespace, or the negative error number: ENODEV.</summary>
    public int IndexOf(string name) => InterfaceCall.IndexOf(Handle, name);

    /// <summary>The Ethernet address of an interface of the socket's network namespace; empty when it has none.</summary>
    public byte[] HardwareAddressOf(string name) => InterfaceCall.HardwareAddressOf(Handle, name);
}
