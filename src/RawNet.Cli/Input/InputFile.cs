using RawNet.Sockets;

namespace RawNet.Cli.Input;

/// <summary>Files that people name on the command line; "-" is standard input.</summary>
internal static class InputFile
{
    public const string StandardInput = "-";

    /// <exception cref="UsageException">There is no such file, or it is a directory.</exception>
    public static void Check(string name)
    {
        if (name == StandardInput) return;
        if (Directory.Exists(name)) throw new UsageException($"'{name}' is a directory; a file is wanted");
        if (!File.Exists(name)) throw new UsageException($"there is no file '{name}'");
    }

    /// <summary>Whether more may come while it is read: pipes, terminals and whatever else cannot seek.</summary>
    public static bool IsLive(Stream stream) => !stream.CanSeek;

    /// <summary>Standard input, which the parent may have closed.</summary>
    /// <exception cref="UsageException">It was closed.</exception>
    public static StandardInput OpenStandardInput() =>
        StandardDescriptors.IsOpen(0) ? new StandardInput() : throw new UsageException("standard input is closed: there is nothing to read");

    /// <exception cref="NotPermittedException">This user may not read it.</exception>
    /// <exception cref="UsageException">There is no such file, or it is a directory.</exception>
    public static Stream Open(string name)
    {
        if (name == StandardInput) return OpenStandardInput();
        Check(name);
        try
        {
            // The reader has a window of its own.
            return new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (UnauthorizedAccessException)
        {
            throw new NotPermittedException($"'{name}' may not be read by this user; chmod a+r or another user would help");
        }
    }
}
