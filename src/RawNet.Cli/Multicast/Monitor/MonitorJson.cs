using System.Text.Json;
using RawNet.Cli.Common.Json;
using RawNet.Cli.Common.Text;
using RawNet.Cli.Multicast.Common;
using RawNet.Probing;
using RawNet.Probing.Groups;

namespace RawNet.Cli.Multicast.Monitor;

/// <summary>A run of a monitor as NDJSON, schema rawnet.igmp-monitor/1: events as they happen, the table
/// at the end as <c>member</c> objects.</summary>
internal sealed class MonitorJson(JsonLines lines, bool quiet) : IMonitorRenderer
{
    private string _interface = "";
    private int _most;

    public void Around(MonitorPlan plan, Action run)
    {
        (_interface, _most) = (plan.Link.Name, plan.Most);
        Utf8JsonWriter writer = lines.BeginStart();
        writer.WriteForeign("interface"u8, _interface);
        lines.EndNow();
        run();
    }

    public void Happened(in GroupMonitorEvent happened)
    {
        if (quiet) return;
        switch (happened.Kind)
        {
            case GroupMonitorEventKind.Querier:
                WriteQuerier(lines.Begin("querier"u8), happened);
                break;
            case GroupMonitorEventKind.OtherQuerier:
                WriteQuerier(lines.Begin("other-querier"u8), happened);
                break;
            case GroupMonitorEventKind.Full:
                WriteFull(happened);
                break;
            default:
                WriteMember(happened);
                break;
        }
    }

    private void WriteMember(in GroupMonitorEvent happened)
    {
        MonitoredMember member = happened.Member!;
        Utf8JsonWriter writer = happened.Kind switch
        {
            GroupMonitorEventKind.Join => lines.Begin("join"u8),
            GroupMonitorEventKind.Leave => lines.Begin("leave"u8),
            _ => lines.Begin("change"u8),
        };
        Write(writer, member, GroupWords.FilterOf(happened), GroupWords.SourcesOf(happened));
        writer.WriteNumber("members"u8, happened.Members);
        if (happened.Kind == GroupMonitorEventKind.Leave) writer.WriteString("reason"u8, GroupWords.ReasonOf(happened.Reason));
        writer.WriteTime(happened.Time);
        lines.End();
    }

    public void Found(in MonitorFinding found)
    {
        if (quiet) return;
        Utf8JsonWriter writer = BeginOn(lines.Begin("lint"u8), found.Vlan, found.Source.IsIpv6);
        writer.WriteString("source"u8, found.Source.ToString());
        writer.WriteString("mac"u8, found.Hardware.ToString());
        if (found.Group.Length > 0) writer.WriteString("group"u8, found.Group.ToString());
        writer.WriteString("rule"u8, GroupWords.RuleOf(found.Finding));
        writer.WriteString("text"u8, GroupWords.TextOf(found.Finding));
        writer.WriteString("field"u8, found.Finding.Field);
        writer.WriteTime(found.Time);
        lines.End();
    }

    public void Idle(GroupMonitor monitor, long now) => lines.Flush();

    public void ShowTable(GroupMonitor monitor, long now)
    {
        foreach (MonitoredMember member in monitor.Members)
        {
            Utf8JsonWriter writer = lines.Begin("member"u8);
            Write(writer, member, GroupWords.FilterOf(member.Filter), member.Sources);
            writer.WriteTime("since_ns"u8, "since"u8, member.Since);
            if (member.Expires != long.MaxValue) writer.WriteTime("expires_ns"u8, "expires"u8, member.Expires);
            lines.End();
        }
        foreach (MonitoredQuerier querier in monitor.HeardQueriers)
        {
            Utf8JsonWriter writer = BeginOn(lines.Begin("heard-querier"u8), querier.Vlan, querier.Address.IsIpv6);
            Write(writer, querier);
            writer.WriteBoolean("elected"u8, querier.IsElected);
            writer.WriteTime("heard_ns"u8, "heard"u8, querier.Heard);
            writer.WriteTime("expires_ns"u8, "expires"u8, querier.Expires);
            lines.End();
        }
        lines.Flush();
    }

