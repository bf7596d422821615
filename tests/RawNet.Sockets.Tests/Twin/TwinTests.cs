using System.Collections.Concurrent;
using System.Globalization;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Twin;

/// <summary>Python's socket module and <see cref="KernelSocket"/> in the same situations, against the same peer: the same results, bytes,
/// addresses, error numbers and waits.</summary>
public class TwinTests
{
    private const int FewestRows = 400, MostDifferences = 10, Lanes = 2;

    [Fact]
    public void TheSameSituationHasTheSameOutcomeWithPythonAndWithUs()
    {
        Lend.Able();
        Assert.SkipWhen(Requirements.Programs("python3") is not null, Peer.Missing("python3"));
        IReadOnlyList<Cell> cells = Product.Cells(out IReadOnlyDictionary<string, int> leftOut);
        Row[] rows = [.. Enum.GetValues<Wire>().SelectMany(
            wire => Rows([.. cells.Where(c => c.Wire == wire && !c.Kind.IsOfModule)], wire))];
        Report(rows, leftOut);
        Assert.Equal(Difference.All.Select(d => d.Name).Order(StringComparer.Ordinal),
            rows.Where(r => !r.IsEqual).Select(r => r.Cell.Name).Order(StringComparer.Ordinal));
        Assert.True(Difference.All.Count <= MostDifferences);
        Assert.True(Distinct(rows) >= FewestRows);
        Assert.All(leftOut.Where(rule => rule.Key != Product.OfTheKernel),
            rule => Assert.True(rule.Value > 0, $"{rule.Key} leaves nothing out"));
    }

    /// <summary>The same of CAN, RDS and TIPC, whose modules the virtual machine's kernel has.</summary>
    [Fact, Trait("kernel", "modules")]
    public void TheSameSituationsOfCanRdsAndTipcToo()
    {
        string? missing = Requirements.FirstOf(
            [Requirements.Lab, Requirements.Programs("python3"), .. Kind.All.Where(k => k.IsOfModule).Select(k => k.Missing)]);
        Assert.SkipWhen(missing is not null, missing ?? "");
        IReadOnlyList<Cell> cells = Product.Cells(out IReadOnlyDictionary<string, int> leftOut);
        Row[] rows = [.. Rows([.. cells.Where(c => c.Kind.IsOfModule)], Wire.Loopback)];
        Report(rows, leftOut);
        Assert.Equal(Kind.All.Where(k => k.IsOfModule), rows.Select(r => r.Cell.Kind).Distinct().OrderBy(k => Kind.All.IndexOf(k)));
        Assert.All(rows, row => Assert.True(row.IsEqual, row.ToString()));
    }

    /// <summary>Rows of one function and one kind with the same answer are one row, whatever their state, mode and wire.</summary>
    private static int Distinct(IEnumerable<Row> rows) => rows.Where(r => r.IsEqual)
        .DistinctBy(r => (r.Cell.Probe.Function, r.Cell.Kind, r.Python.Shown)).Count();

    private static ConcurrentBag<Row> Rows(IReadOnlyList<Cell> cells, Wire wire)
    {
        ConcurrentQueue<Cell> left = new(cells);
        ConcurrentBag<Row> rows = [];
        Task[] lanes = [.. Enumerable.Range(0, Lanes).Select(_ => Task.Factory.StartNew(() => Run(left, rows, wire),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Task.WaitAll(lanes);
        return rows;
    }

    private static void Run(ConcurrentQueue<Cell> left, ConcurrentBag<Row> rows, Wire wire)
    {
        using Lane lane = new(wire);
        while (left.TryDequeue(out Cell? cell))
            rows.Add(Of(cell) is { IsEqual: true } row ? row : Of(cell));

        // Whether a call waits is seen by looking: a busy machine may look away once, a difference shows again.
        Row Of(Cell one) => new(one, lane.WithPython(one), lane.WithKernelSocket(one));
    }

    private static void Report(Row[] rows, IReadOnlyDictionary<string, int> leftOut)
    {
        ITestOutputHelper output = TestContext.Current.TestOutputHelper!;
        foreach (Row row in rows.Where(r => !r.IsEqual && Difference.All.All(d => d.Name != r.Cell.Name)))
            output.WriteLine(row.ToString());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rows.Length} situations, {Distinct(rows)} rows, {rows.Count(r => !r.IsEqual)} differ"));
        foreach (Omission omission in Product.Omissions)
            output.WriteLine($"left out: {omission.Rule}: {leftOut[omission.Rule]}: {omission.Reason}");
    }

    private sealed record Row(Cell Cell, Transcript Python, Transcript Kernel)
    {
        public bool IsEqual => Python.Lines.SequenceEqual(Kernel.Lines);

        public override string ToString() =>
            $"{Cell.Name}\n  Python:\n    {string.Join("\n    ", Python.Lines)}\n"
            + $"  KernelSocket:\n    {string.Join("\n    ", Kernel.Lines)}\n";
    }
}
