using PacketDotNet;
using PacketDotNet.Utils;

namespace RawNet.SharpPcap.Conversions;

/// <summary>The bytes of a packet without what PacketDotNet's own property does on the way: write lengths,
/// drop what lies behind them.</summary>
internal static class UnchangedBytes
{
    public static byte[] Of(Packet packet)
    {
        ByteArraySegment header = packet.HeaderSegment;
        if (IsOneRun(packet)) return header.Bytes[header.Offset..header.BytesLength];
        byte[] inner = packet.PayloadPacket is { } payload ? Of(payload) : packet.PayloadData ?? [];
        return [.. packet.HeaderData, .. inner];
    }

    // Every layer that was read or given stands behind the one around it in one array.
    private static bool IsOneRun(Packet packet)
    {
        for (; packet.IsPayloadInitialized; packet = packet.PayloadPacket!)
        {
            ByteArraySegment header = packet.HeaderSegment;
            if (packet.PayloadPacket is null) return packet.PayloadDataSegment is not { } data || Follows(data, header);
            // A message of neighbour discovery begins where its ICMPv6 header does.
            if (packet.PayloadPacket is not NdpPacket && !Follows(packet.PayloadPacket.HeaderSegment, header)) return false;
        }
        return true;
    }

    private static bool Follows(ByteArraySegment next, ByteArraySegment header) =>
        next.Bytes == header.Bytes && next.Offset == header.Offset + header.Length;
}
