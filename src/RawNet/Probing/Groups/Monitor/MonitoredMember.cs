using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>One host in one group, as its reports tell: the router's state of RFC 9776, section 6.2, kept for each host,
/// so that what a host takes back is gone at once.</summary>
public sealed class MonitoredMember
{
    private const long Excluded = 0;

    // Of each source until when it is wanted; 0 for one that is excluded.
    private readonly Dictionary<NetworkAddress, long> _sources = [];
    private long _filterExpires = long.MaxValue;

    internal MonitoredMember(NetworkAddress group, NetworkAddress address, MacAddress hardware, VlanTags vlan, long now) =>
        (Group, Address, Hardware, Vlan, Since) = (group, address, hardware, vlan, now);

    /// <summary>The multicast address.</summary>
    public NetworkAddress Group { get; }

    /// <summary>The source of its reports; 0.0.0.0 or :: of a host that has no address yet.</summary>
    public NetworkAddress Address { get; }

    /// <summary>The source of the frames that carried them; 0 on links without such addresses.</summary>
    public MacAddress Hardware { get; }

    /// <summary>Where it was heard.</summary>
    public VlanTags Vlan { get; }

    /// <summary>When the host joined, or was first heard.</summary>
    public long Since { get; }

    /// <summary>What the version of its last report can say.</summary>
    public GroupVersion Generation { get; private set; }

    /// <summary>The version of its last report: IGMP 1 to 3, MLD 1 to 2.</summary>
    public int Version => GroupDialect.Of(Group).VersionOf(Generation);

    /// <summary>Whether <see cref="Sources"/> are the only ones wanted, or the only ones not wanted.</summary>
    public FilterMode Filter { get; private set; }

    /// <summary>The sources that go with <see cref="Filter"/>, lowest first. Making the list allocates.</summary>
    public IReadOnlyList<NetworkAddress> Sources =>
        [.. _sources.Where(s => s.Value == Excluded == (Filter == FilterMode.Exclude)).Select(s => s.Key).Order()];

    /// <summary>When the membership ends unless the host answers; <see cref="long.MaxValue"/> while nobody asks.</summary>
    public long Expires => Filter == FilterMode.Exclude ? _filterExpires : _sources.Count == 0 ? 0 : _sources.Values.Max();

    /// <summary>What it takes of the monitor's room: itself and its sources.</summary>
    internal int Weight => 1 + _sources.Count;

    /// <summary>Of <see cref="Weight"/> what the monitor has taken from its room.</summary>
    internal int Charged { get; set; }

    internal bool IsEmpty => Filter == FilterMode.Include && _sources.Count == 0;

    internal bool IsOlder => Generation < GroupVersion.Filtering;

    internal long NextDeadline
    {
        get
        {
            long next = Filter == FilterMode.Exclude ? _filterExpires : long.MaxValue;
            foreach (long expires in _sources.Values)
                if (expires != Excluded) next = Math.Min(next, expires);
            return next;
        }
    }

    /// <summary>How many sources a record would add.</summary>
    internal int Growth(GroupRecordType type, ReadOnlySpan<NetworkAddress> sources)
    {
        bool replaces = type.Excludes() || (type == GroupRecordType.ToIn && Filter == FilterMode.Exclude);
        if (replaces) return Math.Max(0, sources.Length - _sources.Count);
        if (type == GroupRecordType.Block && Filter == FilterMode.Include) return 0;
        int unknown = 0;
        foreach (NetworkAddress source in sources)
            if (!_sources.ContainsKey(source)) unknown++;
        return unknown;
    }

    /// <summary>Takes a record of a report and tells whether the state is another one now; times are not state.</summary>
    internal bool Apply(GroupRecordType type, ReadOnlySpan<NetworkAddress> sources, GroupVersion version, long expires)
    {
        bool isOther = version != Generation;
        Generation = version;
        return type switch
        {
            GroupRecordType.IsEx or GroupRecordType.ToEx => Exclude(sources, expires),
            GroupRecordType.ToIn => IncludeOnly(sources, expires),
            GroupRecordType.IsIn or GroupRecordType.Allow => Add(sources, expires),
            GroupRecordType.Block => Remove(sources),
            _ => false, // RFC 9776, 4.2.13: an unknown record type is ignored
        } | isOther;
    }

