using System.Net;
using System.Net.Sockets;

namespace RawNet.Sockets;

/// <summary>Asks an echo server over a connection that carries bytes: sends and receives at once, so that no amount fills both directions and stops.</summary>
public sealed class StreamEchoClient : IDisposable
{
    private const int PieceLength = 1 << 16;
    private readonly FamilySocket socket;

    private StreamEchoClient(FamilySocket socket) => this.socket = socket;

    /// <summary>Opens a socket in the network namespace of the calling thread and connects it.</summary>
    /// <exception cref="SystemCallException">The kernel refuses, or there is no server.</exception>
    public static StreamEchoClient Connect(SocketCell cell, EndPoint server, EchoSettings? settings = null) => new(EchoSockets.Call(cell, server, settings ?? new EchoSettings()));

    /// <summary>Sends everything and half-closes, where the kind can; copies what comes back until as much came, the server closes, or nothing comes for the time.</summary>
    /// <returns>Bytes that came back.</returns>
    /// <exception cref="SystemCallException">ECONNRESET and its like.</exception>
    public async Task<long> CallAsync(ReadOnlyMemory<byte> message, Stream answer, TimeSpan wait, CancellationToken stop = default)
    {
        Task sending = SendAsync(message, stop);
        try
        {
            long received = await ReceiveAsync(message.Length, answer, wait, stop);
            if (received == message.Length || sending.IsFaulted)
                await sending;
            return received;
        }
        catch (SocketException failure)
        {
            throw new SystemCallException("recv", failure.NativeErrorCode, socket.Cell.ToString());
        }
    }

    /// <summary>Closes the socket.</summary>
    public void Dispose() => socket.Dispose();

    private async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken stop)
    {
        while (message.Length > 0) // a piece must fit the send buffer: of SCTP it is one message
            message = message[await socket.Socket.SendAsync(message[..Math.Min(message.Length, PieceLength)], stop)..];
        if (socket.Cell.HalfCloses)
            socket.Socket.Shutdown(SocketShutdown.Send);
    }

    private async Task<long> ReceiveAsync(long most, Stream answer, TimeSpan wait, CancellationToken stop)
    {
        byte[] piece = new byte[PieceLength];
        long received = 0;
        do
        {
            int count = await ReceivePieceAsync(piece, wait, stop);
            await answer.WriteAsync(piece.AsMemory(0, count), stop);
            received += count;
            if (count == 0)
                break;
        }
        while (received < most);
        return received;
    }

    /// <summary>0 at the end, and when the time is over.</summary>
    private async Task<int> ReceivePieceAsync(byte[] piece, TimeSpan wait, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(wait);
        try
        {
            return await socket.Socket.ReceiveAsync(piece, limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return 0;
        }
    }
}
