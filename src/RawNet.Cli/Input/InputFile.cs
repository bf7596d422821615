using RawNet.Sockets;

namespace RawNet.Cli.Input;

/// <summary>Files that people name on the command line; "-" is standard input.</summary>
internal static class InputFile
{
    public const string StandardInput = "-";

    /// <exception cref="UnauthorizedAccessException">This user may not search a folder of it.</exception>
    /// <exception cref="UsageException">There is no such file, or it is a directory.</exception>
    public static void Check(string name)
    {
        if (name != StandardInput) CheckFile(name);
    }

    /// <summary>Whether there is anything of this name.</summary>
    public static bool IsThere(string name) => name == StandardInput || NativeFile.KindOf(name) != FileKind.None;

    /// <summary>Whether more may come while it is read: pipes, terminals and whatever else cannot seek.</summary>
    public static bool IsLive(Stream stream) => !stream.CanSeek;

    /// <summary>Standard input; where the parent closed it, its number is another file's, which must not be read.</summary>
    /// <exception cref="UsageException">It was closed.</exception>
    public static Stream OpenStandardInput() =>
        InheritedDescriptor.IsOpen(0) ? Console.OpenStandardInput() : throw new UsageException("standard input is closed: there is nothing to read");

    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    /// <exception cref="UsageException">There is no such file, or it is a directory.</exception>
    public static Stream Open(string name) => name == StandardInput ? OpenStandardInput() : OpenFile(name);

    /// <summary>All of a file; its name is no word for standard input.</summary>
    /// <inheritdoc cref="Open"/>
    public static byte[] BytesOf(string name)
    {
        using Stream file = OpenFile(name);
        return BytesOf(file);
    }

    /// <summary>All that is left of a stream.</summary>
    public static byte[] BytesOf(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static FileStream OpenFile(string name)
    {
        CheckFile(name);
        return NativeFile.OpenToRead(name); // without a buffer: the reader has a window of its own
    }

    private static void CheckFile(string name)
    {
        FileKind kind = NativeFile.KindOf(name);
        if (kind == FileKind.Folder) throw new UsageException($"'{name}' is a directory; a file is wanted");
        if (kind == FileKind.None) throw new UsageException($"there is no file '{name}'");
    }
}
