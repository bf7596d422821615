using System.Buffers.Binary;
using RawNet.Probing;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Probing.Replies;

/// <summary>Many questions are out at once: each answer finds its own, old ones are forgotten,
/// and nothing is allocated for a frame.</summary>
public class ReplyMatcherTests
{
    private const int SequenceAt = 26; // RFC 791 without options, RFC 792
    private readonly ReplyMatcher _matcher = new();

    [Fact]
    public void EachAnswerFindsItsQuestionAmongAllThatAreOut()
    {
        for (int i = 0; i < ReplyMatcher.MostRemembered; i++) Ask(i);
        for (int i = 0; i < ReplyMatcher.MostRemembered; i++)
            Assert.Equal(new Reply(Relation.EchoReply, i, i * 10L, Ipv4Address.FromUInt32(0xc612_0002)),
                _matcher.Find(LinkType.Raw, ReplyTo(i)));
    }

    [Fact]
    public void WhatWasAskedLongAgoIsForgotten()
    {
        for (int i = 0; i < 10 * ReplyMatcher.MostRemembered; i++) Ask(i);
        const int Oldest = 9 * ReplyMatcher.MostRemembered;
        Assert.Equal(Relation.EchoReply, _matcher.Find(LinkType.Raw, ReplyTo(Oldest)).Relation);
        Assert.Equal(Relation.Other, _matcher.Find(LinkType.Raw, ReplyTo(Oldest - 1)).Relation); // still from whom packets are out to
    }

    [Fact]
    public void TheSamePacketAgainIsAnsweredAsTheLatest()
    {
        byte[] packet = EchoOf(7, isReply: false);
        _matcher.Ask(1, 100, LinkType.Raw, packet);
        _matcher.Ask(2, 200, LinkType.Raw, packet);
        Assert.Equal((2, 200), (_matcher.Find(LinkType.Raw, ReplyTo(7)).Number, _matcher.Find(LinkType.Raw, ReplyTo(7)).AskedAt));
    }

    /// <summary>Linux delivers on loopback what it sent; another host may send the same bytes back, as an echo of raw IP does.</summary>
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", Relation.None)]
    [InlineData("198.18.0.1", "198.18.0.2", Relation.Other)]
    public void OnlyOnLoopbackThePacketItselfIsNoAnswer(string here, string there, Relation relation)
    {
        for (int i = 0; i < 3; i++)
            _matcher.Ask(i, 0, LinkType.Raw, Packet.Parse($"ip src={here} dst={there} proto=253 / data hex:0{i}").ToBytes());
        Assert.Equal(relation,
            _matcher.Find(LinkType.Raw, Packet.Parse($"ip src={there} dst={here} proto=253 / data hex:01").ToBytes()).Relation);
    }

    [Theory]
    [InlineData("ip src=198.18.0.2 dst=198.18.0.1 / icmp.echo-reply ident=7 seq=1")]
    [InlineData("ip src=198.18.0.2 dst=198.18.0.1 / udp srcport=9 dstport=4000")]
    [InlineData("ip src=198.18.0.2 dst=198.18.0.1 / icmp.unreachable / ip src=198.18.0.1 dst=198.18.0.2 / udp")]
    [InlineData("ip src=198.18.0.2 dst=224.0.0.1 / igmp.v3-report record=is_ex,239.9.9.7")]
    [InlineData("ipv6 src=fe80::2 dst=ff02::16 / ipv6.hopopts option=ra / mld.v2-report record=to_ex,ff02::1:ff00:2")]
    public void AFrameCostsNoGarbage(string seen)
    {
        for (int i = 0; i < ReplyMatcher.MostRemembered; i++) Ask(i);
        byte[] frame = Packet.Parse(seen).ToBytes();
        for (int i = 0; i < 1000; i++) _matcher.Find(LinkType.Raw, frame);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) _matcher.Find(LinkType.Raw, frame);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private void Ask(int number) => _matcher.Ask(number, number * 10L, LinkType.Raw, EchoOf(number, isReply: false));

    private static byte[] ReplyTo(int number) => EchoOf(number, isReply: true);

    private static byte[] EchoOf(int number, bool isReply)
    {
        byte[] packet = Packet.Parse(isReply
            ? "ip src=198.18.0.2 dst=198.18.0.1 id=1 / icmp.echo-reply ident=7"
            : "ip src=198.18.0.1 dst=198.18.0.2 id=1 / icmp.echo ident=7").ToBytes();
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(SequenceAt), (ushort)number);
        return packet;
    }
}
