using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>Options of packet sockets (SOL_PACKET, packet(7)).</summary>
public static class PacketOption
{
    private static readonly OptionLevel _level = new("SOL_PACKET", Constants.SOL_PACKET);

    /// <summary>Joins promiscuous or all-multicast mode until the socket closes; not readable.</summary>
    public static readonly SocketOption<PacketMembership> AddMembership = _level.Of("PACKET_ADD_MEMBERSHIP", 1, PacketMembership.Codec,
        new("the interface lets more in until the socket closes", "", "", OptionAccess.Set));

    /// <summary>Takes <see cref="AddMembership"/> back.</summary>
    public static readonly SocketOption<PacketMembership> DropMembership = _level.Of("PACKET_DROP_MEMBERSHIP", 2, PacketMembership.Codec,
        new("takes it back; nothing when there was none", "", "", OptionAccess.Set));

    /// <summary>What a receive ring gives to the queue of those frames that are longer than its slots.</summary>
    public static readonly SocketOption<int> CopyThreshold = _level.Int("PACKET_COPY_THRESH", 7,
        new("count of frames longer than a ring's slot that are queued whole beside it"));

    /// <summary>VLAN tag, lengths and checksum state with each frame.</summary>
    public static readonly SocketOption<bool> AuxiliaryData = _level.Flag("PACKET_AUXDATA", 8,
        new("tpacket_auxdata with each frame: VLAN tag, lengths, checksum state"));

    /// <summary>sll_ifindex tells the port, not the bridge or bond above it.</summary>
    public static readonly SocketOption<bool> OriginalDevice = _level.Flag("PACKET_ORIGDEV", 9,
        new("sll_ifindex is the interface of arrival, not the bond above it"));

    /// <summary>Of the rings: 0, 1 or 2 for TPACKET_V1, V2, V3.</summary>
    public static readonly SocketOption<int> Version = _level.Int("PACKET_VERSION", 10,
        new("header of the rings, TPACKET_V1 to V3, which wants its own struct to set one up (EINVAL); EBUSY once there is a ring",
            "0", "0..2"));

    /// <summary>Bytes left free in front of each frame of a receive ring.</summary>
    public static readonly SocketOption<int> Reserve = _level.Int("PACKET_RESERVE", 12,
        new("head room in a receive ring's slots, which must hold it (EINVAL); EBUSY once there is a ring", "0", "0 or more"));

    /// <summary>A send ring passes over damaged frames.</summary>
    public static readonly SocketOption<bool> Loss = _level.Flag("PACKET_LOSS", 14,
        new("a mapped send ring drops malformed frames instead of stopping; EBUSY once there is a ring"));

    /// <summary>virtio_net_hdr in front of each frame, both ways.</summary>
    public static readonly SocketOption<bool> VirtualHeader = _level.Flag("PACKET_VNET_HDR", 15,
        new("10 bytes virtio_net_hdr before each frame, in and out; SOCK_RAW only, else EINVAL"));

    /// <summary>Source of a ring's time stamps, bits of SOF_TIMESTAMPING_*.</summary>
    public static readonly SocketOption<int> Timestamp = _level.Int("PACKET_TIMESTAMP", 17,
        new("source of a mapped ring's time stamps, bits of SOF_TIMESTAMPING_*; nothing for messages"));

    /// <summary>Shares what arrives among the sockets of a group; the group in bits 0-15, PACKET_FANOUT_* above.</summary>
    public static readonly SocketOption<int> Fanout = _level.Int("PACKET_FANOUT", 18,
        new("group number, plus PACKET_FANOUT_* << 16; the socket must be bound (EINVAL), and once is for ever (EALREADY)"));

    /// <summary>A send ring's frames begin where their header says.</summary>
    public static readonly SocketOption<bool> SendRingOffset = _level.Flag("PACKET_TX_HAS_OFF", 19,
        new("a send ring's slots say where their frame begins; only for mapped rings, ignored once there is one"));

    /// <summary>Sends straight to the driver: no queueing discipline, no shaping, no tap sees it leave.</summary>
    public static readonly SocketOption<bool> BypassQueue = _level.Flag("PACKET_QDISC_BYPASS", 20,
        new("sends past the queueing discipline and past every tap of this host"));

    /// <summary>Frames that this host sends do not come in.</summary>
    public static readonly SocketOption<bool> IgnoreOutgoing = _level.Flag("PACKET_IGNORE_OUTGOING", 23,
        new("frames that this host sends do not come in"));

    /// <summary>Counts since the last reading: reading sets both to 0. Not settable.</summary>
    internal static readonly SocketOption<PacketCount> Statistics = _level.Of("PACKET_STATISTICS", 6, PacketCount.Codec,
        new("frames and drops since the last reading, which sets both to 0", "", Access: OptionAccess.Get));

    /// <summary>All of this level.</summary>
    public static IReadOnlyList<SocketOption> All => _level.Options;
}
