namespace RawNet.Probing.Groups;

/// <summary>Who asks on one link in one family: everybody that was heard and is not gone, and which of them is elected.</summary>
/// <remarks>The elected one costs no room, each other one.</remarks>
internal sealed class MonitoredQueriers(VlanTags vlan, MembershipRoom room, GroupMonitorHandler handler)
{
    private const int Most = 256; // every query looks at each
    private readonly List<MonitoredQuerier> _heard = [];

    public IReadOnlyList<MonitoredQuerier> Heard => _heard;

    public MonitoredQuerier? Elected { get; private set; }

    public long NextDeadline { get; private set; } = long.MaxValue;

    /// <summary>Takes a general query; only these elect (RFC 9776, section 6.6.2), and only such as other routers look at.</summary>
    public void ReceiveQuery(long now, Reporter from, scoped in GroupQueryView query, bool isAccepted)
    {
        MonitoredQuerier querier = _heard.Find(known => known.Is(from)) ?? new(from, vlan);
        bool isElected = isAccepted && (Elected is null || Elected.YieldsTo(from.Address));
        if (querier.IsNew && !isElected && !HasRoom)
        {
            Refuse(now, from);
            return;
        }
        IReadOnlyList<QuerierBreach> breaches = QuerierRules.Check(querier, query.Generation, Elected, _heard);
        if (isElected) Elect(now, querier, query);
        else Keep(now, querier, query);
        foreach (QuerierBreach breach in breaches) Raise(GroupMonitorEventKind.Lint, now, querier, breach);
        Plan();
    }

    /// <summary>Forgets who is gone; true when that was the elected one.</summary>
    public bool Poll(long now)
    {
        if (now < NextDeadline) return false;
        MonitoredQuerier? before = Elected;
        foreach (MonitoredQuerier gone in _heard.FindAll(querier => now >= querier.Expires)) Forget(gone);
        Plan();
        return before is not null && Elected is null;
    }

    private bool HasRoom => _heard.Count < Most && room.Has(1);

    private void Elect(long now, MonitoredQuerier querier, scoped in GroupQueryView query)
    {
        (MonitoredQuerier? before, bool isOther) = (Elected, Elected?.Address != querier.Address || Elected.Generation != query.Generation);
        if (querier.IsNew) _heard.Add(querier);
        else if (querier != before) room.Reserve(-1);
        querier.Ask(now, query);
        (Elected, querier.IsElected) = (querier, true);
        if (before is not null && before != querier) Demote(before);
        if (isOther) Raise(GroupMonitorEventKind.Querier, now, querier);
    }

    private void Demote(MonitoredQuerier before)
    {
        before.IsElected = false;
        if (_heard.Count <= Most && room.Has(1)) room.Reserve(1);
        else _heard.Remove(before);
    }

    private void Keep(long now, MonitoredQuerier querier, scoped in GroupQueryView query)
    {
        bool isNew = querier.IsNew;
        querier.Ask(now, query);
        if (!isNew) return;
        _heard.Add(querier);
        room.Reserve(1);
        Raise(GroupMonitorEventKind.OtherQuerier, now, querier);
    }

    private void Forget(MonitoredQuerier gone)
    {
        _heard.Remove(gone);
        if (gone == Elected) Elected = null;
        else room.Reserve(-1);
    }

    private void Plan()
    {
        NextDeadline = long.MaxValue;
        foreach (MonitoredQuerier querier in _heard) NextDeadline = Math.Min(NextDeadline, querier.Expires);
    }

    private void Refuse(long now, Reporter from)
    {
        if (room.Refuse()) handler(new(GroupMonitorEventKind.Full, now, from.Address.IsIpv6) { Vlan = vlan });
    }

    private void Raise(GroupMonitorEventKind kind, long now, MonitoredQuerier querier, QuerierBreach? breach = null) =>
        handler(new(kind, now, querier.Address.IsIpv6) { Vlan = vlan, Querier = querier, Breach = breach });
}
