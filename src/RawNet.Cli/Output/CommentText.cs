using System.Text;
using System.Text.Json;
using RawNet.Captures;

namespace RawNet.Cli.Output;

/// <summary>The comments of a packet. They are read leniently: their bytes are whatever the file holds.</summary>
internal static class CommentText
{
    public static void AppendComments(this StringBuilder line, PacketComments comments)
    {
        foreach (ReadOnlySpan<byte> comment in comments) line.Append("  # ").Append(Printable.Of(Encoding.UTF8.GetString(comment)));
    }

    /// <summary>The first one by itself; all of them where there are several.</summary>
    public static void Write(Utf8JsonWriter writer, PacketComments comments)
    {
        PacketComments.Enumerator all = comments.GetEnumerator();
        if (!all.MoveNext()) return;
        writer.WriteString("frame.comment"u8, Encoding.UTF8.GetString(all.Current));
        if (!all.MoveNext()) return;
        writer.WriteStartArray("frame.comments"u8);
        foreach (ReadOnlySpan<byte> comment in comments) writer.WriteStringValue(Encoding.UTF8.GetString(comment));
        writer.WriteEndArray();
    }
}