    public void Finish(GroupMonitor monitor, long now, MonitorSummary summary)
    {
        ShowTable(monitor, now);
        lines.Summarize(writer =>
        {
            writer.WriteNumber("messages"u8, summary.Messages);
            writer.WriteNumber("refused"u8, summary.Refused);
            writer.WriteNumber("findings"u8, summary.Findings);
            writer.WriteNumber("members"u8, summary.Members);
            writer.WriteNumber("untracked"u8, summary.Untracked);
            writer.WriteNumber("received"u8, summary.Received);
            writer.WriteNumber("dropped"u8, summary.Dropped);
            writer.WriteNumber("hooks_started"u8, summary.HooksStarted);
            writer.WriteNumber("hooks_dropped"u8, summary.HooksDropped);
            LinkWords.Write(writer, summary.Link);
        });
    }

    public void Dispose()
    {
    }

    private void Write(Utf8JsonWriter writer, MonitoredMember member, string filter, IReadOnlyList<NetworkAddress> sources)
    {
        BeginOn(writer, member.Vlan, member.Group.IsIpv6);
        writer.WriteString("group"u8, member.Group.ToString());
        writer.WriteString("member"u8, member.Address.ToString());
        writer.WriteString("mac"u8, member.Hardware.ToString());
        writer.WriteString("filter"u8, filter);
        writer.WriteStartArray("sources"u8);
        foreach (NetworkAddress source in sources) writer.WriteStringValue(source.ToString());
        writer.WriteEndArray();
        writer.WriteNumber("version"u8, member.Version);
    }

    private void WriteQuerier(Utf8JsonWriter writer, in GroupMonitorEvent happened)
    {
        BeginOn(writer, happened.Vlan, happened.IsIpv6);
        if (happened.Querier is { } querier) Write(writer, querier);
        else writer.WriteNull("address"u8);
        writer.WriteTime(happened.Time);
        lines.End();
    }

    // What a query does not tell, and what was not seen yet, is not there.
    private static void Write(Utf8JsonWriter writer, MonitoredQuerier querier)
    {
        writer.WriteString("address"u8, querier.Address.ToString());
        writer.WriteString("mac"u8, querier.Hardware.ToString());
        writer.WriteNumber("version"u8, querier.Version);
        if (querier.Robustness is { } robustness) writer.WriteNumber("robustness"u8, robustness);
        if (querier.ToldInterval is { } told) writer.WriteNumber("query_interval_s"u8, told / 1e9);
        if (querier.SeenInterval is { } seen) writer.WriteNumber("seen_interval_s"u8, seen / 1e9);
        writer.WriteNumber("response_interval_s"u8, querier.ResponseInterval / 1e9);
    }

    private void WriteFull(in GroupMonitorEvent happened)
    {
        Utf8JsonWriter writer = lines.Begin("full"u8);
        writer.WriteForeign("interface"u8, _interface);
        writer.WriteNumber("max_members"u8, _most);
        writer.WriteTime(happened.Time);
        lines.End();
    }

    private Utf8JsonWriter BeginOn(Utf8JsonWriter writer, VlanTags vlan, bool isIpv6)
    {
        writer.WriteForeign("interface"u8, _interface);
        WriteVlan(writer, vlan);
        writer.WriteString("protocol"u8, GroupWords.ProtocolOf(isIpv6));
        return writer;
    }

    // Without a tag neither stands there; with one the tag's identifier; with two also that of the outer one.
    private static void WriteVlan(Utf8JsonWriter writer, VlanTags vlan)
    {
        if (vlan.IsTagged) writer.WriteNumber("vlan"u8, vlan.Inner);
        if (vlan.Outer != 0) writer.WriteNumber("vlan_outer"u8, vlan.Outer);
    }
}
