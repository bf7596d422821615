using RawNet.Sockets;

namespace RawNet.Cli.Output;

/// <summary>A file that is written, opened so that what is wrong with its name is one sentence.</summary>
internal static class OutputFile
{
    private const int TryAgain = 11; // EAGAIN, of flock(2)

    /// <summary>Opens a file and empties it. A regular one is locked (flock(2)) as long as this run has it open; pipes and devices may have many writers.</summary>
    /// <param name="name">The file's name; a file of that name is overwritten.</param>
    /// <param name="options">How it is opened, but for sharing.</param>
    /// <exception cref="UsageException">The name is a directory's, its folder does not exist, or another run writes the file.</exception>
    public static FileStream Create(string name, FileStreamOptions options)
    {
        Check(name);
        options.Share = InputDescriptor.IsRegularOrNone(name) ? FileShare.None : FileShare.ReadWrite;
        try
        {
            return new FileStream(name, options);
        }
        catch (IOException refusal) when (refusal.HResult == TryAgain)
        {
            throw new UsageException($"another run is writing '{name}'; another name is wanted");
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
}
