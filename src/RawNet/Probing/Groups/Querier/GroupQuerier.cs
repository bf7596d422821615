using RawNet.Protocols;

namespace RawNet.Probing.Groups;

/// <summary>A multicast router's side of IGMP or MLD on one link: it asks, is elected or yields, and keeps what members
/// want (RFC 9776, section 6; RFC 9777, section 7). It is told the time and what arrives, and says what is sent.
/// Times are nanoseconds of one clock that never steps.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class GroupQuerier
{
    private const long Never = long.MaxValue;
    private const long WarningPause = 60_000_000_000;

    private readonly GroupQuerierSettings _settings;
    private readonly GroupSendHandler _send;
    private readonly GroupQuerierEventHandler _happened;
    private readonly Dictionary<NetworkAddress, RouterGroup> _groups = [];
    private readonly PriorityQueue<RouterGroup, long> _queue = new();
    private readonly HashSet<RouterGroup> _asking = []; // groups with queries still to send
    private readonly MembershipRoom _room;
    private readonly GroupTimes _own;
    private GroupTimes _times;
    private int _startupLeft;
    private long _nextQuery = long.MinValue;
    private long _otherUntil = Never;
    private long _olderUntil = long.MinValue;
    private GroupVersion _older = GroupVersion.Filtering;
    private long _warnedUntil = long.MinValue;

    /// <summary>A router that has just started: the first <see cref="Poll"/> asks.</summary>
    /// <param name="settings">How it asks.</param>
    /// <param name="send">Told every query, at once.</param>
    /// <param name="happened">Told every event, at once.</param>
    /// <exception cref="ArgumentException">The response interval is not shorter than the query interval (RFC 9776, section 8.3),
    /// or no query may come from the address (RFC 9777, section 5.1.14).</exception>
    public GroupQuerier(GroupQuerierSettings settings, GroupSendHandler send, GroupQuerierEventHandler happened)
    {
        if (settings.QueryResponseInterval >= settings.QueryInterval)
            throw new ArgumentException("the query response interval must be shorter than the query interval (RFC 9776, section 8.3)",
                nameof(settings));
        if (!settings.Dialect.MayAsk(settings.Address))
            throw new ArgumentException($"no query comes from {settings.Address} (RFC 9777, section 5.1.14)", nameof(settings));
        (_settings, _send, _happened) = (settings, send, happened);
        _times = _own = settings.Times;
        _room = new(settings.Most);
        _startupLeft = settings.Robustness;
    }

    /// <summary>True while this router asks; false while another one is heard that has a lower address.</summary>
    public bool IsQuerier => _otherUntil == Never;

    /// <summary>The elected querier.</summary>
    public NetworkAddress Elected { get; private set; }

    /// <summary>The groups that have members.</summary>
    public IReadOnlyCollection<RouterGroup> Groups => _groups.Values;

    /// <summary>Records of reports that were new when there was no more room.</summary>
    public long Untracked => _room.Untracked;

    /// <summary>Queries of others that were believed, whoever was the querier then.</summary>
    public long QueriesHeard { get; private set; }

    /// <summary>When <see cref="Poll"/> has work next.</summary>
    public long NextPoll => Math.Min(IsQuerier ? _nextQuery : _otherUntil, _queue.TryPeek(out _, out long due) ? due : Never);

    /// <summary>Sends and ends what is due.</summary>
    public void Poll(long now)
    {
        if (_nextQuery == long.MinValue) BecomeQuerier(now);
        if (now >= _otherUntil) BecomeQuerier(now);
        if (IsQuerier && now >= _nextQuery) AskAll(now);
        PollGroups(now);
    }

    /// <summary>Takes a message that came in. False when it is ignored: from another link, or MLD without link-local source,
    /// hop limit 1 and Router Alert (RFC 9776, section 9; RFC 9777, section 6.2).</summary>
    public bool Receive(long now, in ReceivedGroupMessage arrival)
    {
        if (!IsBelieved(arrival)) return false;
        if (arrival.Message is GroupQuery query) ReceiveQuery(now, arrival.Source, query);
        else ReceiveReport(now, arrival.Source, (GroupReport)arrival.Message);
        return true;
    }

    private GroupVersion Spoken(long now) => now < _olderUntil && _older < _settings.Newest ? _older : _settings.Newest;

    private void BecomeQuerier(long now)
    {
        _otherUntil = Never;
        (_times, _nextQuery, Elected) = (_own, now, _settings.Address);
        _happened(new(GroupQuerierEventKind.Elected, now, _settings.Address));
    }

    private void AskAll(long now)
    {
        Send(now, new(Spoken(now), null, SourceSet.Empty, _settings.QueryResponseInterval));
        if (_startupLeft > 0) _startupLeft--;
        _nextQuery = now + (_startupLeft > 0
            ? GroupTimes.Nanoseconds(_settings.StartupQueryInterval ?? (_settings.QueryInterval / 4))
            : _own.QueryInterval);
    }

    private void Send(long now, GroupQuery query) =>
        _send(new(now, 0, _settings.Address,
            _settings.Dialect.AsSent(query with { Robustness = _times.Robustness, QueryInterval = _settings.QueryInterval })));

    private bool IsBelieved(in ReceivedGroupMessage arrival)
    {
        if (_settings.Dialect == GroupDialect.Igmp) return arrival.Source.IsUnspecified || IsOnLink(arrival.Source);
        // RFC 3810, section 5.2.13: a host that has no address yet reports from ::, and routers discard that.
        return _settings.Dialect.Judge(arrival.Source, arrival.HopLimit, arrival.HasRouterAlert) == QueryVerdict.Accepted;
    }

    private bool IsOnLink(NetworkAddress source) => _settings.PrefixLength is not { } bits || source.SharesPrefix(_settings.Address, bits);

    private void ReceiveQuery(long now, NetworkAddress from, GroupQuery query)
    {
        QueriesHeard++;
        if (query.Generation != _settings.Newest) Warn(now, from, query.Generation);
        if (query.IsGeneral && query.Generation < _settings.Newest) (_older, _olderUntil) = (query.Generation, now + _times.OtherQuerier);
        if (query.Group is { } group && !query.SuppressesTimers && _groups.TryGetValue(group, out RouterGroup? known))
            Lower(now, known, query.Sources);
        Elect(now, from, query);
    }

    private void Lower(long now, RouterGroup group, SourceSet sources)
    {
        group.Lower(now, sources, _times.LastMemberTime);
        Queue(group);
    }

    private void Elect(long now, NetworkAddress from, GroupQuery query)
    {
        // A switch that asks from 0.0.0.0 takes no part in the election (RFC 4541, section 2.1.1).
        if (from.IsUnspecified || from >= _settings.Address || MayNotYield(now)) return;
        if (query.IsGeneral) Yield(now, from);
        if (!IsQuerier) Learn(query);
        if (query.IsGeneral) _otherUntil = now + _times.OtherQuerier;
    }

    // RFC 2236, section 3: who asks whether a last member has left goes on to do so.
    private bool MayNotYield(long now) => IsQuerier && Spoken(now) == GroupVersion.Leaving && _asking.Count > 0;

    private void Yield(long now, NetworkAddress to)
    {
        bool isOther = Elected != to;
        (_otherUntil, Elected, _startupLeft) = (now, to, 0);
        if (_nextQuery == long.MinValue) _nextQuery = now;
        foreach (RouterGroup group in _asking) group.StopAsking();
        _asking.Clear();
        if (isOther) _happened(new(GroupQuerierEventKind.Yielded, now, to));
    }

    private void Learn(GroupQuery query)
    {
        _times = _times.Learn(query.Robustness, GroupTimes.Nanoseconds(query.QueryInterval));
        if (query.IsGeneral && query.Within > TimeSpan.Zero)
            _times = _times with { ResponseInterval = GroupTimes.Nanoseconds(query.Within) };
    }

    private void Warn(long now, NetworkAddress from, GroupVersion heard)
    {
        if (now < _warnedUntil) return;
        _warnedUntil = now + WarningPause;
        _happened(new(GroupQuerierEventKind.OtherVersion, now, from) { Heard = heard });
    }

    private void ReceiveReport(long now, NetworkAddress from, GroupReport report)
    {
        // A router of version 1 knows no leave (RFC 9776, section 7.3.1).
        bool isLeave = report.Generation == GroupVersion.Leaving && report.Records[0].Type == GroupRecordType.ToIn;
        if (isLeave && Spoken(now) == GroupVersion.Reporting) return;
        foreach (MembershipRecord record in report.Records)
            if (!IsRefused(record)) Apply(now, from, report.Generation, isLeave, record);
        PollGroups(now);
    }

    // A group that no message is about would be asked about. RFC 9776, section 6.4, of RFC 4604, section 2.2.2:
    // EXCLUDE and older reports mean nothing to a source-specific group.
    private bool IsRefused(in MembershipRecord record)
    {
        (GroupRules rules, UInt128 group) = (_settings.Dialect.Rules, record.Group.Bits);
        return !rules.IsMulticast(group) || rules.IsNeverNamed(group) || rules.IsVoid(record.Type, group);
    }

    private void Apply(long now, NetworkAddress from, GroupVersion generation, bool isLeave, in MembershipRecord record)
    {
        bool isKnown = _groups.TryGetValue(record.Group, out RouterGroup? known);
        RouterGroup group = known ?? new(record.Group);
        string before = StateOf(group, now);
        if (!isLeave) group.StartOlderHostTimer(now, generation, _times);
        if (Compatible(group.CompatibilityAt(now), record) is not { } meant) return;
        if (isKnown && !_room.Has(group.Growth(meant.Type, meant.Sources)))
        {
            Refuse(now, record.Group, from);
            return;
        }
        group.Apply(now, meant.Type, meant.Sources, _times, IsQuerier);
        if (group.IsEmpty && isKnown) Drop(now, group, from);
        if (group.IsEmpty) return;
        if (isKnown || _room.Has(group.Weight)) Keep(now, group, from, before);
        else Refuse(now, record.Group, from);
    }

    private void Keep(long now, RouterGroup group, NetworkAddress from, string before)
    {
        _groups[group.Group] = group;
        Charge(group);
        Queue(group);
        if (StateOf(group, now) != before)
            _happened(new(GroupQuerierEventKind.Changed, now, group.Group) { Group = group, Reporter = from });
    }

    private void Charge(RouterGroup group)
    {
        _room.Reserve(group.Weight - group.Charged);
        group.Charged = group.Weight;
    }

    private void Refuse(long now, NetworkAddress group, NetworkAddress from)
    {
        if (_room.Refuse()) _happened(new(GroupQuerierEventKind.Full, now, group) { Reporter = from });
    }

    // RFC 9776, section 7.3.2.
    private static MembershipRecord? Compatible(GroupVersion generation, in MembershipRecord record) => (generation, record.Type) switch
    {
        (GroupVersion.Filtering, _) => record,
        (_, GroupRecordType.Block) => null,
        (_, GroupRecordType.ToEx) => record with { Sources = SourceSet.Empty },
        (GroupVersion.Reporting, GroupRecordType.ToIn) => null,
        _ => record,
    };

    private void PollGroups(long now)
    {
        while (_queue.TryPeek(out RouterGroup? group, out long due) && due <= now)
        {
            _queue.Dequeue();
            // A group is queued again whenever it is due sooner; what is left of that is passed over, and so is what
            // is left of one that is gone.
            if (due != group.Queued) continue;
            group.Queued = Never;
            if (group.Due <= now) PollGroup(now, group);
            if (!group.IsEmpty) Queue(group);
        }
    }

    private void PollGroup(long now, RouterGroup group)
    {
        if (group.QueryDue <= now) AskAbout(now, group);
        string before = StateOf(group, now - 1);
        group.Expire(now);
        Charge(group);
        if (group.IsEmpty) Drop(now, group, reporter: default);
        else if (StateOf(group, now) != before) _happened(new(GroupQuerierEventKind.Changed, now, group.Group) { Group = group });
    }

    private void Queue(RouterGroup group)
    {
        if (group.QueryDue != Never) _asking.Add(group);
        else _asking.Remove(group);
        if (group.Due >= group.Queued) return;
        group.Queued = group.Due;
        _queue.Enqueue(group, group.Due);
    }

    private void Drop(long now, RouterGroup group, NetworkAddress reporter)
    {
        _groups.Remove(group.Group);
        _asking.Remove(group);
        group.Queued = Never;
        _room.Reserve(-group.Charged);
        _happened(new(GroupQuerierEventKind.Gone, now, group.Group) { Group = group, Reporter = reporter });
    }

    private void AskAbout(long now, RouterGroup group)
    {
        group.Round(now, _times, out bool? whole, out SourceSet suppressed, out SourceSet plain);
        GroupVersion spoken = Spoken(now);
        // Version 1 has only general queries, version 2 none about sources.
        if (!IsQuerier || spoken == GroupVersion.Reporting) return;
        if (whole is { } isSuppressed) AskAbout(now, group.Group, SourceSet.Empty, isSuppressed);
        if (spoken != GroupVersion.Filtering) return;
        AskSources(now, group.Group, suppressed, isSuppressed: true);
        AskSources(now, group.Group, plain, isSuppressed: false);
    }

    // RFC 9776, section 4.1.8: as many sources as the MTU lets through.
    private void AskSources(long now, NetworkAddress group, SourceSet sources, bool isSuppressed)
    {
        int most = _settings.Dialect.SourcesInQuery(_settings.Mtu);
        for (int start = 0; start < sources.Count; start += most) AskAbout(now, group, sources.Slice(start, most), isSuppressed);
    }

    private void AskAbout(long now, NetworkAddress group, SourceSet sources, bool isSuppressed) =>
        Send(now, new(Spoken(now), group, sources, _settings.LastMemberQueryInterval) { SuppressesTimers = isSuppressed });

    private static string StateOf(RouterGroup group, long now) =>
        $"{group.Mode} {SourceSet.Of([.. group.Wanted(now).Select(s => s.Source)])} {group.Excluded(now)}";
}
