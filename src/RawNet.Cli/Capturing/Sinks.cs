using RawNet.Captures;
using RawNet.Cli.Output;

namespace RawNet.Cli.Capturing;

/// <summary>Packets into a file.</summary>
internal sealed class RecordingSink(CaptureFile file, ICaptureSource source) : ICaptureSink
{
    public void Take(in CapturedPacket packet) => file.Write(packet, source.NameOf);

    public void Idle()
    {
    }
}

/// <summary>Packets shown.</summary>
internal sealed class ShowingSink(IPacketRenderer renderer) : ICaptureSink
{
    public void Take(in CapturedPacket packet) => renderer.Show(packet, file: null);

    public void Idle() => renderer.Flush();
}
