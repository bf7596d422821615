namespace RawNet.Cli.Tests.Running;

/// <summary>The table of parents.txt: what each verb that runs on does when its parent, its terminal or its system is odd.</summary>
public sealed class ParentTableTests(ParentTableTests.Table table) : IClassFixture<ParentTableTests.Table>
{
    private const string Name = "parents";

    public static TheoryData<string> Cells { get; } = [.. CellTable.RowsOf(Name).Keys];

    [Theory]
    [MemberData(nameof(Cells))]
    public void EachVerbMeetsEachFaultAsListed(string cell)
    {
        Assert.SkipUnless(CanBeTried(cell), "RAWNET_COMMAND names no native file");
        table.Check(cell);
    }

    private static bool CanBeTried(string cell) => Rawnet.Native is not null
        || !(cell.EndsWith("/no-proc", StringComparison.Ordinal) || cell.EndsWith("/nofile-64", StringComparison.Ordinal));

    /// <summary>All cells that this command can meet.</summary>
    public sealed class Table() : CellTable(Name, CanBeTried);
}
