using System.Diagnostics;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>What raw, packet and ping sockets share: each message is waited for up to a time of its own, and an error of an earlier
/// message, which the kernel tells whenever it likes, never ends another one's call.</summary>
public abstract class DatagramSocket : KernelSocket
{
    private protected DatagramSocket(int family, int type, int protocol)
        : base(family, type, protocol)
    {
    }

    /// <summary>Waits up to the time until a message or an error report is there, or a signal came; allocates nothing.</summary>
    /// <exception cref="ObjectDisposedException">The socket was closed meanwhile.</exception>
    public void WaitToReceive(TimeSpan time) => Poll(Constants.POLLIN, time);

    /// <summary>Sends, waiting while the send buffer is full. An error of an earlier packet that the kernel reports here,
    /// and has also put on the error queue, is not this packet's: it is sent again.</summary>
    private protected int Send(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> address,
        ScopedAddress destination, ReadOnlySpan<byte> control = default)
    {
        bool again = true;
        while (true)
        {
            int result = control.IsEmpty
                ? MessageCalls.Send(Handle, bytes, address, Constants.MSG_DONTWAIT)
                : MessageCalls.Send(Handle, bytes, address, control, Constants.MSG_DONTWAIT);
            if (result >= 0)
                return result;
            if (result == -(int)ErrorNumber.EAGAIN)
                Poll(Constants.POLLOUT, System.Threading.Timeout.InfiniteTimeSpan);
            else if (again && (Endures((ErrorNumber)(-result)) || ErrorIsQueued()))
                again = false;
            else if (result != -(int)ErrorNumber.EINTR)
                throw new SystemCallException("sendto", -result,
                    destination.Length > 0 ? $"{destination}, {bytes.Length} bytes" : $"{bytes.Length} bytes");
        }
    }

    /// <summary>Receives one message, waiting for it up to the time. Count is EAGAIN when none came,
    /// ENOMSG when an error report waits instead.</summary>
    private protected Received Receive(Span<byte> buffer, Span<byte> address, Span<byte> control, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            Received received = MessageCalls.Receive(Handle, buffer, address, control, Constants.MSG_DONTWAIT | Constants.MSG_TRUNC);
            if (received.Count >= 0)
                return received;
            if (received.Count is not (-(int)ErrorNumber.EAGAIN) and not (-(int)ErrorNumber.EINTR))
                return ErrorIsQueued() ? NoMessage
                    : Endures((ErrorNumber)(-received.Count)) ? Nothing
                    : throw new SystemCallException("recvmsg", -received.Count);
            TimeSpan left = Deadline.Left(time, start);
            if (left == TimeSpan.Zero)
                return received;
            int events = Poll(Constants.POLLIN, left);
            if (events > 0 && (events & (Constants.POLLIN | Constants.POLLERR)) == Constants.POLLERR)
                return NoMessage;
        }
    }

    /// <summary>Whether an error only tells what the socket lives on with: sending is tried once more,
    /// and receiving has found nothing.</summary>
    private protected virtual bool Endures(ErrorNumber error) => false;

    private static Received NoMessage => new(-(int)ErrorNumber.ENOMSG, 0, 0, 0);

    private static Received Nothing => new(-(int)ErrorNumber.EAGAIN, 0, 0, 0);

    private bool ErrorIsQueued() => (PollCall.Wait(Handle, 0, TimeSpan.Zero) & Constants.POLLERR) != 0;
}
