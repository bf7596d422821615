using System.Text.Json;
using RawNet.Cli.Common.Json;
using RawNet.Cli.Common.Text;
using RawNet.Probing;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Common.Sending;

/// <summary>A run of <c>send</c> as NDJSON, schema rawnet.send/1.</summary>
internal sealed class SendJson(JsonLines lines, bool quiet, Action<string> note) : ISendEvents
{

    public void Started(SendPlan plan)
    {
        Utf8JsonWriter writer = lines.BeginStart();
        writer.WriteString("via"u8, SendText.NameOf(plan.Via));
        if (plan.Choice is { } choice) writer.WriteForeign("interface"u8, choice.Link.Name);
        writer.WriteNumber("count"u8, plan.Count);
        writer.WriteNumber("rate"u8, plan.Rate);
        lines.EndNow();
    }

    public void Noted(string sentence) => note(sentence);

    public void Sent(long number, long timeNanoseconds, ReadOnlySpan<byte> packet)
    {
        if (quiet) return;
        Utf8JsonWriter writer = lines.Begin("sent"u8);
        writer.WriteNumber("number"u8, number);
        writer.WriteTime(timeNanoseconds);
        writer.WriteNumber("len"u8, packet.Length);
        lines.End();
    }

    public void Refused(string sentence)
    {
        lines.Begin("refused"u8).WriteForeign("text"u8, sentence);
        lines.End();
        note(sentence);
    }

    public void Explained(long number, Explanation explanation)
    {
        Utf8JsonWriter writer = lines.Begin("explained"u8);
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
        lines.EndNow();
    }

    public void Answered(in Answer answer, LinkType link, ReadOnlySpan<byte> frame)
    {
        if (quiet) return;
        bool isAnswer = answer.Relation != Relation.Other;
        Utf8JsonWriter writer = lines.Begin(isAnswer ? "answer"u8 : "other"u8);
        if (isAnswer) writer.WriteNumber("number"u8, answer.Packet);
        writer.WriteString("relation"u8, SendText.NameOf(answer.Relation));
        if (answer.From.Length > 0) writer.WriteString("from"u8, answer.From.ToString());
        writer.WriteTime(answer.TimeNanoseconds);
        if (isAnswer) writer.WriteNumber("rtt_ns"u8, answer.RoundTripNanoseconds);
        writer.WriteNumber("frame.len"u8, answer.Length);
        LayerJson.WritePacket(writer, PacketView.Layers(link, frame, answer.Length));
        lines.EndNow();
    }

    public void Idle() => lines.Flush();

    public void Finished(SendSummary summary)
    {
        lines.Summarize(writer =>
        {
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
        });
    }
}
