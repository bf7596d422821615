using System.Globalization;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Verification;

namespace RawNet.Cli.Monitoring;

/// <summary>How events about groups are said, the same in text, JSON and hooks.</summary>
internal static class GroupWords
{
    public static string FilterOf(FilterMode filter) => filter == FilterMode.Include ? "include" : "exclude";

    /// <summary>What the host wants now; of a host that left, no source.</summary>
    public static string FilterOf(in GroupMonitorEvent happened) => happened.Kind == GroupMonitorEventKind.Leave ? "include" : FilterOf(happened.Member!.Filter);

    public static IReadOnlyList<NetworkAddress> SourcesOf(in GroupMonitorEvent happened) => happened.Kind == GroupMonitorEventKind.Leave ? [] : happened.Member!.Sources;

    public static string ReasonOf(LeaveReason reason) => reason switch
    {
        LeaveReason.Silent => "silent",
        LeaveReason.Readdressed => "readdressed",
        _ => "said",
    };

    public static string ProtocolOf(bool isIpv6) => isIpv6 ? "mld" : "igmp";

    /// <summary>" vlan 7" behind a name; nothing without a tag.</summary>
    public static string VlanOf(VlanTags vlan) => vlan.IsTagged ? $" vlan {vlan}" : "";

    /// <summary>How the bound of a monitor is said when it is reached.</summary>
    public static string FullOf(int most) => string.Create(CultureInfo.InvariantCulture, $"{most} memberships and sources are kept: new ones are counted and not shown (--max-members)");

    /// <summary>Who breaks a rule, where and about which group.</summary>
    public static string SubjectOf(in MonitorFinding found) => $"{found.Source}{VlanOf(found.Vlan)}{(found.Group.Length > 0 ? $"  {found.Group}" : "")}";

    /// <summary>RFC 9776 4, as people cite it.</summary>
    public static string RuleOf(Finding finding) => finding.Rule.Replace(", section ", " ", StringComparison.Ordinal);

    public static string TextOf(Finding finding)
    {
        string field = finding.Field.Contains('.', StringComparison.Ordinal) ? finding.Field : $"{finding.Layer} {finding.Field}";
        return $"{field}: found {finding.Found}, expected {finding.Expected}";
    }
}
