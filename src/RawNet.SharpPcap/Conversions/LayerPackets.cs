using PacketDotNet;
using PacketDotNet.Utils;
using RawNet.Wire;
using Packet = PacketDotNet.Packet;

namespace RawNet.SharpPcap.Conversions;

/// <summary>Which packet of PacketDotNet a layer is.</summary>
internal static class LayerPackets
{
    /// <param name="kind">Which message it is.</param>
    /// <param name="bytes">The layer with all that it carries.</param>
    public static Packet? Of(Kind kind, byte[] bytes)
    {
        var segment = new ByteArraySegment(bytes);
        return kind.Protocol.Name switch
        {
            "eth" => new EthernetPacket(segment),
            "vlan" or "ieee8021ad" => new Ieee8021QPacket(segment),
            "sll" => kind.Name == "sll2" ? new LinuxSll2Packet(segment) : new LinuxSllPacket(segment),
            "null" => new NullPacket(segment),
            "arp" => new ArpPacket(segment),
            "ip" => new IPv4Packet(segment),
            "ipv6" => new IPv6Packet(segment),
            "icmp" => new IcmpV4Packet(segment),
            "icmpv6" => new IcmpV6Packet(segment),
            "igmp" => IgmpPacket.ConstructIgmpPacket(segment, null),
            "udp" => new UdpPacket(segment),
            "tcp" => new TcpPacket(segment),
            _ => null,
        };
    }
}
