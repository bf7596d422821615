using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>Watches the group membership of a link: it is told the time and every frame, and keeps who wants which groups and sources, and who asks. It sends nothing.</summary>
/// <remarks>Times are nanoseconds of one clock that never steps. Memberships end in silence only while somebody asks: on a link without a querier hosts do not repeat
/// their reports, so their silence says nothing. A report of known content allocates nothing. Not safe for use by several threads at once.</remarks>
/// <param name="handler">Gets the events, inside the call that causes them.</param>
/// <param name="most">Memberships, sources of memberships and VLANs that are kept at most. What is known stays; what is new beyond is not kept, told by one event and counted.</param>
public sealed class GroupMonitor(GroupMonitorHandler handler, int most = GroupMonitor.UsualMost)
{
    /// <summary>100,000: 33 MB of memory when all are in one group, 67 MB when each is in a group of its own.</summary>
    public const int UsualMost = 100_000;

    private const int MostVlans = 4096; // every poll looks at each
    private readonly MembershipRoom _room = new(most);
    private readonly Dictionary<VlanTags, MonitoredLink> _byVlan = [];
    private readonly List<MonitoredLink> _links = [];
    private NetworkAddress[] _sources = new NetworkAddress[64];

    /// <summary>When <see cref="Poll"/> has work next; <see cref="long.MaxValue"/> when nothing but a frame can change anything.</summary>
    public long NextPoll
    {
        get
        {
            long next = long.MaxValue;
            foreach (MonitoredLink link in _links) next = Math.Min(next, link.NextDeadline);
            return next;
        }
    }

    /// <summary>Sound messages seen.</summary>
    public long Messages { get; private set; }

    /// <summary>Messages that change nothing because they are damaged or their checksum is wrong (RFC 9776, sections 4.1.2 and 4.2.3).</summary>
    public long Refused { get; private set; }

    /// <summary>Records of reports, and messages of VLANs, that were new when there was no more room.</summary>
    public long Untracked => _room.Untracked;

    /// <summary>What is kept at most.</summary>
    public int Most => _room.Most;

    /// <summary>Who asks for groups: at most one a VLAN for IPv4, and one for IPv6.</summary>
    public IEnumerable<MonitoredQuerier> Queriers => _links.SelectMany(link => new[] { link.Igmp.Querier, link.Mld.Querier }).OfType<MonitoredQuerier>();

    /// <summary>Every membership, VLAN by VLAN, IPv4 first.</summary>
    public IEnumerable<MonitoredMember> Members => _links.SelectMany(link => link.Igmp.Members.Concat(link.Mld.Members));

    /// <summary>Takes a frame as captured. False when it carries no message about groups.</summary>
    /// <param name="now">When it came.</param>
    /// <param name="link">What it begins with.</param>
    /// <param name="frame">The captured bytes.</param>
    /// <param name="length">Bytes on the wire when the capture is cut, or 0 for the captured ones.</param>
    public bool Receive(long now, LinkType link, ReadOnlySpan<byte> frame, int length = 0)
    {
        MacAddress hardware = default;
        NetworkAddress from = default;
        VlanTags vlan = default;
        foreach (View layer in PacketView.Layers(link, frame, length))
        {
            if (layer.IsQuoted) return false;
            if (!layer.IsWhole && !MonitoredMessages.AreOf(layer.Kind)) return false;
            if (layer.Is(Ethernet.Kind)) hardware = layer.Get(Ethernet.Source);
            else if (layer.Is(Vlan.Kind)) vlan = vlan.Behind(layer.Get(Vlan.Identifier));
            else if (layer.Is(ServiceVlan.Kind)) vlan = vlan.Behind(layer.Get(ServiceVlan.Identifier));
            else if (layer.Is(Ipv4.Kind)) from = layer.Get(Ipv4.SourceAddress);
            else if (layer.Is(Ipv6.Kind)) from = layer.Get(Ipv6.SourceAddress);
            else if (MonitoredMessages.AreOf(layer.Kind)) return IsOfFamily(layer, from) && Take(now, vlan, new(from, hardware), layer);
        }
        return false;
    }

