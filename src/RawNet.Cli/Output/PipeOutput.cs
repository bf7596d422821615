using System.IO.Pipes;

namespace RawNet.Cli.Output;

/// <summary>Whoever read our output has seen enough, as head does; this is no failure.</summary>
internal sealed class OutputClosedException() : IOException("standard output was closed by its reader");

/// <summary>Standard output into a pipe.</summary>
internal sealed class PipeOutput : Stream
{
    private readonly AnonymousPipeClientStream _pipe = new(PipeDirection.Out, "1");
    private bool _isClosed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="OutputClosedException">Thrown once; what is written after that, as at the end of a run, goes nowhere.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_isClosed) return;
        try
        {
            _pipe.Write(buffer);
        }
        catch (IOException)
        {
            _isClosed = true;
            throw new OutputClosedException();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _pipe.Dispose();
        base.Dispose(disposing);
    }
}
