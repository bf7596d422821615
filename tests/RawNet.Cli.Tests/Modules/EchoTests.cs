using RawNet.Lab;

namespace RawNet.Cli.Tests.Modules;

/// <summary>An echo over each kind of socket that comes with a kernel module: our command at one end,
/// Python's socket module at the other.</summary>
[Trait("kernel", "modules")]
public class EchoTests(ModuleLab lab) : IClassFixture<ModuleLab>
{
    private const string Text = "Hello 8!"; // as much as a CAN frame holds
    private static readonly string _python = Rawnet.File("tests", "RawNet.Cli.Tests", "Modules", "peer.py");

    public static TheoryData<string> OnOneHost =>
    [
        "can raw 1 vcan0:0x123",
        "can dgram 2 vcan0:0x123",
        "tipc stream 0 18888:17",
        "tipc dgram 0 18888:18",
        "vsock stream 0 1:4000",
        "vsock seqpacket 0 1:4001",
        "inet stream 132 127.0.0.1:4000",
        "inet seqpacket 132 127.0.0.1:4001",
    ];

    /// <summary>RDS speaks TCP only between hosts; within one it takes a way of its own.</summary>
    public static TheoryData<string> BetweenHosts =>
    [
        "rds seqpacket 0 SERVER:4000",
        "tipc rdm 0 18888:17",
        "tipc seqpacket 0 18888:18",
    ];

    [Theory, MemberData(nameof(OnOneHost))]
    public void RawnetAnswersPython(string row) => RawnetServes(ModuleCell.Able(row), lab.Alone, lab.Alone);

    [Theory, MemberData(nameof(OnOneHost))]
    public void PythonAnswersRawnet(string row) => PythonServes(ModuleCell.Able(row), lab.Alone, lab.Alone);

    [Theory, MemberData(nameof(BetweenHosts))]
    public void RawnetAnswersPythonOnAnotherHost(string row) => RawnetServes(ModuleCell.Able(row), lab.Pair.B, lab.Pair.A);

    [Theory, MemberData(nameof(BetweenHosts))]
    public void PythonAnswersRawnetOnAnotherHost(string row) => PythonServes(ModuleCell.Able(row), lab.Pair.B, lab.Pair.A);

    private static void RawnetServes(ModuleCell cell, Host server, Host client)
    {
        string address = cell.AddressOn(server);
        using RunningPeer serving = server.Start(Rawnet.Path, ["echo", "serve", "--upper", .. Options(cell), address]);
        serving.WaitFor("listening on ");
        PeerResult answer = client.Exec("python3", _python, "call", cell.Family, cell.Type, cell.Protocol, address, Text).Succeeded();
        Assert.Equal(Text.ToUpperInvariant() + "\n", answer.Text);
        Assert.Equal(0, serving.Interrupt());
    }

    private static void PythonServes(ModuleCell cell, Host server, Host client)
    {
        string address = cell.AddressOn(server);
        using RunningPeer serving = server.Start("python3", _python, "serve", cell.Family, cell.Type, cell.Protocol, address);
        serving.WaitFor("listening");
        PeerResult answer = client.Exec(Rawnet.Path, ["echo", "call", "-W", "20", .. Options(cell), address, Text]).Succeeded();
        Assert.Equal(Text, answer.Text);
    }

    private static string[] Options(ModuleCell cell) => ["--family", cell.Family, "--type", cell.Type, "--protocol", cell.Protocol];
}
