using System.Net;
using System.Text.Json;
using RawNet.Captures;
using RawNet.Cli.Common.Json;
using RawNet.Cli.Common.Text;
using RawNet.Cli.Multicast.Common;
using RawNet.Protocols;
using RawNet.Sockets;
using RawNet.Wire;

namespace RawNet.Cli.Multicast.Join;

/// <summary>A run of <c>join</c> as NDJSON, schema rawnet.igmp-join/1; the kernel's messages as <c>read</c> shows packets.</summary>
internal sealed class JoinJson(JsonLines lines, bool quiet) : IJoinEvents
{

    public void Started(JoinPlan plan)
    {
        lines.BeginStart().WriteForeign("interface"u8, plan.Link.Name);
        lines.EndNow();
    }

    public void Joined(WantedGroup group)
    {
        if (quiet) return;
        Utf8JsonWriter writer = lines.Begin("joined"u8);
        writer.WriteString("group"u8, group.Group.ToString());
        writer.WriteString("filter"u8, GroupWords.FilterOf(group.Filter));
        writer.WriteStartArray("sources"u8);
        foreach (IPAddress source in group.Sources) writer.WriteStringValue(source.ToString());
        writer.WriteEndArray();
        lines.EndNow();
    }

    public void Sent(in CapturedPacket packet)
    {
        if (quiet) return;
        Utf8JsonWriter writer = lines.Begin("sent"u8);
        writer.WriteTime("time_ns"u8, "time"u8, packet.TimeNanoseconds);
        writer.WriteNumber("frame.len"u8, packet.Data.Length);
        LayerJson.WritePacket(writer, PacketView.Layers(packet.LinkType, packet.Data));
        lines.EndNow();
    }

    public void Finished(int groups, long messages, LinkHistory link)
    {
        lines.Summarize(writer =>
        {
            writer.WriteNumber("groups"u8, groups);
            writer.WriteNumber("messages"u8, messages);
            LinkWords.Write(writer, link);
        });
    }
}
