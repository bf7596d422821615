using System.CommandLine;
using RawNet.Captures;
using RawNet.Cli.Common.Errors;
using RawNet.Cli.Common.Signals;
using RawNet.Sockets;

namespace RawNet.Cli.Common.Files;

/// <summary>Files that people name on the command line; "-" is standard input.</summary>
internal static class InputFile
{
    public const string StandardInput = "-";

    /// <exception cref="UnauthorizedAccessException">This user may not search a folder of it.</exception>
    /// <exception cref="BadInputException">There is no such file, or it is a directory.</exception>
    public static void Check(string name)
    {
        if (name != StandardInput) CheckFile(name);
    }

    /// <summary>Whether there is anything of this name.</summary>
    public static bool IsThere(string name) => name == StandardInput || NativeFile.KindOf(name) != FileKind.None;

    /// <param name="parsed">The line that they stand in.</param>
    /// <param name="names">The files; behind one that is there tcpdump takes words of an expression.</param>
    /// <exception cref="BadInputException">One of them is not there, or standard input stands there more than once.</exception>
    public static void Check(ParseResult parsed, string[] names)
    {
        for (int i = 0; i < names.Length; i++)
        {
            string? meant = i > 0 && !IsThere(names[i]) ? BetterLine.OptionFor(parsed.CommandResult.Command, names[i..]) : null;
            if (meant is not null) throw new BadInputException($"there is no file '{names[i]}'; {meant}");
            Check(names[i]);
        }
        if (names.Count(name => name == StandardInput) > 1)
            throw new UsageException("standard input can be read once, and - stands more often");
    }

    /// <summary>Whether it can be read twice from its beginning; what a pipe or standard input gave once is gone.</summary>
    public static bool CanBeReadAgain(string name) => name != StandardInput && InputDescriptor.CanBeReadAgain(name);

    /// <summary>Standard input; where the parent closed it, its number is another file's, which must not be read.</summary>
    /// <param name="stop">Ends it.</param>
    /// <param name="beforeWait">Called before it waits for more.</param>
    /// <exception cref="BadInputException">It was closed.</exception>
    public static InputStream OpenStandardInput(StopSignal? stop = null, Action? beforeWait = null) =>
        StandardDescriptors.IsOpen(0)
            ? new(null, stop, beforeWait)
            : throw new BadInputException("standard input is closed: there is nothing to read");

    /// <summary>All of a file; its name is no word for standard input.</summary>
    /// <inheritdoc cref="Open"/>
    public static byte[] BytesOf(string name)
    {
        CheckFile(name);
        using InputStream file = Opened(name, null, null);
        return BytesOf(file);
    }

    /// <summary>All that is left of a stream.</summary>
    public static byte[] BytesOf(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    /// <param name="name">The file's name, or <c>-</c>.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="beforeWait">Called before it waits for more.</param>
    /// <exception cref="NotPermittedException">This user may not read it.</exception>
    /// <exception cref="BadInputException">There is no such file, or it cannot be opened.</exception>
    public static InputStream Open(string name, StopSignal? stop = null, Action? beforeWait = null)
    {
        Check(name);
        return name == StandardInput ? OpenStandardInput(stop, beforeWait) : Opened(name, stop, beforeWait);
    }

    /// <summary>What is wrong with a file that was read; where the person ended it, it is no fault that it ends there.</summary>
    public static CaptureError? ErrorOf(InputStream stream, CaptureError? error) => stream.WasStopped ? null : error;

    /// <summary>The file and what is wrong with it; of a packed one with the pipe that reads it.</summary>
    /// <param name="name">As the person named it.</param>
    /// <param name="error">What is wrong.</param>
    /// <param name="verb">Who reads it.</param>
    public static string Sentence(string name, CaptureError error, string verb)
    {
        string pipe = error.UnpackedBy is { } program ? $": {program}{(name == StandardInput ? "" : $" '{name}'")} | rawnet {verb} -" : "";
        return $"{name}: {error}{pipe}";
    }

    private static InputStream Opened(string name, StopSignal? stop, Action? beforeWait)
    {
        try
        {
            return new(name, stop, beforeWait);
        }
        catch (SystemCallException refusal) when (refusal.ErrorName == "EACCES")
        {
            throw new NotPermittedException($"'{name}' may not be read by this user; chmod a+r or another user would help");
        }
        catch (SystemCallException refusal)
        {
            throw new BadInputException(refusal.Message);
        }
    }

    private static void CheckFile(string name)
    {
        FileKind kind = NativeFile.KindOf(name);
        if (kind == FileKind.Folder) throw new BadInputException($"'{name}' is a directory; a file is wanted");
        if (kind == FileKind.None) throw new BadInputException($"there is no file '{name}'");
    }
}
