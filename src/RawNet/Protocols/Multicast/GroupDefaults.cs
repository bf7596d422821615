namespace RawNet.Protocols;

/// <summary>The defaults of IGMP and MLD, which all systems of a link share: RFC 9776, section 8, and RFC 9777, section 9.</summary>
public static class GroupDefaults
{
    /// <summary>How often things are said, for the losses that the link is expected to have (sections 8.1 and 9.1).
    /// It must not be 0.</summary>
    public const byte Robustness = 2;

    /// <summary>Between general queries (sections 8.2 and 9.2).</summary>
    public static TimeSpan QueryInterval => TimeSpan.FromSeconds(125);

    /// <summary>Within which a general query is answered (sections 8.3 and 9.3). Queries of IGMPv1 do not say it and mean this (RFC 9776,
    /// section 7.2.1).</summary>
    public static TimeSpan QueryResponseInterval => TimeSpan.FromSeconds(10);

    /// <summary>Within which a query after a leave is answered, and between such queries (sections 8.8 and 9.8).</summary>
    public static TimeSpan LastMemberQueryInterval => TimeSpan.FromSeconds(1);

    /// <summary>The longest time between repetitions of a change (sections 8.11 and 9.11).</summary>
    public static TimeSpan UnsolicitedReportInterval => TimeSpan.FromSeconds(1);

    /// <summary>The same in the older versions (RFC 2236, section 8.10; RFC 2710, section 7.10).</summary>
    public static TimeSpan OlderUnsolicitedReportInterval => TimeSpan.FromSeconds(10);
}
