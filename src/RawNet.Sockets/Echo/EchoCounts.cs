namespace RawNet.Sockets;

/// <summary>What a server has done so far.</summary>
public sealed class EchoCounts
{
    private long _clients, _messages, _bytes, _dropped;

    /// <summary>Connections accepted; 0 without connections.</summary>
    public long Clients => Interlocked.Read(ref _clients);

    /// <summary>Messages, records or pieces of a stream sent back.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Bytes of payload sent back.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Messages that could not be sent back: their sender has no address, is gone, or takes nothing.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>What became of the interface that a server of frames is bound to; nothing of others.</summary>
    public LinkHistory Link { get; internal set; }

    internal void AddClient() => Interlocked.Increment(ref _clients);

    internal void AddDropped() => Interlocked.Increment(ref _dropped);

    internal void AddMessage(int length)
    {
        Interlocked.Increment(ref _messages);
        Interlocked.Add(ref _bytes, length);
    }
}
