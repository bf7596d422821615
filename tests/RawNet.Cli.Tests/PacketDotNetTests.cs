using System.Text.Json;
using RawNet.Lab;

namespace RawNet.Cli.Tests;

/// <summary><c>rawnet verify --against packetdotnet</c>: a second reader inside the process.</summary>
public sealed class PacketDotNetTests
{
    [Fact]
    public void TheTextCountsFieldsByLayerAndKnownFaultsApart()
    {
        string[] lines = [.. Verify("igmp-v1.pcap").Succeeded().Lines];
        Assert.EndsWith("igmp-v1.pcap, compared with PacketDotNet 1.4.8", lines[0], StringComparison.Ordinal);
        Assert.Matches("^layer +packets +fields compared$", lines[1]);
        Assert.Contains(lines, line => line.StartsWith("known faults of PacketDotNet: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("RFC 9776, section 4: 0x12 must be supported", StringComparison.Ordinal));
        Assert.EndsWith(" packets, 0 findings", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void TheJsonHasThemAsMembers()
    {
        JsonElement[] events =
        [
            .. Verify("hping4-tcp-flags.pcap", "--json").Succeeded().Lines.Select(l => JsonDocument.Parse(l).RootElement)
        ];
        Assert.Equal(["start", "summary"], events.Select(e => e.GetProperty("event").GetString()));
        Assert.Equal("PacketDotNet 1.4.8", events[0].GetProperty("witness").GetString());
        JsonElement compared = events[1].GetProperty("fields_compared");
        // 11 segments; 3 fields of Ethernet, 15 of IPv4 and 11 of TCP are known to both.
        Assert.Equal((33, 165, 121),
            (compared.GetProperty("eth").GetInt32(), compared.GetProperty("ip").GetInt32(), compared.GetProperty("tcp").GetInt32()));
        JsonProperty known = Assert.Single(events[1].GetProperty("known_differences").EnumerateObject());
        Assert.StartsWith("tcp.options: ", known.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void ItReadsTheFileOnceSoAPipeWillDo() =>
        Assert.Equal(0,
            Rawnet.RunWith(File.ReadAllBytes(Rawnet.File("captures", "ping4.pcap")), "verify", "-", "--against", "packetdotnet").ExitCode);

    [Fact]
    public void AWrongChecksumIsAFindingStill() => Assert.Equal(1, Verify("hping4-bad-checksum.pcap").ExitCode);

    [Fact]
    public void AFileCutShortEndsWith2()
    {
        using var cut = new TemporaryFile(File.ReadAllBytes(Rawnet.File("captures", "ping4.pcap"))[..^5], ".pcap");
        Assert.Equal(2, Rawnet.Run("verify", cut.Path, "--against", "packetdotnet").ExitCode);
    }

    [Fact]
    public void AWitnessThatIsNoneIsRefusedWithThoseThatAre()
    {
        PeerResult result = Rawnet.Run("verify", "x.pcap", "--against", "tcpdump");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--against tshark or --against packetdotnet", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void PacketDotNetIsLoadedOnlyWhenItIsAskedFor(bool asked)
    {
        Assert.SkipUnless(Peer.Exists("strace"), Peer.Missing("strace"));
        string[] against = asked ? ["--against", "packetdotnet"] : [];
        PeerResult traced = Peer.Run("strace",
            ["-f", "-e", "trace=openat", Rawnet.Managed, "verify", Rawnet.File("captures", "ping4.pcap"), .. against]).Succeeded();
        Assert.Equal(asked, traced.Errors.Contains("/PacketDotNet.dll", StringComparison.Ordinal));
    }

    [Fact]
    public void TheNativeFileAndTheManagedOneSayTheSameOfEveryCapture()
    {
        Assert.SkipWhen(Rawnet.Native is null, "RAWNET_COMMAND names no native file");
        foreach (string file in Rawnet.Captures())
        {
            string[] words = ["verify", file, "--against", "packetdotnet", "--json"];
            PeerResult native = Peer.Run(Rawnet.Native!, words), managed = Peer.Run(Rawnet.Managed, words);
            Assert.Equal((native.ExitCode, native.Text, native.Errors), (managed.ExitCode, managed.Text, managed.Errors));
            Assert.Contains("fields_compared", native.Text, StringComparison.Ordinal);
        }
    }

    private static PeerResult Verify(string capture, params string[] more) =>
        Rawnet.Run(["verify", Rawnet.File("captures", capture), "--against", "packetdotnet", .. more]);
}
