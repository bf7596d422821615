using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>One connection of records at a server. While its client takes no answer, nothing more is read from it: no record is lost, and nobody else waits.</summary>
internal sealed class RecordClient : IDisposable
{
    private readonly FamilySocket socket;
    private readonly EchoSettings settings;
    private readonly EchoCounts counts;
    private byte[]? kept; // an answer that found no room

    /// <summary>Takes over a connection's descriptor.</summary>
    public RecordClient(SocketCell cell, int descriptor, EchoSettings settings, EchoCounts counts)
    {
        (this.settings, this.counts) = (settings, counts);
        socket = FamilySocket.Of(cell, descriptor);
        try
        {
            RecordMark.Ask(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What it waits for, as poll(2) has it.</summary>
    public PollRequest Wish => new() { fd = socket.Descriptor, events = kept is null ? Constants.POLLIN : Constants.POLLOUT };

    /// <summary>Answers the next record, or sends the answer that waits; false at the end of the connection.</summary>
    /// <exception cref="SystemCallException">The socket can receive no more.</exception>
    public bool TakeTurn(byte[] buffer) => kept is { } answer ? Send(answer) : Receive(buffer);

    public void Dispose() => socket.Dispose();

    private bool Receive(byte[] buffer)
    {
        Span<byte> control = stackalloc byte[RecordMark.ControlLength];
        Received received = socket.ReceiveAtOnce(buffer, control);
        if (received.Count < 0)
            return Endures(-received.Count) || (!IsEnd(-received.Count) ? throw new SystemCallException("recvmsg", -received.Count, socket.Cell.ToString()) : false);
        if (RecordMark.IsEnd(received))
            return false;
        if (received.Truncated)
            Drop($"a record of {received.Count} bytes is longer than the {buffer.Length} that are taken");
        else
            return Answer(buffer.AsSpan(0, received.Count));
        return true;
    }

    private bool Answer(Span<byte> record)
    {
        if (settings.Upper)
            UpperCase.InPlace(record);
        return Send(record);
    }

    private bool Send(ReadOnlySpan<byte> answer)
    {
        int result = socket.ReplyAtOnce(answer);
        if (Endures(-result))
        {
            kept ??= answer.ToArray();
            return true;
        }
        kept = null;
        if (result >= 0)
            counts.AddMessage(answer.Length);
        else
            Drop($"an answer of {answer.Length} bytes: {SystemCallException.Name(-result)}");
        return result >= 0 || !IsEnd(-result);
    }

    private bool Endures(int error) => error > 0 && socket.IsTimeout(error);

    private static bool IsEnd(int error) => error is (int)ErrorNumber.ECONNRESET or (int)ErrorNumber.EPIPE or (int)ErrorNumber.ENOTCONN;

    private void Drop(string why)
    {
        counts.AddDropped();
        settings.Trouble?.Invoke(why);
    }
}
