namespace RawNet.Cli.Tests;

/// <summary>Captures of other people's tools and of the kernel, with what tshark says of each;
/// they are not part of this repository.</summary>
internal static class Exam
{
    public const string Missing = "no folder shared/exam beside this repository";

    public static string? Folder { get; } = Find(Rawnet.Repository);

    /// <summary>Its captures, damaged ones among them; none where the exam is not.</summary>
    public static IEnumerable<string> Captures() => Folder is null
        ? []
        : Directory.EnumerateFiles(Path.Combine(Folder, "captures"), "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".txt", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string? Find(string from)
    {
        for (DirectoryInfo? folder = new(from); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "exam");
            if (Directory.Exists(candidate)) return candidate;
        }
        return null;
    }
}
