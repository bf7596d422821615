using System.Globalization;
using RawNet.Cli.Common.Text;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Sockets;

namespace RawNet.Cli.Multicast.Common;

/// <summary>A run of emulated hosts or of a querier for people: one line an event.</summary>
internal sealed class GroupRunText(TextWriter output, bool quiet, GroupDialect dialect) : IGroupRenderer
{
    private long _sent;
    private long _heard;
    private long _untracked;
    private long _start;

    public void Start(string interfaceName, NetworkAddress address, int hosts)
    {
        if (quiet) return;
        output.WriteLine(hosts > 0
            ? string.Create(CultureInfo.InvariantCulture,
                $"{Counted.Of(hosts, $"{dialect.Name} host")} on {interfaceName}, from {address}; Ctrl-C lets them leave")
            : $"{dialect.Name} querier {address} on {interfaceName}; Ctrl-C ends");
        output.Flush();
    }

    public void Sent(in GroupSending sending)
    {
        _sent++;
        if (quiet) return;
        string what = sending.Message is GroupQuery query
            ? $"asks for {GroupWords.SubjectOf(query)}{TimeOf(query)}{(query.SuppressesTimers ? ", S" : "")}"
            : string.Join(' ', ((GroupReport)sending.Message).Records);
        Line(sending.Time,
            $"{sending.Source} > {dialect.DestinationOf(sending.Message)} v{dialect.VersionOf(sending.Message.Generation)} {what}");
    }

    public void Heard(long time, NetworkAddress from, GroupQuery query, QueryVerdict verdict)
    {
        _heard++;
        if (quiet) return;
        string ignored = verdict == QueryVerdict.Accepted ? "" : $", ignored: {GroupWords.VerdictOf(verdict)}";
        Line(time, $"{from} asks for {GroupWords.SubjectOf(query)}, v{dialect.VersionOf(query.Generation)}{ignored}");
    }

    public void Happened(in GroupQuerierEvent happened)
    {
        if (quiet) return;
        Line(happened.Time, happened.Kind switch
        {
            GroupQuerierEventKind.Elected => $"{happened.Address} is the querier",
            GroupQuerierEventKind.Yielded => $"{happened.Address} has a lower address and is the querier",
            GroupQuerierEventKind.Gone => $"{happened.Address} has no members any more",
            GroupQuerierEventKind.Full =>
                $"{happened.Address} finds no room: new groups and sources are counted and not kept (--max-groups)",
            GroupQuerierEventKind.OtherVersion =>
                $"{happened.Address} asks in version {dialect.VersionOf(happened.Heard)}: all routers of a link have to speak the same",
            _ => Describe(happened.Group!, happened.Time),
        });
    }

    public void Table(GroupQuerier querier, long now)
    {
        (_untracked, _heard) = (querier.Untracked, querier.QueriesHeard);
        foreach (RouterGroup group in querier.Groups.OrderBy(g => g.Group)) output.WriteLine(Describe(group, now));
    }

    public void Idle() => output.Flush();

    public void Finish(long failed, LinkHistory link)
    {
        output.Write($"{Counted.Of(_sent, "message")} sent");
        if (_heard > 0) output.Write($", {Counted.Of(_heard, "query", "queries")} heard");
        if (_untracked > 0) output.Write($", {Counted.Of(_untracked, "record")} beyond --max-groups and not kept");
        if (failed > 0) output.Write($", {failed} not taken by the kernel");
        output.WriteLine(LinkWords.Of(link));
        output.Flush();
    }

    public void Dispose() => output.Flush();

    // A query of IGMPv1 says no time.
    private string TimeOf(GroupQuery query) =>
        dialect.ResponseCode(query.Generation) is null ? "" : $" within {GroupWords.SecondsOf(query.MaxResponse)} s";

    private static string Describe(RouterGroup group, long now)
    {
        var wanted = SourceSet.Of([.. group.Wanted(now).Select(s => s.Source)]);
        if (group.Mode == FilterMode.Include) return $"{group.Group} include {wanted}";
        SourceSet excluded = group.Excluded(now);
        return $"{group.Group} exclude{(excluded.IsEmpty ? "" : $" {excluded}")}{(wanted.IsEmpty ? "" : $", asked for {wanted}")}";
    }

    private void Line(long time, string text)
    {
        if (_start == 0) _start = time;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(time - _start) / 1e9,9:0.000} {text}"));
    }
}
