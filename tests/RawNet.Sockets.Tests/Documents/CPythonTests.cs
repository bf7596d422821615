using System.Globalization;
using System.Text;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>CPython's own test of its socket module, case by case: what asks the same here, or why nothing does.</summary>
public class CPythonTests
{
    /// <summary>One class and method a line; 3 where the tests are not installed.</summary>
    private const string Loader = """
        import sys
        import unittest

        try:
            from test import test_socket
        except ImportError:
            sys.exit(3)

        for name, found in vars(test_socket).items():
            if isinstance(found, type) and issubclass(found, unittest.TestCase) and found.__module__ == test_socket.__name__:
                for case in unittest.defaultTestLoader.getTestCaseNames(found):
                    print(name + "." + case)
        """;

    private const string Name = "cpython.tsv", Begin = "| class |";
    private static readonly string[] _reasons =
        ["Python itself", "another system", "a family that the documents and this kernel lack"];

    private static IReadOnlyList<string[]> Rows { get; } = DataTable.Read(Name, 3);

    [Fact]
    public void TheCasesAreThoseOfPythonsLoader()
    {
        Assert.SkipWhen(Requirements.Programs("python3") is not null, Peer.Missing("python3"));
        PeerResult found = Peer.Run("python3", ["-c", Loader]);
        Assert.SkipWhen(found.ExitCode == 3, "CPython's tests are not installed on this machine: Debian's libpython3.x-testsuite has them");
        Assert.Equal(found.Succeeded().Lines.Order(StringComparer.Ordinal), Rows.Select(row => row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EachHasATestOrOneOfThreeReasons()
    {
        Assert.All(Rows, row => Assert.True(IsLeftOut(row) || !Reference.Dangling(row[1]).Any(), string.Join(" | ", row)));
        Assert.All(_reasons, reason => Assert.Contains(Rows, row => row[1] == reason));
        Assert.All(Rows.Where(IsLeftOut), row => Assert.True(row[2].Length > 0, $"{row[0]}: of what?"));
    }

    [Fact]
    public void TheCountsOfEachClassStandInTheReadme()
    {
        string counts = Counts();
        TestContext.Current.TestOutputHelper!.WriteLine(counts);
        string readme = File.ReadAllText(DataTable.PathOf("README.md"));
        Assert.Contains(Begin, readme, StringComparison.Ordinal);
        Assert.Equal(counts.TrimEnd(), readme[readme.IndexOf(Begin, StringComparison.Ordinal)..].TrimEnd());
    }

    private static bool IsLeftOut(string[] row) => _reasons.Contains(row[1]);

    private static string Counts()
    {
        StringBuilder text = new($"{Begin} cases | asked here | {string.Join(" | ", _reasons)} |\n");
        text.Append("| --- | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (IGrouping<string, string[]> type in Rows.GroupBy(row => row[0].Split('.')[0]))
            Append(text, type.Key, [.. type]);
        Append(text, "all", Rows);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, IReadOnlyList<string[]> rows)
    {
        string leftOut = string.Join(" | ", _reasons.Select(reason => rows.Count(row => row[1] == reason)));
        text.Append(CultureInfo.InvariantCulture, $"| {name} | {rows.Count} | {rows.Count(row => !IsLeftOut(row))} | {leftOut} |\n");
    }
}
