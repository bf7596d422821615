using System.Buffers.Binary;
using System.Globalization;
using RawNet.Verification;
using RawNet.Wire;

namespace RawNet.SharpPcap.Witness;

/// <summary>Everything that PacketDotNet 1.4.8 is known to read otherwise than the documents say; the tests meet each.</summary>
public static class PacketDotNetFaults
{
    /// <summary>Every one.</summary>
    public static IReadOnlyList<WitnessRule> All { get; } =
    [
        new("eth.type, vlan.etype",
            "it calls the length of an IEEE 802.3 frame a type",
            "IEEE 802.3, clause 3.2.6: up to 1500 it is a length")
        {
            Renames = (_, field) => Number(field.Text) > 1500 ? null : LengthFor(field.Name),
        },
        new("null.family",
            "it reads the address family of a BSD loopback in little-endian order only",
            "pcap-linktype(7): in the byte order of the recording host")
        {
            Applies = d => d.Name == "null.family" && Number(d.Ours.Text) != 0 && d.Text == "0",
        },
        new("sll.hatype", "it takes the number for a signed one", "pcap-linktype(7): ARPHRD_ numbers go up to 65535")
        {
            Applies = d => d.Name == "sll.hatype" && IsSignedFormOf(d),
        },
        new("arp.src.*, arp.dst.*",
            "it looks for addresses of any length where those of 6 and 4 bytes lie",
            "RFC 826, 'Packet format': each is as long as ar$hln and ar$pln say")
        {
            Applies = d => d.Name is "arp.src.hw_mac" or "arp.src.proto_ipv4"
                or "arp.dst.hw_mac" or "arp.dst.proto_ipv4" && HasOtherSizes(d.Layer),
        },
        new("ip.flags.rb", "it takes the three flags for a signed number", "RFC 791, section 3.1: they are three bits")
        {
            Applies = d => d.Name == "ip.flags.rb" && d.Ours.Text == "true" && Number(d.Text) is < 0 and >= -4,
        },
        new("ip.len",
            "it puts the length of the frame where a network card was to split it, in the packet itself",
            "RFC 791, section 3.1: the bytes of the field are 0")
        {
            Applies = d => d.Name == "ip.len" && d.Ours.Text == "0",
        },
        new("ipv6.*.nxt, ipv6.*.len",
            "it reads every extension header at the place of the first",
            "RFC 8200, section 4: each stands behind the one before")
        {
            Applies = d => IsExtensionHeader(d.Layer) && d.Index > 0 && IsExtensionHeader(d.Layers[d.Index - 1]),
        },
        new("igmp.checksum",
            "it takes the bytes in the order of the host, as a signed number",
            "RFC 791, appendix B: the most significant byte is sent first")
        {
            Applies = d =>
                d.Name == "igmp.checksum" && Number(d.Text) == (short)BinaryPrimitives.ReverseEndianness((ushort)Number(d.Ours.Text)),
        },
        new("igmp",
            "it shows no message of a type that it does not know, the report of version 1 among them",
            "RFC 9776, section 4: 0x12 must be supported")
        {
            Applies = d => d is { Name: Difference.WholeLayer, Layer.Protocol: "igmp" }
                && d.Layer["igmp.type"] is not ("17" or "22" or "23" or "34"),
        },
        new("igmp.qqic", "it gives the interval that the code stands for", "RFC 9776, section 4.1.7: the field holds a code")
        {
            Applies = d => d.Name == "igmp.qqic" && Number(d.Text) == IntervalOf(Number(d.Ours.Text)),
        },
        new("igmp.record_type, igmp.num_src, igmp.maddr ...",
            "it looks for the next group record inside the auxiliary data of the one before",
            "RFC 9776, section 4.2.5: that many 32-bit words belong to the record")
        {
            Applies = d => d.Layer.Protocol == "igmp" && d.Layer.Members.Any(m => m is { Name: "igmp.aux_data_len", Value.Text: not "0" }),
        },
        new("udp.length", "it takes the number for a signed one", "RFC 768: the length goes up to 65535")
        {
            Applies = d => d.Name == "udp.length" && IsSignedFormOf(d),
        },
        new("udp.checksum.status",
            "it calls a datagram without checksum invalid",
            "RFC 768: all zero means that the transmitter generated none")
        {
            Applies = d => d is { Name: "udp.checksum.status", Ours.Text: "absent" },
        },
        new("tcp.urgent_pointer",
            "it takes the number for a signed one",
            "RFC 9293, section 3.1: it is an offset that is added to the sequence number")
        {
            Applies = d => d.Name == "tcp.urgent_pointer" && IsSignedFormOf(d),
        },
        new("tcp.flags",
            "it leaves out three of the reserved bits",
            "RFC 9293, section 3.1: four bits are reserved in front of eight flags")
        {
            Applies = d => d.Name == "tcp.flags" && Number(d.Text) == (Number(d.Ours.Text) & 0x1ff),
        },
        new("tcp.options",
            "it refuses the options of an urgent segment",
            "RFC 9293, section 3.1: they stand behind the urgent pointer whatever the flags")
        {
            Applies = d => d.Name == "tcp.options" && Refusal.IsSaidBy(d.Text) && IsUrgent(d.Layer["tcp.flags"]),
        },
        new("udp.checksum.status, tcp.checksum.status",
            "it takes the header's destination under a source route",
            "RFC 1122, section 4.1.3.2 with RFC 791, section 3.1: the route's last address is where the packet goes")
        {
            Applies = d => IsVerdict(d) && d.Layers.Any(l => l.Members.Any(m => m is { Name: "ip.opt.type", Value.Text: "131" or "137" })),
        },
        new("udp.checksum.status, tcp.checksum.status, icmpv6.checksum.status",
            "it takes the header's destination in front of a routing header",
            "RFC 8200, section 8.1: the last address of the routing header is the destination")
        {
            Applies = d => IsVerdict(d) && d.Layers.Any(l => l.Protocol == "ipv6.routing" && l["ipv6.routing.segleft"] != "0"),
        },
        new("data.data, udp.checksum.status, icmpv6.checksum.status",
            "it counts what lies behind the stated length into payload and sum",
            "RFC 768 and RFC 8200, section 3: the length says where the payload ends")
        {
            Applies = d => d.Name is "data.data" or "udp.checksum.status" or "icmpv6.checksum.status"
                && d.Layers.Skip(d.Index).Any(l => l.Protocol == "trailer"),
        },
        new("tcp.checksum.status, udp.checksum.status",
            "it calls a checksum invalid that the sender left to the network card",
            "RFC 9293, section 3.1: it holds the pseudo-header's own sum")
        {
            Applies = d => IsVerdict(d) && d.Ours.Text == "partial",
        },
        new("*.checksum.status",
            "it judges a sum though bytes that it covers are missing",
            "RFC 791, section 3.2: a fragment holds a part of the datagram that the sum covers")
        {
            Applies = d => IsVerdict(d) && d.Ours.Text == "unverified",
        },
        new("eth.fcs", "it knows no frame check sequence and is given the frame without it", "IEEE 802.3, clause 3.2.9: it ends the frame")
        {
            Applies = d => d is { Name: Difference.WholeLayer, Ours.Text: "there" } && d.Layer["eth.fcs"] is not null,
        },
        new("layer", "it shows nothing of an Ethernet frame inside another layer", "IANA, IEEE 802 Numbers: EtherType 0x6558 is Ethernet")
        {
            Applies = d => d is { Name: Difference.WholeLayer, Ours.Text: "there" }
                && d.Layers.Take(d.Index + 1).Skip(1).Any(l => l.Protocol == "eth"),
        },
        new("layer", "it shows a layer behind the last byte that was captured", "pcap(3PCAP): only caplen bytes are there")
        {
            Applies = d => d is { Name: Difference.WholeLayer, Ours.Text: "not there" } && !d.Layers[^1].IsWhole,
        },
        new("any", "it does not read the packet or the field: it throws", "the bytes are there, or their absence can be said")
        {
            Applies = d => Refusal.IsSaidBy(d.Text),
        },
    ];

    private static string? LengthFor(string name) => name switch
    {
        "eth.type" => "eth.len",
        "vlan.etype" => "vlan.len",
        _ => null,
    };

    // RFC 9776, section 4.1.7: from 128 on, a mantissa of four bits below an exponent of three.
    private static long IntervalOf(long code) => code < 128 ? code : ((code & 15) | 16) << (int)(((code >> 4) & 7) + 3);

    private static bool IsExtensionHeader(LayerValues layer) =>
        layer.Protocol is "ipv6.hopopts" or "ipv6.routing" or "ipv6.fraghdr" or "ipv6.dstopts";

    private static bool IsSignedFormOf(in Difference d) => Number(d.Text) < 0 && Number(d.Text) == (short)Number(d.Ours.Text);

    private static bool IsVerdict(in Difference d) => d.Name.EndsWith(".checksum.status", StringComparison.Ordinal);

    private static bool HasOtherSizes(LayerValues arp) => arp["arp.hw.size"] != "6" || arp["arp.proto.size"] != "4";

    private static bool IsUrgent(string? tcp) => (Number(tcp) & 0x20) != 0;

    private static long Number(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : 0;
}
