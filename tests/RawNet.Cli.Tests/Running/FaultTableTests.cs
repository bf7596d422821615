namespace RawNet.Cli.Tests.Running;

/// <summary>The table of faults.txt: what each verb that runs on does when its link, its output or its process fails.</summary>
public sealed class FaultTableTests(FaultTableTests.Table table) : IClassFixture<FaultTableTests.Table>
{
    private const string Name = "faults";

    public static TheoryData<string> Cells { get; } = [.. CellTable.RowsOf(Name).Keys];

    [Theory]
    [MemberData(nameof(Cells))]
    public void EachVerbMeetsEachFaultAsListed(string cell) => table.Check(cell);

    /// <summary>All cells.</summary>
    public sealed class Table() : CellTable(Name, _ => true);
}
