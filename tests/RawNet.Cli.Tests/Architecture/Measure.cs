namespace RawNet.Cli.Tests.Architecture;

/// <summary>How often something stands in the compiled assemblies, and where.</summary>
/// <param name="Title">What is counted.</param>
/// <param name="Rule">How it is told.</param>
/// <param name="Places">Each that was found.</param>
internal sealed record Measure(string Title, string Rule, IReadOnlyList<string> Places)
{
    public override string ToString() => $"{Title}: {Places.Count}\n{string.Concat(Places.Select(place => $"  {place}\n"))}";

    /// <summary>The numbers first, then every place, and how it was told.</summary>
    public static string Report(IEnumerable<Measure> all) =>
        string.Concat(all.Select(m => $"{m.Title,-30}{m.Places.Count,3}\n"))
        + string.Concat(all.GroupBy(m => m.Rule, StringComparer.Ordinal).Select(g => $"\n{string.Concat(g)}Counted is {g.Key}.\n"));

    /// <summary>One place a class, its methods behind it.</summary>
    public static string[] ByClass(IEnumerable<CompiledMethod> methods) =>
    [
        .. methods.GroupBy(m => m.Class.FullName!, m => m.ToString().Split('.')[^1], StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Distinct().Order(StringComparer.Ordinal))}"),
    ];
}
