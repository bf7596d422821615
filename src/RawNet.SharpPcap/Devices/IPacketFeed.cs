using RawNet.Captures;
using RawNet.Wire;

namespace RawNet.SharpPcap.Devices;

/// <summary>Packets of one device, one by one. What it throws is SharpPcap's.</summary>
internal interface IPacketFeed : IDisposable
{
    LinkType LinkType { get; }

    bool HasNanoseconds { get; }

    /// <summary>Nothing comes any more: the end of a file.</summary>
    bool IsEnded { get; }

    /// <summary>Whether a read without a packet returns at once; else it waits for the device's read timeout.</summary>
    bool IsPrompt { get; }

    PcapCount Count { get; }

    /// <param name="packet">Its bytes hold until the next read.</param>
    bool TryRead(out CapturedPacket packet);

    /// <summary>Waits up to the time until a packet may be there; does nothing where reading itself waits.</summary>
    void Wait(TimeSpan time);

    void Send(ReadOnlySpan<byte> frame);
}