    // IGMP belongs to IPv4 and MLD to IPv6, whatever a protocol field says.
    private static bool IsOfFamily(scoped in View message, NetworkAddress from) => from.IsIpv4 == (message.Kind.Protocol == Igmp.Kind.Protocol);

    /// <summary>Lets what is overdue end.</summary>
    public void Poll(long now)
    {
        foreach (MonitoredLink link in _links) link.Poll(now);
    }

    private bool Take(long now, VlanTags vlan, Reporter reporter, scoped in View message)
    {
        if (!message.IsWhole || message.ChecksumStatus != ChecksumStatus.Good)
        {
            Refused++;
            return true;
        }
        Messages++;
        if (LinkOf(vlan) is { } link) Take(now, link, reporter, message);
        else if (_room.Refuse()) handler(new(GroupMonitorEventKind.Full, now, reporter.Address.IsIpv6) { Vlan = vlan });
        return true;
    }

    private void Take(long now, MonitoredLink link, Reporter reporter, scoped in View message)
    {
        if (message.Is(IgmpV3Report.Kind)) TakeRecords(now, link.Igmp, reporter, message);
        else if (message.Is(MldV2Report.Kind)) TakeRecords6(now, link.Mld, reporter, message);
        else if (MonitoredMessages.QueryIn(message, ref _sources) is { } query)
            (reporter.Address.IsIpv6 ? link.Mld : link.Igmp).Query(now, reporter.Address, query, _sources.AsSpan(0, query.Sources));
        else TakeOlder(now, link, reporter, message);
    }

    // Null when there is no room for one more VLAN.
    private MonitoredLink? LinkOf(VlanTags vlan)
    {
        if (_byVlan.TryGetValue(vlan, out MonitoredLink? known)) return known;
        if (vlan.IsTagged && (_byVlan.Count >= MostVlans || !_room.Has(1))) return null;
        if (vlan.IsTagged) _room.Take(1);
        MonitoredLink link = _byVlan[vlan] = new(vlan, _room, handler);
        _links.Add(link);
        return link;
    }

    private void TakeRecords(long now, MonitoredFamily family, Reporter reporter, scoped in View report)
    {
        foreach (View record in report.Records(IgmpV3Report.GroupRecords))
        {
            int sources = MonitoredMessages.Copy(record.Get(GroupRecord.SourceAddress), ref _sources);
            family.Report(now, reporter, record.Get(GroupRecord.MulticastAddress), record.Get(GroupRecord.RecordType), _sources.AsSpan(0, sources), version: 3);
        }
    }

    private void TakeRecords6(long now, MonitoredFamily family, Reporter reporter, scoped in View report)
    {
        foreach (View record in report.Records(MldV2Report.Records))
        {
            int sources = MonitoredMessages.Copy(record.Get(MulticastAddressRecord.SourceAddress), ref _sources);
            family.Report(now, reporter, record.Get(MulticastAddressRecord.MulticastAddress), record.Get(MulticastAddressRecord.RecordType), _sources.AsSpan(0, sources), version: 2);
        }
    }

    // RFC 9776, 7.3.2: an older report says that all sources are wanted, a leave that none is.
    private static void TakeOlder(long now, MonitoredLink link, Reporter reporter, scoped in View message)
    {
        if (message.Is(IgmpV1.Report)) link.Igmp.Report(now, reporter, message.Get(IgmpV1.GroupAddress), GroupRecordType.IsEx, [], version: 1);
        else if (message.Is(IgmpV2.Report)) link.Igmp.Report(now, reporter, message.Get(IgmpV2.GroupAddress), GroupRecordType.IsEx, [], version: 2);
        else if (message.Is(IgmpV2.Leave)) link.Igmp.Leave(now, reporter, message.Get(IgmpV2.GroupAddress));
        else if (message.Is(MldV1.Report)) link.Mld.Report(now, reporter, message.Get(MldV1.MulticastAddress), GroupRecordType.IsEx, [], version: 1);
        else if (message.Is(MldV1.Done)) link.Mld.Leave(now, reporter, message.Get(MldV1.MulticastAddress));
    }
}
