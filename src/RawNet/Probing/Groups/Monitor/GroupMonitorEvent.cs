namespace RawNet.Probing.Groups;

/// <summary>What a monitor saw happen.</summary>
public enum GroupMonitorEventKind
{
    /// <summary>A host wants a group that it did not want before.</summary>
    Join,

    /// <summary>A host wants other sources of a group than before, or speaks another version.</summary>
    Change,

    /// <summary>A host wants a group no more.</summary>
    Leave,

    /// <summary>Another router asks, or none does any more.</summary>
    Querier,

    /// <summary>One more asks beside the elected querier.</summary>
    OtherQuerier,

    /// <summary>Queriers break a rule that concerns them together: two ask, in two versions, or from one address.</summary>
    Lint,

    /// <summary>As much is kept as may be: what is new from now on is counted in <see cref="GroupMonitor.Untracked"/> only.
    /// Told once.</summary>
    Full,
}

/// <summary>How a membership ended.</summary>
public enum LeaveReason
{
    /// <summary>It did not end.</summary>
    None,

    /// <summary>The host said so.</summary>
    Said,

    /// <summary>The host did not answer in time.</summary>
    Silent,

    /// <summary>The host, which had reported before it had an address, goes on with one.</summary>
    Readdressed,
}

/// <summary>One event of a monitor.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Time">When, in nanoseconds of the clock that the monitor is told.</param>
/// <param name="IsIpv6">MLD instead of IGMP.</param>
public readonly record struct GroupMonitorEvent(GroupMonitorEventKind Kind, long Time, bool IsIpv6)
{
    /// <summary>Where it happened.</summary>
    public VlanTags Vlan { get; init; }

    /// <summary>The membership as it now is, in a leave as it was left; null in events about a querier or the bound.
    /// It goes on changing: take from it what is needed.</summary>
    public MonitoredMember? Member { get; init; }

    /// <summary>Members of the group that there are now.</summary>
    public int Members { get; init; }

    /// <summary>Of a leave, why.</summary>
    public LeaveReason Reason { get; init; }

    /// <summary>Of a querier event, who asks from now on, null when nobody does; of another querier, and of what breaks a rule,
    /// who asked. It goes on changing.</summary>
    public MonitoredQuerier? Querier { get; init; }

    /// <summary>Which rule is broken.</summary>
    public QuerierBreach? Breach { get; init; }
}

/// <summary>Takes the events of a monitor as they happen.</summary>
public delegate void GroupMonitorHandler(in GroupMonitorEvent happened);
