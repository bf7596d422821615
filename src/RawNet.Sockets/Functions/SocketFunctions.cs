using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>The functions of the classic socket documents that .NET has not, or not with their meaning.
/// <see cref="SocketFunction.All"/> tells what each is called here.</summary>
public static class SocketFunctions
{
    private const int UsualBacklog = 128;

    /// <summary>connect_ex: connects within the timeout, and answers with an error number instead of an exception.</summary>
    /// <returns>0, or errno: ECONNREFUSED 111 ...; ETIMEDOUT 110 when the socket's timeout is over,
    /// after which the socket can only be closed.</returns>
    public static int ConnectEx(this Socket socket, EndPoint address)
    {
        try
        {
            Connect(socket, address);
            return 0;
        }
        catch (SocketException failure)
        {
            // .NET has one number for several, of a path that is not there too: the kernel is asked again.
            return failure.SocketErrorCode == SocketError.AddressNotAvailable
                ? -OpenCalls.Connect(socket.SafeHandle, address.Serialize().AsSpan())
                : failure.NativeErrorCode;
        }
        catch (OperationCanceledException)
        {
            return (int)ErrorNumber.ETIMEDOUT;
        }
    }

    /// <summary>accept that heeds the timeout: .NET's waits for ever.</summary>
    /// <exception cref="SocketException">TimedOut: nobody came in time.</exception>
    public static Socket AcceptInTime(this Socket socket)
    {
        if (socket.GetTimeout() is { } time && !socket.Poll(time, SelectMode.SelectRead))
            throw new SocketException((int)SocketError.TimedOut);
        return socket.Accept();
    }

    /// <summary>connect that heeds the timeout: .NET's waits as long as the kernel does, some two minutes.</summary>
    /// <exception cref="SocketException">TimedOut: no answer in time. Or what the kernel says.</exception>
    public static void ConnectInTime(this Socket socket, EndPoint address)
    {
        try
        {
            Connect(socket, address);
        }
        catch (OperationCanceledException)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }

    /// <summary>settimeout: how long receiving, sending, <see cref="ConnectInTime"/>, <see cref="ConnectEx"/>
    /// and <see cref="AcceptInTime"/> wait. Null waits for ever; zero does not wait, as <c>Blocking = false</c>.</summary>
    public static void SetTimeout(this Socket socket, TimeSpan? time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time ?? TimeSpan.Zero, TimeSpan.Zero, nameof(time));
        socket.Blocking = time != TimeSpan.Zero;
        int milliseconds = time is { } limit ? (int)Math.Ceiling(limit.TotalMilliseconds) : 0;
        (socket.ReceiveTimeout, socket.SendTimeout) = (milliseconds, milliseconds);
    }

    /// <summary>gettimeout: null when it waits for ever, zero when it does not wait.</summary>
    public static TimeSpan? GetTimeout(this Socket socket) =>
        !socket.Blocking ? TimeSpan.Zero : socket.ReceiveTimeout <= 0 ? null : TimeSpan.FromMilliseconds(socket.ReceiveTimeout);

    /// <summary>listen with the documents' backlog of 128; .NET's own default is the greatest that the kernel
    /// takes (net.core.somaxconn).</summary>
    public static void ListenUsual(this Socket socket) => socket.Listen(UsualBacklog);

    /// <summary>sendall: every byte, or an exception when the timeout is over before; .NET's Send begins its time anew with each piece,
    /// and without blocking sends what there is room for.</summary>
    /// <exception cref="SystemCallException">ETIMEDOUT: some bytes may have been sent. Or what the kernel says.</exception>
    public static void SendAll(this Socket socket, ReadOnlySpan<byte> bytes)
    {
        TimeSpan time = socket.GetTimeout() ?? Timeout.InfiniteTimeSpan;
        long start = Stopwatch.GetTimestamp();
        while (bytes.Length > 0)
        {
            int sent = MessageCalls.Send(socket.SafeHandle, bytes, [], Constants.MSG_DONTWAIT);
            if (sent >= 0)
                bytes = bytes[sent..];
            else if (sent == -(int)ErrorNumber.EAGAIN)
                WaitForRoom(socket, Deadline.Left(time, start));
            else if (sent != -(int)ErrorNumber.EINTR)
                throw new SystemCallException("send", -sent);
        }
    }

    /// <summary>getpeername as the kernel says it now. .NET remembers what it connected to, and answers null
    /// where there is no peer.</summary>
    /// <exception cref="SystemCallException">ENOTCONN: there is none.</exception>
    public static EndPoint GetPeerName(this Socket socket) => SocketNames.Of(socket.SafeHandle, ofPeer: true);

    /// <summary>getsockname as the kernel says it now, also before bind and for families that .NET does not know.</summary>
    /// <exception cref="SystemCallException">The family has no such names.</exception>
    public static EndPoint GetSockName(this Socket socket) => SocketNames.Of(socket.SafeHandle, ofPeer: false);

    private static void Connect(Socket socket, EndPoint address)
    {
        if (socket.GetTimeout() is not { Ticks: > 0 } time)
        {
            socket.Connect(address);
            return;
        }
        using var limit = new CancellationTokenSource(time);
        socket.ConnectAsync(address, limit.Token).AsTask().GetAwaiter().GetResult();
    }

    private static void WaitForRoom(Socket socket, TimeSpan left)
    {
        if (left == TimeSpan.Zero || PollCall.Wait(socket.SafeHandle, Constants.POLLOUT, left) == 0)
            throw new SystemCallException("send", (int)ErrorNumber.ETIMEDOUT);
    }
}
