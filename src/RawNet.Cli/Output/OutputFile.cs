using RawNet.Sockets;

namespace RawNet.Cli.Output;

/// <summary>A file that is written, opened so that what is wrong with its name is one sentence.</summary>
internal static class OutputFile
{
    /// <summary>What names standard output.</summary>
    public const string StandardOutput = "-";

    /// <summary>Names that promise a packed file, and what packs one in its place.</summary>
    private static readonly Dictionary<string, string> _packers = new()
    {
        [".gz"] = "gzip FILE", [".bz2"] = "bzip2 FILE", [".xz"] = "xz FILE", [".zst"] = "zstd --rm FILE", [".lz4"] = "lz4 --rm FILE FILE.lz4",
    };

    private const UnixFileMode Usual =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Opens a file and empties it.</summary>
    /// <param name="name">The file's name; a file of that name is overwritten.</param>
    /// <param name="options">How it is opened, but for sharing.</param>
    /// <exception cref="UsageException">The name is a directory's, its folder does not exist, or another run writes the file.</exception>
    public static FileStream Create(string name, FileStreamOptions options)
    {
        Check(name);
        return NativeFile.Create(name, options.UnixCreateMode ?? Usual, options.BufferSize);
    }

    /// <summary>What can be known of the name before anything is written.</summary>
    /// <exception cref="UsageException">The name is a directory's, or its folder does not exist; or it is standard output's, and that is a terminal.</exception>
    public static void Check(string name)
    {
        if (name == StandardOutput) CheckStandardOutput();
        else CheckFile(name);
    }

    private static string Packed(string name, string packer)
    {
        string plain = BetterLine.Quoted(name[..^Path.GetExtension(name).Length]);
        return $"'{name}' would not be packed: --write {plain}, and then {packer.Replace("FILE", plain, StringComparison.Ordinal)}, make it";
    }

    private static void CheckStandardOutput()
    {
        if (!Console.IsOutputRedirected) throw new UsageException("standard output is a terminal, and a capture file would steer it; a file's name or a pipe is wanted");
    }

    private static void CheckFile(string name)
    {
        if (name.Length == 0) throw new UsageException("the file to write has no name");
        if (_packers.GetValueOrDefault(Path.GetExtension(name).ToLowerInvariant()) is { } packer) throw new UsageException(Packed(name, packer));
        if (NativeFile.KindOf(name) == FileKind.Folder) throw new UsageException($"'{name}' is a directory; the name of a file to write is wanted");
        string folder = NativeFile.FolderOf(name);
        if (NativeFile.KindOf(folder) != FileKind.Folder) throw new UsageException($"there is no folder '{Path.Combine(Environment.CurrentDirectory, folder)}' to write '{name[(name.LastIndexOf('/') + 1)..]}' into");
    }
}
