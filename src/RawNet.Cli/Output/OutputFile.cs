using RawNet.Sockets;

namespace RawNet.Cli.Output;

/// <summary>A file that is written, opened so that what is wrong with its name is one sentence; a FIFO may keep its writer waiting, as standard output may.
/// What stops it is thrown once; what is written after that goes nowhere.</summary>
internal sealed class OutputFile : WriteOnlyStream
{
    private readonly OutputDescriptor _file;
    private readonly string _name;
    private bool _hasEnded;

    private OutputFile(string name, UnixFileMode mode)
    {
        _name = name;
        _file = OutputDescriptor.Create(name, mode, StopSignal.PatienceWithOutputs);
    }

    /// <param name="name">The file's name; a file of that name is overwritten.</param>
    /// <param name="mode">Who may do what with it, less the umask.</param>
    /// <exception cref="UsageException">The name is a directory's, or its folder does not exist.</exception>
    /// <exception cref="NotPermittedException">This user may not write it.</exception>
    /// <exception cref="OutputFailedException">The kernel refuses otherwise.</exception>
    public static OutputFile Create(string name, UnixFileMode mode)
    {
        Check(name);
        try
        {
            return new(name, mode);
        }
        catch (SystemCallException refusal)
        {
            if (refusal.Kind == FailureKind.NotPermitted) throw new NotPermittedException(refusal.Message);
            throw new OutputFailedException(refusal.Message);
        }
    }

    /// <exception cref="OutputClosedException">It is a FIFO whose reader has gone.</exception>
    /// <exception cref="OutputFailedException">It cannot be written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_hasEnded) return;
        try
        {
            _file.Write(buffer);
        }
        catch (SystemCallException failure)
        {
            _hasEnded = true;
            if (failure.ErrorName == "EPIPE") throw new OutputClosedException();
            throw OutputFailedException.Of(failure, _name, buffer.Length);
        }
    }

    /// <summary>What can be known of the name before anything is written; <c>-</c> is standard output.</summary>
    /// <exception cref="UsageException">The name is a directory's, or its folder does not exist.</exception>
    public static void Check(string name)
    {
        if (name == "-") return;
        if (name.Length == 0) throw new UsageException("the file to write has no name");
        if (Directory.Exists(name)) throw new UsageException($"'{name}' is a directory; the name of a file to write is wanted");
        string? folder = Path.GetDirectoryName(Path.GetFullPath(name));
        if (!Directory.Exists(folder)) throw new UsageException($"there is no folder '{folder}' to write '{Path.GetFileName(name)}' into");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
        base.Dispose(disposing);
    }
}
