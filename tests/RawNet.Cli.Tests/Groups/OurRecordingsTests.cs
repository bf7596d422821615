using RawNet.Lab;

namespace RawNet.Cli.Tests.Groups;

/// <summary>What tcpdump recorded of our hosts, our querier and our messages by hand: captures/rawnet-*, read by tshark.</summary>
public class OurRecordingsTests
{
    private static readonly string[] _sums = ["-o", "ip.check_checksum:TRUE"]; // igmp and icmpv6 are always summed

    public static TheoryData<string> Recordings() =>
        [.. Rawnet.Captures().Select(f => Path.GetFileName(f)!).Where(f => f.StartsWith("rawnet-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void TsharkFindsNothingMalformedAndEverySumGood(string name)
    {
        Assert.SkipWhen(Requirements.Programs("tshark") is not null, Requirements.Programs("tshark") ?? "");
        string file = Rawnet.File("captures", name);
        Assert.Empty(
            Numbers(file, "_ws.malformed or _ws.expert or ip.checksum.status==0 or igmp.checksum.status==0 or icmpv6.checksum.status==0"));
        // Every message was judged: none passes because its sum was not looked at.
        string[] judged = Numbers(file, "(ip.checksum.status==1 and igmp.checksum.status==1) or icmpv6.checksum.status==1");
        Assert.NotEmpty(judged);
        Assert.Equal(Numbers(file, "frame"), judged);
    }

    private static string[] Numbers(string file, string filter) =>
        [.. Peer.Run("tshark", ["-n", "-r", file, .. _sums, "-Y", filter, "-T", "fields", "-e", "frame.number"]).Succeeded().Lines];
}
