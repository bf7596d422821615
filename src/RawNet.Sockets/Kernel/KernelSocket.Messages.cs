using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

public partial class KernelSocket
{
    /// <summary>recv(2): one message, or what there is of a stream, up to the buffer's size.</summary>
    /// <returns>Bytes; 0 at the end of a stream, or of an empty message.</returns>
    /// <exception cref="SystemCallException">ETIMEDOUT: nothing came within the timeout; EAGAIN where nothing waits ...</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed meanwhile.</exception>
    public int Receive(Span<byte> buffer, MessageFlags flags = MessageFlags.None)
    {
        Wait wait = new(this, flags);
        int result;
        do
        {
            ThreadInCall thread = _calls.Enter();
            try
            {
                result = MessageCalls.Receive(Handle, buffer, (int)Told(flags));
            }
            finally
            {
                _calls.Leave(thread);
            }
        }
        while (wait.TryAgain(ref result, Constants.POLLIN));
        return SystemCall.Checked(result, "recv");
    }

    /// <summary>recvfrom(2): the same with who sent it.</summary>
    /// <param name="buffer">Gets the message.</param>
    /// <param name="sender">Gets the sender's address, of size 0 where there is none: of a connection, and of AF_UNIX without a name.
    /// It needs room for every address of the family.</param>
    /// <param name="flags">The kernel's.</param>
    /// <inheritdoc cref="Receive(Span{byte}, MessageFlags)"/>
    public int ReceiveFrom(Span<byte> buffer, SocketAddress sender, MessageFlags flags = MessageFlags.None)
    {
        Wait wait = new(this, flags);
        int result, length = 0;
        do
        {
            ThreadInCall thread = _calls.Enter();
            try
            {
                result = MessageCalls.ReceiveFrom(Handle, buffer, sender.Buffer.Span, out length, (int)Told(flags));
            }
            finally
            {
                _calls.Leave(thread);
            }
        }
        while (wait.TryAgain(ref result, Constants.POLLIN));
        SystemCall.Checked(result, "recvfrom");
        sender.Size = Math.Min(length, sender.Buffer.Length);
        return result;
    }

    /// <summary>recvfrom(2) with the sender as its family's end point.</summary>
    /// <param name="buffer">Gets the message.</param>
    /// <param name="sender">Null where there is none: of a connection, and of AF_UNIX without a name.</param>
    /// <param name="flags">The kernel's.</param>
    /// <inheritdoc cref="Receive(Span{byte}, MessageFlags)"/>
    public int ReceiveFrom(Span<byte> buffer, out EndPoint? sender, MessageFlags flags = MessageFlags.None)
    {
        SocketAddress address = NewAddress();
        int count = ReceiveFrom(buffer, address, flags);
        sender = EndPointOf(address);
        return count;
    }

    /// <summary>recvmsg(2): a message with what options like IP_RECVTTL, IP_PKTINFO, SO_TIMESTAMP and SO_PASSCRED deliver.</summary>
    /// <param name="buffer">Gets the message.</param>
    /// <param name="control">Gets the control messages, for <see cref="ControlMessages"/>.</param>
    /// <param name="sender">Gets the sender's address, or null.</param>
    /// <param name="flags">The kernel's.</param>
    /// <exception cref="SystemCallException">As <see cref="Receive(Span{byte}, MessageFlags)"/>.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed meanwhile.</exception>
    public MessageResult ReceiveMessage(Span<byte> buffer, Span<byte> control, SocketAddress? sender = null,
        MessageFlags flags = MessageFlags.None)
    {
        Wait wait = new(this, flags);
        Span<byte> name = sender is null ? [] : sender.Buffer.Span;
        Received received;
        int result;
        do
        {
            ThreadInCall thread = _calls.Enter();
            try
            {
                received = MessageCalls.Receive(Handle, buffer, name, control, (int)Told(flags));
            }
            finally
            {
                _calls.Leave(thread);
            }
            result = received.Count;
        }
        while (wait.TryAgain(ref result, Constants.POLLIN));
        SystemCall.Checked(result, "recvmsg");
        if (sender is not null)
            sender.Size = Math.Min(received.AddressLength, name.Length);
        return new(result, received.ControlLength, (MessageFlags)received.Flags);
    }

