using System.Text.Json;
using RawNet.Cli.Tests.Send;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Echo;

/// <summary>`rawnet sockets` against a C program that asks the same kernel.</summary>
public class SocketsTests
{
    [Fact, Trait("kernel", "any")]
    public void EveryCellIsAsACProgramFindsItAndEveryEchoPasses()
    {
        string? reason = Requirements.FirstOf(Requirements.Lab, Requirements.Programs("gcc"));
        Assert.SkipWhen(reason is not null, reason ?? "");
        using Host host = OneHost.Create();
        host.Exec("sh", "-c", "ip link add vcan0 type vcan && ip link set vcan0 up"); // where there is such a thing
        using var program = new TemporaryFile();
        File.Delete(program.Path);
        Peer.Run("gcc", ["-O1", "-Wall", "-Wextra", "-Werror", "-o", program.Path,
            Rawnet.File("tests", "RawNet.Sockets.Tests", "matrix.c")]).Succeeded();
        Dictionary<string, string> said = host.Exec(program.Path).Succeeded().Lines.Select(l => l.Split(' '))
            .ToDictionary(w => string.Join(' ', w[..3]), w => string.Join(' ', w[3..]));
        PeerResult result = Peer.Run("ip", ["netns", "exec", host.Name, Rawnet.Path, "sockets", "--test", "--json"], [],
            Patience.Seconds(60)).Succeeded();
        IReadOnlyList<JsonElement> cells = result.Events("cell");
        Assert.Equal(50, cells.Count);
        Assert.All(cells, cell => Assert.Equal(said[NameOf(cell)], $"{Text(cell, "status")} {Text(cell, "errno")}"));
        Assert.All(cells, cell => Assert.Equal(ReasonOrEcho(cell),
            cell.TryGetProperty("reason", out JsonElement why) ? why.GetString() : Text(cell, "echo")));
    }

    [Fact]
    public void TheTableGoesWholeIntoAFile()
    {
        using var file = new TemporaryFile();
        // its garbage collections once closed what no handle held
        Peer.Run("sh", ["-c", "\"$0\" sockets --test >\"$1\"", Rawnet.Path, file.Path]).Succeeded();
        string[] lines = File.ReadAllLines(file.Path);
        Assert.Equal(52, lines.Length);
        Assert.Matches(@"^FAMILY +TYPE +PROTOCOL +STATUS +ERROR +WHY +ECHO$", lines[0]);
        Assert.Matches(@"^\d+ work, \d+ fail; \d+ echoes passed$", lines[^1]);
    }

    [Fact]
    public void TheReadmeBesideTheCodeIsWhatTheCatalogueSays() =>
        Assert.Equal(Rawnet.Run("sockets", "--markdown").Succeeded().Text,
            File.ReadAllText(Rawnet.File("src", "RawNet.Sockets", "README.md")));

    [Fact]
    public void AReaderThatHasSeenEnoughEndsIt() =>
        Assert.Single(Peer.Run("sh", ["-c", "\"$0\" sockets | head -n 1", Rawnet.Path]).Succeeded().Lines);

    private static string NameOf(JsonElement cell) => $"{Text(cell, "family")} {Text(cell, "type")} {cell.GetProperty("protocol")}";

    // vsock can be opened on any kernel; only vsock_loopback gives it a peer.
    private static string ReasonOrEcho(JsonElement cell)
    {
        if (Text(cell, "status") == "works")
            return Text(cell, "family") == "vsock" && Text(cell, "echo") == "unavailable" ? "unavailable" : "passed";
        bool isOffered = Text(cell, "family") switch
        {
            "can" => Text(cell, "type") is "raw" or "dgram",
            "rds" => Text(cell, "type") == "seqpacket",
            "tipc" => Text(cell, "type") != "raw",
            "vsock" => Text(cell, "type") == "dgram",
            "inet" or "inet6" => Text(cell, "type") != "rdm",
            _ => false,
        };
        return isOffered ? "module-missing" : "not-offered";
    }

    private static string Text(JsonElement cell, string member) =>
        cell.TryGetProperty(member, out JsonElement value) ? value.GetString()! : "-";
}
