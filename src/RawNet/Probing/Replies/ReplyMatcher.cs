using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing;

/// <summary>Knows the packets asked lately and tells which of them a frame answers: each by a key, so that a frame costs a few look-ups
/// however many questions are out. Telling allocates nothing.</summary>
public sealed class ReplyMatcher
{
    /// <summary>Enough for what may still be on its way; older questions are forgotten.</summary>
    public const int MostRemembered = 4096;

    private const int MostKeys = 8 * MostRemembered;
    private readonly Dictionary<ReplyKey, Question> _questions = [];
    private long _asked;
    private bool _anyoneAnswers, _isAnsweredAnywhere;

    private readonly record struct Question(long Number, long Time, long Serial);

    /// <summary>Remembers a packet at its sending. One that cannot be told from an earlier one takes its place.</summary>
    /// <param name="number">Given back with its answers.</param>
    /// <param name="time">The same.</param>
    /// <param name="link">What the packet begins with.</param>
    /// <param name="packet">Its bytes.</param>
    public void Ask(long number, long time, LinkType link, ReadOnlySpan<byte> packet)
    {
        if (_questions.Count > MostKeys) Forget();
        Question question = new(number, time, ++_asked);
        IpMessage asked = IpMessage.Of(link, packet);
        AskByFrame(question, link, packet, isPlain: !asked.IsThere);
        if (!asked.IsThere) return;
        AskByMessage(question, asked);
        _anyoneAnswers |= asked.Answerer == default;
        _isAnsweredAnywhere |= asked.Asker == default;
        _questions[ReplyKey.OfAddresses(asked.Answerer, asked.Asker)] = question;
        _questions[ReplyKey.OfQuote(asked)] = question;
        _questions[ReplyKey.OfQuotedDestination(asked)] = question;
        _questions[ReplyKey.OfItself(asked)] = question;
    }

    /// <summary>The latest question that the frame answers in the most telling way.</summary>
    /// <param name="link">What the frame begins with.</param>
    /// <param name="frame">What came in.</param>
    public Reply Find(LinkType link, ReadOnlySpan<byte> frame)
    {
        IpMessage seen = IpMessage.Of(link, frame);
        Reply reply = seen.IsThere ? FindByMessage(link, frame, seen) : FindByArp(link, frame);
        return reply.Relation == Relation.None && !IsDiscovery(seen) ? FindByMac(link, frame, seen) : reply;
    }

    private void AskByFrame(Question question, LinkType link, ReadOnlySpan<byte> packet, bool isPlain)
    {
        foreach (View layer in PacketView.Layers(link, packet))
        {
            if (layer.IsQuoted) break;
            if (layer.Kind.Protocol == Ethernet.Kind.Protocol && layer.Offset == 0 && layer.Has(Ethernet.Source))
                AskByMac(question, layer.Get(Ethernet.Source), isPlain);
            else if (layer.Is(Arp.Kind) && layer.IsWhole) AskByArp(question, layer);
        }
    }

    private void AskByMac(Question question, MacAddress sender, bool isPlain)
    {
        _questions[ReplyKey.OfMac(sender, isPlain: false)] = question;
        if (isPlain) _questions[ReplyKey.OfMac(sender, isPlain: true)] = question;
    }

    private void AskByArp(Question question, scoped in View arp)
    {
        ArpOperation operation = arp.Get(Arp.Operation);
        if (operation == ArpOperation.Request)
            _questions[ReplyKey.OfResolution(operation, arp.Get(Arp.TargetProtocolAddress).ToUInt32())] = question;
        if (operation == ArpOperation.ReverseRequest)
            _questions[ReplyKey.OfResolution(operation, arp.Get(Arp.TargetHardwareAddress).ToUInt64())] = question;
    }

    private void AskByMessage(Question question, scoped in IpMessage asked)
    {
        if (asked.IsLaterFragment) return;
        if (IcmpPair.AskedBy(asked.Protocol, asked.Message) is { } pair) _questions[ReplyKey.OfPair(pair, asked.Message)] = question;
        if (ReplyKey.HasPorts(asked)) _questions[ReplyKey.OfPortsAsked(asked)] = question;
        if (ReplyKey.OfGroups(asked) is { } groups) _questions[groups] = question;
    }

