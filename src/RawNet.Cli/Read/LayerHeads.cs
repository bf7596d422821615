using System.Globalization;
using System.Text;
using RawNet.Captures;
using RawNet.Cli.Common.Packets;
using RawNet.Cli.Common.Text;
using RawNet.Wire;

namespace RawNet.Cli.Read;

/// <summary>The lines around the fields of a packet shown at length: the frame, the head of a layer, its faults.
/// Each ends with a line feed.</summary>
internal static class LayerHeads
{
    /// <summary>How far a layer is indented: those of a quoted packet stand inside the error that quotes it.</summary>
    public static int DepthOf(scoped in View view) => view.IsQuoted ? 3 : 1;

    public static void AppendFrame(StringBuilder text, in CapturedPacket packet, string? file)
    {
        if (file is not null) text.Append(Printable.Of(file)).Append(' ');
        text.Append(CultureInfo.InvariantCulture,
            $"frame {packet.Number}: {IsoTime.TextOf(packet.TimeNanoseconds)}, {packet.Length} bytes, {packet.Data.Length} captured, "
            + $"link type {(int)packet.LinkType}");
        if (Enum.IsDefined(packet.LinkType)) text.Append(CultureInfo.InvariantCulture, $" ({packet.LinkType})");
        text.AppendComments(packet.Comments);
        text.Append('\n');
    }

    public static void AppendLayer(StringBuilder text, scoped in View view)
    {
        string quoted = view.IsQuoted ? "quoted " : string.Empty;
        FieldTree.Indented(text, DepthOf(view)).Append(CultureInfo.InvariantCulture,
            $"{quoted}{view.Kind.Name}: {view.HeaderLength} bytes at {view.Offset}, {view.Kind.Table.Source}\n");
    }

    public static void AppendFaults(StringBuilder text, scoped in View view)
    {
        foreach (ParseError error in view.Errors()) FieldTree.Indented(text, DepthOf(view) + 1).Append("! ").Append(error).Append('\n');
    }
}
