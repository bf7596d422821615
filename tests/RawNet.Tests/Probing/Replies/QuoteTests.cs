using RawNet.Probing;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Probing.Replies;

/// <summary>An error belongs to the packet that it quotes, however much stands before, in and behind the quote.</summary>
public class QuoteTests
{
    private const string Asked = "ip src=198.18.0.1 dst=198.18.0.2 ttl=3 id=1 / udp srcport=4000 dstport=33434 / data zeros:40";
    private const string Asked6 =
        "ipv6 src=2001:db8::1 dst=2001:db8::2 / ipv6.hopopts / ipv6.dstopts / udp srcport=4000 dstport=33434 / data zeros:40";
    private const string Router = "ip src=198.18.0.9 dst=198.18.0.1 / icmp.time-exceeded";
    private const string Router6 = "ipv6 src=2001:db8::9 dst=2001:db8::1 / ipv6.dstopts / icmpv6.time-exceeded";

    [Theory]
    [InlineData(Asked, $"{Router} / ip src=198.18.0.1 dst=198.18.0.2 ttl=1 id=1 / udp srcport=4000 dstport=33434 length=48 checksum=SUM")]
    [InlineData(Asked, $"{Router} ext=mpls,16000,0,1,1 / {Asked}")] // RFC 4884: padded to 128 bytes, objects behind
    [InlineData(Asked6, $"{Router6} / {Asked6}")]
    [InlineData(Asked6, $"{Router6} ext=mpls,16000,0,1,1 / {Asked6}")]
    public void TheErrorIsAboutThePacket(string asked, string seen) =>
        Assert.Equal(Relation.Error, Related(asked, seen.Replace("SUM", SumOf(asked), StringComparison.Ordinal)));

    // RFC 791, 3.2: the first fragment alone carries the ports; RFC 8200, 4.5: so over IPv6, behind the fragment header.
    [Theory]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 id=1 mf=1 / udp srcport=4000 dstport=9 length=1480 checksum=1 / data zeros:40")]
    [InlineData("ip src=198.18.0.1 dst=198.18.0.2 id=1 frag_offset=185 proto=17 / data zeros:40")]
    public void FragmentsAreQuotedToo(string fragment) => Assert.Equal(Relation.Error, Related(fragment, $"{Router} / {fragment}"));

    [Theory]
    [InlineData(Asked, $"{Router} / ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=4000 dstport=33435")] // other ports
    // to another host
    [InlineData(Asked, $"{Router} / ip src=198.18.0.1 dst=198.18.0.3 / udp srcport=4000 dstport=33434 length=48 checksum=SUM")]
    [InlineData(Asked6, $"{Router6} / ipv6 src=2001:db8::1 dst=2001:db8::2 / ipv6.hopopts / ipv6.dstopts / udp srcport=4000 dstport=33435")]
    public void AnErrorAboutAnotherPacketIsNot(string asked, string seen) =>
        Assert.Equal(Relation.None, Related(asked, seen.Replace("SUM", SumOf(asked), StringComparison.Ordinal)));

    private static Relation Related(string asked, string seen)
    {
        var matcher = new ReplyMatcher();
        matcher.Ask(1, 0, LinkType.Raw, Packet.Parse(asked).ToBytes());
        return matcher.Find(LinkType.Raw, Packet.Parse(seen).ToBytes()).Relation;
    }

    private static string SumOf(string packet)
    {
        foreach (View layer in PacketView.Layers(LinkType.Raw, Packet.Parse(packet).ToBytes()))
            if (layer.Is(Udp.Kind)) return $"{layer.Get(Udp.Checksum)}";
        return "0";
    }
}
