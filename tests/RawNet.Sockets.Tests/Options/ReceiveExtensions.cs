using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests.Options;

internal static class FamilySocketExtensions
{
    /// <summary>The next message, or EAGAIN when none came within the time.</summary>
    public static Received ReceiveWithin(this FamilySocket socket, TimeSpan time, Span<byte> buffer)
    {
        socket.WaitToReceive(time);
        return socket.ReceiveAtOnce(buffer, []);
    }
}
