using System.Reflection;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>The tables beside this file, which are read where they are written.</summary>
internal static class DataTable
{
    private static string Repository => typeof(DataTable).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == "Repository").Value!;

    /// <summary>The lines that are no comments, cut at their tabs; a line that ends early has empty columns.</summary>
    public static IReadOnlyList<string[]> Read(string name, int columns) => [.. File.ReadLines(PathOf(name))
        .Where(line => !line.StartsWith('#')).Select(line => Filled(line.Split('\t'), columns))];

    public static string PathOf(string name) => Path.Combine(Repository, "tests", "RawNet.Sockets.Tests", "Documents", name);

    public static string PathOfCommandTests => Path.Combine(Repository, "tests", "RawNet.Cli.Tests");

    private static string[] Filled(string[] cut, int columns) => cut.Length <= columns
        ? [.. cut, .. Enumerable.Repeat("", columns - cut.Length)]
        : throw new FormatException($"{cut[0]} has {cut.Length} columns");
}
