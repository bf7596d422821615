using RawNet.Protocols;

namespace RawNet.Probing.Groups;

/// <summary>What a router knows of one group on a link: filter mode, group timer and source timers (RFC 9776, section 6.2).</summary>
public sealed class RouterGroup
{
    private const long Never = long.MaxValue;
    private readonly Dictionary<NetworkAddress, long> _sources = [];
    private readonly Dictionary<NetworkAddress, byte> _sourceQueries = [];
    private long _until = long.MinValue;
    private long _reportingUntil = long.MinValue;
    private long _leavingUntil = long.MinValue;
    private byte _groupQueries;

    internal RouterGroup(NetworkAddress group) => Group = group;

    /// <summary>The group.</summary>
    public NetworkAddress Group { get; }

    /// <summary>EXCLUDE when at least one member is in it.</summary>
    public FilterMode Mode { get; private set; }

    /// <summary>When the group timer ends; meaningful in EXCLUDE.</summary>
    public long Until => _until;

    /// <summary>The sources with a running timer, and when it ends: those of INCLUDE, the X of EXCLUDE.</summary>
    public IEnumerable<(NetworkAddress Source, long Until)> Wanted(long now) =>
        _sources.Where(s => s.Value > now).Select(s => (s.Key, s.Value));

    /// <summary>The Y of EXCLUDE: sources that nobody wants.</summary>
    public SourceSet Excluded(long now) => SourceSet.Of([.. _sources.Where(s => s.Value <= now).Select(s => s.Key)]);

    /// <summary>The oldest version that a member of the group speaks (RFC 9776, section 7.3.2).</summary>
    public GroupVersion CompatibilityAt(long now) =>
        now < _reportingUntil ? GroupVersion.Reporting : now < _leavingUntil ? GroupVersion.Leaving : GroupVersion.Filtering;

    internal bool IsEmpty => Mode == FilterMode.Include && _sources.Count == 0;

    /// <summary>What it takes of the querier's room: itself and its sources.</summary>
    internal int Weight => 1 + _sources.Count;

    /// <summary>Of <see cref="Weight"/> what the querier has taken from its room.</summary>
    internal int Charged { get; set; }

    /// <summary>The time for which the querier has this group in its queue.</summary>
    internal long Queued { get; set; } = Never;

    /// <summary>When the next query about the group is sent.</summary>
    internal long QueryDue { get; set; } = Never;

    internal bool HasGroupQuery => _groupQueries > 0;

    internal SourceSet Queried => SourceSet.Of([.. _sourceQueries.Keys]);

    internal long Due
    {
        get
        {
            long due = Math.Min(QueryDue, Mode == FilterMode.Exclude ? _until : Never);
            // A source of EXCLUDE that runs out only moves to the excluded ones; that is seen without a timer.
            if (Mode == FilterMode.Include)
                foreach (long until in _sources.Values) due = Math.Min(due, until);
            return due;
        }
    }

    internal void StartOlderHostTimer(long now, GroupVersion generation, in GroupTimes times)
    {
        if (generation == GroupVersion.Reporting) _reportingUntil = now + times.OlderHost;
        else if (generation == GroupVersion.Leaving) _leavingUntil = now + times.OlderHost;
    }

    /// <summary>How many sources a record would add.</summary>
    internal int Growth(GroupRecordType type, SourceSet named)
    {
        if (type.Excludes()) return Math.Max(0, named.Count - _sources.Count);
        return type == GroupRecordType.Block && Mode == FilterMode.Include ? 0 : named.Count(source => !_sources.ContainsKey(source));
    }

