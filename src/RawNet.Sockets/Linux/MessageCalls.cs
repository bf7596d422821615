using System.Runtime.InteropServices;

namespace RawNet.Sockets.Linux;

/// <summary>sendto(2), sendmsg(2), recv(2), recvfrom(2) and recvmsg(2). Each answers with a count of bytes, or with the negative
/// error number.</summary>
internal static unsafe partial class MessageCalls
{
    /// <summary>No address: to the connected or bound peer.</summary>
    public static int Send(SafeDescriptor socket, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> address, int flags = 0)
    {
        fixed (byte* data = bytes, name = address)
            return Checked(SendTo(socket, data, (nuint)bytes.Length, flags, name, (uint)address.Length));
    }

    /// <summary>The same with control messages.</summary>
    public static int Send(SafeDescriptor socket, ReadOnlySpan<byte> bytes,
        ReadOnlySpan<byte> address, ReadOnlySpan<byte> control, int flags)
    {
        fixed (byte* data = bytes, name = address, extra = control)
        {
            IoVector vector = new() { iov_base = data, iov_len = (nuint)bytes.Length };
            MessageHeader message = new()
            {
                msg_name = name, msg_namelen = (uint)address.Length,
                msg_iov = &vector, msg_iovlen = 1,
                msg_control = extra, msg_controllen = (nuint)control.Length,
            };
            return Checked(SendMsg(socket, &message, flags));
        }
    }

    /// <summary>Fills the buffer, the sender's address and the control messages. With MSG_TRUNC among the flags the count
    /// is the message's real length.</summary>
    public static Received Receive(SafeDescriptor socket, Span<byte> buffer, Span<byte> address, Span<byte> control, int flags)
    {
        fixed (byte* data = buffer, name = address, extra = control)
        {
            IoVector vector = new() { iov_base = data, iov_len = (nuint)buffer.Length };
            MessageHeader message = new()
            {
                msg_name = name, msg_namelen = (uint)address.Length,
                msg_iov = &vector, msg_iovlen = 1,
                msg_control = extra, msg_controllen = (nuint)control.Length,
            };
            int count = Checked(RecvMsg(socket, &message, flags));
            return new Received(count, (int)message.msg_namelen, (int)message.msg_controllen, message.msg_flags);
        }
    }

    /// <summary>Fills the buffer with what comes next of a stream.</summary>
    public static int Receive(SafeDescriptor socket, Span<byte> buffer, int flags)
    {
        fixed (byte* data = buffer)
            return Checked(Recv(socket, data, (nuint)buffer.Length, flags));
    }

    /// <summary>The same with the sender's address; its length is 0 where there is none.</summary>
    public static int ReceiveFrom(SafeDescriptor socket, Span<byte> buffer, Span<byte> address, out int addressLength, int flags)
    {
        uint length = (uint)address.Length;
        fixed (byte* data = buffer, name = address)
        {
            int count = Checked(RecvFrom(socket, data, (nuint)buffer.Length, flags, name, &length));
            addressLength = (int)length;
            return count;
        }
    }

    private static int Checked(nint result) => result >= 0 ? (int)result : -Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    private static partial nint SendTo(SafeDescriptor socket, byte* bytes, nuint length, int flags, byte* address, uint addressLength);

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static partial nint SendMsg(SafeDescriptor socket, MessageHeader* message, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Recv(SafeDescriptor socket, byte* bytes, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "recvfrom", SetLastError = true)]
    private static partial nint RecvFrom(SafeDescriptor socket, byte* bytes, nuint length, int flags, byte* address, uint* addressLength);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint RecvMsg(SafeDescriptor socket, MessageHeader* message, int flags);
}
