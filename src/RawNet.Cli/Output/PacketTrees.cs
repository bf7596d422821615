using System.Text;
using RawNet.Captures;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Cli.Output;

/// <summary>Every layer and field of a packet as a tree; faults stand under the layer that they belong to.</summary>
internal sealed class PacketTrees(Stream output) : PacketText(output)
{
    private readonly StringBuilder _tree = new();

    protected override string LineOf(in CapturedPacket packet, string? file)
    {
        _tree.Clear();
        LayerHeads.AppendFrame(_tree, packet, file);
        foreach (View view in PacketView.Layers(packet.LinkType, packet.Data, packet.OnWire()))
        {
            int depth = LayerHeads.DepthOf(view);
            LayerHeads.AppendLayer(_tree, view);
            FieldTree.Append(_tree, FieldReading.Of(view), depth + 1);
            LayerHeads.AppendFaults(_tree, view);
        }
        return _tree.ToString();
    }
}

/// <summary>The box of each layer with its values; below it what the box has no room for, and the faults.</summary>
internal sealed class PacketBoxes(Stream output) : PacketText(output)
{
    private readonly StringBuilder _text = new();

    protected override string LineOf(in CapturedPacket packet, string? file)
    {
        _text.Clear();
        LayerHeads.AppendFrame(_text, packet, file);
        foreach (View view in PacketView.Layers(packet.LinkType, packet.Data, packet.OnWire()))
        {
            int depth = LayerHeads.DepthOf(view);
            LayerHeads.AppendLayer(_text, view);
            string box = Diagram.Of(view, out IReadOnlyList<FieldReading> below);
            foreach (string line in box.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                FieldTree.Indented(_text, depth).Append(line).Append('\n');
            FieldTree.Append(_text, below, depth + 1);
            LayerHeads.AppendFaults(_text, view);
        }
        return _text.ToString();
    }
}
