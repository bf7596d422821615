using PacketDotNet;

namespace RawNet.SharpPcap.Witness;

/// <summary>What PacketDotNet is asked for behind a packet.</summary>
internal static class Next
{
    public static Packet? Of(Packet packet) => IsLast(packet) ? null : packet.PayloadPacket;

    /// <summary>The protocol of a tag that follows; null when none does.</summary>
    public static string? TagOf(Packet packet) => TypeIn(packet) switch
    {
        EthernetType.ProviderBridging => "ieee8021ad",
        EthernetType.VLanTaggedFrame or EthernetType.QInQ => "vlan",
        _ => null,
    };

    /// <summary>Whether the bytes behind it are data: what carries nothing, or something that only one side
    /// knows, or a later fragment.</summary>
    public static bool IsLast(Packet packet) => packet switch
    {
        RawIPPacket or NullPacket => false,
        IPPacket ip => !IsKnown(ip.Protocol) || ip.PayloadPacket is null,
        IcmpV6Packet icmp => icmp.Type is < IcmpV6Type.RouterSolicitation or > IcmpV6Type.RedirectMessage,
        _ => TypeIn(packet) is not { } type || !IsKnown(type),
    };

    private static EthernetType? TypeIn(Packet packet) => packet switch
    {
        EthernetPacket ethernet => ethernet.Type,
        Ieee8021QPacket tag => tag.Type,
        LinuxSllPacket cooked => cooked.EthernetProtocolType,
        LinuxSll2Packet cooked => cooked.EthernetProtocolType,
        _ => null,
    };

    private static bool IsKnown(EthernetType type) =>
        type is EthernetType.IPv4 or EthernetType.IPv6 or EthernetType.Arp
            or EthernetType.VLanTaggedFrame or EthernetType.ProviderBridging or EthernetType.QInQ;

    private static bool IsKnown(ProtocolType protocol) =>
        protocol is ProtocolType.Tcp or ProtocolType.Udp or ProtocolType.Icmp or ProtocolType.IcmpV6
            or ProtocolType.Igmp or ProtocolType.IPv4 or ProtocolType.IPv6;
}
