using System.Runtime.InteropServices;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>What a packet socket has seen since it was opened.</summary>
/// <param name="Received">Frames that the filter let through, those dropped included.</param>
/// <param name="Dropped">Of them, frames that the full buffer cost.</param>
public readonly record struct PacketCount(long Received, long Dropped)
{
    internal static readonly OptionCodec<PacketCount> Codec = new(
        8,
        (_, _) => throw new NotSupportedException("packet statistics are not settable"),
        bytes => Of(MemoryMarshal.Read<PacketCounters>(bytes)),
        _ => throw new FormatException("packet statistics are not settable"),
        value => $"{value.Received},{value.Dropped}")
    { Shape = "tpacket_stats" };

    /// <summary>Adds a later reading.</summary>
    public static PacketCount operator +(PacketCount left, PacketCount right) =>
        new(left.Received + right.Received, left.Dropped + right.Dropped);

    private static PacketCount Of(PacketCounters counters) => new(counters.tp_packets, counters.tp_drops);
}
