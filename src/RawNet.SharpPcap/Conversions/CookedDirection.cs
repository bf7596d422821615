using System.Buffers.Binary;
using RawNet.Captures;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.SharpPcap.Conversions;

/// <summary>libpcap tells which way a packet went in the header of a Linux cooked capture only (LINKTYPE_LINUX_SLL
/// and SLL2: the packet type).</summary>
internal static class CookedDirection
{
    private const int Outgoing = 4; // sent by this host

    internal static PacketDirection Of(LinkType linkType, ReadOnlySpan<byte> data) => linkType switch
    {
        LinkType.LinuxSll when data.Length >= sizeof(ushort) =>
            Of(BinaryPrimitives.ReadUInt16BigEndian(data[LinuxCooked.PacketType.Offset..])),
        LinkType.LinuxSll2 when data.Length > LinuxCooked2.PacketType.Offset => Of(data[LinuxCooked2.PacketType.Offset]),
        _ => PacketDirection.Unknown,
    };

    private static PacketDirection Of(int packetType) => packetType == Outgoing ? PacketDirection.Outbound : PacketDirection.Inbound;
}
