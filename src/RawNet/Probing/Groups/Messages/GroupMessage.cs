using RawNet.Protocols;

namespace RawNet.Probing.Groups;

/// <summary>A message of IGMP or MLD as both sides understand it.</summary>
/// <param name="Generation">Which version it belongs to.</param>
public abstract record GroupMessage(GroupVersion Generation);

/// <summary>A query. What its version has no field for stands at its default.</summary>
/// <param name="Generation">Which version it belongs to.</param>
/// <param name="Group">The group, or null in a general query.</param>
/// <param name="Sources">The sources; empty unless it asks for sources of a group.</param>
/// <param name="MaxResponse">The time within which it is to be answered; zero in a query of IGMPv1.</param>
public sealed record GroupQuery(GroupVersion Generation, NetworkAddress? Group, SourceSet Sources, TimeSpan MaxResponse)
    : GroupMessage(Generation)
{
    /// <summary>The S flag: routers do not lower their timers.</summary>
    public bool SuppressesTimers { get; init; }

    /// <summary>QRV; 0 when the querier's robustness is above 7 or its version has no such field.</summary>
    public byte Robustness { get; init; }

    /// <summary>QQI; zero when its version has no such field.</summary>
    public TimeSpan QueryInterval { get; init; }

    /// <summary>The same, where a query of IGMPv1 means 10 s (RFC 9776, section 7.2.1).</summary>
    public TimeSpan Within => Generation == GroupVersion.Reporting ? GroupDefaults.QueryResponseInterval : MaxResponse;

    /// <summary>True when it asks for all groups.</summary>
    public bool IsGeneral => Group is null;
}

/// <summary>A report or a leave of any version.</summary>
/// <param name="Generation">Which version it belongs to.</param>
/// <param name="Records">What it says; one record in the older versions: IS_EX({}) for a report, TO_IN({}) for a leave.</param>
public sealed record GroupReport(GroupVersion Generation, IReadOnlyList<MembershipRecord> Records) : GroupMessage(Generation);
