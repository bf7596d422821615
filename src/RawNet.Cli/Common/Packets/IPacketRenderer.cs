using RawNet.Captures;
using RawNet.Cli.Common.Files;

namespace RawNet.Cli.Common.Packets;

/// <summary>Shows packets, one way or another.</summary>
internal interface IPacketRenderer : IDisposable
{
    /// <summary>Before the first packet.</summary>
    void Start();

    /// <param name="packet">The packet.</param>
    /// <param name="file">The file's name when several are read.</param>
    void Show(in CapturedPacket packet, string? file);

    /// <summary>Stands for input that is no packet, where a reader counts lines.</summary>
    void ShowNothing();

    /// <summary>After the last packet.</summary>
    void Finish(PacketTally count);

    /// <summary>Hands over what was shown so far.</summary>
    void Flush();
}
