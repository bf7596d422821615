using RawNet.Lab;

namespace RawNet.Cli.Tests.Modules;

/// <summary>An echo over each kind of socket that comes with a kernel module, with Python's socket module at the other end.</summary>
[Trait("kernel", "modules")]
public class EchoTests
{
    private static readonly string Python = Rawnet.File("tests", "RawNet.Cli.Tests", "Modules", "peer.py");

    public static TheoryData<string> OnOneHost =>
    [
        "can raw 1 vcan0:0x123",
        "can dgram 2 vcan0:0x123",
        "can dgram 6 vcan0:0x123",
        "tipc stream 0 18888:17",
        "tipc dgram 0 18888:17",
        "tipc rdm 0 18888:17",
        "tipc seqpacket 0 18888:17",
        "rds seqpacket 0 127.0.0.1:4000",
        "vsock stream 0 1:4000",
        "vsock seqpacket 0 1:4001",
        "inet stream 132 127.0.0.1:4000",
        "inet seqpacket 132 127.0.0.1:4000",
    ];

    public static TheoryData<string> BetweenHosts =>
    [
        "tipc stream 0 18888:17",
        "tipc dgram 0 18888:17",
        "tipc rdm 0 18888:17",
        "tipc seqpacket 0 18888:17",
        "rds seqpacket 0 B:4000",
        "inet stream 132 B:4000",
        "inet seqpacket 132 B:4000",
    ];

    [Theory, MemberData(nameof(OnOneHost))]
    public void PythonAnswersPython(string row)
    {
        ModuleCell cell = new ModuleCell(row).Able();
        using Host host = cell.CreateHost();
        Echo(cell, cell.Address, host, host);
    }

    [Theory, MemberData(nameof(BetweenHosts))]
    public void PythonAnswersPythonOnAnotherHost(string row)
    {
        ModuleCell cell = new ModuleCell(row).Able();
        using TwoHosts hosts = cell.CreatePair();
        Echo(cell, cell.Address.Replace("B", hosts.B.Address.ToString(), StringComparison.Ordinal), hosts.B, hosts.A);
    }

    private static void Echo(ModuleCell cell, string address, Host server, Host client)
    {
        using RunningPeer serving = server.Start("python3", Python, "serve", cell.Family, cell.Type, cell.Protocol, address);
        serving.WaitFor("listening");
        PeerResult answer = client.Exec("python3", Python, "call", cell.Family, cell.Type, cell.Protocol, address, cell.Text).Succeeded();
        Assert.Equal(cell.Text + "\n", answer.Text);
    }
}
