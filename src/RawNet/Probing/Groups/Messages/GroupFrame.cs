using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>A frame that carries IGMP or MLD, read once: who says it, where, and the message itself.
/// Hosts, queriers and monitors begin with it. Reading allocates nothing.</summary>
public ref struct GroupFrame
{
    /// <summary>Who sent it, by its IP header.</summary>
    public NetworkAddress Source { get; private set; }

    /// <summary>Whom it was sent to.</summary>
    public NetworkAddress Destination { get; private set; }

    /// <summary>TTL or hop limit on arrival.</summary>
    public byte HopLimit { get; private set; }

    /// <summary>An option asks routers to look at the packet.</summary>
    public bool HasRouterAlert { get; private set; }

    /// <summary>Who sent the frame; 0 on links without such addresses.</summary>
    public MacAddress Hardware { get; private set; }

    /// <summary>The link that it belongs to: what bears a tag was not said on the one without.</summary>
    public VlanTags Vlan { get; private set; }

    /// <summary>IGMP or MLD.</summary>
    public GroupDialect Dialect { get; private set; }

    /// <summary>The message, right or wrong.</summary>
    public View Message { get; private set; }

    /// <summary>True of a message that may be acted on: of a version, whole, with a right sum (RFC 9776, sections 4, 4.1.2 and 7.1;
    /// RFC 9777, sections 5, 5.1.2 and 8.1).</summary>
    public readonly bool IsSound => Form is not null && Message.IsWhole && Message.ChecksumStatus == ChecksumStatus.Good;

    /// <summary>True of a message whose packet is such that whoever it is for looks at it.</summary>
    internal readonly bool IsAccepted => Dialect.Judge(Source, HopLimit, HasRouterAlert) == QueryVerdict.Accepted;

    /// <summary>What it says, and in which version; null when no version has such a message.</summary>
    internal GroupForm? Form { get; private set; }

    internal readonly Reporter Reporter => new(Source, Hardware);

    /// <summary>What a query asks. Meaningful of a sound query.</summary>
    internal readonly GroupQueryView Query => Dialect.QueryIn(Message, Form!.Value.Generation);

    /// <summary>What a report or leave says. Meaningful of a sound one.</summary>
    internal readonly GroupRecordSequence Records => new(Dialect, Form!.Value, Message);

    /// <summary>Whether it reports or leaves one of the groups. False of a query and of what is not sound.</summary>
    public readonly bool Tells(IReadOnlySet<NetworkAddress> groups)
    {
        if (!IsSound || Form!.Value.Saying == GroupSaying.Query)
            return false;
        foreach (GroupRecordView record in Records)
            if (groups.Contains(record.Group))
                return true;
        return false;
    }

    /// <summary>Reads a packet or a frame. False for what carries no such message. IGMP belongs to IPv4 and MLD to IPv6,
    /// whatever a protocol field says.</summary>
    /// <param name="link">What the bytes begin with.</param>
    /// <param name="bytes">The packet or frame.</param>
    /// <param name="frame">The message with what stands around it.</param>
    /// <param name="length">Bytes on the wire when the capture is cut, or 0 for the captured ones.</param>
    public static bool TryRead(LinkType link, ReadOnlySpan<byte> bytes, out GroupFrame frame, int length = 0)
    {
        frame = default;
        foreach (View layer in PacketView.Layers(link, bytes, length))
        {
            if (layer.IsQuoted) return false;
            if (frame.Takes(layer)) return true;
            if (!layer.IsWhole) return false;
            frame.Pass(layer);
        }
        return false;
    }

    /// <summary>The one group that the message, or one of its records, is about; no address when there is none, or more than one.</summary>
    /// <param name="record">The record's place, from 0; null asks for the message.</param>
    public readonly NetworkAddress GroupOf(int? record = null)
    {
        if (Form is not { } form || !Message.IsWhole) return default;
        if (form.Saying == GroupSaying.Query) return Query.Group;
        NetworkAddress found = default;
        int at = 0;
        foreach (GroupRecordView said in Records)
        {
            if (record is null && at > 0) return default;
            if (at++ == (record ?? 0)) found = said.Group;
        }
        return found;
    }

    private bool Takes(View layer)
    {
        if (Source.Length == 0 || !GroupDialect.Of(Source).Has(layer)) return false;
        Dialect = GroupDialect.Of(Source);
        Message = layer;
        Form = Dialect.Rules.FormOf(layer.Kind);
        return true;
    }

    private void Pass(scoped in View layer)
    {
        if (layer.Is(Ethernet.Kind)) Hardware = layer.Get(Ethernet.Source);
        else if (layer.Is(Protocols.Vlan.Kind)) Vlan = Vlan.Behind(layer.Get(Protocols.Vlan.Identifier));
        else if (layer.Is(ServiceVlan.Kind)) Vlan = Vlan.Behind(layer.Get(ServiceVlan.Identifier));
        else if (layer.Is(Ipv4.Kind))
            Enter(layer.Get(Ipv4.SourceAddress), layer.Get(Ipv4.DestinationAddress), layer.Get(Ipv4.TimeToLive), RouterAlert.IsIn(layer));
        else if (layer.Is(Ipv6.Kind))
            Enter(layer.Get(Ipv6.SourceAddress), layer.Get(Ipv6.DestinationAddress), layer.Get(Ipv6.HopLimit), hasRouterAlert: false);
        else HasRouterAlert |= RouterAlert.IsIn(layer);
    }

    private void Enter(NetworkAddress source, NetworkAddress destination, byte hopLimit, bool hasRouterAlert) =>
        (Source, Destination, HopLimit, HasRouterAlert) = (source, destination, hopLimit, hasRouterAlert);
}
