using RawNet.Captures;

using RawNet.Cli.Common.Files;

namespace RawNet.Cli.Common.Packets;

/// <summary>Beginning and end of what another renderer shows, and no packet.</summary>
/// <param name="make">Makes that one.</param>
internal sealed class SummaryOnly(Func<IPacketRenderer> make) : IPacketRenderer
{
    private readonly IPacketRenderer _renderer = make();

    public void Start() => _renderer.Start();

    public void Show(in CapturedPacket packet, string? file)
    {
    }

    public void ShowNothing()
    {
    }

    public void Finish(PacketTally count) => _renderer.Finish(count);

    public void Flush() => _renderer.Flush();

    public void Dispose() => _renderer.Dispose();
}
