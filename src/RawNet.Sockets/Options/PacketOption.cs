using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Options of packet sockets (SOL_PACKET, packet(7)).</summary>
public static class PacketOption
{
    private static readonly OptionLevel Level = new(Constants.SOL_PACKET);

    /// <summary>Joins promiscuous or all-multicast mode until the socket closes; not readable.</summary>
    public static readonly SocketOption<PacketMembership> AddMembership = Level.Of("PACKET_ADD_MEMBERSHIP", 1, PacketMembership.Codec);

    /// <summary>Takes <see cref="AddMembership"/> back.</summary>
    public static readonly SocketOption<PacketMembership> DropMembership = Level.Of("PACKET_DROP_MEMBERSHIP", 2, PacketMembership.Codec);

    /// <summary>VLAN tag, lengths and checksum state with each frame.</summary>
    public static readonly SocketOption<bool> AuxiliaryData = Level.Flag("PACKET_AUXDATA", 8);

    /// <summary>Sends straight to the driver: no queueing discipline, no shaping, no tap sees it leave.</summary>
    public static readonly SocketOption<bool> BypassQueue = Level.Flag("PACKET_QDISC_BYPASS", 20);

    /// <summary>Frames that this host sends do not come in.</summary>
    public static readonly SocketOption<bool> IgnoreOutgoing = Level.Flag("PACKET_IGNORE_OUTGOING", 23);

    /// <summary>Counts since the last reading: reading sets both to 0. Not settable.</summary>
    internal static readonly SocketOption<PacketCount> Statistics = Level.Of("PACKET_STATISTICS", 6, PacketCount.Codec);

    /// <summary>All of this level.</summary>
    public static IReadOnlyList<SocketOption> All => Level.Options;
}
