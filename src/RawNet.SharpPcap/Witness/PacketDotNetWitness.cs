using PacketDotNet;
using RawNet.Captures;
using RawNet.Verification;

namespace RawNet.SharpPcap.Witness;

/// <summary>PacketDotNet as an independent reader inside this process, for <see cref="Verifier"/>.</summary>
public static class PacketDotNetWitness
{
    /// <summary>Its name, version, the fields that it knows and the faults that it is known to have.</summary>
    public static Verification.Witness Witness { get; } =
        new("PacketDotNet", $"PacketDotNet {typeof(Packet).Assembly.GetName().Version?.ToString(3)}", Names, PacketDotNetFaults.All)
        {
            Protocols = new HashSet<string>
            {
                "eth", "vlan", "ieee8021ad", "sll", "null", "arp", "ip",
                "ipv6", "ipv6.hopopts", "ipv6.routing", "ipv6.fraghdr", "ipv6.dstopts", "icmp", "icmpv6", "igmp", "udp", "tcp", "data",
            },
        };

    private static WitnessNames Names => WitnessNames.Of([.. FieldSheets.Names, .. ExtensionHeaders.Names, "data.data"]);

    /// <summary>What PacketDotNet says of a packet. It never throws: what it fails over stands in the result.
    /// The bytes stay as they are.</summary>
    public static WitnessPacket Read(in CapturedPacket packet) => PacketReading.Of(packet);
}
