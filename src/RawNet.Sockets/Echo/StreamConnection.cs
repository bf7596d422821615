namespace RawNet.Sockets;

/// <summary>A connection of bytes: everything goes back until the client's half-close, which is then returned.</summary>
internal sealed class StreamConnection(int descriptor, EchoListener listener) : EchoConnection(descriptor, listener)
{
    /// <summary>Bytes that are read at a time.</summary>
    public const int PieceLength = 1 << 16;

    protected override bool Receive(Span<byte> buffer)
    {
        int count = Socket.ReceiveBytesAtOnce(buffer);
        if (count > 0)
            return Answer(buffer[..count]);
        if (count < 0)
            return Socket.IsTimeout(-count) ? true : throw new SystemCallException("recv", -count, Socket.Kind.ToString());
        if (Socket.Kind.HalfCloses)
            Socket.EndSending(); // ENOTCONN of one that was reset: it ends anyway
        return false;
    }

    // What follows of a stream has no meaning without the bytes before it.
    protected override bool GoesOnWithout(int error, int length)
    {
        Listener.Counts.AddDropped();
        throw new SystemCallException("send", -error, Socket.Kind.ToString());
    }
}
