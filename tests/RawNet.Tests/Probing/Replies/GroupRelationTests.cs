using RawNet.Probing;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Probing.Replies;

/// <summary>What counts as an answer to a message about groups.</summary>
public class GroupRelationTests
{
    private const string Query = "ip src=198.18.0.1 dst=224.0.0.1 / igmp.v3-query";

    [Theory]
    [InlineData("ip src=198.18.0.2 dst=224.0.0.22 / igmp.v3-report record=is_ex,239.9.9.7", true)]
    // said by any host that comes up
    [InlineData("ipv6 src=fe80::2 dst=ff02::16 / ipv6.hopopts option=ra / mld.v2-report record=to_ex,ff02::1:ff00:2", false)]
    [InlineData(Query, false)] // the question itself
    public void OnlyTheSameProtocolAnswers(string seen, bool isAnswer)
    {
        var matcher = new ReplyMatcher();
        matcher.Ask(1, 0, LinkType.Raw, Packet.Parse(Query).ToBytes());
        Reply found = matcher.Find(LinkType.Raw, Packet.Parse(seen).ToBytes());
        Assert.Equal(isAnswer, found.Relation == Relation.Membership);
        Assert.Equal(isAnswer, found.Relation != Relation.None);
    }
}
