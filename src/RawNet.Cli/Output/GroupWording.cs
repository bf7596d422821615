using System.Globalization;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Output;

/// <summary>Words for groups that text and JSON share.</summary>
internal static class GroupWording
{
    public static string FilterOf(FilterMode mode) => mode == FilterMode.Include ? "include" : "exclude";

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

    /// <summary>What a query asks: "all groups", or the group with its sources.</summary>
    public static string SubjectOf(GroupQuery query) =>
        query.Group is not { } group ? "all groups" : query.Sources.IsEmpty ? $"{group}" : $"{group} from {query.Sources}";

    /// <summary>Whether a query says within which time it is to be answered; that of IGMPv1 does not.</summary>
    public static bool TellsTime(GroupQuery query) => query.Generation > Generation.Reporting;

    public static string SecondsOf(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
