using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary><c>rawnet verify</c> as people run it, with tshark as the witness.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rawnet-verify-");

    public static TheoryData<string> Captures() => [.. Rawnet.Captures().Select(f => Path.GetFileName(f)!)];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Captures))]
    public void EveryFieldOfARecordedCaptureIsWhatTsharkSays(string name)
    {
        NeedTshark();
        PeerResult result = Rawnet.Run("verify", Rawnet.File("captures", name), "--against", "tshark");
        Assert.DoesNotContain("tshark says", result.Text, StringComparison.Ordinal);
        Assert.Contains("fields compared", result.Text, StringComparison.Ordinal);
        Assert.Contains(result.ExitCode, new[] { 0, 1 });
    }

    [Theory]
    [InlineData("ping4.pcap")]
    [InlineData("ping4-sizes.pcap")]
    [InlineData("ping4-record-route.pcap")]
    [InlineData("ping4-timestamp.pcap")]
    [InlineData("ping6.pcap")]
    public void APingIsRightAndAtLeast25FieldsAPacketAreCompared(string name)
    {
        NeedTshark();
        PeerResult result = Rawnet.Run("verify", Rawnet.File("captures", name), "--against", "tshark", "--json");
        Assert.Equal(0, result.ExitCode);
        JsonElement summary = Summary(result);
        string[] layers = name.StartsWith("ping6", StringComparison.Ordinal)
            ? ["frame", "eth", "ipv6", "icmpv6"]
            : ["eth", "ip", "icmp", "data"];
        double each = layers.Sum(layer => summary.GetProperty("fields_compared").GetProperty(layer).GetDouble() / summary
            .GetProperty("layers")
            .GetProperty(layer)
            .GetDouble());
        Assert.True(each >= (layers.Length == 4 && layers[1] == "ip" ? 25 : 17), $"{each} fields a packet");
        Assert.Equal(0, summary.GetProperty("findings").GetInt32());
        Assert.Equal(JsonValueKind.Array, summary.GetProperty("names_not_compared").ValueKind);
    }

    // tshark says unverified, too: bytes that the sum covers are missing, however long the packet claims to have been.
    [Theory]
    [InlineData(142u)]
    [InlineData(0x8000_0000u)]
    [InlineData(0xffff_ffffu)]
    public void ACutPacketOfAnyLengthHasNoBadChecksum(uint length)
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        using var whole = new TemporaryFile(extension: ".pcap");
        Rawnet.Run(["craft", "--write", whole.Path,
            .. "eth dst=02:00:00:00:00:02 / ip src=198.18.0.1 dst=198.18.0.2 / icmp.echo / data zeros:100".Split(' ')]).Succeeded();
        // Captured and original length stand in bytes 8 to 15 of a record, which begins behind the 24 of the file header.
        byte[] bytes = File.ReadAllBytes(whole.Path)[..(24 + 16 + 60)];
        BitConverter.TryWriteBytes(bytes.AsSpan(32), 60);
        BitConverter.TryWriteBytes(bytes.AsSpan(36), length);
        using var cut = new TemporaryFile(bytes, ".pcap");
        Assert.Equal("2",
            Peer.Run("tshark", ["-n", "-r", cut.Path, "-T", "fields", "-e", "icmp.checksum.status"]).Succeeded().Text.TrimEnd());
        Assert.Equal(0, Rawnet.Run("verify", cut.Path).ExitCode);
    }

    [Fact]
    public void OfAFileWithoutPacketsNoneWereVerified()
    {
        using var file = new TemporaryFile("root:x:0:0"u8.ToArray());
        PeerResult result = Rawnet.Run("verify", file.Path);
        Assert.Equal(2, result.ExitCode);
        Assert.DoesNotContain("verified", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void TheTableCountsPacketsAndFieldsByLayer()
    {
        NeedTshark();
        string[] lines = [.. Rawnet.Run("verify", Rawnet.File("captures", "ping4.pcap"), "--against", "tshark").Succeeded().Lines];
        Assert.Matches("^layer +packets +fields compared$", lines[1]);
        Assert.Contains(lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, "^icmp +6 +36$"));
        Assert.Contains("names not compared: none", lines);
        Assert.Equal("8 packets, 0 findings", lines[^1]);
    }

    // Frame 3 of ping4.pcap is an echo request; its bytes begin at 196 of the file. A flipped bit anywhere is caught
    // by the sum or length that covers it.
    [Theory]
    [InlineData(14, "ip.version")]
    [InlineData(17, "ip.len")]
    [InlineData(22, "ip.checksum")] // time to live
    [InlineData(24, "ip.checksum")]
    [InlineData(29, "ip.checksum")] // source address
    [InlineData(36, "icmp.checksum")]
    [InlineData(38, "icmp.checksum")] // identifier
    [InlineData(90, "icmp.checksum")] // payload
    public void OneFlippedBitIsFoundAndItsFieldNamed(int offset, string field)
    {
        NeedTshark();
        byte[] bytes = File.ReadAllBytes(Rawnet.File("captures", "ping4.pcap"));
        bytes[OffsetOfFrame(bytes, 3) + offset] ^= offset == 14 ? (byte)0x10 : (byte)0x01;
        PeerResult result = Rawnet.Run("verify", Written("flipped.pcap", bytes), "--against", "tshark", "--json");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(Events(result, "finding"),
            f => f.GetProperty("frame.number").GetInt32() == 3 && f.GetProperty("field").GetString() == field);
    }

    [Fact]
    public void AWitnessThatReadsOneTimeToLiveOtherwiseIsNamedWithBothValues()
    {
        NeedTshark();
        string standIn = StandIn("""tshark "$@" | sed '0,/name="ip.ttl"/s/\(name="ip.ttl".*\)show="64"/\1show="8"/'""");
        PeerResult result = Rawnet.Run("verify", Rawnet.File("captures", "ping4.pcap"), "--against", "tshark", "--tshark", standIn);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("frame 3 ip.ttl: tshark says 8, rawnet 64", result.Lines);
        Assert.Equal("8 packets, 1 finding", result.Lines[^1]);
    }

    [Fact]
    public void AWitnessThatLosesAPacketIsFound()
    {
        NeedTshark();
        string standIn = StandIn("""case "$*" in *pdml*) exec tshark "$@" -Y 'frame.number < 8';; *) exec tshark "$@";; esac""");
        PeerResult result = Rawnet.Run("verify", Rawnet.File("captures", "ping4.pcap"), "--against", "tshark", "--tshark", standIn);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("frame 8 frame.number: tshark says not there, rawnet there", result.Lines);
    }

    [Fact]
    public void ADamagedFileEndsWith2AndItsWholePacketsAreVerifiedFirst()
    {
        NeedTshark();
        byte[] bytes = File.ReadAllBytes(Rawnet.File("captures", "ping4.pcap"));
        PeerResult result = Rawnet.Run("verify", Written("cut.pcap", bytes[..^5]), "--against", "tshark", "--json");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(7, Summary(result).GetProperty("packets").GetInt32());
        Assert.Equal(0, Summary(result).GetProperty("findings").GetInt32());
        Assert.Contains("cut short", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nonexistent/tshark")]
    [InlineData("/bin/true")]
    [InlineData("/etc/passwd")]
    public void WithoutATsharkTheVerbEndsWith3AndTheFix(string program)
    {
        PeerResult result = Rawnet.Run("verify", Rawnet.File("captures", "ping4.pcap"), "--against", "tshark", "--tshark", program);
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("apt install tshark", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void AWitnessThatStopsHalfWayEndsWith3()
    {
        NeedTshark();
        string standIn = StandIn("""case "$*" in *pdml*) tshark "$@" | head -c 20000; exit 1;; *) exec tshark "$@";; esac""");
        PeerResult result = Rawnet.Run("verify", Rawnet.File("captures", "ping4.pcap"), "--against", "tshark", "--tshark", standIn);
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith("rawnet: tshark does not read", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify", "/nonexistent.pcap")]
    [InlineData("verify", "-", "--against", "tshark")]
    [InlineData("verify", "x.pcap", "--against", "tcpdump")]
    public void AWrongCommandLineEndsWith2AndOneSentence(params string[] arguments)
    {
        PeerResult result = Rawnet.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Text);
        Assert.StartsWith("rawnet: ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAWitnessAWrongChecksumIsFoundWithTheRightOne()
    {
        // hping3 -b wrote the wrong sums; Scapy computes 0xb51c and 0x48dd for these two packets.
        PeerResult result = Rawnet.Run("verify", Rawnet.File("captures", "hping4-bad-checksum.pcap"), "--json");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal([("udp.checksum", 46364), ("tcp.checksum", 18653)],
            Events(result, "finding").Select(f => (f.GetProperty("field").GetString()!, f.GetProperty("expected").GetInt32())));
    }

    [Fact]
    public void NoConfigurationFolderIsLeftBehind()
    {
        NeedTshark();
        string standIn = StandIn(
            $"""[ -n "$WIRESHARK_CONFIG_DIR" ] && echo "$WIRESHARK_CONFIG_DIR" > {_folder.FullName}/seen; exec tshark "$@" """);
        Rawnet.Run("verify", Rawnet.File("captures", "ping4.pcap"), "--against", "tshark", "--tshark", standIn).Succeeded();
        Assert.False(Directory.Exists(File.ReadAllText(Path.Combine(_folder.FullName, "seen")).Trim()));
    }

    private static void NeedTshark() => Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));

    private static IEnumerable<JsonElement> Events(PeerResult result, string name) =>
        result.Lines.Select(line => JsonDocument.Parse(line).RootElement).Where(e => e.GetProperty("event").GetString() == name);

    private static JsonElement Summary(PeerResult result) => Events(result, "summary").Single();

    private static int OffsetOfFrame(byte[] pcap, int number)
    {
        int at = 24;
        for (int i = 1; i < number; i++) at += 16 + BitConverter.ToInt32(pcap, at + 8);
        return at + 16;
    }

    private string StandIn(string script)
    {
        string path = Written("stand-in", System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\n{script}\n"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private string Written(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
