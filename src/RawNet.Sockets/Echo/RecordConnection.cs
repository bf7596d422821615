using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>A connection of records: each comes back whole or not at all.</summary>
internal sealed class RecordConnection : EchoConnection
{
    public RecordConnection(int descriptor, EchoListener listener)
        : base(descriptor, listener)
    {
        try
        {
            RecordMark.Ask(Socket);
        }
        catch
        {
            Close();
            throw;
        }
    }

    protected override bool Receive(Span<byte> buffer)
    {
        Span<byte> control = stackalloc byte[RecordMark.ControlLength];
        Received received = Socket.ReceiveAtOnce(buffer, control);
        if (received.Count < 0 && Socket.IsTimeout(-received.Count))
            return true;
        if (RecordMark.IsEnd(received) || IsEnd(-received.Count))
            return false;
        if (received.Count < 0)
            throw new SystemCallException("recvmsg", -received.Count, Socket.Kind.ToString());
        if (!received.Truncated)
            return Answer(buffer[..received.Count]);
        Drop($"a record of {received.Count} bytes is longer than the {buffer.Length} that are taken");
        return true;
    }

    protected override bool GoesOnWithout(int error, int length)
    {
        Drop($"an answer of {length} bytes: {SystemCallException.Name(-error)}");
        return !IsEnd(-error);
    }

    private static bool IsEnd(int error) => error is (int)ErrorNumber.ECONNRESET or (int)ErrorNumber.EPIPE or (int)ErrorNumber.ENOTCONN;
}
