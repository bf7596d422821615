using RawNet.Protocols;

namespace RawNet.Probing.Groups;

/// <summary>What happened to a querier.</summary>
public enum GroupQuerierEventKind
{
    /// <summary>This router asks from now on.</summary>
    Elected,

    /// <summary>Another router has a lower address and asks.</summary>
    Yielded,

    /// <summary>A group is known that was not, or its filter or sources are others than before.</summary>
    Changed,

    /// <summary>A group has no members any more.</summary>
    Gone,

    /// <summary>A query of another version than this router's was heard; told once a minute at most (RFC 9776, section 7.3.1).</summary>
    OtherVersion,

    /// <summary>As much is kept as may be: what is new from now on is counted in <see cref="GroupQuerier.Untracked"/> only.
    /// Told once.</summary>
    Full,
}

/// <summary>One event of a querier.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Time">When, in nanoseconds of the clock that the querier is told.</param>
/// <param name="Address">The other router, or the group.</param>
public readonly record struct GroupQuerierEvent(GroupQuerierEventKind Kind, long Time, NetworkAddress Address)
{
    /// <summary>The group as it now is; it goes on changing.</summary>
    public RouterGroup? Group { get; init; }

    /// <summary>Who reported it; no address when it ran out.</summary>
    public NetworkAddress Reporter { get; init; }

    /// <summary>The version that was heard.</summary>
    public GroupVersion Heard { get; init; }
}

/// <summary>Takes the events of a querier as they happen.</summary>
public delegate void GroupQuerierEventHandler(in GroupQuerierEvent happened);
