using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace RawNet.Cli.Output;

/// <summary>Whoever read our output has seen enough, as head does; this is no failure.</summary>
internal sealed class OutputClosedException() : IOException("standard output was closed by its reader");

/// <summary>Standard output into a pipe.</summary>
internal sealed class PipeOutput : Stream
{
    // Held for ever: where standard output is no pipe the stream's constructor throws, and a handle that nothing holds would close it whenever garbage is collected.
    private static readonly SafePipeHandle _descriptor = new(1, ownsHandle: true);
    private readonly AnonymousPipeClientStream _pipe;
    private bool _isClosed;

    /// <exception cref="IOException">Standard output is no pipe.</exception>
    public PipeOutput() => _pipe = new(PipeDirection.Out, _descriptor);

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
