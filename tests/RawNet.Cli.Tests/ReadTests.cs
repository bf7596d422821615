using System.IO.Compression;
using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

public class ReadTests
{
    private static readonly string _ping = Rawnet.File("captures", "ping4.pcap");

    [Fact]
    public void ACountEndsTheReadingOfAllFiles()
    {
        string first = Rawnet.File("captures", "arp.pcap"), second = Rawnet.File("captures", "ping4.pcap");
        IReadOnlyList<string> all = Rawnet.Run("read", first, second).Succeeded().Lines;
        Assert.Equal(all.Take(5), Rawnet.Run("read", first, second, "-c", "5").Succeeded().Lines);
        IReadOnlyList<string> replies = Rawnet.Run("read", second, "--filter", "icmp.echo-reply").Succeeded().Lines;
        Assert.Equal([replies[0]], Rawnet.Run("read", second, "--filter", "icmp.echo-reply", "--count", "1").Succeeded().Lines);
    }

    // A fifo, as a shell's <(...) is one: each packet is shown when it comes.
    [Fact]
    public void ANamedPipeIsReadAlong()
    {
        string fifo = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Peer.Run("mkfifo", [fifo]).Succeeded();
        try
        {
            using RunningPeer read = new(Rawnet.Path, ["read", fifo]);
            using FileStream writer = new(fifo, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            writer.Write(File.ReadAllBytes(Rawnet.File("captures", "ping4.pcap")));
            read.Wait(() => System.Text.Encoding.UTF8.GetString(read.Output()).Contains("icmp.echo-reply", StringComparison.Ordinal),
                "a packet while the pipe is open");
        }
        finally
        {
            File.Delete(fifo);
        }
    }

    [Fact]
    public void ExactlyTheDamagedFilesOfTheExamEndWith2()
    {
        Assert.SkipWhen(Exam.Folder is null, Exam.Missing);
        using var verdicts = JsonDocument.Parse(File.ReadAllText(Path.Combine(Exam.Folder, "expected", "shared.files.json")));
        foreach (JsonElement row in verdicts.RootElement.GetProperty("files").EnumerateArray())
        {
            string file = row.GetProperty("file").GetString()!;
            int expected = row.GetProperty("verdict").GetString() == "error" ? 2 : 0;
            Assert.True(expected == Rawnet.Run("read", Path.Combine(Exam.Folder, "captures", file)).ExitCode,
                $"{file}: {expected} was expected");
        }
    }

    [Fact]
    public void JsonBeginsWithItsSchemaAndEndsWithASummary()
    {
        IReadOnlyList<string> lines = Rawnet.Run("read", _ping, "--json").Succeeded().Lines;
        Assert.StartsWith("""{"event":"start","schema":"rawnet.read/1",""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"event":"summary",""", lines[^1], StringComparison.Ordinal);
        Assert.All(lines.Skip(1).SkipLast(1),
            line => Assert.StartsWith("""{"event":"packet","frame.number":""", line, StringComparison.Ordinal));
    }

    [Fact]
    public void TimeIsAlsoTextInUniversalTime()
    {
        JsonElement packet = Packets(Rawnet.Run("read", _ping, "--json"))[0];
        long nanoseconds = packet.GetProperty("frame.time_ns").GetInt64();
        string expected = Peer.Run("date", ["-u", "-d", $"@{nanoseconds / 1_000_000_000}", "+%Y-%m-%dT%H:%M:%S"]).Succeeded().Text.Trim();
        Assert.Equal($"{expected}.{nanoseconds % 1_000_000_000:d9}Z", packet.GetProperty("frame.time").GetString());
    }

    [Fact]
    public void SeveralFilesAreTold()
    {
        string other = Rawnet.File("captures", "udp4.pcap");
        List<JsonElement> packets = Packets(Rawnet.Run("read", _ping, other, "--json"));
        Assert.Equal([_ping, other], packets.Select(p => p.GetProperty("file").GetString()).Distinct());
        Assert.Equal(2, packets.Count(p => p.GetProperty("frame.number").GetInt32() == 1));
        Assert.False(Packets(Rawnet.Run("read", _ping, "--json"))[0].TryGetProperty("file", out _));
    }

    [Fact]
    public void ADamagedFileGivesItsWholePacketsThenOneSentence()
    {
        byte[] whole = File.ReadAllBytes(_ping);
        PeerResult result = Rawnet.RunWith(whole[..^7], "read", "-", "--json");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(Packets(Rawnet.RunWith(whole, "read", "-", "--json")).Count - 1, Packets(result).Count);
        Assert.Contains("cut short", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.TrimEnd('\n').Split('\n'));
        Assert.Contains("""
            "damaged":1
            """, result.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void AFilePackedByGzipIsReadAsItIs()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(File.ReadAllBytes(_ping));
        Assert.Equal(Rawnet.Run("read", _ping).Succeeded().Text, Rawnet.RunWith(packed.ToArray(), "read", "-").Succeeded().Text);
    }

    [Fact]
    public void AFrameOfALinkTypeWithoutADecoderHasNoLayers()
    {
        // pcap with nanoseconds, LINKTYPE_IEEE802_11 (105), one frame of four bytes.
        byte[] file = Convert.FromHexString(
            "4d3cb2a1020004000000000000000000ffff000069000000" + "01000000020000000400000004000000" + "80000000");
        PeerResult result = Rawnet.RunWith(file, "read", "-", "--json").Succeeded();
        JsonElement packet = Packets(result)[0];
        Assert.Equal(105, packet.GetProperty("frame.linktype").GetInt32());
        Assert.Equal("ok", packet.GetProperty("status").GetString());
        Assert.Empty(packet.GetProperty("layers").EnumerateArray());
        Assert.Equal("linktype=105 / data hex:80000000\n", Rawnet.RunWith(file, "read", "-", "--as-expression").Succeeded().Text);
    }

    [Fact]
    public void AFilterLeavesOutWhatDoesNotMatch()
    {
        Assert.SkipUnless(Peer.Exists("tshark"), Peer.Missing("tshark"));
        string[] wanted =
        [
            .. Peer.Run("tshark", ["-n", "-r", _ping, "-Y", "icmp.type==8", "-T", "fields", "-e", "frame.number"]).Succeeded().Lines
        ];
        Assert.NotEmpty(wanted);
        Assert.Equal(wanted,
            Packets(Rawnet.Run("read", _ping, "--json", "--filter", "icmp.echo")).Select(p => p.GetProperty("frame.number").GetRawText()));
    }

    [Fact]
    public void TheHashIsThatOfTheCapturedBytes()
    {
        PeerResult hex = Rawnet.Run("read", _ping, "--hex").Succeeded();
        using var bytes = new TemporaryFile(Convert.FromHexString(hex.Lines[0]));
        string sum = Peer.Run("sha256sum", [bytes.Path]).Succeeded().Text;
        Assert.Equal(sum[..16], Packets(Rawnet.Run("read", _ping, "--json", "--hash"))[0].GetProperty("frame.sha256").GetString());
    }

    [Fact]
    public void AReaderThatHasSeenEnoughEndsTheRunQuietly()
    {
        PeerResult result = Peer.Run("bash", ["-c",
            $"for i in $(seq 400); do echo '{_ping}'; done | xargs '{Rawnet.Path}' read --json | head -n 1; echo ${{PIPESTATUS[*]}}"]);
        Assert.EndsWith("0 0 0\n", result.Text, StringComparison.Ordinal);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void AMalformedMessageWhoseBytesAreAllThereHasItsSumVerified()
    {
        // A query that claims five sources and has one, as a querier sent it to the Linux kernel; tshark 4.0.17 says the sum is good.
        const string query = "4600002800000000010200000a0000010a00000294040000" + "11053a57e8010203027d0005c6130209";
        byte[] file = Convert.FromHexString(
            "d4c3b2a1020004000000000000000000ffff0000e4000000" + "00000000000000002800000028000000" + query);
        JsonElement packet = Packets(Rawnet.RunWith(file, "read", "-", "--json").Succeeded())[0];
        Assert.Equal("malformed", packet.GetProperty("status").GetString());
        Assert.Equal("good", packet.GetProperty("layers")[1].GetProperty("igmp.checksum.status").GetString());
        Assert.Equal("ip.len", packet.GetProperty("errors")[0].GetProperty("limited_by").GetString());
    }

    private static List<JsonElement> Packets(PeerResult result) =>
        [.. result.Lines.Select(line => JsonDocument.Parse(line).RootElement.Clone())
            .Where(e => e.GetProperty("event").GetString() == "packet")];
}
