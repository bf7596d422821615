using System.Diagnostics;
using System.Net.Sockets;
using RawNet.Filters;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A socket opened by socket(2) itself, so that every family, type and protocol of the kernel can be had,
/// and every failure carries its error number.</summary>
/// <remarks>Receiving is safe beside sending on another thread. Closing ends every wait in other threads, for room to send too, with
/// <see cref="ObjectDisposedException"/> and within 50 ms; <see cref="Dispose()"/> returns when the descriptor is closed.</remarks>
public abstract class KernelSocket : IDisposable
{
    /// <summary>How long a wait lasts before it looks whether the socket was closed: few kinds of socket tell a waiting poll(2).</summary>
    private protected static readonly TimeSpan LongestDeafness = TimeSpan.FromMilliseconds(50);

    private protected KernelSocket(int family, int type, int protocol)
        : this(Opened(family, type, protocol), protocol)
    {
    }

    /// <summary>Takes over a descriptor.</summary>
    private protected KernelSocket(int descriptor, int protocol)
    {
        Handle = new SafeSocketHandle(descriptor, ownsHandle: true);
        Socket = new Socket(Handle);
        Protocol = protocol;
    }

    /// <summary>The same descriptor for what is left to .NET (async, select). Closed with this object.</summary>
    public Socket Socket { get; }

    /// <summary>The protocol number given to socket(2).</summary>
    public int Protocol { get; }

    internal SafeSocketHandle Handle { get; }

    /// <summary>setsockopt(2).</summary>
    /// <exception cref="SystemCallException">The kernel refused; the operation names the option.</exception>
    public void Set<T>(SocketOption<T> option, T value) => option.Set(Handle, value);

    /// <summary>getsockopt(2).</summary>
    /// <exception cref="SystemCallException">The kernel refused; the operation names the option.</exception>
    public T Get<T>(SocketOption<T> option) => option.Get(Handle);

    /// <summary>Only messages for which the program returns more than 0 come in from now on. What is queued already stays.</summary>
    public void AttachFilter(ReadOnlySpan<BpfInstruction> program) => SocketFilterOption.Attach(Handle, program);

    /// <summary>The filter in force, as the kernel keeps it (SO_GET_FILTER); empty when there is none.</summary>
    public IReadOnlyList<BpfInstruction> Filter() => SocketFilterOption.InForce(Handle);

    /// <summary>Takes the filter away.</summary>
    /// <exception cref="SystemCallException">ENOENT: there was none.</exception>
    public void DetachFilter() =>
        SystemCall.Checked(OptionCalls.Set(Handle, Constants.SOL_SOCKET, Constants.SO_DETACH_FILTER, stackalloc byte[sizeof(int)]),
            "setsockopt(SO_DETACH_FILTER)");

    /// <summary>Waits up to the time until a message or an error report is there, or a signal came; allocates nothing.</summary>
    /// <exception cref="ObjectDisposedException">The socket was closed meanwhile.</exception>
    public void WaitToReceive(TimeSpan time) => Wait(Constants.POLLIN, time);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the descriptor.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            Socket.Dispose();
    }

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
                Wait(Constants.POLLOUT, Timeout.InfiniteTimeSpan);
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
            int events = Wait(Constants.POLLIN, left);
            if (events > 0 && (events & (Constants.POLLIN | Constants.POLLERR)) == Constants.POLLERR)
                return NoMessage;
        }
    }

    /// <summary>The events that came, 0 when the time is over, or the negative error number.</summary>
    private protected int Wait(short events, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            TimeSpan left = Deadline.Left(time, start);
            bool isLast = left != Timeout.InfiniteTimeSpan && left <= LongestDeafness;
            int result = PollCall.Wait(Handle, events, isLast ? left : LongestDeafness);
            ObjectDisposedException.ThrowIf(Handle.IsClosed, this); // closing wakes some kinds
            if (result != 0 || isLast)
                return result;
        }
    }

    /// <summary>Whether an error only tells what the socket lives on with: sending is tried once more,
    /// and receiving has found nothing.</summary>
    private protected virtual bool Endures(ErrorNumber error) => false;

    private static int Opened(int family, int type, int protocol) => SystemCall.Checked(
        OpenCalls.Open(family, type, protocol), $"socket({Names.Family(family)}, {Names.Type(type)}, {protocol})");

    private static Received NoMessage => new(-(int)ErrorNumber.ENOMSG, 0, 0, 0);

    private static Received Nothing => new(-(int)ErrorNumber.EAGAIN, 0, 0, 0);

    private bool ErrorIsQueued() => (PollCall.Wait(Handle, 0, TimeSpan.Zero) & Constants.POLLERR) != 0;
}
