using RawNet.Probing;
using RawNet.Protocols;

namespace RawNet.Tests.Probing.Replies;

/// <summary>Requests and replies written by hand from the RFCs' diagrams.</summary>
public class IcmpReplyTests
{
    // RFC 792, page 14 and 16; RFC 4443, 4.1; RFC 8335, 2: of its sequence number's octet only, the next has the state.
    [Theory]
    [InlineData(IpProtocol.Icmp, "08 00 0000 1234 0007", "00 00 0000 1234 0007", true)]
    [InlineData(IpProtocol.Icmp, "08 00 0000 1234 0007", "00 00 0000 1234 0008", false)]
    [InlineData(IpProtocol.Icmp, "08 00 0000 1234 0007", "00 00 0000 1235 0007", false)]
    [InlineData(IpProtocol.Icmp, "08 00 0000 1234 0007", "0e 00 0000 1234 0007", false)]
    [InlineData(IpProtocol.Icmp, "08 00 0000 1234 0007", "08 00 0000 1234 0007", false)]
    [InlineData(IpProtocol.Icmp, "08 00 0000 1234 0007", "00 00 0000 1234 00", false)]
    [InlineData(IpProtocol.Icmp, "0d 00 0000 1234 0007", "0e 00 0000 1234 0007", true)]
    [InlineData(IpProtocol.Icmp, "2a 00 0000 1234 0701", "2b 00 0000 1234 07ff", true)]
    [InlineData(IpProtocol.Ipv6Icmp, "80 00 0000 1234 0007", "81 00 0000 1234 0007", true)]
    [InlineData(IpProtocol.Ipv6Icmp, "80 00 0000 1234 0007", "00 00 0000 1234 0007", false)]
    [InlineData(IpProtocol.Icmp, "", "00 00 0000 1234 0007", false)]
    [InlineData(IpProtocol.Icmp, "08 00 0000 1234 0007", "", false)]
    public void AReplyHasWhatItsRequestHas(IpProtocol protocol, string request, string message, bool isAnswer) =>
        Assert.Equal(isAnswer, IcmpReply.Answers(protocol, Bytes(request), Bytes(message)));

    [Theory]
    [InlineData(IpProtocol.Icmp, "08 00 0000 1234 0007", "00 00 ffff 1234 0007", true)]
    [InlineData(IpProtocol.Icmp, "2a 00 0000 1234 0701", "00 00 ffff 1234 0700", true)]
    [InlineData(IpProtocol.Icmp, "00 00 0000 1234 0007", "00 00 ffff 0000 0000", false)]
    [InlineData(IpProtocol.Icmp, "08 00 0000 1234", "00 00 ffff 0000 0000", false)]
    public void AReplyRepeatsThatAndNothingElse(IpProtocol protocol, string request, string reply, bool isRequest)
    {
        byte[] written = [0, 0, 0xff, 0xff, 0, 0, 0, 0];
        Assert.Equal(isRequest, IcmpReply.Repeat(protocol, Bytes(request), written));
        Assert.Equal(Bytes(reply), written);
    }

    private static byte[] Bytes(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
}
