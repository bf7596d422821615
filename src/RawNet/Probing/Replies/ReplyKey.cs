using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing;

/// <summary>By what an answer is known.</summary>
internal enum ReplyBy : byte
{
    Pair,
    Resolution,
    Quote,
    QuotedDestination,
    Ports,
    Groups,
    Addresses,
    Mac,
    MacOfPlainFrame,
    Itself,
}

/// <summary>What an answer has in common with its question: made from both, equal where they belong together.</summary>
/// <param name="By">By what it is known.</param>
/// <param name="Protocol">Of the message, or 0.</param>
/// <param name="Type">Of the message that asks, or 0.</param>
/// <param name="From">Who must answer; no address when anyone may.</param>
/// <param name="To">Whom; no address when the answer may go anywhere.</param>
/// <param name="Detail">Identifiers, ports, the bytes that are quoted.</param>
internal readonly record struct ReplyKey(ReplyBy By, IpProtocol Protocol, byte Type, NetworkAddress From, NetworkAddress To, UInt128 Detail)
{
    private const int Quoted = 8; // RFC 792: an error has at least these bytes of the message
    private const int BothPorts = 4;
    private const int EchoAt = 96; // of 128 bits: the first 32

    /// <summary>Of a request and its reply.</summary>
    public static ReplyKey OfPair(IcmpPair pair, ReadOnlySpan<byte> message) =>
        new(ReplyBy.Pair, pair.Protocol, pair.Request, default, default, pair.Common(message));

    /// <summary>Identifier and sequence number of an echo request or reply; null of another message, and of one that is cut.</summary>
    public static (ushort Identifier, ushort Sequence)? OfEcho(IpProtocol protocol, ReadOnlySpan<byte> message)
    {
        IcmpPair? found = IcmpPair.AskedBy(protocol, message) ?? IcmpPair.AnsweredBy(protocol, message);
        if (found is not { IsEcho: true } pair) return null;
        uint both = (uint)(OfPair(pair, message).Detail >> EchoAt);
        return ((ushort)(both >> 16), (ushort)both);
    }

    /// <summary>Of a packet and the error that quotes it, with whatever little of it (RFC 1122, section 3.2.2).</summary>
    public static ReplyKey OfQuote(scoped in IpMessage packet) => packet.IsLaterFragment || packet.Message.Length < Quoted
        ? OfQuotedDestination(packet)
        : new(ReplyBy.Quote, packet.Protocol, 0, default, packet.Destination, Beginning(packet.Message, Quoted));

    /// <summary>The same where the quote ends before the message tells anything.</summary>
    public static ReplyKey OfQuotedDestination(scoped in IpMessage packet) =>
        new(ReplyBy.QuotedDestination, packet.Protocol, 0, default, packet.Destination, 0);

    /// <summary>Of a question about another's address and the answer to it (RFC 826, RFC 903).</summary>
    public static ReplyKey OfResolution(ArpOperation question, UInt128 address) =>
        new(ReplyBy.Resolution, 0, (byte)question, default, default, address);

    /// <summary>Of a frame and one that comes back to its sender; of a plain frame nothing but that is known.</summary>
    public static ReplyKey OfMac(MacAddress sender, bool isPlain) =>
        new(isPlain ? ReplyBy.MacOfPlainFrame : ReplyBy.Mac, 0, 0, default, default, sender.ToUInt64());

    /// <summary>Of what comes from there and goes here; no address where that is open.</summary>
    public static ReplyKey OfAddresses(NetworkAddress there, NetworkAddress here) => new(ReplyBy.Addresses, 0, 0, there, here, 0);

    /// <summary>Of an answer that begins with source and destination port.</summary>
    public static ReplyKey OfPorts(scoped in IpMessage answer) =>
        new(ReplyBy.Ports, answer.Protocol, 0, answer.Source, answer.Destination, Beginning(answer.Message, BothPorts));

    /// <summary>Of what is answered so: the ports the other way.</summary>
    public static ReplyKey OfPortsAsked(scoped in IpMessage asked) =>
        new(ReplyBy.Ports, asked.Protocol, 0, asked.Answerer, asked.Asker, uint.RotateLeft((uint)Beginning(asked.Message, BothPorts), 16));

    /// <summary>Whether a message begins with source and destination port.</summary>
    public static bool HasPorts(scoped in IpMessage packet) => packet.Message.Length >= BothPorts
        && packet.Protocol is IpProtocol.Tcp or IpProtocol.Udp or IpProtocol.Dccp or IpProtocol.Sctp or IpProtocol.Udplite;

    /// <summary>Of messages about groups: IGMP answers IGMP, and MLD MLD.</summary>
    public static ReplyKey? OfGroups(scoped in IpMessage packet)
    {
        bool isAboutGroups = packet.Protocol == IpProtocol.Igmp
            || (packet.Protocol == IpProtocol.Ipv6Icmp && !packet.Message.IsEmpty && IsMld((Icmpv6Type)packet.Message[0]));
        return isAboutGroups ? new(ReplyBy.Groups, packet.Protocol, 0, default, default, 0) : null;
    }

    /// <summary>Of a packet and itself: it comes back on loopback, and groups' messages to their sender.</summary>
    public static ReplyKey OfItself(scoped in IpMessage packet)
    {
        HashCode hash = default;
        hash.AddBytes(packet.Message);
        ulong digest = (ulong)InternetChecksum.Of(packet.Message) << 32 | (uint)hash.ToHashCode();
        return new(ReplyBy.Itself, packet.Protocol, 0, default, packet.Destination, new((uint)packet.Message.Length, digest));
    }

    private static bool IsMld(Icmpv6Type type) => type is Icmpv6Type.MulticastListenerQuery or Icmpv6Type.MulticastListenerReport
        or Icmpv6Type.MulticastListenerDone or Icmpv6Type.Version2MulticastListenerReport;

    private static UInt128 Beginning(ReadOnlySpan<byte> message, int length)
    {
        ulong value = 0;
        foreach (byte next in message[..length]) value = value << 8 | next;
        return value;
    }
}