    private Reply FindByMessage(LinkType link, ReadOnlySpan<byte> frame, scoped in IpMessage seen)
    {
        if (seen.IsLaterFragment) return Told(Relation.Fragment, FindWay(ReplyKey.OfAddresses(seen.Source, seen.Destination)), seen.Source);
        if (IcmpPair.AnsweredBy(seen.Protocol, seen.Message) is { } pair && Find(ReplyKey.OfPair(pair, seen.Message)) is { } request)
            return Told(pair.IsEcho ? Relation.EchoReply : Relation.Reply, request, seen.Source);
        if (FindByQuote(link, frame) is { } quoted) return Told(Relation.Error, quoted, seen.Source);
        if (ReplyKey.OfGroups(seen) is { } groups && Find(groups) is { } talk)
            return IsOwn(seen) ? default : Told(Relation.Membership, talk, seen.Source);
        if (ReplyKey.HasPorts(seen) && FindWay(ReplyKey.OfPorts(seen)) is { } ports) return Told(Relation.Ports, ports, seen.Source);
        // On loopback the packet itself comes from its own destination.
        bool isOther = !IsDiscovery(seen) && !(seen.Source == seen.Destination && IsOwn(seen));
        return isOther ? Told(Relation.Other, Find(ReplyKey.OfAddresses(seen.Source, seen.Destination)), seen.Source) : default;
    }

    private Question? FindByQuote(LinkType link, ReadOnlySpan<byte> frame)
    {
        IpMessage quoted = IpMessage.QuotedIn(link, frame);
        return quoted.IsThere ? Find(ReplyKey.OfQuote(quoted)) : null;
    }

    private Reply FindByArp(LinkType link, ReadOnlySpan<byte> frame)
    {
        foreach (View layer in PacketView.Layers(link, frame))
        {
            if (!layer.Is(Arp.Kind) || !layer.IsWhole) continue;
            Ipv4Address from = layer.Get(Arp.SenderProtocolAddress);
            ReplyKey? key = layer.Get(Arp.Operation) switch
            {
                ArpOperation.Reply => ReplyKey.OfResolution(ArpOperation.Request, from.ToUInt32()),
                ArpOperation.ReverseReply =>
                    ReplyKey.OfResolution(ArpOperation.ReverseRequest, layer.Get(Arp.TargetHardwareAddress).ToUInt64()),
                _ => null,
            };
            return key is { } asked ? Told(Relation.Reply, Find(asked), from) : default;
        }
        return default;
    }

    // Behind the two MAC addresses nothing is known: a frame to the sender's own address, and not the frame itself.
    // What has an IP header is told by that, if the question had one.
    private Reply FindByMac(LinkType link, ReadOnlySpan<byte> frame, scoped in IpMessage seen)
    {
        foreach (View layer in PacketView.Layers(link, frame))
        {
            if (layer.Kind.Protocol != Ethernet.Kind.Protocol || !layer.Has(Ethernet.Source)) break;
            MacAddress to = layer.Get(Ethernet.Destination);
            bool comesBack = to != layer.Get(Ethernet.Source);
            return comesBack ? Told(Relation.Other, Find(ReplyKey.OfMac(to, isPlain: seen.IsThere)), seen.Source) : default;
        }
        return default;
    }

    // A group is answered by its members, and who has no address yet by a broadcast.
    private Question? FindWay(ReplyKey exact) => Find(exact)
        ?? (_anyoneAnswers ? Find(exact with { From = default }) : null)
        ?? (_isAnsweredAnywhere ? Find(exact with { To = default }) : null)
        ?? (_anyoneAnswers && _isAnsweredAnywhere ? Find(exact with { From = default, To = default }) : null);

    private Question? Find(ReplyKey key) => _questions.TryGetValue(key, out Question question) && !IsForgotten(question) ? question : null;

    private bool IsOwn(scoped in IpMessage seen) => Find(ReplyKey.OfItself(seen)) is not null;

    // RFC 4861: unless it was asked for, the link's own talk.
    private static bool IsDiscovery(scoped in IpMessage of) => of.Protocol == IpProtocol.Ipv6Icmp && !of.Message.IsEmpty
        && (Icmpv6Type)of.Message[0] is >= Icmpv6Type.RouterSolicitation and <= Icmpv6Type.Redirect;

    private static Reply Told(Relation relation, Question? question, NetworkAddress from) =>
        question is { } found ? new(relation, found.Number, found.Time, from) : default;

    private bool IsForgotten(Question question) => question.Serial <= _asked - MostRemembered;

    private void Forget()
    {
        foreach ((ReplyKey key, Question question) in _questions)
            if (IsForgotten(question)) _questions.Remove(key);
    }
}
