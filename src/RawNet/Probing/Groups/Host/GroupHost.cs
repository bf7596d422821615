using RawNet.Protocols;

namespace RawNet.Probing.Groups;

/// <summary>One host on one link: RFC 9776, sections 5 and 7.2; RFC 9777, sections 6 and 8.2.</summary>
internal sealed class GroupHost(GroupHostSettings settings, NetworkAddress address, int index)
{
    private const long Never = HostMembership.Never;

    // A query that leaves no time is not answered at once either: Linux waits one tick of its clock.
    private const long LeastResponse = 10_000_000;

    private readonly List<HostMembership> _memberships = [];
    private byte _robustness = settings.Robustness;
    private GroupVersion _generation = settings.Newest;
    private long _generalDue = Never;
    private long _reportingUntil = long.MinValue;
    private long _leavingUntil = long.MinValue;

    public NetworkAddress Address { get; } = address;

    public GroupVersion Generation => _generation;

    /// <summary>When <see cref="Poll"/> has work next.</summary>
    public long Due { get; private set; } = Never;

    /// <summary>Whether a change is still to be told.</summary>
    public bool HasToTell => _memberships.Exists(m => m.ChangeDue != Never);

    /// <summary>The time for which the population has this host in its queue.</summary>
    public long Queued { get; set; } = Never;

    public IEnumerable<(NetworkAddress Group, GroupFilter Filter)> Groups =>
        _memberships.Where(m => !m.Filter.IsNothing).Select(m => (m.Group, m.Filter));

    public GroupFilter FilterOf(NetworkAddress group) => Find(group)?.Filter ?? GroupFilter.Nothing;

    public void Set(long now, NetworkAddress group, GroupFilter filter, HostWire wire)
    {
        HostMembership membership = Find(group) ?? Insert(group);
        GroupFilter before = membership.Filter;
        membership.Filter = filter;
        if (!settings.Dialect.IsReported(group) || before == filter) Forget(membership);
        else if (_generation == GroupVersion.Filtering) ScheduleChange(now, membership, before);
        else ScheduleOlderChange(now, membership, before, wire);
        Plan();
    }

    public void Ask(long now, GroupQuery query, RandomDelays delays)
    {
        Follow(now, query);
        long most = MostDelay(query);
        if (_memberships.Count == 0) return;
        if (_generation != GroupVersion.Filtering) AskOlder(now, query, most, delays);
        else AskFiltering(now, query, now + delays.Next(most));
        Plan();
    }

    /// <summary>An older report of another host makes this one's needless.</summary>
    public void SuppressReport(NetworkAddress group)
    {
        if (_generation == GroupVersion.Filtering || Find(group) is not { } membership) return;
        membership.Cancel();
        membership.IsLastReporter = false;
        Plan();
    }

    public void Poll(long now, HostWire wire)
    {
        Age(now);
        if (_generation == GroupVersion.Filtering) PollFiltering(now, wire);
        else PollOlder(now, wire);
        _memberships.RemoveAll(m => m.Filter.IsNothing && m.Due == Never);
        Plan();
    }

    private void ScheduleChange(long now, HostMembership membership, GroupFilter before)
    {
        (membership.Change ??= new()).Note(before, membership.Filter, _robustness);
        membership.ChangeDue = now;
    }

    // RFC 2236, section 3: a join is reported at once and repeated; a change of sources cannot be said.
    private void ScheduleOlderChange(long now, HostMembership membership, GroupFilter before, HostWire wire)
    {
        if (before.IsNothing) (membership.ReportsLeft, membership.ChangeDue) = (_robustness, now);
        if (!membership.Filter.IsNothing) return;
        if (_generation == GroupVersion.Leaving && membership.IsLastReporter)
            Send(now, wire, new(GroupVersion.Leaving, [MembershipRecord.Changed(membership.Group, GroupFilter.Nothing)]));
        membership.Cancel();
        Forget(membership);
    }

    // RFC 9776, section 5.2: rule 1, then rule 2, then rules 3 to 5.
    private void AskFiltering(long now, GroupQuery query, long due)
    {
        if (_generalDue <= due) return;
        if (query.Group is not { } group) _generalDue = HasToReport ? due : Never;
        else if (Find(group) is { Filter.IsNothing: false } membership && settings.Dialect.IsReported(group))
            membership.Ask(due, query.Sources);
    }

    private void AskOlder(long now, GroupQuery query, long most, RandomDelays delays)
    {
        foreach (HostMembership membership in _memberships)
        {
            bool isAsked = !membership.Filter.IsNothing && (query.Group is null || query.Group == membership.Group)
                && settings.Dialect.IsReported(membership.Group);
            if (isAsked) membership.AskOlder(now + delays.Next(most), now + most);
        }
    }

    private bool HasToReport => _memberships.Exists(m => !m.Filter.IsNothing && settings.Dialect.IsReported(m.Group));

    private void PollFiltering(long now, HostWire wire)
    {
        if (_generalDue <= now) AnswerAll(now, wire);
        List<MembershipRecord> answers = [];
        List<MembershipRecord> changes = [];
        long again = now + wire.Delays.Next(GroupTimes.Nanoseconds(settings.UnsolicitedInterval));
        foreach (HostMembership membership in _memberships)
        {
            if (membership.AnswerDue <= now) Answer(membership, answers);
            if (membership.ChangeDue <= now) AddChangeRecords(membership, again, changes);
        }
        SendRecords(now, wire, changes);
        SendRecords(now, wire, answers);
    }

