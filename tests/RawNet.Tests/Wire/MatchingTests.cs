using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>R18: an open field matches anything, an open checksum or length only when it is right,
/// and no layer is skipped unless said.</summary>
public class MatchingTests
{
    // Scapy: Ether(dst='02:00:00:00:00:02',src='02:00:00:00:00:01')/IP(src='198.18.0.1',dst='198.18.0.2')/ICMP(id=7,seq=1)/b'hello'
    private const string Echo = "020000000002020000000001080045000021000100004001eeb3c6120001c61200020800b4250007000168656c6c6f";

    // Scapy:
    // IP(src='198.18.0.9',dst='198.18.0.1',id=0)/ICMP(type=11,code=0)/IP(src='198.18.0.1',dst='198.18.0.2')/UDP(sport=1000,dport=2000)
    private const string Exceeded =
        "45000038000000004001ee96c6120009c61200010b008141000000004500001c000100004011eea8c6120001c612000203e807d0000867fe";

    [Theory]
    [InlineData("eth", true)]
    [InlineData("eth / ip / icmp.echo", true)]
    [InlineData("eth / ip / icmp.echo / data", true)]
    [InlineData("ip / icmp.echo ident=7", true)]
    [InlineData("icmp.echo ident=7 seq=1", true)]
    [InlineData("icmp.echo ident=8", false)]
    [InlineData("icmp.echo code=0", true)]
    [InlineData("icmp.echo-reply", false)]
    [InlineData("icmp", true)]
    [InlineData("icmp type=echo", true)]
    [InlineData("icmp type=timestamp", false)]
    [InlineData("igmp", false)]
    [InlineData("eth / icmp.echo", false)]
    [InlineData("eth / ... / icmp.echo", true)]
    [InlineData("eth / ... / data", true)]
    [InlineData("... / icmp.echo", true)]
    [InlineData("ip / icmp.echo / data text:hello", true)]
    [InlineData("data text:hell", false)]
    [InlineData("data", true)]
    [InlineData("ip src=198.18.0.1 / icmp.echo / data hex:68656c6c6f", true)]
    [InlineData("ip ttl=63", false)]
    [InlineData("ip hdr_len=20 len=33", true)]
    [InlineData("udp", false)]
    public void AFrameMatchesWhatNamesItsLayersAndFields(string filter, bool expected) =>
        Assert.Equal(expected, Matches(filter, LinkType.Ethernet, Hex(Echo)));

    [Theory]
    [InlineData("icmp.echo", false)]
    [InlineData("icmp", false)]
    [InlineData("icmp.echo checksum=any", true)]
    [InlineData("icmp checksum=any", true)]
    [InlineData("ip", true)]
    public void AnOpenChecksumMustBeRightUnlessItIsWaived(string filter, bool expected)
    {
        byte[] wrong = Hex(Echo);
        wrong[36] ^= 1;
        Assert.Equal(expected, Matches(filter, LinkType.Ethernet, wrong));
        wrong = Hex(Echo);
        (wrong[36], wrong[37]) = (0x12, 0x34);
        Assert.True(Matches("icmp.echo checksum=0x1234", LinkType.Ethernet, wrong));
        Assert.False(Matches("icmp.echo checksum=0x1235", LinkType.Ethernet, wrong));
    }

    [Fact]
    public void AnOpenLengthMustFitUnlessItIsGivenOrWaived()
    {
        byte[] bytes = Packet.Parse(
            "ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 length=99 checksum=0 / data hex:01").ToBytes();
        Assert.False(Matches("udp srcport=1", LinkType.Ipv4, bytes));
        Assert.True(Matches("udp srcport=1 length=99", LinkType.Ipv4, bytes));
        Assert.True(Matches("udp srcport=1 length=any", LinkType.Ipv4, bytes));
    }

    [Theory]
    [InlineData("icmp.time-exceeded", true)]
    [InlineData("udp", false)] // a filter that names no error means the packet itself
    [InlineData("ip src=198.18.0.9", true)]
    [InlineData("ip src=198.18.0.1", false)]
    [InlineData("icmp.time-exceeded / ip src=198.18.0.1 / udp dstport=2000", true)]
    [InlineData("icmp.time-exceeded / ... / udp dstport=2000", true)]
    [InlineData("icmp / ip / udp", true)]
    [InlineData("icmp.unreachable / ip / udp", false)]
    public void QuotedLayersMatchBehindTheirError(string filter, bool expected) =>
        Assert.Equal(expected, Matches(filter, LinkType.Ipv4, Hex(Exceeded)));

    [Fact]
    public void TheSameSpecThatBuildsMatchesAndOneFieldChangedDoesNot()
    {
        byte[] built = Packet.Parse(
            "ip src=198.18.0.1 dst=224.0.0.22 option=ra / igmp.v3-report record=allow,232.1.1.1,10.0.0.1").ToBytes();
        Assert.True(Matches("igmp.v3-report record=allow,232.1.1.1,10.0.0.1", LinkType.Ipv4, built));
        Assert.False(Matches("igmp.v3-report record=allow,232.1.1.1,10.0.0.2", LinkType.Ipv4, built));
        Assert.False(Matches("igmp.v3-report record=block,232.1.1.1,10.0.0.1", LinkType.Ipv4, built));
        Assert.True(Matches("ip option=ra / igmp", LinkType.Ipv4, built));
        Assert.False(Matches("ip option=ra,1 / igmp", LinkType.Ipv4, built));
    }

    private static bool Matches(string filter, LinkType link, byte[] frame) =>
        Expression.Parse(Registry.Kinds, filter, ExpressionContext.Closed).Matches(link, frame);

    private static byte[] Hex(string text) => Convert.FromHexString(text);
}
