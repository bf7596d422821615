using RawNet.Sockets;

namespace RawNet.Cli.Input;

/// <summary>Standard input as a stream that cannot seek, whatever it is.</summary>
internal sealed class StandardInput : Stream
{
    private readonly InputDescriptor _input = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="IOException">It cannot be read.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _input.Read(buffer);
        }
        catch (SystemCallException failure)
        {
            throw new IOException(failure.Message, failure);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _input.Dispose();
        base.Dispose(disposing);
    }
}
