using System.Text.Json;
using RawNet.Cli.Common.Json;
using RawNet.Probing;

namespace RawNet.Cli.Ping;

/// <summary>A run of <c>ping</c> as NDJSON, schema rawnet.ping/1; each line is handed over at once.</summary>
internal sealed class PingJson(JsonLines lines, bool quiet) : IPingRenderer
{
    private readonly ScopedText _addresses = new();
    private string _target = "";
    private int _cookieLength;
    private bool _isIpv4;

    public void Start(PingPlan plan, string socket, int cookieLength)
    {
        (_target, _cookieLength, _isIpv4) = (_addresses.Of(plan.Target.Address), cookieLength, plan.Settings.Target.IsIpv4);
        Utf8JsonWriter writer = lines.BeginStart();
        writer.WriteString("target"u8, _target);
        writer.WriteForeign("host"u8, plan.Target.Host);
        writer.WriteForeign("source"u8, _addresses.Of(plan.Source ?? plan.Target.Route.Source));
        writer.WriteString("socket"u8, socket);
        writer.WriteBoolean("hdrincl"u8, plan.Settings.Header is not null);
        writer.WriteNumber("ident"u8, plan.Settings.Identifier);
        writer.WriteNumber("size"u8, plan.Settings.Size);
        writer.WriteNumber("cookie_bytes"u8, cookieLength);
        lines.EndNow();
    }

    public void Show(in PingEvent happened)
    {
        if (quiet) return;
        Utf8JsonWriter writer = lines.Begin(NameOf(happened.Kind));
        writer.WriteTime(happened.Time);
        writer.WriteString("target"u8, _target);
        if (happened.Sequence > 0) writer.WriteNumber("seq"u8, happened.Sequence);
        if (happened.From.Length > 0) writer.WriteForeign("from"u8, _addresses.Of(happened.From, happened.Scope));
        if (happened.HopLimit is { } hopLimit) writer.WriteNumber("ttl"u8, hopLimit);
        if (happened.RoundTrip is { } roundTrip) writer.WriteNumber("rtt_ns"u8, roundTrip);
        if (happened.Length > 0) writer.WriteNumber("len"u8, happened.Length);
        if (happened.Reason != PingRefusal.None) writer.WriteString("reason"u8, PingWords.ReasonOf(happened.Reason));
        if (happened.WrongAt is { } at) writer.WriteNumber("wrong_at"u8, at);
        if (happened.Report is { } report) WriteReport(writer, report);
        if (happened.Failure is { } failure) writer.WriteForeign("text"u8, failure);
        lines.EndNow();
    }

    public void Status(PingStatistics statistics)
    {
        WriteFigures(lines.Begin("status"u8), statistics);
        lines.EndNow();
    }

    public void Finish(PingStatistics statistics) => lines.Summarize(writer => WriteFigures(writer, statistics));

    public void Dispose()
    {
    }

    private static ReadOnlySpan<byte> NameOf(PingEventKind kind) => kind switch
    {
        PingEventKind.Sent => "sent"u8,
        PingEventKind.Reply => "reply"u8,
        PingEventKind.Error => "error"u8,
        PingEventKind.Lost => "lost"u8,
        PingEventKind.Member => "member"u8,
        PingEventKind.Duplicate => "duplicate"u8,
        _ => "refused"u8,
    };

    private void WriteReport(Utf8JsonWriter writer, IcmpReport report)
    {
        writer.WriteNumber("type"u8, report.Type);
        writer.WriteNumber("code"u8, report.Code);
        if (report.Info != 0) writer.WriteNumber("mtu"u8, report.Info);
        writer.WriteForeign("text"u8, PingWords.ErrorOf(report, _isIpv4));
    }

    private void WriteFigures(Utf8JsonWriter writer, PingStatistics statistics)
    {
        writer.WriteString("target"u8, _target);
        writer.WriteNumber("sent"u8, statistics.Sent);
        writer.WriteNumber("received"u8, statistics.Received);
        writer.WriteNumber("members"u8, statistics.Members);
        writer.WriteNumber("errors"u8, statistics.Errors);
        writer.WriteNumber("lost_percent"u8, statistics.LostPercent);
        WriteTime(writer, "rtt_min_ns"u8, statistics, t => t.Min);
        WriteTime(writer, "rtt_avg_ns"u8, statistics, t => t.Average);
        WriteTime(writer, "rtt_median_ns"u8, statistics, t => t.Median());
        WriteTime(writer, "rtt_max_ns"u8, statistics, t => t.Max);
        WriteTime(writer, "rtt_mdev_ns"u8, statistics, t => t.Deviation);
        WriteRefused(writer, statistics);
        writer.WriteNumber("cookie_bytes"u8, _cookieLength);
        writer.WriteNumber("elapsed_ns"u8, statistics.Elapsed);
    }

    private static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, PingStatistics statistics, Func<RoundTrips, long> figure)
    {
        if (statistics.Received > 0) writer.WriteNumber(name, figure(statistics.RoundTrips));
        else writer.WriteNull(name);
    }

    private static void WriteRefused(Utf8JsonWriter writer, PingStatistics statistics)
    {
        writer.WriteStartObject("refused"u8);
        foreach (PingRefusal reason in Enum.GetValues<PingRefusal>())
            if (reason != PingRefusal.None) writer.WriteNumber(PingWords.ReasonOf(reason), statistics.RefusedFor(reason));
        writer.WriteEndObject();
    }
}