    private void AnswerAll(long now, HostWire wire)
    {
        _generalDue = Never;
        var records = new List<MembershipRecord>(_memberships.Count);
        foreach (HostMembership membership in _memberships)
        {
            if (membership.Filter.IsNothing || !settings.Dialect.IsReported(membership.Group)) continue;
            records.Add(MembershipRecord.Current(membership.Group, membership.Filter));
            membership.ForgetAsked();
        }
        SendRecords(now, wire, records);
    }

    // RFC 9776, section 5.2, table: IN(A) answers IS_IN(A*B), EX(A) answers IS_IN(B-A); nothing when that is empty.
    private static void Answer(HostMembership membership, List<MembershipRecord> answers)
    {
        SourceSet asked = membership.Asked;
        membership.Answered();
        if (membership.Filter.IsNothing) return;
        if (asked.IsEmpty) answers.Add(MembershipRecord.Current(membership.Group, membership.Filter));
        else if (asked.Where(membership.Filter.Wants) is { IsEmpty: false } wanted)
            answers.Add(MembershipRecord.Current(membership.Group, new(FilterMode.Include, wanted)));
    }

    private static void AddChangeRecords(HostMembership membership, long again, List<MembershipRecord> changes)
    {
        changes.AddRange(membership.Change!.Records(membership.Group, membership.Filter));
        membership.Change.Told();
        membership.ChangeDue = membership.Change.IsDone ? Never : again;
        if (membership.Change.IsDone) membership.Change = null;
    }

    private void PollOlder(long now, HostWire wire)
    {
        foreach (HostMembership membership in _memberships)
        {
            if (membership.Due > now) continue;
            if (membership.ChangeDue <= now) Repeat(now, membership, wire);
            if (membership.AnswerDue <= now) membership.Answered();
            membership.IsLastReporter = true;
            Send(now, wire, new(_generation, [MembershipRecord.Current(membership.Group, GroupFilter.Everything)]));
        }
    }

    private void Repeat(long now, HostMembership membership, HostWire wire)
    {
        membership.ReportsLeft--;
        membership.ChangeDue = membership.ReportsLeft > 0
            ? now + wire.Delays.Next(GroupTimes.Nanoseconds(settings.OlderUnsolicitedInterval))
            : Never;
    }

    private void SendRecords(long now, HostWire wire, List<MembershipRecord> records)
    {
        if (records.Count == 0) return;
        foreach (IReadOnlyList<MembershipRecord> packed in RecordPacking.Pack(records,
            settings.Dialect.RoomForRecords(settings.Mtu), settings.Dialect))
            Send(now, wire, new(GroupVersion.Filtering, packed));
    }

    private void Send(long now, HostWire wire, GroupReport report) => wire.Send(new(now, index, Address, report));

    // RFC 9776, section 7.2.1. A group-specific query of version 2 says nothing about the querier.
    private void Follow(long now, GroupQuery query)
    {
        if (query is { Generation: GroupVersion.Filtering, Robustness: > 0 }) _robustness = query.Robustness;
        else if (query.Generation == GroupVersion.Filtering) _robustness = settings.Robustness;
        long until = now + settings.Times.OlderQuerier(settings.Dialect, MostDelay(query));
        if (query.Generation == GroupVersion.Reporting) _reportingUntil = until;
        else if (query is { Generation: GroupVersion.Leaving, IsGeneral: true }) _leavingUntil = until;
        Age(now);
    }

    private void Age(long now)
    {
        GroupVersion generation = now < _reportingUntil ? GroupVersion.Reporting
            : now < _leavingUntil ? GroupVersion.Leaving
            : GroupVersion.Filtering;
        if (generation > settings.Newest) generation = settings.Newest;
        if (generation == _generation) return;
        _generation = generation;
        // Pending responses and retransmissions belong to the mode that ends.
        _generalDue = Never;
        foreach (HostMembership membership in _memberships) membership.Cancel();
    }

    // To a host that speaks only version 1, the code of a newer query is that of version 1 too.
    private long MostDelay(GroupQuery query)
    {
        bool isOldest = _generation == GroupVersion.Reporting && query.Generation == GroupVersion.Filtering;
        return isOldest ? GroupTimes.Usual.ResponseInterval : Math.Max(LeastResponse, GroupTimes.Nanoseconds(query.Within));
    }

    private void Forget(HostMembership membership)
    {
        if (membership.Filter.IsNothing && membership.Due == Never) _memberships.Remove(membership);
    }

    private void Plan()
    {
        long due = _generalDue;
        foreach (HostMembership membership in _memberships) due = Math.Min(due, membership.Due);
        if (_generation < settings.Newest) due = Math.Min(due, _generation == GroupVersion.Reporting ? _reportingUntil : _leavingUntil);
        Due = due;
    }

    // Sorted by group: a list and a binary search take a tenth of a dictionary's memory.
    private HostMembership? Find(NetworkAddress group) => IndexOf(group) is >= 0 and int at ? _memberships[at] : null;

    private HostMembership Insert(NetworkAddress group)
    {
        var membership = new HostMembership(group);
        _memberships.Insert(~IndexOf(group), membership);
        return membership;
    }

    private int IndexOf(NetworkAddress group)
    {
        int low = 0, high = _memberships.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2, order = _memberships[middle].Group.CompareTo(group);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }
}

/// <summary>What hosts share: where messages go and where chance comes from.</summary>
internal sealed record HostWire(RandomDelays Delays, GroupSendHandler Handler)
{
    public void Send(GroupSending sending) => Handler(sending);
}
