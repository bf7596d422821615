namespace RawNet.Cli.Tests.Modules;

/// <summary>Which kinds of sockets there are: the list in <c>cells.txt</c> against the kernels that the tests run on.</summary>
public class MatrixTests
{
    private static readonly string[] WithoutTheModule = ["fails EAFNOSUPPORT", "fails ESOCKTNOSUPPORT", "fails EPROTONOSUPPORT"];

    [Fact, Trait("kernel", "modules")]
    public void AKernelWithEveryModuleSaysWhatIsListed()
    {
        foreach (string row in EchoTests.OnOneHost.Select(row => row.Data))
            new ModuleCell(row).Able();
        Assert.Equal(Lines(Matrix.Listed), Lines(Matrix.Ask()));
    }

    [Fact, Trait("kernel", "any")]
    public void EveryKernelSaysWhatIsListedOrLacksAModule()
    {
        IReadOnlyDictionary<string, string> here = Matrix.Ask();
        Assert.Equal(Matrix.Listed.Keys.Order(), here.Keys.Order());
        Assert.DoesNotContain(here, cell => cell.Value != Matrix.Listed[cell.Key] && !IsLack(cell.Key, cell.Value));
    }

    // Ping sockets are for the groups of net.ipv4.ping_group_range.
    private static bool IsLack(string cell, string verdict) => WithoutTheModule.Contains(verdict) || (cell is "inet dgram 1" or "inet6 dgram 58" && verdict == "fails EACCES");

    private static IEnumerable<string> Lines(IReadOnlyDictionary<string, string> matrix) => matrix.Select(cell => $"{cell.Key} {cell.Value}").Order(StringComparer.Ordinal);
}
