using RawNet.Protocols;

namespace RawNet.Probing;

/// <summary>What a reply of ICMP or ICMPv6 has in common with its request; both begin with the type, without IP header.</summary>
public static class IcmpReply
{
    /// <summary>Whether a message is the reply to a request: of its pair, with the same identifier, sequence number or nonce (RFC 792,
    /// RFC 4443, RFC 8335 ...).</summary>
    /// <param name="protocol">Of both.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="message">What came.</param>
    public static bool Answers(IpProtocol protocol, ReadOnlySpan<byte> request, ReadOnlySpan<byte> message) =>
        IcmpPair.AskedBy(protocol, request) is { } pair && IcmpPair.AnsweredBy(protocol, message) == pair
        && ReplyKey.OfPair(pair, request) == ReplyKey.OfPair(pair, message);

    /// <summary>Writes into a reply what it must repeat of its request. Its checksum is to be written afterwards.</summary>
    /// <param name="protocol">Of both.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="reply">At least as long as what is repeated.</param>
    /// <returns>False when that is no request, or too short.</returns>
    public static bool Repeat(IpProtocol protocol, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        if (IcmpPair.AskedBy(protocol, request) is not { } pair) return false;
        pair.Repeat(request, reply);
        return true;
    }
}