    /// <summary>The tables of RFC 9776, sections 6.4.1 and 6.4.2; what is to be asked is scheduled when <paramref name="asks"/>.</summary>
    internal void Apply(long now, GroupRecordType type, SourceSet named, in GroupTimes times, bool asks)
    {
        SourceSet running = SourceSet.Of([.. _sources.Where(s => s.Value > now).Select(s => s.Key)]);
        SourceSet stopped = Excluded(now);
        long membership = now + times.Membership;
        bool isInclude = Mode == FilterMode.Include;
        SourceSet ask = SourceSet.Empty;
        switch (type)
        {
            case GroupRecordType.IsIn or GroupRecordType.Allow or GroupRecordType.ToIn:
                SetAll(named, membership);
                if (type == GroupRecordType.ToIn) ask = running - named;
                break;
            case GroupRecordType.IsEx or GroupRecordType.ToEx when isInclude:
                Keep(running * named);
                SetAll(named - running, 0);
                (Mode, ask) = (FilterMode.Exclude, running * named);
                break;
            case GroupRecordType.IsEx or GroupRecordType.ToEx:
                SetAll(named - running - stopped, type == GroupRecordType.IsEx ? membership : _until);
                Keep(named);
                ask = named - stopped;
                break;
            case GroupRecordType.Block when isInclude:
                ask = running * named;
                break;
            case GroupRecordType.Block:
                SetAll(named - running - stopped, _until);
                ask = named - stopped;
                break;
            default:
                return;
        }
        if (type.Excludes()) _until = membership;
        bool isCurrentState = type is GroupRecordType.IsIn or GroupRecordType.IsEx;
        if (!asks || isCurrentState) return;
        if (!isInclude && type == GroupRecordType.ToIn) AskGroup(now, times);
        AskSources(now, ask, times);
    }

    /// <summary>A query without the S flag that was sent or heard (RFC 9776, section 6.6.1).</summary>
    internal void Lower(long now, SourceSet sources, long lastMemberTime)
    {
        if (sources.IsEmpty) _until = Math.Min(_until, now + lastMemberTime);
        foreach (NetworkAddress source in sources)
            if (_sources.TryGetValue(source, out long until) && until > now + lastMemberTime) _sources[source] = now + lastMemberTime;
    }

    /// <summary>What the queries of one round say: for the group, for sources with a timer above the last member query time,
    /// and for the rest (RFC 9776, section 6.6.3).</summary>
    internal void Round(long now, in GroupTimes times, out bool? group, out SourceSet suppressed, out SourceSet plain)
    {
        long latest = now + times.LastMemberTime;
        group = _groupQueries > 0 ? _until > latest : null;
        suppressed = SourceSet.Of([.. _sourceQueries.Keys.Where(s => _sources.GetValueOrDefault(s) > latest)]);
        plain = SourceSet.Of([.. _sourceQueries.Keys.Where(s => _sources.TryGetValue(s, out long until) && until <= latest)]);
        // Section 6.6.3.2: a group-specific query of the same time says what the suppressed one would.
        if (group is not null) suppressed = SourceSet.Empty;
        if (_groupQueries > 0) _groupQueries--;
        foreach ((NetworkAddress source, byte left) in _sourceQueries)
            if (left > 1) _sourceQueries[source] = (byte)(left - 1);
            else _sourceQueries.Remove(source);
        QueryDue = _groupQueries > 0 || _sourceQueries.Count > 0 ? now + times.LastMemberInterval : Never;
    }

    internal void StopAsking()
    {
        _groupQueries = 0;
        _sourceQueries.Clear();
        QueryDue = Never;
    }

    /// <summary>RFC 9776, sections 6.3 and 6.5: what runs out goes, and EXCLUDE without its timer becomes
    /// INCLUDE of what still runs.</summary>
    internal void Expire(long now)
    {
        if (Mode == FilterMode.Exclude && now < _until) return;
        Mode = FilterMode.Include;
        foreach ((NetworkAddress source, long until) in _sources)
            if (until <= now) _sources.Remove(source);
    }

    // A timer at or below the last member query time is being asked about already: leaves of more members are merged (section 6.4.2).
    private void AskGroup(long now, in GroupTimes times)
    {
        if (_until <= now + times.LastMemberTime) return;
        _groupQueries = times.Robustness;
        _until = Math.Min(_until, now + times.LastMemberTime);
        QueryDue = now;
    }

    private void AskSources(long now, SourceSet sources, in GroupTimes times)
    {
        long latest = now + times.LastMemberTime;
        foreach (NetworkAddress source in sources)
        {
            if (!_sources.TryGetValue(source, out long until) || until <= latest) continue;
            (_sourceQueries[source], _sources[source], QueryDue) = (times.Robustness, latest, now);
        }
    }

    private void SetAll(SourceSet sources, long until)
    {
        foreach (NetworkAddress source in sources) _sources[source] = until;
    }

    private void Keep(SourceSet kept)
    {
        foreach (NetworkAddress source in _sources.Keys)
            if (!kept.Contains(source)) _sources.Remove(source);
    }
}
