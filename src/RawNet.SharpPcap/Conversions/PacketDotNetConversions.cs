using System.Diagnostics.CodeAnalysis;
using PacketDotNet;
using PacketDotNet.Utils;
using RawNet.Protocols;
using RawNet.Wire;
using Packet = RawNet.Wire.Packet;
using TheirPacket = PacketDotNet.Packet;

namespace RawNet.SharpPcap.Conversions;

/// <summary>Packets of PacketDotNet as RawNet's and back, by their bytes: nothing is recomputed, nothing
/// behind a stated length is lost.</summary>
public static class PacketDotNetConversions
{
    /// <summary>The bytes as they stand, padding and trailers included.</summary>
    /// <remarks>
    /// <see cref="TheirPacket.Bytes"/> writes lengths into the packet and leaves out what lies behind them. PacketDotNet itself
    /// replaces an IPv4 total length of 0 when it first looks at that header.
    /// </remarks>
    public static byte[] ToBytes(this TheirPacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        return UnchangedBytes.Of(packet);
    }

    /// <summary>What the packet begins with.</summary>
    /// <exception cref="ArgumentException">A packet of this class begins no frame: take the one that carries it.</exception>
    public static LinkType ToLinkType(this TheirPacket packet) => packet switch
    {
        EthernetPacket => LinkType.Ethernet,
        LinuxSllPacket => LinkType.LinuxSll,
        LinuxSll2Packet => LinkType.LinuxSll2,
        NullPacket => LinkType.Null,
        RawIPPacket => LinkType.Raw,
        IPv4Packet => LinkType.Ipv4,
        IPv6Packet => LinkType.Ipv6,
        null => throw new ArgumentNullException(nameof(packet)),
        _ => throw new ArgumentException($"{packet.GetType().Name} begins no frame; take the packet that carries it", nameof(packet)),
    };

    /// <summary>The layers as RawNet reads them, from a copy of the bytes.</summary>
    /// <exception cref="ArgumentException">It begins no frame.</exception>
    public static LayerSequence Layers(this TheirPacket packet) => PacketView.Layers(packet.ToLinkType(), packet.ToBytes());

    /// <summary>The RawNet packet that builds the same bytes.</summary>
    /// <exception cref="ArgumentException">It begins no frame.</exception>
    public static Packet ToRawNet(this TheirPacket packet) => Packet.Read(packet.ToLinkType(), packet.ToBytes());

    /// <summary>The packet, built, as PacketDotNet reads it.</summary>
    /// <exception cref="ArgumentException">Its first layer begins no frame.</exception>
    /// <exception cref="BuildException">It cannot be built.</exception>
    /// <exception cref="NotImplementedException">PacketDotNet does not read this link type.</exception>
    public static TheirPacket ToPacketDotNet(this Packet packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        LinkType? link = packet.Layers.Count > 0 ? Registry.Kinds.LinkTypeOf(packet.Layers[0].Kind) : null;
        return Parse(link ?? throw new ArgumentException("the first layer begins no frame", nameof(packet)), packet.ToBytes());
    }

    /// <summary>This layer with all that it carries as PacketDotNet's packet, over a copy of the bytes;
    /// null when it has none for such.</summary>
    /// <exception cref="InvalidOperationException">PacketDotNet refuses the bytes.</exception>
    public static TheirPacket? ToPacketDotNet(this in View view) => LayerPackets.Of(view.Kind, view.Bytes.ToArray());

    /// <summary>A frame as PacketDotNet reads it.</summary>
    /// <param name="link">What the frame begins with.</param>
    /// <param name="frame">The bytes, which PacketDotNet keeps and may write to.</param>
    /// <exception cref="NotImplementedException">PacketDotNet does not read this link type.</exception>
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(PacketOrByteArraySegment))]
    public static TheirPacket Parse(LinkType link, byte[] frame) =>
        link is LinkType.Ipv4 or LinkType.Ipv6
            ? new RawIPPacket(new ByteArraySegment(frame))
            : TheirPacket.ParsePacket((LinkLayers)link, frame);
}
