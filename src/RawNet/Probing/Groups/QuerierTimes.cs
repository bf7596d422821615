namespace RawNet.Probing.Groups;

/// <summary>The intervals of RFC 9776, section 8, in nanoseconds, from what is configured or learned from the elected querier.</summary>
/// <param name="Robustness">RV.</param>
/// <param name="QueryInterval">QI.</param>
/// <param name="ResponseInterval">QRI.</param>
/// <param name="LastMemberInterval">LMQI.</param>
internal readonly record struct QuerierTimes(byte Robustness, long QueryInterval, long ResponseInterval, long LastMemberInterval)
{
    /// <summary>Section 8.4: RFC 3376 had one response interval, RFC 9776 has two.</summary>
    public long Membership => (Robustness * QueryInterval) + (2 * ResponseInterval);

    /// <summary>Section 8.5.</summary>
    public long OtherQuerier => (Robustness * QueryInterval) + (ResponseInterval / 2);

    /// <summary>Section 8.13.</summary>
    public long OlderHost => (Robustness * QueryInterval) + ResponseInterval;

    /// <summary>Section 8.10.</summary>
    public long LastMemberTime => Robustness * LastMemberInterval;

    public static QuerierTimes Of(GroupQuerierSettings settings) => new(
        settings.Robustness, Nanoseconds(settings.QueryInterval), Nanoseconds(settings.QueryResponseInterval), Nanoseconds(settings.LastMemberQueryInterval));

    public static long Nanoseconds(TimeSpan time) => time.Ticks * 100;
}
