using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Sending;

/// <summary>Knows the packets sent lately and tells which of them a frame answers.</summary>
internal sealed class Answers
{
    /// <summary>Enough for what may still be on its way; older ones are forgotten.</summary>
    private const int MostRemembered = 4096;

    private readonly record struct Question(long Number, long Time, byte[] Frame, LinkType Link);

    private readonly LinkedList<Question> _asked = [];

    /// <summary>Remembers a packet at its sending.</summary>
    public void Ask(long number, long time, LinkType link, ReadOnlySpan<byte> packet)
    {
        // The same bytes again answer no question of their own: only their time is new.
        if (_asked.First is { } last && last.Value.Frame.AsSpan().SequenceEqual(packet)) last.Value = last.Value with { Number = number, Time = time };
        else _asked.AddFirst(new Question(number, time, packet.ToArray(), link));
        if (_asked.Count > MostRemembered) _asked.RemoveLast();
    }

    /// <summary>The best relation to any packet, the latest first; None when there is none.</summary>
    /// <param name="link">What the frame begins with.</param>
    /// <param name="frame">What came in.</param>
    /// <param name="arrival">What the kernel tells of it.</param>
    /// <param name="cameAt">When it came, by the clock of the questions; the kernel's time when that is the clock.</param>
    public Answer Find(LinkType link, ReadOnlySpan<byte> frame, in FrameArrival arrival, long? cameAt = null)
    {
        long time = cameAt ?? arrival.TimeNanoseconds;
        Sight seen = Sight.Of(link, frame);
        if (!seen.IsThere && FindArp(link, frame, arrival, time) is { Relation: not Relation.None } resolved) return resolved;
        Answer other = default;
        foreach (Question question in _asked)
        {
            Relation relation = RelationOf(Sight.Of(question.Link, question.Frame), seen, frame, question.Frame);
            if (relation == Relation.None) continue;
            HostAddress from = seen.IsThere ? HostAddress.From(seen.Source) : default;
            Answer found = new(relation, question.Number, from, arrival.TimeNanoseconds, time - question.Time, arrival.WireLength);
            if (relation != Relation.Other) return found;
            if (other.Relation == Relation.None) other = found;
        }
        return other;
    }

    private Answer FindArp(LinkType link, ReadOnlySpan<byte> frame, in FrameArrival arrival, long time)
    {
        foreach (Question question in _asked)
        {
            if (!Pairing.IsArpReply(question.Link, question.Frame, link, frame, out Ipv4Address from)) continue;
            return new(Relation.Reply, question.Number, HostAddress.From(from.ToIPAddress()), arrival.TimeNanoseconds, time - question.Time, arrival.WireLength);
        }
        return default;
    }

    private static Relation RelationOf(scoped in Sight asked, scoped in Sight seen, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> question)
    {
        if (!seen.IsThere || !asked.IsThere) return !IsDiscovery(seen) && IsFrameBack(frame, question) ? Relation.Other : Relation.None;
        if (seen.IsLaterFragment) return IsWayBackOfAny(asked, seen) ? Relation.Fragment : Relation.None;
        if (Pairing.IsReply(asked, seen)) return asked.Message[0] is 8 or 128 ? Relation.EchoReply : Relation.Reply;
        if (IsErrorAbout(asked, seen)) return Relation.Error;
        // IGMP is answered by IGMP: a host that comes up says of itself which groups of IPv6 it joins.
        if (asked.Protocol == seen.Protocol && IsAboutGroups(asked) && IsAboutGroups(seen)) return seen.Message.SequenceEqual(asked.Message) ? Relation.None : Relation.Membership;
        if (HasSwappedPorts(asked, seen)) return Relation.Ports;
        if (!IsWayBack(asked, seen)) return Relation.None;
        // On loopback the packet itself comes from its own destination.
        return !IsDiscovery(seen) && !seen.Message.SequenceEqual(asked.Message) ? Relation.Other : Relation.None;
    }

    // RFC 4861: unless it was asked for, the link's own talk.
    private static bool IsDiscovery(scoped in Sight of) => of is { Protocol: 58, Message: [>= 133 and <= 137, ..] };

    // Behind the two MAC addresses nothing is known: a frame to the sender's own address, and not the frame itself.
    private static bool IsFrameBack(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> question) =>
        frame.Length >= 12 && question.Length >= 12 && frame[..6].SequenceEqual(question[6..12]) && !frame[6..12].SequenceEqual(question[6..12]);

    private static bool IsWayBack(scoped in Sight asked, scoped in Sight seen) =>
        seen.Source.SequenceEqual(asked.Destination) && seen.Destination.SequenceEqual(asked.Source);

    // A group is answered by its members, and who has no address yet by a broadcast.
    private static bool IsWayBackOfAny(scoped in Sight asked, scoped in Sight seen) =>
        (asked.IsToMany || seen.Source.SequenceEqual(asked.Destination)) && (!asked.Source.ContainsAnyExcept((byte)0) || seen.Destination.SequenceEqual(asked.Source));

    private static bool IsAboutGroups(scoped in Sight of) => of.Protocol == 2 || of is { Protocol: 58, Message: [130 or 131 or 132 or 143, ..] };

    // TCP, UDP, DCCP, SCTP and UDP-Lite begin with source and destination port.
    private static bool HasSwappedPorts(scoped in Sight asked, scoped in Sight seen) =>
        asked.Protocol == seen.Protocol && asked.Protocol is 6 or 17 or 33 or 132 or 136 && IsWayBackOfAny(asked, seen) && asked.Message.Length >= 4 && seen.Message.Length >= 4
        && asked.Message[..2].SequenceEqual(seen.Message[2..4]) && asked.Message[2..4].SequenceEqual(seen.Message[..2]);

    // RFC 792 and RFC 4443: the packet is quoted behind 8 bytes, with at least 8 bytes of its payload over IPv4.
    private static bool IsErrorAbout(scoped in Sight asked, scoped in Sight seen)
    {
        bool isError = (seen.Protocol, seen.Message.Length > 8 ? seen.Message[0] : 0) is (1, 3 or 4 or 5 or 11 or 12) or (58, >= 1 and <= 4);
        if (!isError) return false;
        Sight quoted = Sight.Of(LinkType.Raw, seen.Message[8..]);
        if (!quoted.IsThere || quoted.Protocol != asked.Protocol || !quoted.Destination.SequenceEqual(asked.Destination)) return false;
        int known = Math.Min(Math.Min(8, quoted.Message.Length), asked.Message.Length);
        return quoted.Message[..known].SequenceEqual(asked.Message[..known]);
    }
}
