using System.Buffers.Binary;

namespace RawNet.Protocols;

/// <summary>Two messages of ICMP or ICMPv6 of which one asks and the other answers.</summary>
/// <param name="Protocol">Which of the two.</param>
/// <param name="Request">The type that asks.</param>
/// <param name="Reply">The type that answers it.</param>
/// <param name="From">From this byte of the message on the reply returns what the request has.</param>
/// <param name="To">Up to this one.</param>
internal readonly record struct IcmpPair(IpProtocol Protocol, byte Request, byte Reply, byte From, byte To)
{
    private static readonly IcmpPair[] _all =
    [
        new(IpProtocol.Icmp, 8, 0, 4, 8),           // echo: identifier and sequence number (RFC 792)
        new(IpProtocol.Icmp, 10, 9, 4, 4),          // router discovery (RFC 1256)
        new(IpProtocol.Icmp, 13, 14, 4, 8),         // timestamp (RFC 792)
        new(IpProtocol.Icmp, 15, 16, 4, 8),         // information (RFC 792)
        new(IpProtocol.Icmp, 17, 18, 4, 8),         // address mask (RFC 950)
        new(IpProtocol.Icmp, 42, 43, 4, 7),         // extended echo (RFC 8335)
        new(IpProtocol.Ipv6Icmp, 128, 129, 4, 8),   // echo (RFC 4443)
        new(IpProtocol.Ipv6Icmp, 133, 134, 4, 4),   // router discovery (RFC 4861)
        new(IpProtocol.Ipv6Icmp, 135, 136, 8, 24),  // neighbour discovery: the target (RFC 4861)
        new(IpProtocol.Ipv6Icmp, 139, 140, 8, 16),  // node information: the nonce (RFC 4620)
        new(IpProtocol.Ipv6Icmp, 144, 145, 4, 6),   // home agent discovery: the identifier (RFC 6275)
        new(IpProtocol.Ipv6Icmp, 146, 147, 4, 6),   // mobile prefixes: the identifier (RFC 6275)
        new(IpProtocol.Ipv6Icmp, 148, 149, 4, 6),   // certification path: the identifier (RFC 3971)
        new(IpProtocol.Ipv6Icmp, 160, 161, 4, 7),   // extended echo (RFC 8335)
    ];

    /// <summary>The messages that ping exchanges.</summary>
    public bool IsEcho => (IcmpType)Request == IcmpType.Echo || (Icmpv6Type)Request == Icmpv6Type.EchoRequest;

    /// <summary>The pair in which this type asks; null when it is in none, or the message too short.</summary>
    public static IcmpPair? AskedBy(IpProtocol protocol, ReadOnlySpan<byte> message) => Find(protocol, message, isReply: false);

    /// <summary>The pair in which this type answers.</summary>
    /// <inheritdoc cref="AskedBy"/>
    public static IcmpPair? AnsweredBy(IpProtocol protocol, ReadOnlySpan<byte> message) => Find(protocol, message, isReply: true);

    /// <summary>What request and reply have in common.</summary>
    public UInt128 Common(ReadOnlySpan<byte> message)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        message[From..To].CopyTo(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>Copies that into a reply.</summary>
    public void Repeat(ReadOnlySpan<byte> request, Span<byte> reply) => request[From..To].CopyTo(reply[From..]);

    private static IcmpPair? Find(IpProtocol protocol, ReadOnlySpan<byte> message, bool isReply)
    {
        if (message.IsEmpty) return null;
        foreach (IcmpPair pair in _all)
            if (pair.Protocol == protocol && (isReply ? pair.Reply : pair.Request) == message[0])
                return message.Length >= pair.To ? pair : null;
        return null;
    }
}
