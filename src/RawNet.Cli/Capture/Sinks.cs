using RawNet.Captures;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Packets;

namespace RawNet.Cli.Capture;

/// <summary>Packets into a file.</summary>
internal sealed class RecordingSink(CaptureFile file, ICaptureSource source) : ICaptureSink
{
    private readonly Func<int, string?> _nameOf = source.NameOf; // once, not for each packet

    public bool TryWrite(in CapturedPacket packet) => file.TryWrite(packet, _nameOf);

    public void Idle()
    {
    }

    public void Keep() => file.Keep();
}

/// <summary>Packets shown.</summary>
internal sealed class ShowingSink(IPacketRenderer renderer) : ICaptureSink
{
    public bool TryWrite(in CapturedPacket packet)
    {
        renderer.Show(packet, file: null);
        return true;
    }

    public void Idle() => renderer.Flush();

    public void Keep() => renderer.Flush();
}
