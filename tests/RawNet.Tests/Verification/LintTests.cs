using RawNet.Captures;
using RawNet.Tests.Protocols;
using RawNet.Verification;
using RawNet.Verification.Linting;
using RawNet.Wire;

namespace RawNet.Tests.Verification;

/// <summary>Every rule of the lint against a packet that keeps it and one that breaks it; Scapy made both: lint-packets.py.</summary>
public class LintTests
{
    public static TheoryData<string, string, string, string, string> Packets()
    {
        var rows = new TheoryData<string, string, string, string, string>();
        foreach (string line in Texts.Lines("lint-packets.txt"))
        {
            string[] words = line.Split('|');
            rows.Add(words[0], words[1], words[2], words[3], words[4]);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Packets))]
    public void ARuleFindsThePacketThatBreaksItAndNotItsTwin(string rule, string field, string clause, string good, string bad)
    {
        Assert.Empty(FindingsOf(good));
        Finding finding = Assert.Single(FindingsOf(bad));
        Assert.Equal((field, clause), (finding.Field, finding.Rule));
        Assert.Contains(Linter.Rules, r => r.Name == rule && (r.Clause is null || r.Clause.ToString() == clause));
    }

    [Fact]
    public void EveryRuleHasItsPackets()
    {
        Assert.Equal(Linter.Rules.Select(r => r.Name).Order(),
            Texts.Lines("lint-packets.txt").Select(l => l.Split('|')[0]).Distinct().Order());
    }

    [Fact]
    public void AVerifierLintsOnlyWhenAsked()
    {
        string bad = Texts.Lines("lint-packets.txt")
            .First(l => l.StartsWith("an IGMPv3 report is sent", StringComparison.Ordinal)).Split('|')[4];
        Verifier plain = new(), strict = new() { Lints = true };
        Assert.Empty(plain.Check(Frame(bad)));
        Assert.Equal("frame 1 ip.dst: found 239.1.1.1, expected 224.0.0.22 (RFC 9776, section 4.2.15)",
            Assert.Single(strict.Check(Frame(bad))).ToString());
    }

    [Fact]
    public void APacketCutAnywhereIsLintedWithoutAnException()
    {
        foreach (string line in Texts.Lines("lint-packets.txt"))
        {
            byte[] bytes = Convert.FromHexString(line.Split('|')[4]);
            for (int length = 0; length < bytes.Length; length++)
            {
                Linter.Check(new CapturedPacket(LinkType.Ethernet, bytes.AsSpan(0, length), null) { Number = 1 }, []);
                foreach (View view in RawNet.Protocols.PacketView.Layers(LinkType.Ethernet, bytes.AsSpan(0, length), bytes.Length))
                    Assert.NotEmpty(Diagram.Of(view, out _));
            }
        }
    }

    private static List<Finding> FindingsOf(string hex)
    {
        var findings = new List<Finding>();
        Linter.Check(Frame(hex), findings);
        return findings;
    }

    private static CapturedPacket Frame(string hex) => new(LinkType.Ethernet, Convert.FromHexString(hex), null) { Number = 1 };
}
