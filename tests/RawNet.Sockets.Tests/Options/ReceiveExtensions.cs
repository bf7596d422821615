using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Options;

internal static class ReceiveExtensions
{
    /// <summary>The next message, or EAGAIN when none came within the time.</summary>
    public static Received ReceiveWithin(this KernelSocket socket, TimeSpan time, Span<byte> buffer)
    {
        PollCall.Wait(socket.Handle, Constants.POLLIN, time);
        return MessageCalls.Receive(socket.Handle, buffer, new byte[128], [], Constants.MSG_TRUNC | Constants.MSG_DONTWAIT);
    }

    /// <summary>Waits until something can be received, or an error is there.</summary>
    public static bool IsReadable(this KernelSocket socket, TimeSpan time) => PollCall.Wait(socket.Handle, Constants.POLLIN, time) > 0;

    /// <inheritdoc cref="IsReadable(KernelSocket, TimeSpan)"/>
    public static bool IsReadable(this KernelSocket socket, int microseconds) =>
        socket.IsReadable(TimeSpan.FromMicroseconds(microseconds));

    public static bool IsWritable(this KernelSocket socket) => PollCall.Wait(socket.Handle, Constants.POLLOUT, TimeSpan.Zero) > 0;

    /// <summary>Bytes that are there to be received.</summary>
    public static int Available(this KernelSocket socket) =>
        Math.Max(0, MessageCalls.Receive(socket.Handle, new byte[1 << 16], Constants.MSG_DONTWAIT | (int)MessageFlags.Peek));
}
