using System.Globalization;

namespace RawNet.Sockets.Tests.Documents;

/// <summary>The five socket documents, statement by statement: where one errs or speaks of another system what Linux does, and the test
/// that shows it.</summary>
public class StatementTests
{
    private static IReadOnlyList<string[]> Rows { get; } = DataTable.Read("statements.tsv", 4);

    [Fact]
    public void EachStatementHasATestAndNoneIsOpen()
    {
        Assert.All(Rows, row => Assert.True(row[1].Length > 0 && !Reference.Dangling(row[3]).Any(), string.Join(" | ", row)));
        Assert.Equal(Rows.Count, Rows.Select(row => (row[0], row[1])).Distinct().Count());
    }

    [Fact]
    public void AllFiveDocumentsAreGoneThrough()
    {
        string[] numbers = [.. Enumerable.Range(1, 5).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        Assert.Equal(numbers, Rows.Select(row => row[0]).Distinct().Order(StringComparer.Ordinal));
        foreach (string number in numbers)
            TestContext.Current.TestOutputHelper!.WriteLine($"document {number}: {Rows.Count(row => row[0] == number)} statements");
    }
}
