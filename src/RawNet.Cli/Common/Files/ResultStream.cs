using RawNet.Cli.Common.Signals;
using RawNet.Cli.Common.Text;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Files;

/// <summary>Whoever read our output has seen enough, as head does; this is no failure.</summary>
internal sealed class OutputClosedException() : IOException("an output was closed by its reader");

/// <summary>An output takes no more: a full disk, a closed descriptor, a reader that does not read.
/// The message is the one sentence that says why.</summary>
internal sealed class OutputFailedException(string message) : IOException(message)
{
    /// <param name="failure">What the kernel said.</param>
    /// <param name="name">The output's name.</param>
    /// <param name="waiting">How many bytes it did not take.</param>
    public static OutputFailedException Of(SystemCallException failure, string name, int waiting) => new(failure.ErrorName == "EAGAIN"
        ? $"{name} took nothing for a second after the run was to end: {Counted.Of(waiting, "byte")} dropped"
        : failure.Message);
}

/// <summary>Standard output. What stops it is thrown once; what is written after that goes nowhere, but for a summary,
/// which goes to standard error unless the reader has gone.</summary>
/// <param name="errors">Standard error.</param>
internal class ResultStream(Stream errors) : WriteOnlyStream
{
    private readonly OutputDescriptor _output = new(1, "standard output") { Patience = StopSignal.PatienceWithOutputs };
    private bool _hasEnded, _isRead = true, _isSummary;
    private OutputFailedException? _untold;

    /// <exception cref="OutputClosedException">The reader has gone.</exception>
    /// <exception cref="OutputFailedException">It cannot be written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_hasEnded)
        {
            if (_isSummary && _isRead) errors.Write(buffer);
            return;
        }
        try
        {
            _output.Write(buffer);
        }
        catch (SystemCallException failure)
        {
            _hasEnded = true;
            if (failure.ErrorName == "EPIPE") Leave();
            var told = OutputFailedException.Of(failure, "standard output", buffer.Length);
            if (!_isSummary) throw told;
            _untold = told;
            errors.Write(buffer);
        }
    }

    /// <summary>Runs what writes a summary.</summary>
    /// <exception cref="OutputFailedException">It is where standard output ended; standard error has the summary.</exception>
    public void Summarize(Action summary)
    {
        _isSummary = true;
        summary();
        _isSummary = false;
        if (_untold is not null) throw _untold;
    }

    private void Leave()
    {
        _isRead = false;
        throw new OutputClosedException();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _output.Dispose();
        base.Dispose(disposing);
    }
}
