using RawNet.Captures;
using RawNet.Cli.Common.Files;
using RawNet.Wire;

namespace RawNet.Cli.Craft;

/// <summary>The box of each layer as its RFC draws it, without values. Packets of one run that have
/// the same layers are drawn once.</summary>
internal sealed class CraftBoxes(Stream output) : ICraftRenderer
{
    private readonly TextWriter _lines = StandardOutput.BufferedTextOver(output);
    private Kind[] _drawn = [];

    public void Show(Packet packet, in CapturedPacket built)
    {
        Kind[] kinds = [.. packet.Layers.Select(layer => layer.Kind)];
        if (kinds.SequenceEqual(_drawn)) return;
        _drawn = kinds;
        foreach (Kind kind in kinds) _lines.WriteLine($"{kind.Name}: {kind.Table.Source}\n{Diagram.Of(kind)}");
    }

    public void ShowNothing()
    {
    }

    public void Flush() => _lines.Flush();

    public void Finish(PacketTally count) => _lines.Flush();

    public void Dispose() => _lines.Dispose();
}
