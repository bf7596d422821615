using System.Text.Json;
using RawNet.Captures;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Json;
using RawNet.Cli.Common.Text;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Common.Packets;

/// <summary>Packets as NDJSON, schema rawnet.packet/1.</summary>
/// <param name="lines">The run's.</param>
/// <param name="hash">Adds frame.sha256.</param>
internal sealed class PacketJson(JsonLines lines, bool hash) : IPacketRenderer
{
    private const int HashBytes = 8; // the first 16 digits of 64


    public void Start()
    {
        Utf8JsonWriter writer = lines.BeginStart();
        writer.WriteString("packets"u8, "rawnet.packet/1"u8);
        lines.End();
    }

    public void Show(in CapturedPacket packet, string? file)
    {
        Utf8JsonWriter writer = lines.Begin("packet"u8);
        if (file is not null) writer.WriteForeign("file"u8, file);
        writer.WriteNumber("frame.number"u8, packet.Number);
        writer.WriteTime("frame.time_ns"u8, "frame.time"u8, packet.TimeNanoseconds);
        writer.WriteNumber("frame.len"u8, packet.Length);
        writer.WriteNumber("frame.cap_len"u8, packet.Data.Length);
        writer.WriteNumber("frame.linktype"u8, (int)packet.LinkType);
        if (packet.Direction != PacketDirection.Unknown)
            writer.WriteString("frame.direction"u8, packet.Direction == PacketDirection.Inbound ? "inbound"u8 : "outbound"u8);
        if (packet.LostBefore > 0) writer.WriteNumber("frame.lost_before"u8, packet.LostBefore);
        if (packet.LinkFaults != LinkFaults.None) WriteFaults(writer, packet.LinkFaults);
        CommentText.Write(writer, packet.Comments);
        if (hash) WriteHash(writer, packet.Data);
        LayerJson.WritePacket(writer, PacketView.Layers(packet.LinkType, packet.Data, packet.DecodedLength, packet.FcsLength));
        lines.End();
    }

    public void ShowNothing()
    {
    }

    public void Finish(PacketTally count)
    {
        lines.Summarize(writer =>
        {
            writer.WriteNumber("packets"u8, count.Packets);
            writer.WriteNumber("bytes"u8, count.Bytes);
            writer.WriteNumber("left_out"u8, count.LeftOut);
            if (count.NotWritten > 0) writer.WriteNumber("not_written"u8, count.NotWritten);
            writer.WriteNumber("sources"u8, count.Sources);
            writer.WriteNumber("damaged"u8, count.Damaged);
            if (count.Received is { } received) writer.WriteNumber("received"u8, received);
            if (count.Dropped is { } dropped) writer.WriteNumber("dropped"u8, dropped);
            if (count.Lost > 0) writer.WriteNumber("lost"u8, count.Lost);
            LinkWords.Write(writer, count.Link);
        });
    }

    public void Flush() => lines.Flush();

    public void Dispose()
    {
    }

    private static void WriteFaults(Utf8JsonWriter writer, LinkFaults faults)
    {
        writer.WriteStartArray("frame.link_faults"u8);
        foreach (string name in faults.Names()) writer.WriteStringValue(name);
        writer.WriteEndArray();
    }

    private static void WriteHash(Utf8JsonWriter writer, ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[Sha256.SizeInBytes];
        Sha256.HashData(data, digest);
        Span<byte> text = stackalloc byte[2 * HashBytes];
        Convert.TryToHexStringLower(digest[..HashBytes], text, out _);
        writer.WriteString("frame.sha256"u8, text);
    }
}
