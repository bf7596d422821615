using System.Text;
using System.Text.Json;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Protocols;

/// <summary>Shapes of packets that other people's test sets hold. What is expected of each is what tshark 4.0.17 shows.</summary>
public class OthersPacketsTests
{
    private const string Ethernet = "020000000002020000000001";
    private const string Arp = "0001 0800 06 04 0001 020000000001 c6120001 000000000000 c6120002";
    private const string Ipv6To = "20010db8000000000000000000000001 20010db8000000000000000000000002";

    [Theory]
    // Reverse ARP (RFC 903): ARP's format behind an EtherType of its own.
    [InlineData(1, Ethernet + "8035 0001 0800 06 04 0003 020000000001 00000000 020000000001 00000000", 0,
        "\"proto\":\"arp\"", "\"arp.opcode\":3", "\"arp.src.hw_mac\":\"02:00:00:00:00:01\"")]
    // IPv4 without a payload, as a protocol scan sends it, is whole.
    [InlineData(1, Ethernet + "0800 45000014000100004006f8d1 c6120001c6120002",
        0, "\"status\":\"ok\"", "\"ip.proto\":6", "\"ip.options\":[]}]")]
    // TCP options cut by the snap length, as tcpdump's heapoverflow-tcp_print; 12336 - 20 - 60.
    [InlineData(1,
        "303030303030303030303030 0800 4530303030304000300630303030303030303030 303030303030303030303030 fd30 303030303030 "
        + "30283030303030303030", 262144,
        "\"status\":\"truncated\"", "\"tcp.hdr_len\":60", "\"tcp.len\":12256")]
    // Ethernet behind next header 143 (RFC 8986, 10.1).
    [InlineData(229, "60000000 000e 8f 40" + Ipv6To + Ethernet + "88b5", 0, "\"proto\":\"eth\"", "\"eth.type\":34997")]
    // An extension header behind IPv4: protocol numbers and next headers are one registry.
    [InlineData(228, "4500001c 00010000 4000f8cf c6120001 c6120002 3b00010400000000",
        0, "\"proto\":\"ipv6.hopopts\"", "\"ipv6.hopopts.nxt\":59")]
    // An IPv4 length beyond the frame, as tcpdump's icmp-cksum-oobr: the sum over what came is right all the same.
    [InlineData(228, "4500 1143 00010000 4001 e7a7 c6120001 c6120002 0800 f7f7 0007 0001", 0,
        "\"status\":\"ok\"", "\"icmp.checksum.status\":\"good\"", "\"field\":\"ip.len\"")]
    // The IPv4-compatible form of an address (RFC 4291, 2.5.5.1), as a damaged ::1.
    [InlineData(229, "60000000 0000 3b 40 00000000000000000000000043000001 00000000000000000000000000000001",
        0, "\"ipv6.src\":\"::67.0.0.1\"", "\"ipv6.dst\":\"::1\"")]
    // Route Information (RFC 4191) with 8 bytes of prefix, as in tcpdump's icmpv6_opt24.
    [InlineData(229,
        "60000000 0020 3a ff fe8000000000000016cf92fffe8723d6 ff020000000000000000000000000001 86001ba5 00c0 0000 00000000 00000000 1802 "
        + "3000 00001c20 fd8d4fb35b2e0000", 0,
        "\"icmpv6.opt.type\":24", "\"icmpv6.opt.prefix.length\":48", "\"icmpv6.opt.prefix\":\"fd8d:4fb3:5b2e::\"")]
    // A record of an MLDv2 report whose sources lie beyond the message: what is there is shown.
    [InlineData(229,
        "60000000 002c 3a 01 fe8000000000000016cf92fffe8723d6 ff020000000000000000000000000016 8f000000 0000 0001 0400 0002 "
        + "ff0e0000000000000000000000000001 20010db8000000000000000000000001", 0,
        "\"status\":\"malformed\"", "\"icmpv6.mldr.mar.nb_sources\":2", "\"icmpv6.mldr.mar.source_address\":[\"2001:db8::1\"]")]
    // Padding behind ARP, in a frame of its own, behind a tag and behind a cooked header: tshark shows it with the link
    // (eth.padding, vlan.trailer, sll.trailer).
    [InlineData(1, Ethernet + "0806" + Arp + "000000000000000000000000000000000000", 0,
        "{\"proto\":\"trailer\",\"layer\":\"trailer\",\"trailer.data\":\"000000000000000000000000000000000000\"}]")]
    [InlineData(1, Ethernet + "8100 0005 0806" + Arp + "0000000000000000000000000000", 0,
        "{\"proto\":\"trailer\",\"layer\":\"trailer\",\"trailer.data\":\"0000000000000000000000000000\"}]")]
    [InlineData(113, "0000 0001 0006 020000000001 0000 0806" + Arp + "01020304", 0,
        "{\"proto\":\"trailer\",\"layer\":\"trailer\",\"trailer.data\":\"01020304\"}]")]
    // The same of ARP for other protocols and other hardware, and of reverse ARP.
    [InlineData(1,
        Ethernet
        + "0806 0001 86dd 06 10 0001 020000000001 20010db8000000000000000000000001 000000000000 20010db8000000000000000000000002 0102",
        0, "\"arp.dst.proto\":", "\"trailer.data\":\"0102\"")]
    [InlineData(1, Ethernet + "0806 0020 0800 01 04 0001 07 c6120001 08 c6120002 0102",
        0, "\"arp.dst.proto_ipv4\":\"198.18.0.2\"", "\"trailer.data\":\"0102\"")]
    [InlineData(1, Ethernet + "0806 0020 0801 01 02 0001 07 0a0b 08 0c0d 0102",
        0, "\"arp.dst.proto\":\"0c0d\"", "\"trailer.data\":\"0102\"")]
    [InlineData(1, Ethernet + "8035" + Arp + "0102", 0, "\"trailer.data\":\"0102\"")]
    public void AreShownAsTheWitnessShowsThem(int link, string hex, int length, params string[] members)
    {
        string json = JsonOf((LinkType)link, hex, length);
        foreach (string member in members) Assert.Contains(member, json, StringComparison.Ordinal);
    }

    // A data offset of 2 words: the witness takes the stated header off all the same. 30 bytes of segment less 8.
    [Fact]
    public void TcpLengthIsWhatTheLengthsState() =>
        Assert.Contains("\"tcp.len\":22", JsonOf(LinkType.Ipv4,
            "45000032 00010000 4006f8b3 c6120001 c6120002 00500050 00000001 00000000 20100000 00000000 00000000000000000000", 0),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("::", 0, 8)]
    [InlineData("2001:db8::", 64, 16)]
    [InlineData("2001:db8::1", 128, 24)]
    public void ARouteTakesAsManyBytesOfItsPrefixAsItNeeds(string prefix, int bits, int bytes)
    {
        byte[] built = Packet.Parse($"icmpv6.router-advertisement opt=route,{prefix},{bits}").ToBytes();
        Assert.Equal(16 + bytes, built.Length);
        Assert.Equal(bytes / 8, built[17]);
    }

    private static string JsonOf(LinkType link, string hex, int length)
    {
        byte[] bytes = Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal));
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            LayerJson.WritePacket(writer, PacketView.Layers(link, bytes, Math.Max(length, bytes.Length)));
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
