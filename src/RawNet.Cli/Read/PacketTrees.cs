using System.Text;
using RawNet.Captures;
using RawNet.Cli.Common.Packets;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Read;

/// <summary>Every layer and field of a packet as a tree; faults stand under the layer that they belong to.</summary>
internal sealed class PacketTrees(Stream output) : PacketRenderer(output)
{
    protected override void AppendLine(StringBuilder tree, in CapturedPacket packet, string? file)
    {
        LayerHeads.AppendFrame(tree, packet, file);
        foreach (View view in PacketView.Layers(packet.LinkType, packet.Data, packet.DecodedLength, packet.FcsLength))
        {
            int depth = LayerHeads.DepthOf(view);
            LayerHeads.AppendLayer(tree, view);
            FieldTree.Append(tree, FieldValue.Of(view), depth + 1);
            LayerHeads.AppendFaults(tree, view);
        }
    }
}

/// <summary>The box of each layer with its values; below it what the box has no room for, and the faults.</summary>
internal sealed class PacketBoxes(Stream output) : PacketRenderer(output)
{
    protected override void AppendLine(StringBuilder text, in CapturedPacket packet, string? file)
    {
        LayerHeads.AppendFrame(text, packet, file);
        foreach (View view in PacketView.Layers(packet.LinkType, packet.Data, packet.DecodedLength, packet.FcsLength))
        {
            int depth = LayerHeads.DepthOf(view);
            LayerHeads.AppendLayer(text, view);
            string box = Diagram.Of(view, out IReadOnlyList<FieldValue> below);
            foreach (string line in box.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                FieldTree.Indented(text, depth).Append(line).Append('\n');
            FieldTree.Append(text, below, depth + 1);
            LayerHeads.AppendFaults(text, view);
        }
    }
}
