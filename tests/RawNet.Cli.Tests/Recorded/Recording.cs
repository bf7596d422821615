using System.Collections.Concurrent;

namespace RawNet.Cli.Tests.Recorded;

/// <summary>Runs lines of a verb and holds them against its expected file, or writes them there.</summary>
internal static class Recording
{
    private const string Renewal =
        "if that is meant, RAWNET_ACCEPT=1 in the environment writes the file anew: look at its difference before you commit it";

    /// <summary>The verbs that have such lines.</summary>
    public static TheoryData<string> Verbs(Func<RecordedLine, bool> chosen) =>
        [.. RecordedLine.All.Where(chosen).Select(l => l.Verb).Distinct()];

    public static void Check(string verb, Func<RecordedLine, bool> chosen, int scenesAtATime)
    {
        ConcurrentDictionary<string, string> said = Run(RecordedLine.All.Where(l => l.Verb == verb && chosen(l)), scenesAtATime);
        if (ExpectedFile.IsRenewed)
        {
            ExpectedFile.Renew(verb, said);
            return;
        }
        Dictionary<string, string> expected = ExpectedFile.Read(verb);
        foreach (RecordedLine line in RecordedLine.All.Where(l => l.Verb == verb && chosen(l)))
        {
            string? difference = Difference(expected.GetValueOrDefault(line.Heading, ""), said[line.Heading]);
            Assert.True(difference is null, $"{line.Heading}\n{difference}\n(Recorded/expected/{verb}.txt) {Renewal}");
        }
    }

    private static ConcurrentDictionary<string, string> Run(IEnumerable<RecordedLine> lines, int scenesAtATime)
    {
        ConcurrentDictionary<string, string> said = new();
        ParallelOptions options = new() { MaxDegreeOfParallelism = scenesAtATime };
        Parallel.ForEach(lines.GroupBy(l => l.Scene), options, scene =>
        {
            foreach ((string heading, string text) in Scene.Run(scene))
                Assert.True(said.TryAdd(heading, text), $"lines.txt has '{heading}' twice");
        });
        return said;
    }

    // The first line that differs, null when none does.
    private static string? Difference(string expected, string actual)
    {
        if (expected == actual) return null;
        string[] wanted = expected.Split('\n'), got = actual.Split('\n');
        int first = Enumerable.Range(0, Math.Max(wanted.Length, got.Length)).First(i => At(wanted, i) != At(got, i));
        return $"line {first + 1} was expected to be\n  {At(wanted, first)}\nand is\n  {At(got, first)}";
    }

    private static string At(string[] lines, int index) => lines.ElementAtOrDefault(index) ?? "(the end)";
}
