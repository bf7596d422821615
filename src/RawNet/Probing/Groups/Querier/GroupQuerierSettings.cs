using RawNet.Protocols;

namespace RawNet.Probing.Groups;

/// <summary>How a querier asks. The defaults are those of <see cref="GroupDefaults"/>.</summary>
/// <param name="Address">Its own address on the link: the lowest one is elected.</param>
public sealed record GroupQuerierSettings(NetworkAddress Address)
{
    /// <summary>IGMP or MLD, by the address.</summary>
    public GroupDialect Dialect => GroupDialect.Of(Address);

    /// <summary>The version spoken: the lowest of all routers of the link (RFC 9776, section 7.3.1).</summary>
    public GroupVersion Newest { get; init; } = GroupVersion.Filtering;

    /// <summary>The robustness variable.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is 0 (RFC 9776, section 8.1).</exception>
    public byte Robustness
    {
        get;
        init => field = GroupTimes.Robust(value);
    } = GroupDefaults.Robustness;

    /// <summary>Between general queries.</summary>
    public TimeSpan QueryInterval { get; init; } = GroupDefaults.QueryInterval;

    /// <summary>The time within which general queries are to be answered; less than the query interval.</summary>
    public TimeSpan QueryResponseInterval { get; init; } = GroupDefaults.QueryResponseInterval;

    /// <summary>Between general queries at the start; a quarter of the query interval unless given.</summary>
    public TimeSpan? StartupQueryInterval { get; init; }

    /// <summary>The time within which queries after a leave are to be answered, and between them.</summary>
    public TimeSpan LastMemberQueryInterval { get; init; } = GroupDefaults.LastMemberQueryInterval;

    /// <summary>Bytes of an IP packet on the link: what a query may hold.</summary>
    public int Mtu { get; init; } = 1500;

    /// <summary>Groups and their sources that are kept at most. What is known stays; what is new beyond is not kept,
    /// told by one event and counted.</summary>
    public int Most { get; init; } = MembershipRoom.UsualMost;

    /// <summary>Bits of the link's prefix: IGMP from elsewhere is ignored (RFC 9776, section 9.2). Null believes everybody.</summary>
    public int? PrefixLength { get; init; }

    internal GroupTimes Times => new(
        Robustness,
        GroupTimes.Nanoseconds(QueryInterval),
        GroupTimes.Nanoseconds(QueryResponseInterval),
        GroupTimes.Nanoseconds(LastMemberQueryInterval));
}
