using RawNet.Sockets;

namespace RawNet.Cli.Output;

/// <summary>Whoever read our output has seen enough, as head does; this is no failure.</summary>
internal sealed class OutputClosedException() : IOException("standard output was closed by its reader");

/// <summary>Standard output takes no more: a full disk, a closed descriptor. The message is the one sentence that says why.</summary>
internal sealed class OutputFailedException(string message) : IOException(message);

/// <summary>Standard output. What stops it is thrown once; what is written after that, as at the end of a run, goes nowhere.</summary>
internal sealed class ResultStream : WriteOnlyStream
{
    private readonly OutputDescriptor _output = new(1, "standard output");
    private bool _hasEnded;

    /// <exception cref="OutputClosedException">The reader has gone.</exception>
    /// <exception cref="OutputFailedException">It cannot be written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_hasEnded) return;
        try
        {
            _output.Write(buffer);
        }
        catch (SystemCallException failure)
        {
            _hasEnded = true;
            throw failure.ErrorName == "EPIPE" ? new OutputClosedException() : new OutputFailedException(failure.Message);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _output.Dispose();
        base.Dispose(disposing);
    }
}
