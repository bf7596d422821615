using RawNet.Sockets;

namespace RawNet.Cli.Doctor;

/// <summary>Looks at what the running program's own file needs of the system: where one of these
/// is missing it does not start at all.</summary>
internal static class LibraryCheck
{
    public static CheckResult Find()
    {
        try
        {
            return Environment.ProcessPath is { } path ? Of(path) : Unknown("/proc does not tell where it is");
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return Unknown(refusal.Message);
        }
    }

    private static CheckResult Of(string path)
    {
        using var file = new ElfFile(path);
        string needed = string.Join(", ",
            file.Needed().Select(library => library.Version is { } version ? $"{library.Name} from {version} on" : library.Name));
        return new("libraries", Standing.Works,
            $"needs {needed}{(Capabilities.IsNative ? "" : ", and the .NET runtime")}; others are loaded only by what asks for them");
    }

    private static CheckResult Unknown(string why) =>
        new("libraries", Standing.Note, $"what the program needs cannot be read from its file: {why}");
}
