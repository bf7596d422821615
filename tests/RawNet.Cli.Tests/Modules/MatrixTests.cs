using System.Text.Json;

namespace RawNet.Cli.Tests.Modules;

/// <summary>Which kinds of sockets there are: the list in <c>cells.txt</c> against the kernels that the tests run on, asked by a C program,
/// and against our catalogue.</summary>
public class MatrixTests
{
    private static readonly string[] _withoutTheModule = ["fails EAFNOSUPPORT", "fails ESOCKTNOSUPPORT", "fails EPROTONOSUPPORT"];

    [Fact, Trait("kernel", "modules")]
    public void AKernelWithEveryModuleSaysWhatIsListed()
    {
        foreach (ITheoryDataRow row in EchoTests.OnOneHost.Concat(EchoTests.BetweenHosts))
            ModuleCell.Able((string)row.GetData()[0]!);
        Assert.Equal(Lines(Matrix.Listed), Lines(Matrix.Ask()));
    }

    [Fact]
    public void ThisKernelSaysWhatIsListedOrLacksAModule()
    {
        IReadOnlyDictionary<string, string> here = Matrix.Ask();
        Assert.Equal(Matrix.Listed.Keys.Order(), here.Keys.Order());
        Assert.DoesNotContain(here, cell => cell.Value != Matrix.Listed[cell.Key] && !IsLack(cell.Key, cell.Value));
    }

    [Fact]
    public void EveryCellThatAKernelOffersIsInTheCatalogue()
    {
        string[] ours = [.. Rawnet.Run("sockets", "--json").Succeeded().Lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Where(e => e.TryGetProperty("family", out _)).Select(Name)];
        Assert.Equal([], Matrix.Listed.Where(cell => cell.Value == "works -" && !ours.Contains(cell.Key) && !HasNoCell(cell.Key))
            .Select(cell => cell.Key));
    }

    // With the reason: protocol 0 stands for TCP, UDP, SCTP, which have cells; the kernel's own protocols on raw sockets are as 253 is;
    // ping sockets are what `rawnet ping` uses; ISO-TP is a transport of its own above CAN; netlink speaks with the kernel.
    private static bool HasNoCell(string cell) => cell.Split(' ') is
        ["inet" or "inet6", not "raw", "0"]
        or ["inet" or "inet6", "raw", "6" or "17" or "132" or "136" or "262"]
        or ["inet", "dgram", "1"] or ["inet6", "dgram", "58"]
        or ["can", "dgram", "6"]
        or ["netlink", _, _];

    // Ping sockets are for the groups of net.ipv4.ping_group_range.
    private static bool IsLack(string cell, string verdict) =>
        _withoutTheModule.Contains(verdict) || (cell is "inet dgram 1" or "inet6 dgram 58" && verdict == "fails EACCES");

    private static string Name(JsonElement cell) =>
        $"{cell.GetProperty("family")} {cell.GetProperty("type")} {cell.GetProperty("protocol")}";

    private static IEnumerable<string> Lines(IReadOnlyDictionary<string, string> matrix) =>
        matrix.Select(cell => $"{cell.Key} {cell.Value}").Order(StringComparer.Ordinal);
}
