using RawNet.Protocols;
using RawNet.Tests.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>R5: a packet's expression says what building would not give anyway, and nothing else.</summary>
public class PrintingTests
{
    // Scapy: IP(src='198.18.0.1',dst='198.18.0.2')/UDP(sport=1000,dport=2000)/b'hello'
    private const string Datagram = "45000021000100004011eea3c6120001c612000203e807d0000d242268656c6c6f";

    [Fact]
    public void RightPacketsSayNothingThatIsComputed()
    {
        foreach (WitnessPacket packet in WitnessPacket.All)
        {
            // Nothing is said but what the witness list gives on purpose.
            Assert.Subset(new HashSet<string>(Given(Packet.Parse(packet.Expression))),
                new HashSet<string>(Given(Packet.Read(packet.Link, packet.Bytes))));
            Assert.Equal(packet.Bytes, Packet.Parse(packet.Expression).ToBytes());
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("10=00", "ip.checksum")]
    [InlineData("26=12", "udp.checksum")]
    [InlineData("9=02", "igmp.checksum ip.checksum")]
    [InlineData("3=20", "ip.checksum udp.checksum udp.length")] // a byte less: UDP now claims more than there is
    [InlineData("25=0e", "udp.checksum udp.length")]
    public void WrongPacketsSayWhatIsWrong(string changes, string said)
    {
        byte[] bytes = Convert.FromHexString(Datagram);
        foreach (string change in changes.Split(',', StringSplitOptions.RemoveEmptyEntries))
            bytes[int.Parse(change.Split('=')[0], null)] = Convert.ToByte(change.Split('=')[1], 16);
        Packet packet = Packet.Read(LinkType.Ipv4, bytes);
        Assert.Equal(said, string.Join(' ', Given(packet)));
        Assert.Equal(bytes, packet.ToBytes());
    }

    [Theory]
    // A changed byte of the header alone: only the sum is wrong.
    [InlineData("ip ttl=63 src=198.18.0.1 dst=198.18.0.2 checksum=0x1234 / icmp.echo ident=1 seq=2 / data text:hello")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / icmp.echo code=3 checksum=0x0000 ident=1 seq=2")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 length=11 / data hex:aabb")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 checksum=0x0000 / data hex:aabb")]
    [InlineData("eth dst=02:00:00:00:00:01 src=02:00:00:00:00:02 / ip src=198.18.0.1 dst=224.0.0.1 / data hex:aabb")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / data hex:01 / trailer hex:02")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / trailer / trailer hex:02")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / data hex:02 / trailer hex:03 / trailer hex:04")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / icmp.unreachable code=port-unreachable / ip src=198.18.0.2 dst=198.18.0.1 / tcp "
        + "srcport=1 dstport=2 seq=3 cut=8")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 option=ra option=nop / data hex:01")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 option=eol option=raw,01020304 / data hex:01")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / igmp.v3-report record=allow,232.1.1.1,10.0.0.1 record=9,239.1.1.1,aux:612c622c")]
    [InlineData(
        "ip src=198.18.0.1 dst=198.18.0.2 / igmp.v3-query max_resp=raw:143 maddr=239.1.1.1 s=1 qrv=2 qqic=125 saddr=10.0.0.1,10.0.0.2")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / igmp type=membership-query code=1 / data zeros:6")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / tcp srcport=1 dstport=2 flags=syn,ack option=mss,1460 option=sackok "
        + "option=ts,1,2 option=nop option=ws,7")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / tcp srcport=1 dstport=2 flags=ack option=nop option=nop option=sack,1-5,4000000000-7")]
    [InlineData(
        "ip src=198.18.0.1 dst=198.18.0.2 / tcp srcport=1 dstport=2 flags=0x202 option=unknown,30,0102 option=eol option=raw,01020304")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / tcp srcport=1 dstport=2 option=nop option=raw,0201ff")] // a length of 1 is impossible
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / ipv6 src=2001:db8::1 dst=2001:db8::2 / ipv6.hopopts option=padn,6 option=padn,hex:0102 "
        + "option=padn,12 / udp srcport=1 dstport=2")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 / icmp.time-exceeded ext=mpls,16000,0,0,1,16001,5,1,2 ext=200,1,01020304 / ip "
        + "src=198.18.0.2 dst=198.18.0.1 / udp srcport=1 dstport=2")]
    [InlineData(
        "eth dst=02:00:00:00:00:01 src=02:00:00:00:00:02 / vlan.802.3 id=7 / llc dsap=0x42 ssap=0x42 / data hex:0000 / trailer hex:01")]
    [InlineData("ip len=0 proto=17 src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / data hex:aabb")]
    public void AnExpressionInItsShortestFormComesBackAsItIs(string expression)
    {
        Packet packet = Packet.Parse(expression);
        LinkType link = packet.Layers[0].Kind == Ethernet.Kind ? LinkType.Ethernet : LinkType.Ipv4;
        string printed = Packet.Read(link, packet.ToBytes()).ToString();
        Assert.Equal(packet.ToBytes(), Packet.Parse(printed).ToBytes());
        Assert.Equal(Words(expression), Words(printed));
    }

    private static IEnumerable<string> Words(string expression) =>
        expression.Replace("max_resp=raw:143", "max_resp=248", StringComparison.Ordinal)
            .Replace("ip len=0 proto=17", "ip len=0", StringComparison.Ordinal).Split(' ').Order();

    private static IEnumerable<string> Given(Packet packet) =>
        packet.Layers.SelectMany(l => l.Values).Where(v => v.Field.IsComputed).Select(v => v.Field.Name).Order();
}
