using System.Text.RegularExpressions;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Running;

/// <summary>A table that people read, and the program beside it that tries its cells: once, many at a time,
/// each in network namespaces of its own.</summary>
public abstract class CellTable
{
    private static readonly TimeSpan _longest = Patience.Seconds(900);
    private readonly IReadOnlyDictionary<string, string> _expected;
    private readonly IReadOnlyDictionary<string, string> _found;
    private readonly string _complaint;

    /// <param name="name">Of the table and of its program.</param>
    /// <param name="wanted">The cells to be tried.</param>
    private protected CellTable(string name, Func<string, bool> wanted)
    {
        string? missing = Requirements.FirstOf(Requirements.Lab, Requirements.Programs("python3", "prlimit"));
        Assert.SkipWhen(missing is not null, missing ?? "");
        _expected = RowsOf(name);
        PeerResult run = Peer.Run("python3", ["-B", Path($"{name}.py"), Rawnet.Path, .. _expected.Keys.Where(wanted)], timeout: _longest);
        (_found, _complaint) = (Rows(run.Lines), run.Errors);
    }

    internal static IReadOnlyDictionary<string, string> RowsOf(string name) => Rows(File.ReadAllLines(Path($"{name}.txt")));

    internal void Check(string cell)
    {
        Assert.True(_found.TryGetValue(cell, out string? found), $"no such cell was tried: {_complaint}");
        TestContext.Current.TestOutputHelper!.WriteLine(found);
        Assert.Matches($"^{Regex.Escape(_expected[cell]).Replace("\\*", ".*", StringComparison.Ordinal)}$", found);
    }

    private static string Path(string file) => Rawnet.File("tests", "RawNet.Cli.Tests", "Running", file);

    private static Dictionary<string, string> Rows(IEnumerable<string> lines) => lines
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(line => line.Split(" | ", 2))
        .ToDictionary(parts => parts[0], parts => parts[1]);
}
