using System.Text.Json;
using RawNet.Cli.Common.Packets;
using RawNet.Cli.Common.Text;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Common.Sending;

/// <summary>A run of <c>send</c> as NDJSON, schema rawnet.send/1.</summary>
internal sealed class SendJson(Stream output, bool quiet, Action<string> note) : ISendEvents, IDisposable
{
    private readonly JsonLines _lines = new(output);

    public void Started(SendPlan plan)
    {
        Utf8JsonWriter writer = _lines.BeginStart("rawnet.send/1"u8);
        writer.WriteString("via"u8, SendText.NameOf(plan.Via));
        if (plan.Choice is { } choice) writer.WriteForeign("interface"u8, choice.Link.Name);
        writer.WriteNumber("count"u8, plan.Count);
        writer.WriteNumber("rate"u8, plan.Rate);
        _lines.End();
        _lines.Flush();
    }

    public void Noted(string sentence) => note(sentence);

    public void Sent(long number, long timeNanoseconds, ReadOnlySpan<byte> packet)
    {
        if (quiet) return;
        Utf8JsonWriter writer = _lines.Begin("sent"u8);
        writer.WriteNumber("number"u8, number);
        writer.WriteTime(timeNanoseconds);
        writer.WriteNumber("len"u8, packet.Length);
        _lines.End();
    }

    public void Refused(string sentence)
    {
        _lines.Begin("refused"u8).WriteForeign("text"u8, sentence);
        _lines.End();
        note(sentence);
    }

    public void Explained(long number, Explanation explanation)
    {
        Utf8JsonWriter writer = _lines.Begin("explained"u8);
        writer.WriteNumber("number"u8, number);
        writer.WriteBoolean("seen"u8, explanation.Changes is not null);
        writer.WriteStartArray("changes"u8);
        foreach (Change change in explanation.Changes ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("field"u8, change.Field);
            writer.WriteString("asked"u8, change.Asked);
            writer.WriteString("seen"u8, change.Seen);
            writer.WriteString("rule"u8, change.Rule);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        _lines.End();
        _lines.Flush();
    }

    public void Answered(in Answer answer, LinkType link, ReadOnlySpan<byte> frame)
    {
        if (quiet) return;
        Utf8JsonWriter writer = _lines.Begin("answer"u8);
        writer.WriteNumber("number"u8, answer.Packet);
        writer.WriteString("relation"u8, SendText.NameOf(answer.Relation));
        if (answer.From.Length > 0) writer.WriteString("from"u8, answer.From.ToString());
        writer.WriteTime(answer.TimeNanoseconds);
        writer.WriteNumber("rtt_ns"u8, answer.RoundTripNanoseconds);
        writer.WriteNumber("frame.len"u8, answer.Length);
        LayerJson.WritePacket(writer, PacketView.Layers(link, frame, answer.Length));
        _lines.End();
        _lines.Flush();
    }

    public void Finished(SendSummary summary)
    {
        Utf8JsonWriter writer = _lines.Begin("summary"u8);
        writer.WriteNumber("sent"u8, summary.Sent);
        writer.WriteNumber("bytes"u8, summary.Bytes);
        writer.WriteNumber("seconds"u8, summary.Seconds);
        if (summary.Failed > 0 && summary.Failed + summary.Sent > 1) writer.WriteNumber("failed"u8, summary.Failed);
        LinkWords.Write(writer, summary.Link);
        if (summary.Answers is { } answers)
        {
            writer.WriteNumber("answers"u8, answers);
            writer.WriteNumber("others"u8, summary.Others);
            if (summary.Dropped > 0) writer.WriteNumber("dropped"u8, summary.Dropped);
        }
        _lines.End();
        _lines.Flush();
    }

    public void Dispose() => _lines.Dispose();
}
