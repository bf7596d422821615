using RawNet.Probing;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Probing.Replies;

/// <summary>Which message matcher which, by the pairs of the RFCs; bytes of what the expressions cannot say are written by hand.</summary>
public class RelationTests
{
    private const string There = "ip src=198.18.0.1 dst=198.18.0.2 id=1";
    private const string Back = "ip src=198.18.0.2 dst=198.18.0.1 id=1";
    private const string There6 = "ipv6 src=2001:db8::1 dst=2001:db8::2";
    private const string Back6 = "ipv6 src=2001:db8::2 dst=2001:db8::1";

    [Theory]
    [InlineData("0d00000000070003", "0e00000000070003", "Reply")] // timestamp, RFC 792
    [InlineData("0d00000000070003", "0e00000000070004", "Other")] // another sequence number
    [InlineData("0f00000000070003", "1000000000070003", "Reply")] // information, RFC 792
    [InlineData("1100000000070003ffffff00", "1200000000070003ffffff00", "Reply")] // address mask, RFC 950
    [InlineData("0a00000000000000", "0900000001020708c6120002", "Reply")] // router discovery, RFC 1256
    [InlineData("2a00000000070301", "2b00000000070382", "Reply")] // extended echo, RFC 8335: the last byte is another one
    [InlineData("0800000000070003", "0000000000070003", "EchoReply")]
    [InlineData("0800000000070003", "0e00000000070003", "Other")] // no pair
    public void IcmpsPairs(string asked, string seen, string relation) =>
        Assert.Equal(relation, RelationOf($"{There} proto=1 / data hex:{asked}", $"{Back} proto=1 / data hex:{seen}"));

    [Theory]
    [InlineData("8500000000000000", "8600000040000708", "Reply")] // router discovery, RFC 4861
    [InlineData("870000000000000020010db8000000000000000000000002", "880000006000000020010db8000000000000000000000002", "Reply")]
    // of another target
    [InlineData("870000000000000020010db8000000000000000000000002", "880000006000000020010db8000000000000000000000003", "None")]
    [InlineData("8b000000000200000102030405060708", "8c000000000200000102030405060708", "Reply")] // node information, RFC 4620
    [InlineData("8b000000000200000102030405060708", "8c000000000200000102030405060709", "Other")] // another nonce
    [InlineData("a000000000070301", "a100000000070382", "Reply")] // extended echo, RFC 8335
    [InlineData("9000000000070000", "9100000000070000", "Reply")] // home agents, RFC 6275
    [InlineData("8000000000070003", "8100000000070003", "EchoReply")]
    public void Icmpv6sPairs(string asked, string seen, string relation) =>
        Assert.Equal(relation, RelationOf($"{There6} nxt=58 / data hex:{asked}", $"{Back6} nxt=58 / data hex:{seen}"));

    [Theory]
    [InlineData(6)]
    [InlineData(17)]
    [InlineData(33)] // DCCP, RFC 4340
    [InlineData(132)] // SCTP, RFC 9260
    [InlineData(136)] // UDP-Lite, RFC 3828
    public void PortsTheOtherWay(int protocol) =>
        Assert.Equal("Ports",
            RelationOf($"{There} proto={protocol} / data hex:0fa00009000c0000", $"{Back} proto={protocol} / data hex:00090fa0000d0000"));

    // RFC 2131, 4.1: who has no address asks from 0.0.0.0 and is answered by a broadcast.
    [Fact]
    public void WhoHasNoAddressIsAnsweredByABroadcast() => Assert.Equal("Ports", RelationOf(
        "ip src=0.0.0.0 dst=255.255.255.255 / udp srcport=68 dstport=67 / data text:discover",
        "ip src=198.18.0.2 dst=255.255.255.255 / udp srcport=67 dstport=68 / data text:offer"));

    [Fact]
    public void OtherTalkOfTheSamePortsIsNoAnswer() => Assert.Equal("None", RelationOf(
        $"{There} / udp srcport=4000 dstport=9 / data text:x",
        "ip src=198.18.0.3 dst=198.18.0.1 / udp srcport=9 dstport=4000 / data text:y"));

    [Theory]
    [InlineData("ip src=198.18.0.2 dst=198.18.0.1 frag_offset=185 proto=17 / data zeros:100", "Fragment")]
    [InlineData("ip src=198.18.0.3 dst=198.18.0.1 frag_offset=185 proto=17 / data zeros:100", "None")]
    [InlineData("ip src=198.18.0.2 dst=198.18.0.1 mf=1 / udp srcport=9 dstport=4000 length=3000 / data zeros:100", "Ports")]
    public void Fragments(string seen, string relation) =>
        Assert.Equal(relation, RelationOf($"{There} / udp srcport=4000 dstport=9 / data text:x", seen));

    [Theory]
    [InlineData("arp opcode=request dst.proto_ipv4=198.18.0.2", "arp opcode=reply src.proto_ipv4=198.18.0.2", "Reply")]
    [InlineData("arp opcode=request dst.proto_ipv4=198.18.0.2", "arp opcode=reply src.proto_ipv4=198.18.0.3", "None")]
    [InlineData("arp opcode=request dst.proto_ipv4=198.18.0.2", "arp opcode=request src.proto_ipv4=198.18.0.2", "None")]
    // RFC 903
    [InlineData("arp opcode=reverse-request dst.hw_mac=02:00:00:00:00:01",
        "arp opcode=reverse-reply dst.hw_mac=02:00:00:00:00:01", "Reply")]
    [InlineData("vlan id=5 / arp dst.proto_ipv4=198.18.0.2", "vlan id=5 / arp opcode=reply src.proto_ipv4=198.18.0.2", "Reply")]
    [InlineData("ip dst=198.18.0.2 / udp", "arp opcode=reply src.proto_ipv4=198.18.0.2", "None")]
    public void ArpsPairs(string asked, string seen, string relation)
    {
        var matcher = new ReplyMatcher();
        matcher.Ask(1, 0, LinkType.Ethernet, Packet.Parse($"eth src=02:00:00:00:00:01 dst=ff:ff:ff:ff:ff:ff / {asked}").ToBytes());
        Assert.Equal(relation, matcher.Find(LinkType.Ethernet,
            Packet.Parse($"eth src=02:00:00:00:00:02 dst=02:00:00:00:00:09 / {seen}").ToBytes()).Relation.ToString());
    }

    private static string RelationOf(string asked, string seen)
    {
        var matcher = new ReplyMatcher();
        matcher.Ask(1, 0, LinkType.Raw, Packet.Parse(asked).ToBytes());
        return matcher.Find(LinkType.Raw, Packet.Parse(seen).ToBytes()).Relation.ToString();
    }
}
