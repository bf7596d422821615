using RawNet.Protocols;

namespace RawNet.Probing.Groups;

/// <summary>The intervals of RFC 9776, section 8, and RFC 9777, section 9, in nanoseconds, from what is configured
/// or learned from the elected querier.</summary>
/// <param name="Robustness">RV.</param>
/// <param name="QueryInterval">QI.</param>
/// <param name="ResponseInterval">QRI.</param>
/// <param name="LastMemberInterval">LMQI.</param>
internal readonly record struct GroupTimes(byte Robustness, long QueryInterval, long ResponseInterval, long LastMemberInterval)
{
    public const long Second = 1_000_000_000;

    /// <summary>The defaults.</summary>
    public static GroupTimes Usual { get; } = new(
        GroupDefaults.Robustness,
        Nanoseconds(GroupDefaults.QueryInterval),
        Nanoseconds(GroupDefaults.QueryResponseInterval),
        Nanoseconds(GroupDefaults.LastMemberQueryInterval));

    /// <summary>Section 8.4: RFC 3376 had one response interval, RFC 9776 has two.</summary>
    public long Membership => (Robustness * QueryInterval) + (2 * ResponseInterval);

    /// <summary>Section 8.5.</summary>
    public long OtherQuerier => (Robustness * QueryInterval) + (ResponseInterval / 2);

    /// <summary>Section 8.13.</summary>
    public long OlderHost => (Robustness * QueryInterval) + ResponseInterval;

    /// <summary>Section 8.10.</summary>
    public long LastMemberTime => Robustness * LastMemberInterval;

    /// <summary>How long an older querier is remembered: RFC 9776, section 8.12, counts its own response time, RFC 9777, section 9.12,
    /// the interval. Linux waits RV * QI + QRI for IGMP too.</summary>
    /// <param name="dialect">Which of the two.</param>
    /// <param name="response">The response time of the query just heard.</param>
    public long OlderQuerier(GroupDialect dialect, long response) =>
        (Robustness * QueryInterval) + (dialect == GroupDialect.Igmp ? 10 * response : ResponseInterval);

    /// <summary>What a query tells of its querier; 0 tells nothing, and the default is taken. An older query has neither field
    /// (sections 4.1.6 and 4.1.7).</summary>
    public GroupTimes Learn(byte robustness, long queryInterval) => this with
    {
        Robustness = robustness > 0 ? robustness : Usual.Robustness,
        QueryInterval = queryInterval > 0 ? queryInterval : Usual.QueryInterval,
    };

    /// <summary>A robustness variable that is not 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is.</exception>
    public static byte Robust(byte value) => value > 0
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), "the robustness variable must not be 0 (RFC 9776, section 8.1)");

    public static long Nanoseconds(TimeSpan time) => time.Ticks * 100;

    public static TimeSpan Span(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / 100);
}
