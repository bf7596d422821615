using System.Globalization;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Verification;

namespace RawNet.Cli.Multicast.Common;

/// <summary>How groups, queries and events about them are said, the same in text, JSON and hooks.</summary>
internal static class GroupWords
{
    public static string FilterOf(FilterMode filter) => filter == FilterMode.Include ? "include" : "exclude";

    /// <summary>What the host wants now; of a host that left, no source.</summary>
    public static string FilterOf(in GroupMonitorEvent happened) =>
        happened.Kind == GroupMonitorEventKind.Leave ? "include" : FilterOf(happened.Member!.Filter);

    public static IReadOnlyList<NetworkAddress> SourcesOf(in GroupMonitorEvent happened) =>
        happened.Kind == GroupMonitorEventKind.Leave ? [] : happened.Member!.Sources;

    public static string ReasonOf(LeaveReason reason) => reason switch
    {
        LeaveReason.Silent => "silent",
        LeaveReason.Readdressed => "readdressed",
        _ => "said",
    };

    public static string VerdictOf(QueryVerdict verdict) => verdict switch
    {
        QueryVerdict.Accepted => "accepted",
        QueryVerdict.NotAddressed => "not-addressed",
        QueryVerdict.NoRouterAlert => "no-router-alert",
        QueryVerdict.BadHopLimit => "bad-hop-limit",
        QueryVerdict.NotLinkLocal => "not-link-local",
        QueryVerdict.OlderVersion => "older-version",
        _ => "no-query",
    };

    public static string KindOf(GroupQuerierEventKind kind) => kind switch
    {
        GroupQuerierEventKind.Elected => "elected",
        GroupQuerierEventKind.Yielded => "yielded",
        GroupQuerierEventKind.Changed => "group",
        GroupQuerierEventKind.Gone => "gone",
        GroupQuerierEventKind.Full => "full",
        _ => "other-version",
    };

    /// <summary>A verb of <c>igmp</c> or <c>mld</c> as its schema names it.</summary>
    public static string VerbOf(GroupDialect dialect, string verb) => $"{dialect.Name}-{verb}";

    /// <summary>igmp or mld.</summary>
    public static string ProtocolOf(bool isIpv6) => (isIpv6 ? GroupDialect.Mld : GroupDialect.Igmp).Name;

    /// <summary>igmpv3: the version in which somebody speaks who has this address.</summary>
    public static string VersionOf(NetworkAddress address, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{GroupDialect.Of(address).Name}v{version}");

    /// <summary>" vlan 7" behind a name; nothing without a tag.</summary>
    public static string VlanOf(VlanTags vlan) => vlan.IsTagged ? $" vlan {vlan}" : "";

    /// <summary>How the bound of a monitor is said when it is reached.</summary>
    public static string FullOf(int most) => string.Create(CultureInfo.InvariantCulture,
        $"{most} memberships and sources are kept: new ones are counted and not shown (--max-members)");

    /// <summary>What a query asks: "all groups", or the group with its sources.</summary>
    public static string SubjectOf(GroupQuery query) =>
        query.Group is not { } group ? "all groups" : query.Sources.IsEmpty ? $"{group}" : $"{group} from {query.Sources}";

    /// <summary>Who breaks a rule, where and about which group.</summary>
    public static string SubjectOf(in MonitorFinding found) =>
        $"{found.Source}{VlanOf(found.Vlan)}{(found.Group.Length > 0 ? $"  {found.Group}" : "")}";

    /// <summary>RFC 9776 4, as people cite it.</summary>
    public static string RuleOf(Finding finding) => finding.Rule.Replace(", section ", " ", StringComparison.Ordinal);

    public static string TextOf(Finding finding)
    {
        string field = finding.Field.Contains('.', StringComparison.Ordinal) ? finding.Field : $"{finding.Layer} {finding.Field}";
        return $"{field}: found {finding.Found}, expected {finding.Expected}";
    }

    public static string SecondsOf(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
