using RawNet.Protocols;

namespace RawNet.Probing.Groups;

/// <summary>The groups of one family, IGMP's or MLD's, as a monitor sees them.</summary>
internal sealed class MonitoredFamily(GroupDialect dialect, VlanTags vlan, MembershipRoom room, GroupMonitorHandler handler)
{
    private const long Never = long.MaxValue;

    // Each look at what is overdue goes over all memberships. Of many they are gathered, so that a flood that ends
    // one by one is not looked at one by one.
    private const int Many = 1000;
    private const long Gathering = GroupTimes.Second / 100;
    private readonly MonitoredQueriers _queriers = new(vlan, room, handler);
    private readonly Dictionary<NetworkAddress, Dictionary<Reporter, MonitoredMember>> _groups = [];
    private long _nextDeadline = Never;

    public MonitoredQuerier? Querier => _queriers.Elected;

    public IReadOnlyList<MonitoredQuerier> Queriers => _queriers.Heard;

    public IEnumerable<MonitoredMember> Members => _groups.Values.SelectMany(g => g.Values);

    public long NextDeadline => Math.Min(_nextDeadline, _queriers.NextDeadline);

    /// <summary>Takes a record; one that names no group says nothing (RFC 9776, section 4.2.9).</summary>
    public void Report(long now, Reporter reporter, NetworkAddress group,
        GroupRecordType type, ReadOnlySpan<NetworkAddress> sources, GroupVersion version)
    {
        if (!group.IsMulticast) return;
        if (!_groups.TryGetValue(group, out Dictionary<Reporter, MonitoredMember>? members)
            || !members.TryGetValue(reporter.Key, out MonitoredMember? member))
        {
            Welcome(now, reporter, group, type, sources, version);
            return;
        }
        if (!room.Has(member.Growth(type, sources)))
        {
            Refuse(now);
            return;
        }
        bool isOther = member.Apply(type, sources, version, Until(now));
        Charge(member);
        if (member.IsOlder) ProlongOthers(now, members);
        if (member.IsEmpty) Remove(now, member, LeaveReason.Said);
        else if (isOther) Raise(GroupMonitorEventKind.Change, now, member);
    }

    public void Leave(long now, Reporter reporter, NetworkAddress group)
    {
        if (_groups.TryGetValue(group, out Dictionary<Reporter, MonitoredMember>? members)
            && members.TryGetValue(reporter.Key, out MonitoredMember? member))
            Remove(now, member, LeaveReason.Said);
    }

    /// <summary>Takes a query; one that hosts and routers drop moves no timer.</summary>
    public void Query(long now, scoped in GroupFrame frame, ReadOnlySpan<NetworkAddress> sources)
    {
        GroupQueryView query = frame.Query;
        if (query.IsGeneral) ReceiveQuery(now, frame.Reporter, query, frame.IsAccepted);
        if (!frame.IsAccepted || query.KeepsTimers || !_groups.TryGetValue(query.Group, out Dictionary<Reporter, MonitoredMember>? members))
            return;
        // RFC 9776, 8.9: the last member query time, the querier's robustness times this query's response time.
        long latest = now + (Times with { LastMemberInterval = query.Within }).LastMemberTime;
        foreach (MonitoredMember member in members.Values) member.Lower(sources, latest);
        _nextDeadline = Math.Min(_nextDeadline, latest);
    }

    public void Poll(long now)
    {
        if (now >= _nextDeadline) Expire(now);
        if (_queriers.Poll(now)) Lose(now);
    }

    private GroupTimes Times => Querier?.Times ?? GroupTimes.Usual;

    private void ReceiveQuery(long now, Reporter from, scoped in GroupQueryView query, bool isAccepted)
    {
        bool isFirst = Querier is null;
        _queriers.ReceiveQuery(now, from, query, isAccepted);
        if (isFirst) SetAll(Until(now));
    }

    private long Until(long now)
    {
        if (Querier is null) return Never;
        long until = now + Times.Membership;
        _nextDeadline = Math.Min(_nextDeadline, until);
        return until;
    }

    // Whoever takes back what was never seen wanted is no member.
    private void Welcome(long now, Reporter reporter, NetworkAddress group,
        GroupRecordType type, ReadOnlySpan<NetworkAddress> sources, GroupVersion version)
    {
        var member = new MonitoredMember(group, reporter.Address, reporter.Hardware, vlan, now);
        if (type != GroupRecordType.Block) member.Apply(type, sources, version, Until(now));
        if (member.IsEmpty) return;
        if (!room.Has(member.Weight))
        {
            Refuse(now);
            return;
        }
        Charge(member);
        if (!_groups.TryGetValue(group, out Dictionary<Reporter, MonitoredMember>? members)) _groups[group] = members = [];
        members[reporter.Key] = member;
        Raise(GroupMonitorEventKind.Join, now, member);
        if (reporter.HasAddress && members.TryGetValue(reporter.Unaddressed, out MonitoredMember? before))
            Remove(now, before, LeaveReason.Readdressed);
        if (member.IsOlder) ProlongOthers(now, members);
    }

    private void ProlongOthers(long now, Dictionary<Reporter, MonitoredMember> members)
    {
        long until = Until(now);
        foreach (MonitoredMember other in members.Values)
            if (other.IsOlder) other.Prolong(until);
    }

    private void Lose(long now)
    {
        SetAll(Never);
        handler(new(GroupMonitorEventKind.Querier, now, IsIpv6) { Vlan = vlan });
    }

    private void SetAll(long expires)
    {
        foreach (MonitoredMember member in Members) member.SetAll(expires);
        _nextDeadline = _groups.Count == 0 ? Never : expires;
    }

    private void Expire(long now)
    {
        long next = Never;
        MonitoredMember[] members = [.. Members];
        foreach (MonitoredMember member in members)
        {
            bool isOther = member.Expire(now);
            Charge(member);
            if (member.IsEmpty) Remove(now, member, LeaveReason.Silent);
            else if (isOther) Raise(GroupMonitorEventKind.Change, now, member);
            if (!member.IsEmpty) next = Math.Min(next, member.NextDeadline);
        }
        _nextDeadline = members.Length < Many ? next : Math.Max(next, now + Gathering);
    }

    private void Remove(long now, MonitoredMember member, LeaveReason reason)
    {
        Dictionary<Reporter, MonitoredMember> members = _groups[member.Group];
        members.Remove(new Reporter(member.Address, member.Hardware).Key);
        if (members.Count == 0) _groups.Remove(member.Group);
        room.Reserve(-member.Charged);
        handler(new(GroupMonitorEventKind.Leave, now, IsIpv6) { Vlan = vlan, Member = member, Members = members.Count, Reason = reason });
    }

    private bool IsIpv6 => dialect == GroupDialect.Mld;

    private void Raise(GroupMonitorEventKind kind, long now, MonitoredMember member) =>
        handler(new(kind, now, IsIpv6) { Vlan = vlan, Member = member, Members = _groups[member.Group].Count });

    private void Charge(MonitoredMember member)
    {
        room.Reserve(member.Weight - member.Charged);
        member.Charged = member.Weight;
    }

    private void Refuse(long now)
    {
        if (room.Refuse()) handler(new(GroupMonitorEventKind.Full, now, IsIpv6) { Vlan = vlan });
    }
}
