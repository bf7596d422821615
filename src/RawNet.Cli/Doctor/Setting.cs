using System.Globalization;

namespace RawNet.Cli.Doctor;

/// <summary>Values of the kernel under /proc/sys, of the network namespace of the thread that asks.</summary>
internal static class Setting
{
    /// <summary>The value with single blanks; null when this kernel does not have it or does not show it.</summary>
    public static string? Read(string path) => ReadFile(Path.Combine("/proc/sys", path)) is { } text
        ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        : null;

    /// <summary>The value as a number; null when it is none.</summary>
    public static int? Number(string path) => int.TryParse(Read(path), CultureInfo.InvariantCulture, out int number) ? number : null;

    public static string? ReadFile(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // what may not be read is not shown
        }
    }
}
