using System.Globalization;
using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests.Reading;

/// <summary>What a recorder says beside the packets: directions, losses, faults of the link.
/// The files are made by hand, the judge is tshark.</summary>
public sealed class RecorderTests : IDisposable
{
    private readonly TemporaryFile _file = new(extension: ".pcapng");

    public void Dispose() => _file.Dispose();

    [Fact]
    public void DirectionsLossesAndFaultsAreThoseOfTshark()
    {
        Make("faults");
        string[] fields =
        [
            "frame.packet_flags_direction", "frame.drop_count", "frame.packet_flags_crc_error",
            "frame.packet_flags_wrong_inter_frame_gap_error", "frame.packet_flags_symbol_error"
        ];
        string[] theirs = [.. Peer
            .Run("tshark", ["-n", "-r", _file.Path, "-T", "fields", .. fields.SelectMany(name => (string[])["-e", name])])
            .Succeeded().Text.TrimEnd('\n').Split('\n')];
        PeerResult run = Rawnet.Run("read", "--json", _file.Path).Succeeded();
        JsonElement[] events = [.. run.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(theirs, events.Where(e => e.GetProperty("event").GetString() == "packet").Select(Told));
        Assert.Equal((10, 9), (events[^1].GetProperty("dropped").GetInt32(), events[^1].GetProperty("lost").GetInt32()));
        Assert.Equal(
            $"rawnet: {_file.Path}: packets were lost while it was recorded: 10 by its statistics blocks, 9 by its packets' drop counts\n",
            run.Errors);
    }

    [Fact]
    public void LinesTellThemToo()
    {
        Make("faults");
        string[] ends = [" inbound", " outbound (7 lost before)", " inbound crc-error", " (2 lost before) wrong-gap symbol-error", ""];
        Assert.Equal(ends, Rawnet.Run("read", _file.Path).Succeeded().Lines.Select(line => line.Split("  len 46")[1]));
    }

    [Fact]
    public void VerifyFindsWhatTheInterfaceFoundAndTellsLosses()
    {
        Make("faults");
        PeerResult run = Rawnet.Run("verify", _file.Path);
        Assert.Equal(1, run.ExitCode);
        string[] faults = ["frame 3 frame crc-error", "frame 4 frame wrong-gap", "frame 4 frame symbol-error"];
        Assert.Equal(faults,
            run.Lines.Where(line => line.Contains("the interface says so", StringComparison.Ordinal)).Select(line => line.Split(':')[0]));
        Assert.Contains("packets were lost while it was recorded: 10 by its statistics blocks, 9 by its packets' drop counts",
            run.Text, StringComparison.Ordinal);
        JsonElement summary = JsonDocument.Parse(Rawnet.Run("verify", "--json", _file.Path).Lines[^1]).RootElement;
        Assert.Equal((10, 9), (summary.GetProperty("dropped").GetInt32(), summary.GetProperty("lost").GetInt32()));
    }

    [Fact]
    public void PacketsHaveTheNumbersOfWireshark()
    {
        Make("numbers");
        string[] theirs =
        [
            .. Peer.Run("tshark", ["-n", "-r", _file.Path, "-Y", "eth", "-T", "fields", "-e", "frame.number"]).Succeeded().Lines
        ];
        Assert.NotEqual(theirs.Length, int.Parse(theirs[^1], CultureInfo.InvariantCulture));
        Assert.Equal(theirs, Rawnet.Run("read", _file.Path).Succeeded().Lines.Select(line => line.TrimStart().Split(' ')[0]));
        Assert.Equal(theirs,
            Rawnet.Run("read", "--bpf", "icmp", _file.Path).Succeeded().Lines.Select(line => line.TrimStart().Split(' ')[0]));
        PeerResult compared = Rawnet.Run("verify", "--against", "tshark", _file.Path);
        Assert.DoesNotContain("tshark says", compared.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zstd", "-qo")]
    [InlineData("lz4", "-qz")]
    [InlineData("xz", "")]
    [InlineData("bzip2", "")]
    public void APackedFileIsReadByThePipeThatIsNamed(string program, string how)
    {
        Assert.SkipUnless(Peer.Exists(program), Peer.Missing(program));
        string plain = Rawnet.File("captures", "traceroute4-udp.pcapng");
        string pack = how switch
        {
            "-qo" => "zstd -qfo \"$1\" \"$0\"",
            "-qz" => "lz4 -qf \"$0\" \"$1\"",
            _ => $"{program} -c \"$0\" > \"$1\""
        };
        Peer.Run("bash", ["-c", pack, plain, _file.Path]).Succeeded();
        foreach (string verb in (string[])["read", "verify", "read --blocks"])
        {
            PeerResult refused = Rawnet.Run([.. verb.Split(' '), _file.Path]);
            Assert.Equal(2, refused.ExitCode);
            string advice = refused.Errors.Trim().Split("which is not unpacked here: ")[1];
            PeerResult piped = Peer.Run("bash", ["-c", advice.Replace("| rawnet ", $"| '{Rawnet.Path}' ", StringComparison.Ordinal)]);
            Assert.Equal(Rawnet.Run([.. verb.Split(' '), plain]).Text, piped.Text);
        }
    }

    [Fact]
    public void ManyFilesAreVerifiedInOneTally()
    {
        string[] files = [.. (string[])["hping4-bad-checksum.pcap", "ping4.pcap", "hping4-bad-checksum.pcap"]];
        string[] paths = [.. files.Select(name => Rawnet.File("captures", name))];
        long packets = paths.Sum(path => Peer.Run("tshark", ["-n", "-r", path]).Succeeded().Lines.Count);
        PeerResult run = Rawnet.Run(["verify", "--json", .. paths]);
        JsonElement[] events = [.. run.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal((1, packets, 3),
            (run.ExitCode, events[^1].GetProperty("packets").GetInt64(), events[^1].GetProperty("sources").GetInt32()));
        JsonElement[] findings = [.. events.Where(e => e.GetProperty("event").GetString() == "finding")];
        Assert.Equal(4, findings.Length);
        Assert.All(findings, finding => Assert.Equal(paths[0], finding.GetProperty("file").GetString()));
        PeerResult witnessed = Rawnet.Run(["verify", "--against", "tshark", .. paths]);
        Assert.DoesNotContain("tshark says", witnessed.Text, StringComparison.Ordinal);
        Assert.Contains($"3 files, {packets} packets, 4 findings", witnessed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ADamagedOneOfManyEndsNothing()
    {
        PeerResult run = Rawnet.Run("verify", Rawnet.File("captures", "TESTLIST"), Rawnet.File("captures", "ping4.pcap"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("that of no capture format", run.Errors, StringComparison.Ordinal);
        Assert.Contains("2 files, ", run.Text, StringComparison.Ordinal);
    }

    private static string Told(JsonElement packet)
    {
        string[] faults = packet.TryGetProperty("frame.link_faults", out JsonElement names)
            ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : [];
        string direction = packet.TryGetProperty("frame.direction", out JsonElement word)
            ? word.GetString() == "inbound" ? "0x00000001" : "0x00000002"
            : "0x00000000";
        string lost = packet.TryGetProperty("frame.lost_before", out JsonElement count) ? count.ToString() : "";
        bool hasFlags = direction != "0x00000000" || faults.Length > 0;
        string[] marks =
        [
            .. ((string[])["crc-error", "wrong-gap", "symbol-error"]).Select(name => !hasFlags ? "" : faults.Contains(name) ? "1" : "0")
        ];
        return string.Join('\t', [hasFlags ? direction : "", lost, .. marks]);
    }

    private void Make(string which) =>
        Peer.Run("python3", [Rawnet.File("tests", "RawNet.Cli.Tests", "Reading", "blocks.py"), which, _file.Path]).Succeeded();
}
