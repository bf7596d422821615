using RawNet.Cli.Common.Text;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing.Groups;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RawNet.Cli.Multicast.Monitor;

/// <summary>A run of a monitor on a terminal: the table as it is now, who asks, and what breaks a rule how often.</summary>
internal sealed class MonitorTable(LiveScreen screen) : IMonitorRenderer
{
    private const int MostFindings = 5;
    private const int MostQueriers = 4;
    private const int MostCounted = 10_000; // sources can be forged
    private const long Interval = 250_000_000;
    private readonly Dictionary<(string Source, string Text, string Rule), long> _findings = [];
    private readonly List<(string Source, string Text, string Rule)> _latest = [];
    private string _interface = "";
    private long _next;

    public void Around(MonitorPlan plan, Action run)
    {
        _interface = Printable.Of(plan.Link.Name);
        run();
    }

    public void Happened(in GroupMonitorEvent happened) => _next = 0;

    public void Found(in MonitorFinding found)
    {
        var key = (GroupWords.SubjectOf(found), GroupWords.TextOf(found.Finding), found.Finding.Rule);
        if (_findings.Count >= MostCounted)
        {
            _findings.Clear();
            _latest.Clear();
        }
        _findings[key] = _findings.GetValueOrDefault(key) + 1;
        _latest.Remove(key);
        _latest.Insert(0, key);
        if (_latest.Count > MostFindings) _latest.RemoveAt(MostFindings);
        _next = 0;
    }

    public void Idle(GroupMonitor monitor, long now)
    {
        if (now < _next) return;
        _next = now + Interval;
        ShowTable(monitor, now);
    }

    public void ShowTable(GroupMonitor monitor, long now) => screen.Draw(Whole(monitor, now, $"{_interface}, Ctrl-C ends"), now);

    public void Finish(GroupMonitor monitor, long now, MonitorSummary summary) =>
        screen.Finish(Whole(monitor, now, MonitorRows.Of(summary)));

    public void Dispose()
    {
    }

    private Rows Whole(GroupMonitor monitor, long now, string last)
    {
        Table queriers = TableOf(MonitorRows.QuerierHeadingsOf(monitor), MonitorRows.QueriersOf(monitor, now), MostQueriers);
        int room = LiveScreen.Size.Rows - 8 - _latest.Count - (queriers.Rows.Count > 0 ? queriers.Rows.Count + 3 : 0);
        var parts = new List<IRenderable> { TableOf(MonitorRows.HeadingsOf(monitor), MonitorRows.Of(monitor, now), Math.Max(3, room)) };
        if (queriers.Rows.Count > 0) parts.Add(queriers);
        if (monitor.Untracked > 0) parts.Add(new Text(GroupWords.FullOf(monitor.Most), new Style(Color.Yellow)));
        parts.AddRange(_latest.Select(f => new Text(
            $"{_findings.GetValueOrDefault(f)}x {Printable.Of(f.Source)} {Printable.Of(f.Text)} ({f.Rule})", new Style(Color.Yellow))));
        parts.Add(new Text(last, new Style(decoration: Decoration.Dim)));
        return new Rows(parts);
    }

    // As many rows as the terminal has room for: a display that scrolls cannot be drawn over.
    private static Table TableOf(string[] headings, IEnumerable<string[]> lines, int room)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string heading in headings) table.AddColumn(heading);
        int all = 0;
        foreach (string[] line in lines)
            if (all++ < room) table.AddRow([.. line.Select(cell => new Text(cell))]);
        if (all > room) table.Caption($"and {all - room} more; --lines or --json show all");
        return table;
    }
}
