using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Modules;

/// <summary>Which kinds of sockets there are: the list in <c>cells.txt</c>, a C program and our command, on each kernel that the tests run on.</summary>
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

    [Fact, Trait("kernel", "any")]
    public void EveryKernelSaysWhatIsListedOrLacksAModule()
    {
        IReadOnlyDictionary<string, string> here = Matrix.Ask();
        Assert.Equal(Matrix.Listed.Keys.Order(), here.Keys.Order());
        Assert.DoesNotContain(here, cell => cell.Value != Matrix.Listed[cell.Key] && !IsLack(cell.Key, cell.Value));
    }

    [Fact, Trait("kernel", "any")]
    public void EveryCellIsAsTheCProgramSaysAndItsEchoPasses()
    {
        IReadOnlyDictionary<string, string> here = Matrix.Ask();
        JsonElement[] cells = Cells("sockets", "--test", "--json");
        Assert.Equal(cells.Select(c => $"{Name(c)} {here[Name(c)]}"), cells.Select(c => $"{Name(c)} {Verdict(c)}"));
        Assert.Equal([], cells.Where(c => Text(c, "status") == "works" && Text(c, "echo") != "passed" && !IsAlone(c)).Select(c => c.ToString()));
    }

    [Fact, Trait("kernel", "modules")]
    public void EveryCellThatAKernelOffersHasAnEcho()
    {
        string[] ours = [.. Cells("sockets", "--json").Select(Name)];
        Assert.Equal([], Offered().Where(cell => !ours.Contains(cell)));
    }

    // What has no echo of ours, with the reason: protocol 0 is another cell's; a raw socket of another protocol is like 253; ping
    // sockets echo by nature; ISO-TP is a transport of its own; netlink speaks with the kernel.
    private static IEnumerable<string> Offered() => Matrix.Listed.Where(cell => cell.Value == "works -").Select(cell => cell.Key)
        .Where(cell => cell is not ("inet stream 0" or "inet dgram 0" or "inet seqpacket 0" or "inet6 stream 0" or "inet6 dgram 0" or "inet6 seqpacket 0" or "inet dgram 1" or "inet6 dgram 58" or "can dgram 6"))
        .Where(cell => !cell.StartsWith("netlink", StringComparison.Ordinal))
        .Where(cell => cell.Split(' ') is not [_, "raw", "6" or "17" or "132" or "136" or "262"]);

    // Ping sockets are for the groups of net.ipv4.ping_group_range.
    private static bool IsLack(string cell, string verdict) => _withoutTheModule.Contains(verdict) || (cell is "inet dgram 1" or "inet6 dgram 58" && verdict == "fails EACCES");

    // A kernel may have VSOCK and no way from this machine to itself.
    private static bool IsAlone(JsonElement cell) => Text(cell, "family") == "vsock" && Text(cell, "echo") == "unavailable" && !Directory.Exists("/sys/module/vsock_loopback");

    // A namespace of its own: with a CAN bus, and with nobody else on its loopback.
    private static JsonElement[] Cells(params string[] arguments)
    {
        using Host host = OneHost.Create();
        if (host.Exec("ip", "link", "add", "vcan0", "type", "vcan").ExitCode == 0) host.Exec("ip", "link", "set", "vcan0", "up").Succeeded();
        PeerResult result = host.Exec(Rawnet.Path, arguments);
        return [.. result.Lines.Select(line => JsonDocument.Parse(line).RootElement).Where(e => Text(e, "event") == "cell")];
    }

    private static string Name(JsonElement cell) => $"{Text(cell, "family")} {Text(cell, "type")} {cell.GetProperty("protocol")}";

    private static string Verdict(JsonElement cell) => Text(cell, "status") == "works" ? "works -" : $"fails {Text(cell, "errno")}";

    private static string Text(JsonElement cell, string name) => cell.TryGetProperty(name, out JsonElement value) ? value.GetString()! : "";

    private static IEnumerable<string> Lines(IReadOnlyDictionary<string, string> matrix) => matrix.Select(cell => $"{cell.Key} {cell.Value}").Order(StringComparer.Ordinal);
}
