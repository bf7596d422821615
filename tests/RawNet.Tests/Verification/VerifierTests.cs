using System.Text;
using RawNet.Captures;
using RawNet.Verification;
using RawNet.Wire;

namespace RawNet.Tests.Verification;

/// <summary>Packets verified by themselves and against what a witness says of them.</summary>
public class VerifierTests
{
    // Recorded: captures/igmp-v3-queries.pcap 15, whose count says two sources more than there are; tshark 4.0 says its sum is good.
    private const string ShortQuery = "46c0002852410000010220bac61200fee80102039404000011023a5ae8010203027d0005c6130209";

    private const string Names = "F\tTime to Live\tip.ttl\tFT_UINT8\tip\tBASE_DEC\t0x0\t\n"
        + "F\tProtocol\tip.proto\tFT_UINT8\tip\tBASE_DEC\t0x0\t\n"
        + "F\tReserved\tigmp.reserved\tFT_BYTES\tigmp\t\t0x0\t\n";

    [Theory]
    // RFC 791, appendix A's shape; the sum of Scapy's IP(src="10.0.0.1", dst="10.0.0.2", proto=253,
    // id=0) is 0x65eb, with len=21 it is 0x65ea.
    [InlineData("450000140000000040fd65eb0a0000010a000002", null)]
    [InlineData("450000140000000040fd65ec0a0000010a000002", "frame 7 ip.checksum: found 0x65ec, expected 0x65eb (RFC 791, section 3.1)")]
    [InlineData("450000150000000040fd65ea0a0000010a000002", "frame 7 ip.len: found 21, expected 20 (RFC 791, section 3.1)")]
    public void APacketSaysItselfWhatIsWrongWithIt(string hex, string? finding)
    {
        var verifier = new Verifier();
        IReadOnlyList<Finding> findings = verifier.Check(Ip(hex));
        Assert.Equal(finding is null ? [] : [finding], findings.Select(f => f.ToString()));
        Assert.Equal(findings.Count, verifier.Tally.Findings);
    }

    [Fact]
    public void TheFirstFragmentOfADatagramMayStateTheLengthOfAllOfIt()
    {
        // Scapy's IP(id=0, flags="MF", proto=17) over a UDP header that states 3008 bytes, and 8 of them.
        var verifier = new Verifier();
        Assert.DoesNotContain(verifier.Check(Ip("4500002400002000401146c70a0000010a00000204d200090bc000004142434445464748")),
            f => f.Field == "udp.length");
    }

    [Fact]
    public void TheSumOfAMessageWithAListThatGoesOnBeyondItsEndIsVerified()
    {
        var verifier = new Verifier();
        Assert.Equal("igmp.saddr", Assert.Single(verifier.Check(Ip(ShortQuery))).Field);
        Assert.Equal(2, verifier.Tally.Checksums[ChecksumStatus.Good]);
    }

    [Fact]
    public void AnOptionThatOverrunsTheHeaderIsNamedWithBothLengths()
    {
        // Recorded: captures/parameter4.pcap 7: a source route of 11 bytes in 8 bytes of options.
        var verifier = new Verifier();
        Finding finding = Assert.Single(
            verifier.Check(Ip("4700002a5241000040010c5fc6120001c61200fe830b04010203040008005279766100015261774e6574")));
        Assert.Equal("frame 7 ip.options[0]: found 11, expected 8 (RFC 791, section 3.1)", finding.ToString());
    }

    [Fact]
    public void AValueThatAWitnessReadsOtherwiseIsAFindingAndOthersAreCounted()
    {
        Verifier verifier = Witnessed();
        Finding finding = Assert.Single(verifier.Compare(Ip("450000140000000040fd65eb0a0000010a000002"),
            Seen("""<field name="ip.ttl" show="63" pos="8"/><field name="ip.proto" show="253" pos="9"/>""")));
        Assert.Equal("frame 7 ip.ttl: tshark says 63, rawnet 64", finding.ToString());
        Assert.Equal(new LayerCount("ip", 1, 2), verifier.Tally.Layers.Single(l => l.Layer == "ip"));
        Assert.Contains("ip.src", verifier.Tally.NamesNotCompared);
        Assert.DoesNotContain("ip.ttl", verifier.Tally.NamesNotCompared);
    }

    [Fact]
    public void APartThatAWitnessShowsMoreOftenIsAFinding()
    {
        Verifier verifier = Witnessed();
        IReadOnlyList<Finding> findings = verifier.Compare(Ip("450000140000000040fd65eb0a0000010a000002"),
            Seen(
                """<field name="ip.ttl" show="64" pos="8"/><field name="ip.ttl" show="64" pos="9"/>"""
                    + """<field name="ip.proto" show="253" pos="9"/>"""));
        Assert.Equal("frame 7 ip.ttl: tshark says 2 times, rawnet 1 times", Assert.Single(findings).ToString());
    }

    [Fact]
    public void ALayerThatOnlyTheWitnessSeesIsAFinding()
    {
        Verifier verifier = Witnessed();
        WitnessPacket seen = Read(
            """<proto name="ip" pos="0"><field name="ip.ttl" show="64" pos="8"/><field name="ip.proto" show="253" pos="9"/></proto>"""
                + """<proto name="udp" pos="20"/>""");
        Assert.Equal("frame 7 udp layer: tshark says there, rawnet not there",
            Assert.Single(verifier.Compare(Ip("450000140000000040fd65eb0a0000010a000002"), seen)).ToString());
    }

    [Fact]
    public void AFrameOfALinkTypeWithoutADecoderIsCountedAndNoFinding()
    {
        var verifier = new Verifier();
        Assert.Empty(verifier.Check(new CapturedPacket((LinkType)147, [1, 2, 3], null)));
        Assert.Equal(1, verifier.Tally.UnknownLinkTypes[147]);
    }

    private static CapturedPacket Ip(string hex) => new(LinkType.Raw, Convert.FromHexString(hex), null) { Number = 7 };

    private static Verifier Witnessed() =>
        new(new Witness("tshark", "TShark 4.0", WitnessNames.Read(new StringReader(Names)), TsharkRules.All));

    private static WitnessPacket Seen(string fields) => Read($"""<proto name="ip" pos="0">{fields}</proto>""");

    private static WitnessPacket Read(string layers)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(
            """<pdml><packet><proto name="frame" pos="0"><field name="frame.encap_type" show="7" pos="0"/></proto>"""
                + $"""{layers}</packet></pdml>"""));
        using var reader = new PdmlReader(stream);
        return reader.Read()!;
    }
}
