using System.Text.Json;
using RawNet.Cli.Common.Json;
using RawNet.Cli.Common.Text;
using RawNet.Probing;
using RawNet.Probing.Groups;
using RawNet.Sockets;

namespace RawNet.Cli.Multicast.Common;

/// <summary>A run of emulated hosts (schema rawnet.igmp-host/1) or of a querier (rawnet.igmp-querier/1) as NDJSON.</summary>
internal sealed class GroupRunJson(JsonLines lines, bool quiet, GroupDialect dialect) : IGroupRenderer
{
    private long _sent;
    private long _heard;
    private long _untracked;

    public void Start(string interfaceName, NetworkAddress address, int hosts)
    {
        Utf8JsonWriter writer = lines.BeginStart();
        writer.WriteString("protocol"u8, dialect.Name);
        writer.WriteForeign("interface"u8, interfaceName);
        writer.WriteString("address"u8, address.ToString());
        if (hosts > 0) writer.WriteNumber("hosts"u8, hosts);
        lines.EndNow();
    }

    public void Sent(in GroupSending sending)
    {
        _sent++;
        if (quiet) return;
        Utf8JsonWriter writer = lines.Begin("sent"u8);
        writer.WriteTime(sending.Time);
        writer.WriteString("source"u8, sending.Source.ToString());
        writer.WriteString("destination"u8, dialect.DestinationOf(sending.Message).ToString());
        writer.WriteNumber("version"u8, dialect.VersionOf(sending.Message.Generation));
        if (sending.Message is GroupQuery query) Write(writer, query);
        else Write(writer, (GroupReport)sending.Message);
        lines.End();
    }

    public void Heard(long time, NetworkAddress from, GroupQuery query, QueryVerdict verdict)
    {
        _heard++;
        if (quiet) return;
        Utf8JsonWriter writer = lines.Begin("query"u8);
        writer.WriteTime(time);
        writer.WriteString("source"u8, from.ToString());
        writer.WriteNumber("version"u8, dialect.VersionOf(query.Generation));
        Write(writer, query);
        writer.WriteString("verdict"u8, GroupWords.VerdictOf(verdict));
        lines.End();
    }

    public void Happened(in GroupQuerierEvent happened)
    {
        if (quiet) return;
        Utf8JsonWriter writer = lines.Begin(System.Text.Encoding.ASCII.GetBytes(GroupWords.KindOf(happened.Kind)));
        writer.WriteTime(happened.Time);
        if (happened.Group is { } group) Write(writer, group, happened.Time);
        else writer.WriteString("address"u8, happened.Address.ToString());
        if (happened.Reporter.Length > 0) writer.WriteString("reporter"u8, happened.Reporter.ToString());
        if (happened.Kind == GroupQuerierEventKind.OtherVersion) writer.WriteNumber("version"u8, dialect.VersionOf(happened.Heard));
        lines.End();
    }

    public void Table(GroupQuerier querier, long now)
    {
        (_untracked, _heard) = (querier.Untracked, querier.QueriesHeard);
        foreach (RouterGroup group in querier.Groups.OrderBy(g => g.Group))
        {
            Write(lines.Begin("member"u8), group, now);
            lines.End();
        }
    }

    public void Idle() => lines.Flush();

    public void Finish(long failed, LinkHistory link)
    {
        lines.Summarize(writer =>
        {
            writer.WriteNumber("sent"u8, _sent);
            writer.WriteNumber("queries_heard"u8, _heard);
            if (_untracked > 0) writer.WriteNumber("untracked"u8, _untracked);
            if (failed > 0) writer.WriteNumber("failed"u8, failed);
            LinkWords.Write(writer, link);
        });
    }

    public void Dispose()
    {
    }

    private void Write(Utf8JsonWriter writer, GroupQuery query)
    {
        if (query.Group is { } group) writer.WriteString("group"u8, group.ToString());
        Write(writer, "sources"u8, query.Sources);
        if (dialect.ResponseCode(query.Generation) is not null)
            writer.WriteNumber("max_response_ms"u8, query.MaxResponse.TotalMilliseconds);
        writer.WriteBoolean("s"u8, query.SuppressesTimers);
    }

    private static void Write(Utf8JsonWriter writer, GroupReport report)
    {
        writer.WriteStartArray("records"u8);
        foreach (MembershipRecord record in report.Records) writer.WriteStringValue(record.ToString());
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, RouterGroup group, long now)
    {
        writer.WriteString("group"u8, group.Group.ToString());
        writer.WriteString("filter"u8, GroupWords.FilterOf(group.Mode));
        Write(writer, "wanted"u8, SourceSet.Of([.. group.Wanted(now).Select(s => s.Source)]));
        Write(writer, "excluded"u8, group.Excluded(now));
        if (group.Mode == FilterMode.Exclude) writer.WriteTime("expires_ns"u8, "expires"u8, group.Until);
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, SourceSet sources)
    {
        writer.WriteStartArray(name);
        foreach (NetworkAddress source in sources) writer.WriteStringValue(source.ToString());
        writer.WriteEndArray();
    }
}
