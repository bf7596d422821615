using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>An IGMP or MLD message that came in, with what hosts and routers judge it by.</summary>
/// <param name="Source">Who sent it, by its IP header.</param>
/// <param name="Destination">Whom it was sent to.</param>
/// <param name="HopLimit">TTL or hop limit on arrival.</param>
/// <param name="HasRouterAlert">An option asks routers to look at the packet.</param>
/// <param name="Message">What it says.</param>
public readonly record struct ReceivedGroupMessage(NetworkAddress Source, NetworkAddress Destination,
    byte HopLimit, bool HasRouterAlert, GroupMessage Message)
{
    /// <summary>The source of the frame; 0 on links without such addresses.</summary>
    public MacAddress Hardware { get; init; }

    /// <summary>The VLAN that it belongs to, which is a link of its own.</summary>
    public VlanTags Vlan { get; init; }

    /// <summary>Reads a packet or a frame. False for other protocols and for messages that must be silently ignored:
    /// a wrong checksum, a length that no version has, an unknown type, less than a count states (RFC 9776, sections 4, 4.1.2 and 7.1;
    /// RFC 9777, sections 5, 5.1.2 and 8.1). Bytes behind the message are summed and otherwise ignored.</summary>
    /// <param name="link">What the bytes begin with.</param>
    /// <param name="bytes">The packet or frame.</param>
    /// <param name="arrival">The message.</param>
    public static bool TryRead(LinkType link, ReadOnlySpan<byte> bytes, out ReceivedGroupMessage arrival)
    {
        bool isSound = GroupFrame.TryRead(link, bytes, out GroupFrame frame) && frame.IsSound;
        arrival = isSound ? Of(frame) : default;
        return isSound;
    }

    private static ReceivedGroupMessage Of(scoped in GroupFrame frame) =>
        new(frame.Source, frame.Destination, frame.HopLimit, frame.HasRouterAlert, MessageOf(frame))
        {
            Hardware = frame.Hardware,
            Vlan = frame.Vlan
        };

    private static GroupMessage MessageOf(scoped in GroupFrame frame)
    {
        if (frame.Form!.Value.Saying == GroupSaying.Query) return frame.Query.ToMessage();
        var records = new List<MembershipRecord>();
        foreach (GroupRecordView record in frame.Records) records.Add(record.ToRecord());
        return new GroupReport(frame.Form.Value.Generation, records);
    }
}
