namespace RawNet.Sockets;

/// <summary>What a server has done so far.</summary>
public sealed class EchoCounts
{
    private long clients, messages, bytes, dropped;

    /// <summary>Connections accepted; 0 without connections.</summary>
    public long Clients => Interlocked.Read(ref clients);

    /// <summary>Messages, records or pieces of a stream sent back.</summary>
    public long Messages => Interlocked.Read(ref messages);

    /// <summary>Bytes of payload sent back.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Messages that could not be sent back: their sender has no address, is gone, or takes nothing.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>What became of the interface that a server of frames is bound to; nothing of others.</summary>
    public LinkHistory Link { get; internal set; }

    internal void AddClient() => Interlocked.Increment(ref clients);

    internal void AddDropped() => Interlocked.Increment(ref dropped);

    internal void AddMessage(int length)
    {
        Interlocked.Increment(ref messages);
        Interlocked.Add(ref bytes, length);
    }
}
