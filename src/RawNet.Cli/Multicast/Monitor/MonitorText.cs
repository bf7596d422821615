using RawNet.Cli.Common.Text;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Multicast.Monitor;

/// <summary>A run of a monitor as lines: one an event, at the end the table.</summary>
internal sealed class MonitorText(TextWriter output, bool quiet, Action<string> note) : IMonitorRenderer
{
    private int _most;

    public void Around(MonitorPlan plan, Action run)
    {
        _most = plan.Most;
        if (!quiet) note($"watching {plan.Link.Name}, Ctrl-C ends");
        run();
    }

    public void Happened(in GroupMonitorEvent happened)
    {
        if (!quiet) output.WriteLine($"{IsoTime.TextOf(happened.Time)}  {LineOf(happened)}");
    }

    public void Found(in MonitorFinding found)
    {
        if (!quiet)
            output.WriteLine($"{IsoTime.TextOf(found.Time)}  lint     {GroupWords.SubjectOf(found)}  "
                + $"{GroupWords.TextOf(found.Finding)} ({found.Finding.Rule})");
    }

    public void Idle(GroupMonitor monitor, long now) => output.Flush();

    public void ShowTable(GroupMonitor monitor, long now)
    {
        Write(MonitorRows.HeadingsOf(monitor), MonitorRows.Of(monitor, now));
        if (monitor.HeardQueriers.Any()) Write(MonitorRows.QuerierHeadingsOf(monitor), MonitorRows.QueriersOf(monitor, now));
        output.Flush();
    }

    public void Finish(GroupMonitor monitor, long now, MonitorSummary summary)
    {
        ShowTable(monitor, now);
        output.WriteLine(MonitorRows.Of(summary));
        output.Flush();
    }

    public void Dispose()
    {
    }

    private void Write(string[] headings, IEnumerable<string[]> rows)
    {
        var columns = new Columns(headings);
        foreach (string[] row in rows) columns.Add(row);
        columns.Write(output);
    }

    private string LineOf(in GroupMonitorEvent happened) => happened.Kind switch
    {
        GroupMonitorEventKind.Full => $"full     {GroupWords.FullOf(_most)}",
        GroupMonitorEventKind.Querier => QuerierLine(happened),
        GroupMonitorEventKind.OtherQuerier => $"querier  {Said(happened.Querier!)}  asks too",
        _ => Line(happened, happened.Member!),
    };

    private static string Line(in GroupMonitorEvent happened, MonitoredMember member)
    {
        string what = happened.Kind switch
        {
            GroupMonitorEventKind.Join => "join  ",
            GroupMonitorEventKind.Leave => "leave ",
            _ => "change"
        };
        string more = happened.Kind == GroupMonitorEventKind.Leave
            ? $"({GroupWords.ReasonOf(happened.Reason)})"
            : $"{GroupWords.FilterOf(happened)} {{{Listed(GroupWords.SourcesOf(happened))}}}";
        return $"{what}   {member.Group}{GroupWords.VlanOf(member.Vlan)}  {member.Address}  "
            + $"{GroupWords.VersionOf(member.Group, member.Version)}  {more}";
    }

    private static string QuerierLine(in GroupMonitorEvent happened) => happened.Querier is { } querier
        ? $"querier  {Said(querier)}"
        : $"querier  none{GroupWords.VlanOf(happened.Vlan)}  {GroupWords.ProtocolOf(happened.IsIpv6)}";

    private static string Said(MonitoredQuerier querier) =>
        $"{querier.Address}{GroupWords.VlanOf(querier.Vlan)}  {GroupWords.VersionOf(querier.Address, querier.Version)}";

    private static string Listed(IReadOnlyList<NetworkAddress> sources) => string.Join(", ", sources);
}
