using RawNet.Captures;
using RawNet.Tests.Protocols;
using RawNet.Verification;
using RawNet.Wire;

namespace RawNet.Tests.Verification;

/// <summary>Sums and lengths that are hard to judge: right packets have no finding, wrong ones the one that is written beside them;
/// Scapy made all: verify-packets.py.</summary>
public class SumsAndLengthsTests
{
    public static TheoryData<string, string, int, string> Packets()
    {
        var rows = new TheoryData<string, string, int, string>();
        foreach (string line in Texts.Lines("verify-packets.txt"))
        {
            string[] words = line.Split('|');
            rows.Add(words[0], words[1], int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture), words[3]);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Packets))]
    public void APacketHasTheFindingOfItsFaultAndNoOther(string what, string hex, int zeros, string finding)
    {
        byte[] bytes = [.. Convert.FromHexString(hex), .. new byte[zeros]];
        var verifier = new Verifier { Rebuilds = zeros == 0 };
        IEnumerable<string> found = verifier.Check(new CapturedPacket(LinkType.Raw, bytes, null) { Number = 7 }).Select(f => f.ToString());
        if (finding.Length == 0) Assert.Empty(found);
        else Assert.StartsWith($"frame 7 {finding}", Assert.Single(found), StringComparison.Ordinal);
        Assert.NotEmpty(what);
    }

    [Fact]
    public void MoreThanWasOnTheWireIsNotCaptured()
    {
        var verifier = new Verifier();
        byte[] bytes = Convert.FromHexString("450000140000000040fd65eb0a0000010a000002");
        var packet = new CapturedPacket(LinkType.Raw, bytes, null) { Number = 7, Length = 19 };
        Assert.Contains(verifier.Check(packet),
            f => f.ToString().StartsWith("frame 7 frame.cap_len: found 20 bytes, expected 19 bytes", StringComparison.Ordinal));
    }
}
