using System.Globalization;
using RawNet.Cli.Common.Text;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Multicast.Monitor;

/// <summary>What a monitor knows as rows of a table, for a terminal and for lines.</summary>
internal static class MonitorRows
{
    private const int MostSources = 4;

    private static readonly string[] _headings = ["GROUP", "MEMBER", "VERSION", "FILTER", "SOURCES", "SINCE", "EXPIRES"];
    private static readonly string[] _querierHeadings =
    [
        "QUERIER", "MAC", "VERSION", "ELECTED", "ASKS EVERY", "TELLS", "ROBUSTNESS", "ANSWERED IN", "GONE IN"
    ];

    /// <summary>A column for VLANs stands in front where a member is in one.</summary>
    public static string[] HeadingsOf(GroupMonitor monitor) => WithVlan(HasVlans(monitor), "VLAN", _headings);

    /// <summary>Every membership, by VLAN, group and member.</summary>
    public static IEnumerable<string[]> Of(GroupMonitor monitor, long now)
    {
        bool hasVlans = HasVlans(monitor);
        return monitor.Members
            .OrderBy(m => m.Vlan.Outer).ThenBy(m => m.Vlan.Inner)
            .ThenBy(m => m.Group).ThenBy(m => m.Address)
            .Select(m => WithVlan(hasVlans, NameOf(m.Vlan), Cells(m, now)));
    }

    /// <summary>The same for those who ask.</summary>
    public static string[] QuerierHeadingsOf(GroupMonitor monitor) => WithVlan(HasQuerierVlans(monitor), "VLAN", _querierHeadings);

    /// <summary>Everybody who asks, by VLAN and address.</summary>
    public static IEnumerable<string[]> QueriersOf(GroupMonitor monitor, long now)
    {
        bool hasVlans = HasQuerierVlans(monitor);
        return monitor.HeardQueriers
            .OrderBy(q => q.Vlan.Outer).ThenBy(q => q.Vlan.Inner)
            .ThenBy(q => q.Address).ThenBy(q => q.Hardware.ToUInt64())
            .Select(q => WithVlan(hasVlans, NameOf(q.Vlan), Cells(q, now)));
    }

    public static string Of(MonitorSummary summary)
    {
        string refused = summary.Refused > 0 ? $", {summary.Refused} damaged and ignored" : "";
        string lost = summary.Dropped > 0 ? $", {summary.Dropped} dropped by the kernel" : "";
        string untracked = summary.Untracked > 0 ? $"; {summary.Untracked} beyond --max-members and not kept" : "";
        string hooks = summary.HooksStarted + summary.HooksDropped > 0
            ? $"; {Counted.Of(summary.HooksStarted, "hook")} started, {summary.HooksDropped} not"
            : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Counted.Of(summary.Members, "membership")}; {Counted.Of(summary.Messages, "message")}{refused}{lost}{untracked}; "
            + $"{Counted.Of(summary.Findings, "finding")}{hooks}{LinkWords.Of(summary.Link)}");
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

    private static bool HasQuerierVlans(GroupMonitor monitor) => monitor.HeardQueriers.Any(q => q.Vlan.IsTagged);

    private static string NameOf(VlanTags vlan) => vlan.IsTagged ? vlan.ToString() : "-";

    private static string[] WithVlan(bool hasVlans, string vlan, string[] cells) => hasVlans ? [vlan, .. cells] : cells;

    private static string[] Cells(MonitoredMember m, long now) =>
    [
        m.Group.ToString(), m.Address.ToString(), GroupWords.VersionOf(m.Group, m.Version), GroupWords.FilterOf(m.Filter), SourcesOf(m),
        Span(now - m.Since), m.Expires == long.MaxValue ? "-" : Span(m.Expires - now),
    ];

    private static string SourcesOf(MonitoredMember member)
    {
        string some = string.Join(' ', member.Sources.Take(MostSources));
        return member.Sources.Count == 0 ? "-"
            : member.Sources.Count <= MostSources ? some
            : $"{some} and {member.Sources.Count - MostSources} more";
    }

    private static string[] Cells(MonitoredQuerier q, long now) =>
    [
        q.Address.ToString(), q.Hardware.ToString(), GroupWords.VersionOf(q.Address, q.Version),
        q.IsElected ? "yes" : "no", Seconds(q.SeenInterval), Seconds(q.ToldInterval),
        q.Robustness?.ToString(CultureInfo.InvariantCulture) ?? "-", Seconds(q.ResponseInterval), Span(q.Expires - now),
    ];

    private static string Seconds(long? time) =>
        time is { } some ? string.Create(CultureInfo.InvariantCulture, $"{some / 1e9:0.#} s") : "-";
}