    /// <summary>Another host's older report stands for this one too: it was not sent because that one was heard
    /// (RFC 2236, section 3).</summary>
    internal void Prolong(long expires) => _filterExpires = expires;

    /// <summary>Nobody asked before, or nobody asks any more: all that is wanted is wanted until then.</summary>
    internal void SetAll(long expires)
    {
        _filterExpires = expires;
        foreach (NetworkAddress source in _sources.Keys)
            if (_sources[source] != Excluded) _sources[source] = expires;
    }

    /// <summary>A query about the group, or about some sources, ends what is not answered for (RFC 9776, section 6.6.1).</summary>
    internal void Lower(ReadOnlySpan<NetworkAddress> sources, long latest)
    {
        if (sources.IsEmpty) LowerAll(latest);
        foreach (NetworkAddress source in sources)
            if (_sources.TryGetValue(source, out long expires) && expires > latest) _sources[source] = latest;
    }

    /// <summary>Ends what was not answered for and tells whether the state is another one now.</summary>
    internal bool Expire(long now)
    {
        bool wasExclude = Filter == FilterMode.Exclude;
        int shown = wasExclude ? 0 : _sources.Count;
        foreach ((NetworkAddress source, long expires) in _sources)
            if (expires != Excluded && expires <= now) _sources.Remove(source);
        if (!wasExclude) return _sources.Count != shown;
        if (_filterExpires > now) return false;
        // RFC 9776, 6.5: what is still asked for stays, the rest of the sources goes.
        Filter = FilterMode.Include;
        foreach ((NetworkAddress source, long expires) in _sources)
            if (expires == Excluded) _sources.Remove(source);
        return true;
    }

    private bool Exclude(ReadOnlySpan<NetworkAddress> sources, long expires)
    {
        bool isSame = Filter == FilterMode.Exclude && Excludes(sources);
        (Filter, _filterExpires) = (FilterMode.Exclude, expires);
        if (isSame && _sources.Count == sources.Length) return false;
        _sources.Clear();
        foreach (NetworkAddress source in sources) _sources[source] = Excluded;
        return !isSame;
    }

    // RFC 9776, 6.4.2: INCLUDE (A) and TO_IN (B) make A+B, for a list too long for one message comes in several (4.2.16);
    // a query ends what was meant to go.
    private bool IncludeOnly(ReadOnlySpan<NetworkAddress> sources, long expires)
    {
        if (Filter == FilterMode.Include && !sources.IsEmpty) return Add(sources, expires);
        bool isOther = Filter == FilterMode.Exclude || _sources.Count > 0;
        Filter = FilterMode.Include;
        _sources.Clear();
        foreach (NetworkAddress source in sources) _sources[source] = expires;
        return isOther;
    }

    // In EXCLUDE the sources that were never excluded are wanted already: they only get a time of their own.
    private bool Add(ReadOnlySpan<NetworkAddress> sources, long expires)
    {
        bool isOther = false;
        foreach (NetworkAddress source in sources)
        {
            bool isKnown = _sources.TryGetValue(source, out long before);
            isOther |= Filter == FilterMode.Include ? !isKnown : isKnown && before == Excluded;
            _sources[source] = expires;
        }
        return isOther;
    }

    private bool Remove(ReadOnlySpan<NetworkAddress> sources)
    {
        bool isOther = false;
        foreach (NetworkAddress source in sources)
        {
            if (Filter == FilterMode.Include)
            {
                isOther |= _sources.Remove(source);
                continue;
            }
            isOther |= !_sources.TryGetValue(source, out long before) || before != Excluded;
            _sources[source] = Excluded;
        }
        return isOther;
    }

    private bool Excludes(ReadOnlySpan<NetworkAddress> sources)
    {
        int left = sources.Length;
        foreach (long expires in _sources.Values)
            if (expires == Excluded) left--;
        foreach (NetworkAddress source in sources)
            if (!_sources.TryGetValue(source, out long expires) || expires != Excluded) return false;
        return left == 0;
    }

    private void LowerAll(long latest)
    {
        _filterExpires = Math.Min(_filterExpires, latest);
        foreach ((NetworkAddress source, long expires) in _sources)
            if (expires > latest) _sources[source] = latest;
    }
}
