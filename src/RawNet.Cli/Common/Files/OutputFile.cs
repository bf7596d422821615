using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Signals;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Files;

/// <summary>A file that is written, opened so that what is wrong with its name is one sentence; a FIFO may keep its writer waiting,
/// as standard output may. What stops it is thrown once; what is written after that goes nowhere.</summary>
internal sealed class OutputFile : WriteOnlyStream
{
    /// <summary>What names standard output.</summary>
    public const string StandardOutput = "-";

    /// <summary>Names that promise a packed file, and what packs one in its place.</summary>
    private static readonly Dictionary<string, string> _packers = new()
    {
        [".gz"] = "gzip FILE", [".bz2"] = "bzip2 FILE", [".xz"] = "xz FILE",
        [".zst"] = "zstd --rm FILE", [".lz4"] = "lz4 --rm FILE FILE.lz4",
    };

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
    /// <exception cref="UsageException">The name is a directory's, its folder does not exist, or another run writes the file.</exception>
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
            if (refusal.ErrorName == "EAGAIN") throw new BadInputException($"another run is writing '{name}'; another name is wanted");
            if (refusal.Kind == FailureKind.NotPermitted) throw new NotPermittedException(refusal.Message);
            throw new OutputFailedException(refusal.Message);
        }
    }

    /// <summary>Waits until what was written outlasts a loss of power; of a FIFO or a device nothing does.</summary>
    public void Keep() => _file.Keep();

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

    /// <summary>What can be known of the name before anything is written.</summary>
    /// <exception cref="UsageException">The name is a directory's, or its folder does not exist; or it is standard output's,
    /// and that is a terminal.</exception>
    public static void Check(string name)
    {
        if (name == StandardOutput) CheckStandardOutput();
        else CheckFile(name);
    }

    private static string Packed(string name, string packer)
    {
        string plain = BetterLine.Quoted(name[..^Path.GetExtension(name).Length]);
        return $"'{name}' would not be packed: --write {plain}, "
            + $"and then {packer.Replace("FILE", plain, StringComparison.Ordinal)}, make it";
    }

    private static void CheckStandardOutput()
    {
        if (!Console.IsOutputRedirected)
            throw new UsageException("standard output is a terminal, and a capture file would steer it; a file's name or a pipe is wanted");
    }

    private static void CheckFile(string name)
    {
        if (name.Length == 0) throw new UsageException("the file to write has no name");
        if (_packers.GetValueOrDefault(Path.GetExtension(name).ToLowerInvariant()) is { } packer)
            throw new UsageException(Packed(name, packer));
        if (NativeFile.KindOf(name) == FileKind.Folder)
            throw new BadInputException($"'{name}' is a directory; the name of a file to write is wanted");
        string folder = NativeFile.FolderOf(name);
        if (NativeFile.KindOf(folder) != FileKind.Folder)
            throw new BadInputException($"there is no folder '{Path.Combine(Environment.CurrentDirectory, folder)}' to write "
                + $"'{name[(name.LastIndexOf('/') + 1)..]}' into");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
        base.Dispose(disposing);
    }
}
