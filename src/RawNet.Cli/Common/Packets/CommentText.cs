using System.Text;
using System.Text.Json;
using RawNet.Captures;
using RawNet.Cli.Common.Json;
using RawNet.Cli.Common.Text;
using RawNet.Wire;

namespace RawNet.Cli.Common.Packets;

/// <summary>The comments of a packet. They are read leniently: their bytes are whatever the file holds.</summary>
internal static class CommentText
{
    public static void AppendComments(this StringBuilder line, PacketComments comments)
    {
        foreach (ReadOnlySpan<byte> comment in comments) line.Append("  # ").Append(Printable.Of(NativeText.Of(comment)));
    }

    /// <summary>The first one by itself; all of them where there are several.</summary>
    public static void Write(Utf8JsonWriter writer, PacketComments comments)
    {
        PacketComments.Enumerator all = comments.GetEnumerator();
        if (!all.MoveNext()) return;
        writer.WriteForeign("frame.comment"u8, NativeText.Of(all.Current));
        if (!all.MoveNext()) return;
        writer.WriteStartArray("frame.comments"u8);
        foreach (ReadOnlySpan<byte> comment in comments) writer.WriteStringValue(NativeText.Shown(NativeText.Of(comment)));
        writer.WriteEndArray();
    }
}
