using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary>The command against the seeded list of packets that other tools made: tests/witness.</summary>
public class WitnessTests
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public void EveryPacketOfTheWitnessListIsBuiltAsItsMakersBuildIt()
    {
        Assert.SkipUnless(Peer.Exists(Python) && Peer.Run(Python, ["-c", "import scapy"]).ExitCode == 0,
            "Scapy is not installed on this machine");
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using var list = new TemporaryFile();
        using var crafted = new TemporaryFile();
        Peer.Run(Python, [Rawnet.File("tests", "witness", "specs.py"), "--out", list.Path], timeout: TimeSpan.FromMinutes(2)).Succeeded();
        PeerResult built = Rawnet.RunWith(string.Concat(File.ReadLines(list.Path).Select(line => $"{ExpressionOf(line)}\n")),
            "craft", "--hex").Succeeded();
        File.WriteAllBytes(crafted.Path, built.Bytes.ToArray());
        PeerResult check = Peer.Run(Python, [Rawnet.File("tests", "witness", "check.py"), list.Path, crafted.Path],
            timeout: TimeSpan.FromMinutes(2));
        Assert.True(check.ExitCode == 0, check.Text);
    }

    [Fact]
    public void EveryMessageIsAskedOfTheWitnesses()
    {
        Assert.SkipUnless(Peer.Exists(Python) && Peer.Run(Python, ["-c", "import scapy"]).ExitCode == 0,
            "Scapy is not installed on this machine");
        PeerResult asked = Peer.Run(Python,
            ["-c", "import sys; sys.path.insert(0, sys.argv[1]); import kinds; print(*kinds.FIELDS, sep=chr(10))",
                Rawnet.File("tests", "witness")]).Succeeded();
        // The list has no file's sign that makes a frame check sequence: FcsTests ask tshark of it.
        string[] missing = [.. RawNet.Protocols.Registry.Kinds.Kinds.Select(kind => kind.Name)
            .Distinct().Except([.. asked.Lines, RawNet.Protocols.EthernetFcs.Kind.Name])];
        Assert.True(missing.Length == 0,
            $"{string.Join(", ", missing)}: its fields with what they are by default stand in FIELDS of tests/witness/kinds.py, "
            + "and packets of it in a cases_*.py there");
    }

    private static string ExpressionOf(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("expression").GetString()!;
    }
}
