using System.Buffers;
using System.Net.Sockets;

namespace RawNet.Sockets;

/// <summary>Connections that carry bytes, many at once without a thread each: everything goes back until the client's half-close, which is then returned.</summary>
internal sealed class StreamEcho(SocketCell cell, Socket listener, EchoSettings settings, EchoCounts counts) : IDisposable
{
    private const int PieceLength = 1 << 16;
    private static readonly TimeSpan Recovery = TimeSpan.FromMilliseconds(100);
    private readonly SemaphoreSlim room = new(settings.MostClients);

    public void Dispose() => room.Dispose();

    /// <summary>Until it is to stop; then every connection is closed.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await room.WaitAsync(stop);
                if (await AcceptAsync(stop) is { } client)
                    _ = ServeAsync(client, stop);
                else
                    room.Release();
            }
        }
        catch (OperationCanceledException)
        {
            for (int i = 0; i < settings.MostClients - 1; i++) // the accept that was ended holds the last
                await room.WaitAsync(CancellationToken.None);
        }
    }

    // A connection that broke before it was taken, or too many open files, ends no server.
    private async Task<Socket?> AcceptAsync(CancellationToken stop)
    {
        try
        {
            return await listener.AcceptAsync(stop);
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.ConnectionAborted or SocketError.ConnectionReset or SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
        {
            settings.Trouble?.Invoke($"accept: {failure.Message}");
            await Task.Delay(Recovery, stop);
            return null;
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken stop)
    {
        counts.AddClient();
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            using (client)
                await EchoAsync(client, piece, stop);
        }
        catch (SocketException failure)
        {
            settings.Trouble?.Invoke($"a client: {failure.Message}");
        }
        catch (OperationCanceledException)
        {
            counts.AddDropped(); // the server ends before the client did
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
            room.Release();
        }
    }

    private async Task EchoAsync(Socket client, byte[] piece, CancellationToken stop)
    {
        while (await client.ReceiveAsync(piece, stop) is > 0 and var count)
        {
            if (settings.Upper)
                UpperCase.InPlace(piece.AsSpan(0, count));
            for (int sent = 0; sent < count;)
                sent += await client.SendAsync(piece.AsMemory(sent, count - sent), stop);
            counts.AddMessage(count);
        }
        if (cell.HalfCloses)
            client.Shutdown(SocketShutdown.Send);
    }
}
