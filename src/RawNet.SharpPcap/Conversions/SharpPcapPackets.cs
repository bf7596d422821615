using RawNet.Captures;
using RawNet.Wire;
using SharpPcap;
using SharpPcap.LibPcap;

namespace RawNet.SharpPcap.Conversions;

/// <summary>SharpPcap's packets as RawNet's, and back; times keep their nanoseconds, lengths what was cut.</summary>
/// <remarks>
/// <code>
/// device.OnPacketArrival += (_, packet) =>
/// {
///     CapturedPacket captured = packet.ToCaptured();
///     foreach (View layer in PacketView.Layers(captured.LinkType, captured.Data, captured.DecodedLength))
///         Use(layer);
/// };
/// </code>
/// </remarks>
public static class SharpPcapPackets
{
    /// <summary>The packet over SharpPcap's own bytes, which hold as long as those do; copies nothing.</summary>
    /// <remarks>SharpPcap's <see cref="PacketCapture.GetPacket"/> forgets the length on the wire; this does not,
    /// where the header tells it.</remarks>
    public static CapturedPacket ToCaptured(this PacketCapture packet) =>
        Captured(packet.Device.LinkType.ToLinkType(), packet.Data, packet.Header.Timeval,
            packet.Header is PcapHeader header ? header.PacketLength : packet.Data.Length);

    /// <summary>The packet over SharpPcap's own bytes; copies nothing.</summary>
    public static CapturedPacket ToCaptured(this RawCapture packet) =>
        Captured(packet.LinkLayerType.ToLinkType(), packet.Data, packet.Timeval, packet.PacketLength);

    /// <summary>Copies the packet for SharpPcap. Its number, interface, direction and comment have no place there.</summary>
    /// <remarks>A packet without a time gets 1970-01-01, as libpcap reads a Simple Packet Block.
    /// Lengths beyond 31 bits become the greatest.</remarks>
    public static RawCapture ToRawCapture(this in CapturedPacket packet) =>
        new(packet.LinkType.ToLinkLayers(), Times.ToTimeval(packet.TimeNanoseconds ?? 0), packet.Data.ToArray(), packet.DecodedLength);

    private static CapturedPacket Captured(LinkType linkType, ReadOnlySpan<byte> data, PosixTimeval time, long length) =>
        new(linkType, data, time.ToNanoseconds()) { Length = length, Direction = CookedDirection.Of(linkType, data) };
}
