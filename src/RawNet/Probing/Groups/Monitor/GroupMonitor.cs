using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>Watches the group membership of a link: it is told the time and every frame, and keeps who wants which groups and sources,
/// and who asks. It sends nothing.</summary>
/// <remarks>Times are nanoseconds of one clock that never steps. Memberships end in silence only while somebody asks: on a link
/// without a querier hosts do not repeat their reports, so their silence says nothing. A report of known content allocates nothing.
/// Not safe for use by several threads at once.</remarks>
/// <param name="handler">Gets the events, inside the call that causes them.</param>
/// <param name="most">Memberships, sources of memberships and VLANs that are kept at most. What is known stays;
/// what is new beyond is not kept, told by one event and counted.</param>
public sealed class GroupMonitor(GroupMonitorHandler handler, int most = GroupMonitor.UsualMost)
{
    /// <summary>100,000: 33 MB of memory when all are in one group, 67 MB when each is in a group of its own.</summary>
    public const int UsualMost = MembershipRoom.UsualMost;

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

    /// <summary>Messages that change nothing because they are damaged or their checksum is wrong (RFC 9776,
    /// sections 4.1.2 and 4.2.3).</summary>
    public long Refused { get; private set; }

    /// <summary>Records of reports, and messages of VLANs, that were new when there was no more room.</summary>
    public long Untracked => _room.Untracked;

    /// <summary>What is kept at most.</summary>
    public int Most => _room.Most;

    /// <summary>The elected queriers: at most one a VLAN for IPv4, and one for IPv6.</summary>
    public IEnumerable<MonitoredQuerier> Queriers => HeardQueriers.Where(querier => querier.IsElected);

    /// <summary>Everybody that asks for all groups and is not gone, VLAN by VLAN, IPv4 first.</summary>
    public IEnumerable<MonitoredQuerier> HeardQueriers => _links.SelectMany(link => link.Igmp.Queriers.Concat(link.Mld.Queriers));

    /// <summary>Every membership, VLAN by VLAN, IPv4 first.</summary>
    public IEnumerable<MonitoredMember> Members => _links.SelectMany(link => link.Igmp.Members.Concat(link.Mld.Members));

    /// <summary>Takes a frame as captured. False when it carries no message about groups.</summary>
    /// <param name="now">When it came.</param>
    /// <param name="link">What it begins with.</param>
    /// <param name="frame">The captured bytes.</param>
    /// <param name="length">Bytes on the wire when the capture is cut, or 0 for the captured ones.</param>
    public bool Receive(long now, LinkType link, ReadOnlySpan<byte> frame, int length = 0) =>
        GroupFrame.TryRead(link, frame, out GroupFrame read, length) && Receive(now, read);

    /// <summary>Takes a frame that was read. False when no version has its message.</summary>
    public bool Receive(long now, scoped in GroupFrame frame)
    {
        if (frame.Form is null) return false;
        if (frame.IsSound) Apply(now, frame);
        else Refused++;
        return true;
    }

    /// <summary>Lets what is overdue end.</summary>
    public void Poll(long now)
    {
        foreach (MonitoredLink link in _links) link.Poll(now);
    }

    private void Apply(long now, scoped in GroupFrame frame)
    {
        Messages++;
        if (LinkOf(frame.Vlan) is { } link) Apply(now, link.Of(frame.Dialect), frame);
        else if (_room.Refuse()) handler(new(GroupMonitorEventKind.Full, now, frame.Source.IsIpv6) { Vlan = frame.Vlan });
    }

    private void Apply(long now, MonitoredFamily family, scoped in GroupFrame frame)
    {
        GroupForm form = frame.Form!.Value;
        if (form.Saying == GroupSaying.Query) family.Query(now, frame, frame.Query.Sources.CopyTo(ref _sources));
        else if (form.Saying == GroupSaying.Leave) family.Leave(now, frame.Reporter, frame.GroupOf());
        else
            foreach (GroupRecordView record in frame.Records)
                family.Report(now, frame.Reporter, record.Group, record.Type, record.Sources.CopyTo(ref _sources), form.Generation);
    }

    // Null when there is no room for one more VLAN.
    private MonitoredLink? LinkOf(VlanTags vlan)
    {
        if (_byVlan.TryGetValue(vlan, out MonitoredLink? known)) return known;
        if (vlan.IsTagged && (_byVlan.Count >= MostVlans || !_room.Has(1))) return null;
        if (vlan.IsTagged) _room.Reserve(1);
        MonitoredLink link = _byVlan[vlan] = new(vlan, _room, handler);
        _links.Add(link);
        return link;
    }
}
