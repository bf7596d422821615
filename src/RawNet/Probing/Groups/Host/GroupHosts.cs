using RawNet.Protocols;

namespace RawNet.Probing.Groups;

/// <summary>Hosts on one link, each with its own address, groups and timers, as a state machine: it is told the time and what arrives,
/// and says what is sent. Times are nanoseconds of one clock that never steps. IGMPv1 to IGMPv3 or MLDv1 and MLDv2.</summary>
/// <remarks>Hosts hear each other's older reports, as on a real link. Not safe for use by several threads at once.</remarks>
public sealed class GroupHosts
{
    private readonly GroupHostSettings _settings;
    private readonly GroupSendHandler _handler;
    private readonly HostWire _wire;
    private readonly List<GroupHost> _hosts = [];
    private readonly PriorityQueue<GroupHost, long> _queue = new();
    private readonly Dictionary<NetworkAddress, int> _memberCounts = [];

    /// <summary>A link without hosts.</summary>
    /// <param name="settings">The same for all hosts.</param>
    /// <param name="delays">Where random delays come from.</param>
    /// <param name="handler">Told every message, at once.</param>
    public GroupHosts(GroupHostSettings settings, RandomDelays delays, GroupSendHandler handler)
    {
        (_settings, _handler) = (settings, handler);
        _wire = new(delays, (in GroupSending sending) => Send(sending));
    }

    /// <summary>How many hosts there are.</summary>
    public int Count => _hosts.Count;

    /// <summary>When <see cref="Poll"/> has work next; <see cref="long.MaxValue"/> when nothing but an arrival
    /// or a change can move it.</summary>
    public long NextPoll => _queue.TryPeek(out _, out long due) ? due : long.MaxValue;

    /// <summary>Whether a host has a change still to tell, for the first time or again.</summary>
    public bool HasToTell => _hosts.Exists(host => host.HasToTell);

    /// <summary>Puts a host on the link and returns its index.</summary>
    /// <param name="address">Where its messages come from; 0.0.0.0 or :: for a host without an address (RFC 9776,
    /// section 4.2.14; RFC 3590, section 4).</param>
    public int Add(NetworkAddress address)
    {
        _hosts.Add(new(_settings, address, _hosts.Count));
        return _hosts.Count - 1;
    }

    /// <summary>The host's address.</summary>
    public NetworkAddress AddressOf(int host) => _hosts[host].Address;

    /// <summary>The version that the host speaks at present.</summary>
    public GroupVersion GenerationOf(int host) => _hosts[host].Generation;

    /// <summary>What the host wants of a group.</summary>
    public GroupFilter FilterOf(int host, NetworkAddress group) => _hosts[host].FilterOf(group);

    /// <summary>The host's groups with their filters, by address.</summary>
    public IEnumerable<(NetworkAddress Group, GroupFilter Filter)> GroupsOf(int host) => _hosts[host].Groups;

    /// <summary>Joins, changes or leaves a group; the next <see cref="Poll"/> of the same time tells it.</summary>
    /// <param name="now">The time.</param>
    /// <param name="host">Its index.</param>
    /// <param name="group">A multicast address.</param>
    /// <param name="filter">What is wanted from now on; <see cref="GroupFilter.Nothing"/> leaves. EXCLUDE of a source-specific group
    /// is <see cref="GroupFilter.Nothing"/> to a host that is aware of such groups.</param>
    public void Set(long now, int host, NetworkAddress group, GroupFilter filter)
    {
        bool isRefused = _settings.IsSourceSpecificAware && filter.Mode == FilterMode.Exclude && _settings.Dialect.IsSourceSpecific(group);
        GroupFilter wanted = isRefused ? GroupFilter.Nothing : filter;
        int more = (wanted.IsNothing ? 0 : 1) - (_hosts[host].FilterOf(group).IsNothing ? 0 : 1);
        if (more != 0) _memberCounts[group] = _memberCounts.GetValueOrDefault(group) + more;
        _hosts[host].Set(now, group, wanted, _wire);
        Queue(_hosts[host]);
    }

    /// <summary>Takes a message that came in.</summary>
    public QueryVerdict Receive(long now, in ReceivedGroupMessage arrival)
    {
        if (arrival.Message is GroupReport report)
        {
            if (report.Generation < GroupVersion.Filtering) SuppressReports(report, except: -1);
            return QueryVerdict.NotAQuery;
        }
        var query = (GroupQuery)arrival.Message;
        QueryVerdict verdict = Judge(arrival, query);
        if (verdict != QueryVerdict.Accepted) return verdict;
        bool isTaken = false;
        foreach (GroupHost host in _hosts)
        {
            if (!IsAddressed(host, arrival.Destination)) continue;
            isTaken = true;
            host.Ask(now, query, _wire.Delays);
            Queue(host);
        }
        return isTaken ? QueryVerdict.Accepted : QueryVerdict.NotAddressed;
    }

    /// <summary>Sends what is due.</summary>
    public void Poll(long now)
    {
        while (_queue.TryPeek(out GroupHost? host, out long due) && due <= now)
        {
            _queue.Dequeue();
            // A host is queued again whenever it is due sooner; what is left of that is passed over.
            if (due != host.Queued) continue;
            host.Queued = long.MaxValue;
            if (host.Due <= now) host.Poll(now, _wire);
            Queue(host);
        }
    }

    private QueryVerdict Judge(in ReceivedGroupMessage arrival, GroupQuery query)
    {
        if (query.Generation < GroupVersion.Filtering && !_settings.FollowsOlderQueriers) return QueryVerdict.OlderVersion;
        bool needsAlert = _settings.RequiresRouterAlert && GroupRules.NeedsRouterAlert(query.Generation);
        if (needsAlert && !arrival.HasRouterAlert) return QueryVerdict.NoRouterAlert;
        return _settings.Dialect.Judge(arrival.Source, arrival.HopLimit, arrival.HasRouterAlert);
    }

    private bool IsAddressed(GroupHost host, NetworkAddress destination) =>
        destination == _settings.Dialect.AllSystems
        || (destination.IsMulticast ? !host.FilterOf(destination).IsNothing : destination == host.Address);

    private void Send(in GroupSending sending)
    {
        _handler(sending);
        if (sending.Message is GroupReport { Generation: < GroupVersion.Filtering } report) SuppressReports(report, except: sending.Sender);
    }

    private void SuppressReports(GroupReport report, int except)
    {
        NetworkAddress group = report.Records[0].Group;
        int others = _memberCounts.GetValueOrDefault(group) - (except >= 0 ? 1 : 0);
        bool isLeave = report.Records[0].Type != Protocols.GroupRecordType.IsEx;
        if (isLeave || others <= 0) return;
        for (int i = 0; i < _hosts.Count; i++)
            if (i != except) _hosts[i].SuppressReport(group);
    }

    private void Queue(GroupHost host)
    {
        if (host.Due >= host.Queued) return;
        host.Queued = host.Due;
        _queue.Enqueue(host, host.Due);
    }
}
