using System.Buffers.Binary;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Fields that say what a checksum covers, and fields that a cut header lacks. The expected sums were added up word by word
/// from RFC 768 and RFC 8200, 8.1.</summary>
public class TemplateCoverageTests
{
    private const string Udp4 = "ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / data hex:01020304050607";
    private const string Udp6 = "ipv6 src=2001:db8::1 dst=2001:db8::2 / udp srcport=1 dstport=2 / data hex:01020304050607";
    private const string Fragment =
        "ipv6 src=2001:db8::1 dst=2001:db8::2 / ipv6.fraghdr / udp srcport=1 dstport=2 / data hex:01020304050607";
    private const string Quoted = "ip src=198.18.0.1 dst=198.18.0.2 / icmp.time-exceeded / ip id=0 src=198.18.0.2 dst=198.18.0.3 / udp "
        + "srcport=1 dstport=2 / data hex:01020304050607";
    private const string Routed = "ipv6 src=2001:db8::1 dst=2001:db8::2 / ipv6.routing type=0 segleft=1 addr=2001:db8::9 / udp srcport=1 "
        + "dstport=2 / data hex:01020304050607";

    [Theory]
    [InlineData(Udp4, 26, 0x6399, 0x6fab)]
    [InlineData(Udp6, 46, 0x944c, 0xa05e)]
    [InlineData(Fragment, 54, 0x944c, 0xa05e)]
    [InlineData(Quoted, 54, 0x6397, 0x6fa9)]
    public void AUdpLengthSaysWhatItsChecksumCovers(string expression, int at, int whole, int short11)
    {
        Template template = Packet.Parse(expression).Compile();
        Assert.Equal(whole, Word(template, at));
        Assert.Equal(short11, Word(template.Set(Udp.Length, (ushort)11), at));
        Assert.Equal(whole, Word(template.Set(Udp.Length, (ushort)15), at));
    }

    [Fact]
    public void AnErrorCoversTheNewSumOfWhatItQuotes()
    {
        Template template = Packet.Parse(Quoted).Compile().Set(Udp.Length, (ushort)11);
        Assert.Equal(0x753c, Word(template, 22));
    }

    [Fact]
    public void FieldsPatchedAfterANewLengthCountAsFarAsItGoes()
    {
        Template template = Packet.Parse(Udp4).Compile().Set(Udp.SourcePort, (ushort)1).Set(Data.Content, [1]).Set(Udp.Length, (ushort)11);
        Assert.Equal(0x69a4, Word(template.Set(Data.Content, [9, 9, 9, 9, 9], 1), 26));
        Assert.Equal(0x699c, Word(template.Set(Udp.SourcePort, (ushort)9), 26));
        Assert.Equal(0x699c, Word(template.Set(Data.Content, [0xee, 0xee], 5), 26));
        Assert.Equal(0xbeef, Word(template.Set(Udp.Checksum, (ushort)0xbeef), 26));
    }

    [Fact]
    public void AGivenChecksumStaysWhateverTheLength()
    {
        Template template = Packet.Parse(
            "ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 checksum=0x1234 / data hex:0102").Compile();
        Assert.Equal(0x1234, Word(template.Set(Udp.Length, (ushort)9), 26));
    }

    [Fact]
    public void AQuotedDatagramIsCoveredAsFarAsItsLengthGoesThoughItIsCut()
    {
        Template template = Packet.Parse(Quoted + " cut=2").Compile();
        Assert.Equal(0x6397, Word(template, 54));
        Assert.Equal(0x6fa9, Word(template.Set(Udp.Length, (ushort)11), 54));
    }

    [Fact]
    public void TheLastStopOfARouteIsCoveredInsteadOfTheDestination()
    {
        Template template = Packet.Parse(Routed).Compile();
        Assert.Equal(0x9445, Word(template, 70));
        Assert.Equal(0x9445, Word(template.Set(Ipv6.DestinationAddress, Ipv6Address.FromUInt128(new(0x2001_0db8_0000_0000, 7))), 70));
        Assert.Equal(0x9447, Word(template.Set(SourceRoutingHeader.SegmentsLeft, (byte)0), 70));
    }

    [Theory]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / tcp srcport=1 cut=8 / data hex:0102030405060708090a0b0c0d0e0f10")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / tcp srcport=1 cut=8")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / tcp srcport=1 cut=15")]
    public void AFieldThatACutHeaderLacksIsRefusedAndNothingIsWritten(string expression)
    {
        Template template = Packet.Parse(expression).Compile();
        byte[] before = template.Bytes.ToArray();
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => template.Set(Tcp.Window, (ushort)0xeeee));
        Assert.StartsWith("no layer of this packet has tcp.window_size_value", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, template.Bytes.ToArray());
    }

    [Fact]
    public void AFieldThatACutHeaderKeepsIsPatchedAndOneItLacksIsSoughtFurtherIn()
    {
        Template template = Packet.Parse("tcp srcport=1 cut=8 / tcp srcport=2").Compile();
        template.Set(Tcp.SequenceNumber, 0xaabbccdd).Set(Tcp.Window, (ushort)0xeeee);
        Assert.Equal([0xaa, 0xbb, 0xcc, 0xdd], template.Bytes[4..8].ToArray());
        Assert.Equal(0xeeee, Word(template, 8 + 14));
    }

    [Fact]
    public void OfCutDataWhatIsKeptIsPatched()
    {
        Template template = Packet.Parse("data hex:0102030405 cut=3 / data hex:0607").Compile();
        Assert.Equal([9, 9, 9, 6, 7], template.Set(Data.Content, [9, 9, 9]).Bytes.ToArray());
        Assert.Throws<ArgumentException>(() => template.Set(Data.Content, [8, 8], 2));
    }

    private static int Word(Template template, int at) => BinaryPrimitives.ReadUInt16BigEndian(template.Bytes[at..]);
}
