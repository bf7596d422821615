using System.Text.RegularExpressions;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Running;

/// <summary>The table of faults.txt, which people read: what each verb that runs on does when its link, its output, its process or its limits fail.</summary>
public sealed class FaultTableTests(FaultTableTests.Table table) : IClassFixture<FaultTableTests.Table>
{
    private static readonly IReadOnlyDictionary<string, string> _expected = Rows(File.ReadAllLines(Path("faults.txt")));

    public static TheoryData<string> Cells { get; } = [.. _expected.Keys];

    [Theory]
    [MemberData(nameof(Cells))]
    public void EachVerbMeetsEachFaultAsListed(string cell)
    {
        Assert.True(table.Found.TryGetValue(cell, out string? found), $"no such cell was tried: {table.Complaint}");
        TestContext.Current.TestOutputHelper!.WriteLine(found);
        Assert.Matches($"^{Regex.Escape(_expected[cell]).Replace("\\*", ".*", StringComparison.Ordinal)}$", found);
    }

    private static string Path(string name) => Rawnet.File("tests", "RawNet.Cli.Tests", "Running", name);

    private static Dictionary<string, string> Rows(IEnumerable<string> lines) => lines
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(line => line.Split(" | ", 2))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    /// <summary>All cells, tried once, many at a time, each in network namespaces of its own.</summary>
    public sealed class Table
    {
        private static readonly TimeSpan _longest = Patience.Seconds(900);

        public Table()
        {
            string? missing = Requirements.FirstOf(Requirements.Lab, Requirements.Programs("python3", "prlimit"));
            Assert.SkipWhen(missing is not null, missing ?? "");
            PeerResult run = Peer.Run("python3", [Path("faults.py"), Rawnet.Path, .. _expected.Keys], timeout: _longest);
            (Found, Complaint) = (Rows(run.Lines), run.Errors);
        }

        public IReadOnlyDictionary<string, string> Found { get; }

        /// <summary>What stopped the whole.</summary>
        public string Complaint { get; }
    }
}
