using RawNet.Captures;
using RawNet.Cli.Common.Files;
using RawNet.Cli.Common.Packets;
using RawNet.Wire;

namespace RawNet.Cli.Craft;

/// <summary>Shows packets that were built.</summary>
internal interface ICraftRenderer : IDisposable
{
    /// <param name="packet">What was asked for.</param>
    /// <param name="built">What came of it.</param>
    void Show(Packet packet, in CapturedPacket built);

    /// <summary>Stands for a line of input that is no expression.</summary>
    void ShowNothing();

    /// <summary>Hands over what was shown so far.</summary>
    void Flush();

    /// <summary>After the last packet.</summary>
    void Finish(PacketTally count);
}

/// <summary>Built packets shown as those of a file are.</summary>
/// <param name="make">Makes what shows them.</param>
internal sealed class AsRead(Func<IPacketRenderer> make) : ICraftRenderer
{
    private readonly IPacketRenderer _renderer = make();
    private bool _started;

    public void Show(Packet packet, in CapturedPacket built)
    {
        Start();
        _renderer.Show(built, file: null);
    }

    public void ShowNothing() => _renderer.ShowNothing();

    public void Flush() => _renderer.Flush();

    public void Finish(PacketTally count)
    {
        Start();
        _renderer.Finish(count);
    }

    public void Dispose() => _renderer.Dispose();

    // Not before the first packet is built: a usage error leaves standard output empty.
    private void Start()
    {
        if (!_started) _renderer.Start();
        _started = true;
    }
}

/// <summary>Shows nothing: the packets go into a file.</summary>
internal sealed class Silent : ICraftRenderer
{
    public void Show(Packet packet, in CapturedPacket built)
    {
    }

    public void ShowNothing()
    {
    }

    public void Flush()
    {
    }

    public void Finish(PacketTally count)
    {
    }

    public void Dispose()
    {
    }
}
