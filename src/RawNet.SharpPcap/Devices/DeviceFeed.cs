using RawNet.Captures;
using RawNet.SharpPcap.Conversions;
using RawNet.Wire;
using SharpPcap;

namespace RawNet.SharpPcap.Devices;

/// <summary>Any device of SharpPcap that somebody else has opened and will close; SharpPcap makes some objects a packet.</summary>
internal sealed class DeviceFeed(ICaptureDevice device) : IPacketFeed
{
    private readonly PacketBuffer _buffer = new();

    public LinkType LinkType { get; } = device.LinkType.ToLinkType();

    public bool HasNanoseconds { get; } = device.TimestampResolution == TimestampResolution.Nanosecond;

    public bool IsEnded { get; private set; }

    public bool IsPrompt => false;

    public PcapCount Count => CountOf(device);

    public bool TryRead(out CapturedPacket packet)
    {
        GetPacketStatus status = device.GetNextPacket(out PacketCapture taken);
        if (status == GetPacketStatus.Error)
            throw new LibpcapException(LibpcapFailure.Refused, $"{device.Name}: {device.LastError}");
        IsEnded = status == GetPacketStatus.NoRemainingPackets;
        packet = status == GetPacketStatus.PacketRead ? Kept(taken.ToCaptured()) : default;
        return status == GetPacketStatus.PacketRead;
    }

    public void Wait(TimeSpan time)
    {
    }

    public void Send(ReadOnlySpan<byte> frame)
    {
        if (device is not IInjectionDevice outlet)
            throw new LibpcapException(LibpcapFailure.Refused, $"{device.Name} takes no frames");
        outlet.SendPacket(frame);
    }

    public void Dispose()
    {
    }

    private static PcapCount CountOf(ICaptureDevice device) =>
        device.Statistics is { } told ? new(told.ReceivedPackets, told.DroppedPackets, told.InterfaceDroppedPackets) : default;

    private CapturedPacket Kept(CapturedPacket packet) => packet with { Data = _buffer.Copy(packet.Data) };
}
