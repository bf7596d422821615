using System.Globalization;
using RawNet.Cli.Monitoring;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Output;

/// <summary>What a monitor knows as rows of a table, for a terminal and for lines.</summary>
internal static class MonitorRows
{
    private const int MostSources = 4;

    public static string[] Headings { get; } = ["GROUP", "MEMBER", "VERSION", "FILTER", "SOURCES", "SINCE", "EXPIRES"];

    /// <summary>Every membership, by group and member.</summary>
    public static IEnumerable<string[]> Of(GroupMonitor monitor, long now) => monitor.Members
        .OrderBy(m => m.Group.IsIpv6).ThenBy(m => m.Group.ToString(), StringComparer.Ordinal).ThenBy(m => m.Address.ToString(), StringComparer.Ordinal)
        .Select(m => (string[])
        [
            m.Group.ToString(), m.Address.ToString(), $"{GroupWords.ProtocolOf(m.Group.IsIpv6)}v{m.Version}", GroupWords.FilterOf(m.Filter), SourcesOf(m),
            Span(now - m.Since), m.Expires == long.MaxValue ? "-" : Span(m.Expires - now),
        ]);

    public static IEnumerable<string> Queriers(GroupMonitor monitor, long now)
    {
        if (monitor.Querier is { } querier) yield return QuerierOf(querier, isIpv6: false, now);
        if (monitor.Querier6 is { } querier6) yield return QuerierOf(querier6, isIpv6: true, now);
    }

    public static string Of(MonitorSummary summary)
    {
        string refused = summary.Refused > 0 ? $", {summary.Refused} damaged and ignored" : "";
        string lost = summary.Dropped > 0 ? $", {summary.Dropped} dropped by the kernel" : "";
        string hooks = summary.HooksStarted + summary.HooksDropped > 0 ? $"; {summary.HooksStarted} hooks started, {summary.HooksDropped} not" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{summary.Members} memberships; {summary.Messages} messages{refused}{lost}; {summary.Findings} findings{hooks}");
    }

    /// <summary>Minutes and seconds, or hours too.</summary>
    public static string Span(long nanoseconds)
    {
        var time = TimeSpan.FromTicks(Math.Max(0, nanoseconds) / 100);
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
    }

    private static string SourcesOf(MonitoredMember member)
    {
        string some = string.Join(' ', member.Sources.Take(MostSources));
        return member.Sources.Count == 0 ? "-" : member.Sources.Count <= MostSources ? some : $"{some} and {member.Sources.Count - MostSources} more";
    }

    private static string QuerierOf(MonitoredQuerier querier, bool isIpv6, long now) => string.Create(
        CultureInfo.InvariantCulture,
        $"querier {querier.Address} ({GroupWords.ProtocolOf(isIpv6)}v{querier.Version}), robustness {querier.Robustness}, asks every {querier.QueryInterval / 1e9} s, answers within {querier.ResponseInterval / 1e9} s; gone in {Span(querier.Expires - now)}");
}
