using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Expressions stand for many packets, and a wrong one is told in a sentence that names what would be right.</summary>
public class ExpressionTests
{
    [Theory]
    [InlineData("icmp.echo seq=1..3", "1 2 3")]
    [InlineData("icmp.echo seq=5", "5")]
    [InlineData("icmp.echo seq=7,1,0x10", "7 1 16")]
    [InlineData("icmp.echo seq=65534..65535", "65534 65535")]
    [InlineData("tcp flags=2,18 seq=1,2", "1 2 1 2")] // numbers are several packets, words one value
    [InlineData("tcp flags=syn,ack seq=1,2", "1 2")]
    [InlineData("icmp.echo ident=1..2 seq=8,9", "8 9 8 9")]
    public void RangesAndListsExpandTheLastOneFastest(string expression, string seqs) =>
        Assert.Equal(seqs, string.Join(' ', Expand(expression).Select(p => p.ToBytes()).Select(b => (b[6] << 8) + b[7])));

    [Theory]
    [InlineData("ip dst=198.18.0.5/30", "198.18.0.4 198.18.0.5 198.18.0.6 198.18.0.7")]
    [InlineData("ip dst=198.18.0.5/32", "198.18.0.5")]
    [InlineData("ip dst=255.255.255.254/31", "255.255.255.254 255.255.255.255")]
    public void PrefixesStandForTheirAddresses(string expression, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', Expand(expression).Select(p => string.Join('.', p.ToBytes()[16..20]))));

    [Fact]
    public void AWholeAddressSpaceIsCountedWithoutBeingKept()
    {
        Assert.Equal(0, Expand("ip dst=0.0.0.0/0").First().ToBytes()[16]);
        Assert.Equal(1, Expand("ipv6 dst=::/0").Skip(1).First().ToBytes()[39]);
        Assert.Equal(257, Expand("ip ttl=0..255 id=1").Take(300).Count() + 1);
    }

    [Fact]
    public void ChanceIsDrawnForEachPacketFromTheCallersSource()
    {
        var context = new ExpressionContext { Random = most => most - 1 };
        Expression all = Expression.Parse(Registry.Kinds, "ip ttl=rand frag_offset=rand src=rand", context);
        Assert.True(all.Varies);
        byte[] bytes = Assert.Single(all.Expand()).ToBytes();
        Assert.Equal("1fffff", Convert.ToHexStringLower([bytes[6], bytes[7], bytes[8]]));
        Assert.Equal("ffffffff", Convert.ToHexStringLower(bytes[12..16]));
        byte[] six = Expression.Parse(Registry.Kinds, "ipv6 src=rand", context).Expand().First().ToBytes();
        Assert.Equal(14, six[8..24].Count(b => b == 0xff)); // each half is one below the greatest
    }

    [Fact]
    public void FilesAreReadThroughTheCallersDelegateOnly()
    {
        var context = new ExpressionContext { ReadFile = name => [.. name.Select(c => (byte)c)] };
        Assert.Equal("ab"u8.ToArray(), Expression.Parse(Registry.Kinds, "data @ab", context).Expand().First().ToBytes());
        Assert.Contains("files are not read", Refused("data @ab"), StringComparison.Ordinal);
        Assert.Contains("chance is not wanted", Refused("ip ttl=rand"), StringComparison.Ordinal);
    }

    // RFC 792: an echo has 8 octets; RFC 2236: a report has 8. What follows as data stands for the rest.
    [Theory]
    [InlineData("icmp type=8", "0800f7ff00000000")]
    [InlineData("icmp type=echo code=3", "0803f7fc00000000")]
    [InlineData("icmp type=8 cut=4", "0800f7ff")]
    [InlineData("icmp type=8 / data 00010002", "0800f7fc00010002")]
    [InlineData("icmp type=200", "c80037ff")]
    [InlineData("icmpv6 type=1 checksum=0", "0100000000000000")]
    [InlineData("igmp type=0x16", "1600e9ff00000000")]
    public void ACommonHeaderAloneStandsForItsWholeMessage(string expression, string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(Assert.Single(Expand(expression)).ToBytes()));

    [Theory]
    [InlineData("igmp type=0x11", "igmp.v1-query or igmp.v2-query or igmp.v3-query")]
    [InlineData("icmpv6 type=130", "mld.v1-query or mld.v2-query")]
    public void ACommonHeaderOfSeveralMessagesIsRefused(string expression, string part) =>
        Assert.Contains(part, Refused(expression), StringComparison.Ordinal);

    // IANA's registries: ICMPv6 Parameters, Protocol Numbers, IEEE 802 Numbers.
    [Theory]
    [InlineData("icmpv6.unreachable code=port-unreachable checksum=0", "0104000000000000")]
    [InlineData("icmpv6.time-exceeded code=fragment-reassembly-time-exceeded checksum=0", "0301000000000000")]
    [InlineData("icmp.redirect code=redirect-for-host checksum=0", "0501000000000000")]
    [InlineData("eth type=ARP", "0000000000000000000000000806")]
    [InlineData("ip proto=ospfigp checksum=0", "4500001400000000405900000000000000000000")]
    [InlineData("ipv6 nxt=ipv6-icmp", "6000000000003a4000000000000000000000000000000000" + "00000000000000000000000000000000")]
    public void NumbersHaveTheNamesOfIana(string expression, string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(Assert.Single(Expand(expression)).ToBytes()));

    [Theory]
    [InlineData("ip/icmp.echo", "'ip / icmp.echo'")]
    [InlineData("ip.src == 1.2.3.4", "'ip src=VALUE'")]
    [InlineData("ip.src=1.2.3.4", "'ip src=VALUE'")]
    [InlineData("icmp.ehco", "'icmp.echo' is near")]
    [InlineData("ipv4 dst=1.2.3.4", "'ip' is what is called so")]
    [InlineData("icmpv6.destination", "of icmpv6 there are icmpv6, icmpv6.echo")]
    [InlineData("icmp type=8 ident=1", "icmp.echo, icmp.echo-reply")]
    public void AWordThatNamesNoLayerGetsAHint(string expression, string part) =>
        Assert.Contains(part, Refused(expression), StringComparison.Ordinal);

    [Fact]
    public void AWordOfItsOwnKeepsItsBlanks()
    {
        var context = new ExpressionContext { ReadFile = name => [.. name.Select(c => (byte)c)] };
        Assert.Equal("hello world"u8.ToArray(), Parse("data", "text:hello world"));
        Assert.Equal("hello world"u8.ToArray(), Parse("data", "data=text:hello world"));
        Assert.Equal("a b"u8.ToArray(), Parse("data", "@a b"));
        Assert.Contains(@"\x20", Refused("data text:hello world"), StringComparison.Ordinal);
        byte[] Parse(params string[] words) => Expression.Parse(Registry.Kinds, words, context).Expand().First().ToBytes();
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("/", "missing")]
    [InlineData("ip /", "missing")]
    [InlineData("ip / / udp", "missing")]
    [InlineData("nope", "there are those of eth, vlan, fcs, llc")]
    [InlineData("ttl=3", "before any layer")]
    [InlineData("ip nope=3",
        "ip has no field 'nope'; it has version, hdr_len, dsfield, len, id, rb, df, mf, frag_offset, ttl, proto, "
        + "checksum, src, dst, option")]
    [InlineData("ip ttl=256", "ip.ttl has 8 bits: 0 to 255, not 256")]
    [InlineData("ip ttl=-1", "'-1' is no value of ip.ttl")]
    [InlineData("ip ttl=", "'' is no value of ip.ttl")]
    [InlineData("ip ttl=raw:300", "needs more")]
    [InlineData("ip ttl=raw:x", "raw:x")]
    [InlineData("ip ttl=3 ttl=4", "ip.ttl is given twice")]
    [InlineData("ip ttl=9..3", "the lower end comes first")]
    [InlineData("ip ttl=1..", "'' is no value of ip.ttl")]
    [InlineData("ip ttl=1,,2", "'' is no value of ip.ttl")]
    [InlineData("ip dst=1.2.3", "198.18.0.1")]
    [InlineData("ip dst=01.2.3.4", "198.18.0.1")]
    [InlineData("ip dst=1.2.3.4/33", "0 to 32")]
    [InlineData("ipv6 dst=fe80::1%eth0", "2001:db8::1")]
    [InlineData("ip df=2", "true or false")]
    [InlineData("eth dst=1:2", "MAC address")]
    [InlineData("icmp.unreachable code=port", "port-unreachable")]
    [InlineData("ip option=nope", "there is no option 'nope'; there are eol, nop, rr, lsrr, ssrr, ts, sid, ra, sec, unknown, raw")]
    [InlineData("tcp flags=syn,bad",
        "'syn,bad' is no value of tcp.flags: a number or some of fin, syn, rst, psh, ack, urg, ece, cwr, ae, joined by commas, is wanted")]
    [InlineData("tcp option=mss,1,2", "mss takes 1 value by position, '2' is one too many")]
    [InlineData("tcp option=sack,5", "'5' is no value of tcp.options.sack: Left Edge-Right Edge is wanted")]
    [InlineData("icmp.time-exceeded ext=mpls,1,0,0,1,2", "'2' is no value of icmp.mpls.below: Label,Exp,S,Ttl is wanted")]
    [InlineData("ipv6.hopopts option=padn,1", "2 to 257, or hex:..")]
    [InlineData("ip option=ra,1,2", "one too many")]
    [InlineData("ip option=rr,1.2.3.4,ptr:999", "0 to 255")]
    [InlineData("ip option=ts,flag:1,1.2.3.4", "@")]
    [InlineData("igmp.v3-report record=nope,1.2.3.4", "is_in")]
    [InlineData("igmp.v3-report record=", "igmp.record_type")]
    [InlineData("ip cut=x", "bytes of the header")]
    [InlineData("ip udp", "cannot stand here")]
    [InlineData("data hex:0", "hex:0800f7ff")]
    [InlineData("data zeros:x", "a number up to 262144")]
    [InlineData("data zeros:262145", "a number up to 262144")]
    [InlineData(@"data text:\q", "after a backslash")]
    [InlineData(@"data text:\x4", "after a backslash")]
    [InlineData("linktype=x / data", "linktype=1")]
    [InlineData("linktype=70000 / data", "linktype=1")]
    [InlineData("linktype=1", "empty")]
    public void AWrongExpressionIsToldInOneSentence(string expression, string part)
    {
        string said = Refused(expression);
        Assert.Contains(part, said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
    }

    [Fact]
    public void SkippedLayersAndManyPacketsAreNoPacketToBuild()
    {
        Assert.Contains("...",
            Assert.Throws<ExpressionException>(() => Expand("ip / ... / udp").ToArray()).Message, StringComparison.Ordinal);
        Assert.Contains("many packets",
            Assert.Throws<ExpressionException>(() => Packet.Parse("ip ttl=1..2")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ip", LinkType.Ipv4)]
    [InlineData("eth / ip", LinkType.Ethernet)]
    [InlineData("linktype=147 / data hex:01", (LinkType)147)]
    [InlineData("linktype=101 ip", LinkType.Raw)]
    [InlineData("udp", null)]
    public void TheLinkTypeIsSaidOrFollowsFromTheFirstLayer(string expression, LinkType? link) =>
        Assert.Equal(link, Expression.Parse(Registry.Kinds, expression, ExpressionContext.Closed).LinkType);

    [Theory]
    [InlineData("tcp seq=1 ack=2 window=3", "tcp seq_raw=1 ack_raw=2 window_size_value=3")]
    [InlineData("tcp tcp.seq_raw=1", "tcp seq=1")]
    [InlineData("igmp.v3-report reserved=1", "igmp.v3-report igmp.reserved=1")]
    [InlineData("igmp.v3-report reserved.2=1", "igmp.v3-report igmp.reserved.2=1")]
    [InlineData("ip flags.mf=1", "ip mf=true")]
    [InlineData("igmp.v3-report   record=allow,1.2.3.4,aux:01020304", "igmp.v3-report record=allow,1.2.3.4,aux_data:01020304")]
    public void ShortFullAndOtherNamesAreTheSame(string one, string other) =>
        Assert.Equal(Packet.Parse(one).ToBytes(), Packet.Parse(other).ToBytes());

    private static IEnumerable<Packet> Expand(string expression) =>
        Expression.Parse(Registry.Kinds, expression, ExpressionContext.Closed).Expand();

    private static string Refused(string expression) =>
        Assert.Throws<ExpressionException>(() => Expand(expression).First().ToBytes()).Message;
}
