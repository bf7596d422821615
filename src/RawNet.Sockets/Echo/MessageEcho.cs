using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Sends messages back where they came from, one after the other; allocates nothing per message.</summary>
internal sealed class MessageEcho
{
    private const int Impatience = 100; // milliseconds after which a wait looks whether it is to end
    private const int ControlLength = 64;
    private readonly FamilySocket socket;
    private readonly Envelope envelope;
    private readonly EchoSettings settings;
    private readonly EchoCounts counts;
    private readonly byte[] buffer;
    private readonly bool isConnection;
    private int lastError;

    public MessageEcho(FamilySocket socket, Envelope envelope, EchoSettings settings, EchoCounts counts)
    {
        (this.socket, this.envelope, this.settings, this.counts) = (socket, envelope, settings, counts);
        isConnection = socket.Cell.Echo == EchoKind.Records;
        buffer = GC.AllocateUninitializedArray<byte>(envelope.Before + EchoSettings.LongestMessage + envelope.After);
        socket.Socket.ReceiveTimeout = Impatience;
        socket.Socket.SendTimeout = Impatience;
        if (isConnection)
            socket.Set(GeneralOption.ReceiveTimestamps, true); // an empty record comes with its time, the end without
    }

    /// <summary>Until it is to stop, or the connection ends.</summary>
    /// <exception cref="SystemCallException">The socket can receive no more.</exception>
    public void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && Round(stop))
        {
        }
    }

    /// <summary>Waits a little for one message and answers it; false at the end of a connection.</summary>
    public bool Round(CancellationToken stop)
    {
        Span<byte> control = stackalloc byte[ControlLength];
        Span<byte> room = buffer.AsSpan(envelope.Before, EchoSettings.LongestMessage);
        Received received = socket.Receive(room, isConnection ? control : []);
        if (received.Count < 0)
            return IsTransient(-received.Count);
        lastError = 0;
        if (isConnection && received is { Count: 0, ControlLength: 0 })
            return false;
        if (received.Truncated)
            Drop($"a message of {received.Count} bytes is longer than the {EchoSettings.LongestMessage} that are taken");
        else if (envelope.TryOpen(room[..received.Count], out Part payload))
            Answer(payload.From(envelope.Before), socket.PeerOf(received), stop);
        return true;
    }

    private void Answer(Part payload, ReadOnlySpan<byte> address, CancellationToken stop)
    {
        if (settings.Upper)
            UpperCase.InPlace(buffer.AsSpan(payload.Start, payload.Length));
        Part all = envelope.Seal(buffer, payload, address);
        int result = Send(buffer.AsSpan(all.Start, all.Length), address, stop);
        if (result >= 0)
            counts.AddMessage(payload.Length);
        else
            Drop($"an answer of {payload.Length} bytes: {SystemCallException.Name(-result)}");
    }

    // On a connection nothing may be lost, so a full buffer is waited for.
    private int Send(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> address, CancellationToken stop)
    {
        while (true)
        {
            int result = socket.Reply(bytes, isConnection ? [] : address);
            if (result is not (-(int)ErrorNumber.EAGAIN) || !isConnection || stop.IsCancellationRequested)
                return result;
        }
    }

    private void Drop(string why)
    {
        counts.AddDropped();
        settings.Trouble?.Invoke(why);
    }

    // An error that an earlier answer brought back is told once; one that comes again at once is the socket's own.
    private bool IsTransient(int error)
    {
        if (socket.IsTimeout(error))
            return true;
        if (isConnection && error is (int)ErrorNumber.ECONNRESET or (int)ErrorNumber.EPIPE or (int)ErrorNumber.ENOTCONN)
            return false;
        if (error == lastError)
            throw new SystemCallException("recvmsg", error, socket.Cell.ToString());
        lastError = error;
        settings.Trouble?.Invoke($"recvmsg: {SystemCallException.Name(error)}");
        return true;
    }
}