    /// <summary>send(2): to the peer. A stream may take fewer bytes than there are.</summary>
    /// <returns>Bytes taken.</returns>
    /// <exception cref="SystemCallException">ETIMEDOUT: there was no room within the timeout; EAGAIN where nothing waits ...</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed meanwhile.</exception>
    public int Send(ReadOnlySpan<byte> bytes, MessageFlags flags = MessageFlags.None)
    {
        Wait wait = new(this, flags);
        return SystemCall.Checked(SendTo(bytes, [], flags, ref wait), "send");
    }

    /// <summary>sendall of the documents: all bytes, within one timeout; of no bytes one empty message.</summary>
    /// <exception cref="SystemCallException">As <see cref="Send(ReadOnlySpan{byte}, MessageFlags)"/>; some bytes may have been
    /// sent.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed meanwhile.</exception>
    public void SendAll(ReadOnlySpan<byte> bytes, MessageFlags flags = MessageFlags.None)
    {
        Wait wait = new(this, flags);
        do
            bytes = bytes[SystemCall.Checked(SendTo(bytes, [], flags, ref wait), "send")..];
        while (bytes.Length > 0);
    }

    /// <summary>sendto(2).</summary>
    /// <inheritdoc cref="Send(ReadOnlySpan{byte}, MessageFlags)"/>
    public int SendTo(ReadOnlySpan<byte> bytes, EndPoint address, MessageFlags flags = MessageFlags.None)
    {
        Wait wait = new(this, flags);
        int result = SendTo(bytes, BytesOf(address), flags, ref wait);
        return result >= 0 ? result : throw new SystemCallException("sendto", -result, address.ToString() ?? "");
    }

    /// <summary>sendto(2) of an address that is kept as bytes; allocates nothing.</summary>
    /// <inheritdoc cref="Send(ReadOnlySpan{byte}, MessageFlags)"/>
    public int SendTo(ReadOnlySpan<byte> bytes, SocketAddress address, MessageFlags flags = MessageFlags.None)
    {
        Wait wait = new(this, flags);
        int result = SendTo(bytes, address.AsSpan(), flags, ref wait);
        return result >= 0 ? result : throw new SystemCallException("sendto", -result, address.ToString());
    }

    /// <summary>sendmsg(2): with control messages, as <see cref="ControlMessageWriter"/> makes them.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="control">The control messages.</param>
    /// <param name="address">Where to; null for the peer.</param>
    /// <param name="flags">The kernel's.</param>
    /// <inheritdoc cref="Send(ReadOnlySpan{byte}, MessageFlags)"/>
    public int SendMessage(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> control, SocketAddress? address = null,
        MessageFlags flags = MessageFlags.None)
    {
        Wait wait = new(this, flags);
        ReadOnlySpan<byte> name = address is null ? [] : address.AsSpan();
        int result;
        do
        {
            ThreadInCall thread = _calls.Enter();
            try
            {
                result = MessageCalls.Send(Handle, bytes, name, control, (int)Told(flags));
            }
            finally
            {
                _calls.Leave(thread);
            }
        }
        while (wait.TryAgain(ref result, Constants.POLLOUT));
        return SystemCall.Checked(result, "sendmsg");
    }

    /// <summary>An address with room for every one of the kernel's, for calls that fill it.</summary>
    public static SocketAddress NewAddress() => new(System.Net.Sockets.AddressFamily.Unspecified, NativeEndPoint.LongestAddress);

    /// <summary>The end point of an address that the kernel filled; null of one without a size.</summary>
    public static EndPoint? EndPointOf(SocketAddress address) =>
        address.Size == 0 ? null : SocketNames.Read(address.AsSpan());

    private int SendTo(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name, MessageFlags flags, ref Wait wait)
    {
        int result;
        do
        {
            ThreadInCall thread = _calls.Enter();
            try
            {
                result = MessageCalls.Send(Handle, bytes, name, (int)Told(flags));
            }
            finally
            {
                _calls.Leave(thread);
            }
        }
        while (wait.TryAgain(ref result, Constants.POLLOUT));
        return result;
    }
}
