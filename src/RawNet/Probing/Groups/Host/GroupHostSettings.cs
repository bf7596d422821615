using RawNet.Protocols;

namespace RawNet.Probing.Groups;

/// <summary>How hosts take part in IGMP or MLD. The defaults are those of <see cref="GroupDefaults"/>.</summary>
/// <param name="Dialect">Which of the two.</param>
public sealed record GroupHostSettings(GroupDialect Dialect)
{
    /// <summary>The newest version spoken; older queriers take it down from there.</summary>
    public GroupVersion Newest { get; init; } = GroupVersion.Filtering;

    /// <summary>How often a change is told, unless a query says otherwise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is 0 (RFC 9776, section 8.1).</exception>
    public byte Robustness
    {
        get;
        init => field = GroupTimes.Robust(value);
    } = GroupDefaults.Robustness;

    /// <summary>The longest time between repetitions of a state-change report (RFC 9776, section 8.11).</summary>
    public TimeSpan UnsolicitedInterval { get; init; } = GroupDefaults.UnsolicitedReportInterval;

    /// <summary>The same in the older versions.</summary>
    public TimeSpan OlderUnsolicitedInterval { get; init; } = GroupDefaults.OlderUnsolicitedReportInterval;

    /// <summary>The query interval that an older querier, which does not tell its own, is taken to have.</summary>
    public TimeSpan QueryInterval { get; init; } = GroupDefaults.QueryInterval;

    /// <summary>The response interval of the same querier, as far as its queries do not tell it.</summary>
    public TimeSpan QueryResponseInterval { get; init; } = GroupDefaults.QueryResponseInterval;

    /// <summary>Bytes of an IP packet on the link: what a report may hold.</summary>
    public int Mtu { get; init; } = 1500;

    /// <summary>IGMPv2 and IGMPv3 queries without Router Alert are ignored (RFC 9776, section 5.2). Linux answers them.
    /// MLD always asks for it (RFC 9777, section 6.2).</summary>
    public bool RequiresRouterAlert { get; init; } = true;

    /// <summary>EXCLUDE is never reported for a source-specific group (RFC 4604, section 2.2.1). Linux reports it.</summary>
    public bool IsSourceSpecificAware { get; init; } = true;

    /// <summary>False switches the compatibility modes off, for links with source-specific groups only (RFC 9776, section 7.2.1).</summary>
    public bool FollowsOlderQueriers { get; init; } = true;

    internal GroupTimes Times => GroupTimes.Usual with
    {
        Robustness = Robustness,
        QueryInterval = GroupTimes.Nanoseconds(QueryInterval),
        ResponseInterval = GroupTimes.Nanoseconds(QueryResponseInterval),
    };
}
