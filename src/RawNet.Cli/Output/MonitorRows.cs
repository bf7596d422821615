using System.Globalization;
using RawNet.Cli.Monitoring;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Output;

/// <summary>What a monitor knows as rows of a table, for a terminal and for lines.</summary>
internal static class MonitorRows
{
    private const int MostSources = 4;

    private static readonly string[] _headings = ["GROUP", "MEMBER", "VERSION", "FILTER", "SOURCES", "SINCE", "EXPIRES"];

    /// <summary>A column for VLANs stands in front where a member is in one.</summary>
    public static string[] HeadingsOf(GroupMonitor monitor) => HasVlans(monitor) ? ["VLAN", .. _headings] : _headings;

    /// <summary>Every membership, by VLAN, group and member.</summary>
    public static IEnumerable<string[]> Of(GroupMonitor monitor, long now)
    {
        bool hasVlans = HasVlans(monitor);
        return monitor.Members
            .OrderBy(m => m.Vlan.Outer).ThenBy(m => m.Vlan.Inner)
            .ThenBy(m => m.Group).ThenBy(m => m.Address)
            .Select(m => hasVlans ? [m.Vlan.IsTagged ? m.Vlan.ToString() : "-", .. Cells(m, now)] : Cells(m, now));
    }

    public static IEnumerable<string> Queriers(GroupMonitor monitor, long now) => monitor.Queriers.Select(querier => QuerierOf(querier, now));

    public static string Of(MonitorSummary summary)
    {
        string refused = summary.Refused > 0 ? $", {summary.Refused} damaged and ignored" : "";
        string lost = summary.Dropped > 0 ? $", {summary.Dropped} dropped by the kernel" : "";
        string untracked = summary.Untracked > 0 ? $"; {summary.Untracked} beyond --max-members and not kept" : "";
        string hooks = summary.HooksStarted + summary.HooksDropped > 0 ? $"; {Counted.Of(summary.HooksStarted, "hook")} started, {summary.HooksDropped} not" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(summary.Members, "membership")}; {Counted.Of(summary.Messages, "message")}{refused}{lost}{untracked}; {Counted.Of(summary.Findings, "finding")}{hooks}{LinkWords.Of(summary.Link)}");
    }

    /// <summary>Minutes and seconds, or hours too.</summary>
    public static string Span(long nanoseconds)
    {
        var time = TimeSpan.FromTicks(Math.Max(0, nanoseconds) / 100);
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
    }

    private static bool HasVlans(GroupMonitor monitor) => monitor.Members.Any(m => m.Vlan.IsTagged);

    private static string[] Cells(MonitoredMember m, long now) =>
    [
        m.Group.ToString(), m.Address.ToString(), $"{GroupWords.ProtocolOf(m.Group.IsIpv6)}v{m.Version}", GroupWords.FilterOf(m.Filter), SourcesOf(m),
        Span(now - m.Since), m.Expires == long.MaxValue ? "-" : Span(m.Expires - now),
    ];

    private static string SourcesOf(MonitoredMember member)
    {
        string some = string.Join(' ', member.Sources.Take(MostSources));
        return member.Sources.Count == 0 ? "-" : member.Sources.Count <= MostSources ? some : $"{some} and {member.Sources.Count - MostSources} more";
    }

    private static string QuerierOf(MonitoredQuerier querier, long now) => string.Create(
        CultureInfo.InvariantCulture,
        $"querier {querier.Address}{GroupWords.VlanOf(querier.Vlan)} ({GroupWords.ProtocolOf(querier.Address.IsIpv6)}v{querier.Version}), robustness {querier.Robustness}, asks every {querier.QueryInterval / 1e9} s, answers within {querier.ResponseInterval / 1e9} s; gone in {Span(querier.Expires - now)}");
}
