namespace RawNet.Sockets;

/// <summary>A connection as a stream: the socket's timeout is the stream's.</summary>
internal sealed class KernelSocketStream(KernelSocket socket) : Stream
{
    private int _isClosed;

    public override bool CanRead => _isClosed == 0;

    public override bool CanWrite => _isClosed == 0;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    public override int ReadTimeout
    {
        get => socket.Timeout is { } time ? (int)time.TotalMilliseconds : Timeout.Infinite;
        set => socket.Timeout = value == Timeout.Infinite ? null : TimeSpan.FromMilliseconds(value);
    }

    public override int WriteTimeout
    {
        get => ReadTimeout;
        set => ReadTimeout = value;
    }

    public override long Length => throw new NotSupportedException("a connection has no length");

    public override long Position
    {
        get => throw new NotSupportedException("a connection has no position");
        set => throw new NotSupportedException("a connection has no position");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        ThrowIfClosed();
        return socket.Receive(buffer);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        return socket.ReceiveAsync(buffer, MessageFlags.None, cancellationToken);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ThrowIfClosed();
        if (!buffer.IsEmpty)
            socket.SendAll(buffer);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        if (!buffer.IsEmpty)
            await socket.SendAllAsync(buffer, MessageFlags.None, cancellationToken).ConfigureAwait(false);
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("a connection cannot be sought in");

    public override void SetLength(long value) => throw new NotSupportedException("a connection has no length");

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
            socket.Release();
        base.Dispose(disposing);
    }

    // The socket may be open still: it has other users.
    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_isClosed != 0, this);
}
