using RawNet.Cli.Common.Signals;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Files;

/// <summary>Standard error. Where it cannot be written there is nobody to tell, and the exit status says
/// how the run ended all the same.</summary>
internal sealed class ErrorStream : WriteOnlyStream
{
    private readonly OutputDescriptor _errors = new(2, "standard error") { Patience = StopSignal.PatienceWithOutputs };
    private bool _hasEnded;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_hasEnded) return;
        try
        {
            _errors.Write(buffer);
        }
        catch (SystemCallException)
        {
            _hasEnded = true;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _errors.Dispose();
        base.Dispose(disposing);
    }
}
