using System.Net.Sockets;
using RawNet.Sockets.Linux;
using static RawNet.Sockets.SocketFamily;

namespace RawNet.Sockets;

/// <summary>Every kind of socket of the documents, and the kernel's others that an echo can go over:
/// declared here and nowhere else.</summary>
/// <remarks>The command's matrix, the echo, the tests and the documentation come from it. The first kind of a family and type
/// is the one meant when no protocol is said.</remarks>
public static class SocketCatalogue
{
    /// <summary>RFC 3692: a protocol number for experiments.</summary>
    public const int ExperimentalProtocol = 253;

    /// <summary>IEEE 802: local experimental EtherType 1.</summary>
    public const int ExperimentalEtherType = 0x88b5;

    private static readonly KernelSwitch _mptcpSwitch = new("/proc/sys/net/mptcp/enabled", "0");
    private static readonly KernelSwitch _ipv6Switch = new("/sys/module/ipv6/parameters/disable", "1");

    /// <summary>In the order of families, types and protocols.</summary>
    public static IReadOnlyList<SocketKind> All { get; } =
    [
        .. InternetCells(Inet, Constants.IPPROTO_ICMP, "icmp", []),
        .. InternetCells(Inet6, Constants.IPPROTO_ICMPV6, "icmpv6", [_ipv6Switch]),

        new(Unix, SocketType.Stream, 0, EchoKind.Stream),
        new(Unix, SocketType.Dgram, 0, EchoKind.Messages),
        new(Unix, SocketType.Raw, 0, EchoKind.Messages),
        new(Unix, SocketType.Rdm, 0, EchoKind.None),
        new(Unix, SocketType.Seqpacket, 0, EchoKind.Records),

        new(Packet, SocketType.Stream, 0, EchoKind.None),
        new(Packet, SocketType.Dgram, ExperimentalEtherType, EchoKind.Messages) { ProtocolName = "0x88b5" },
        new(Packet, SocketType.Raw, ExperimentalEtherType, EchoKind.Frames) { ProtocolName = "0x88b5" },
        new(Packet, SocketType.Rdm, 0, EchoKind.None),
        new(Packet, SocketType.Seqpacket, 0, EchoKind.None),

        new(Can, SocketType.Stream, 0, EchoKind.None),
        new(Can, SocketType.Dgram, Constants.CAN_BCM, EchoKind.CanBroadcast) { ProtocolName = "bcm", Module = "can_bcm" },
        new(Can, SocketType.Raw, Constants.CAN_RAW, EchoKind.CanFrames) { ProtocolName = "raw", Module = "can_raw" },
        new(Can, SocketType.Rdm, 0, EchoKind.None),
        new(Can, SocketType.Seqpacket, 0, EchoKind.None),

        new(Rds, SocketType.Stream, 0, EchoKind.None),
        new(Rds, SocketType.Dgram, 0, EchoKind.None),
        new(Rds, SocketType.Raw, 0, EchoKind.None),
        new(Rds, SocketType.Rdm, 0, EchoKind.None),
        new(Rds, SocketType.Seqpacket, 0, EchoKind.Messages),

        new(Tipc, SocketType.Stream, 0, EchoKind.Stream),
        new(Tipc, SocketType.Dgram, 0, EchoKind.Messages),
        new(Tipc, SocketType.Raw, 0, EchoKind.None),
        new(Tipc, SocketType.Rdm, 0, EchoKind.Messages),
        new(Tipc, SocketType.Seqpacket, 0, EchoKind.Records),

        new(Vsock, SocketType.Stream, 0, EchoKind.Stream),
        new(Vsock, SocketType.Dgram, 0, EchoKind.Messages) { Module = "vmw_vsock_vmci_transport" },
        new(Vsock, SocketType.Raw, 0, EchoKind.None),
        new(Vsock, SocketType.Rdm, 0, EchoKind.None),
        new(Vsock, SocketType.Seqpacket, 0, EchoKind.Records),
    ];

    /// <summary>The kinds of a family and type, the usual one first.</summary>
    public static IReadOnlyList<SocketKind> Of(SocketFamily family, SocketType type) =>
        [.. All.Where(c => c.Family == family && c.Type == type)];

    /// <summary>The kind of these, the usual protocol when none is said; null when the catalogue has none.
    /// IP protocols and EtherTypes beyond the catalogue's are had by number. 0 is given to the kernel, which chooses or refuses.</summary>
    public static SocketKind? Find(SocketFamily family, SocketType type, int? protocol = null)
    {
        IReadOnlyList<SocketKind> kinds = Of(family, type);
        return protocol is not { } number ? kinds[0] : kinds.FirstOrDefault(c => c.Protocol == number) ?? Alike(kinds[0], number);
    }

    // A packet socket without an EtherType hears nothing (packet(7)); elsewhere the kernel's choice is the usual protocol.
    private static SocketKind? Alike(SocketKind kind, int protocol) => kind switch
    {
        { Family.Number: Constants.AF_PACKET, IsOffered: true } when protocol == 0 =>
            new(kind.Family, kind.Type, protocol, kind.Echo),
        { IsOffered: true } when protocol == 0 => kind with { IsKernelsChoice = true, ProtocolName = "0" },
        { Echo: EchoKind.IpPackets } when protocol is > 0 and <= byte.MaxValue => new(kind.Family, kind.Type, protocol, kind.Echo),
        { Family.Number: Constants.AF_PACKET, IsOffered: true } when protocol is > 0 and <= ushort.MaxValue =>
            new(kind.Family, kind.Type, protocol, kind.Echo),
        _ => null,
    };

    private static SocketKind[] InternetCells(SocketFamily family, int icmp, string icmpName, KernelSwitch[] off) =>
    [
        new(family, SocketType.Stream, Constants.IPPROTO_TCP, EchoKind.Stream) { ProtocolName = "tcp", Switches = off },
        new(family, SocketType.Stream, Constants.IPPROTO_MPTCP, EchoKind.Stream)
        {
            ProtocolName = "mptcp",
            Switches = [_mptcpSwitch, .. off]
        },
        new(family, SocketType.Stream, Constants.IPPROTO_SCTP, EchoKind.Stream) { ProtocolName = "sctp", Module = "sctp", Switches = off },
        new(family, SocketType.Dgram, Constants.IPPROTO_UDP, EchoKind.Messages) { ProtocolName = "udp", Switches = off },
        new(family, SocketType.Dgram, Constants.IPPROTO_UDPLITE, EchoKind.Messages) { ProtocolName = "udplite", Switches = off },
        new(family, SocketType.Raw, ExperimentalProtocol, EchoKind.IpPackets) { Switches = off },
        new(family, SocketType.Raw, Constants.IPPROTO_RAW, EchoKind.IpPackets) { ProtocolName = "raw", Switches = off },
        new(family, SocketType.Raw, icmp, EchoKind.Icmp) { ProtocolName = icmpName, Switches = off },
        new(family, SocketType.Rdm, 0, EchoKind.None),
        new(family, SocketType.Seqpacket, Constants.IPPROTO_SCTP, EchoKind.Messages)
        {
            ProtocolName = "sctp",
            Module = "sctp",
            Switches = off
        },
    ];
}
