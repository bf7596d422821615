using RawNet.Captures;

namespace RawNet.Tests.Captures;

/// <summary>Each option by its bytes. Values are the examples of draft-ietf-opsawg-pcapng where it gives one,
/// else laid out by its text.</summary>
public class BlockOptionTests
{
    private const string Interface = "0100 0000 00000400";
    private const string Packet = "00000000 240a0600 40222018 00000000 3c000000";
    private const string Statistics = "00000000 240a0600 40222018";
    private const string Section = "4d3c2b1a 0100 0000 ffffffffffffffff";

    [Theory]
    [InlineData("0200 0300 78383600", 2, "shb_hardware", "x86")]
    [InlineData("0300 0500 4c696e7578000000", 3, "shb_os", "Linux")]
    [InlineData("0400 0400 746f6f6c", 4, "shb_userappl", "tool")]
    [InlineData("0100 0500 c3bc2c7832000000", 1, "opt_comment", "ü,x2")]
    public void ASectionTellsOfItsMaker(string bytes, int code, string name, string value) =>
        Check(0x0a0d0d0a, Section, bytes, code, name, BlockValueKind.Text, value);

    [Theory]
    [InlineData("0200 0400 65746830", 2, "if_name", BlockValueKind.Text, "eth0")]
    [InlineData("0300 0300 6c616e00", 3, "if_description", BlockValueKind.Text, "lan")]
    [InlineData("0400 0800 c0a80101 ffffff00", 4, "if_IPv4addr", BlockValueKind.Text, "192.168.1.1/255.255.255.0")]
    [InlineData("0500 1100 20010db885a308d313198a2e0370734440000000", 5, "if_IPv6addr",
        BlockValueKind.Text, "2001:db8:85a3:8d3:1319:8a2e:370:7344/64")]
    [InlineData("0600 0600 000102030405 0000", 6, "if_MACaddr", BlockValueKind.Text, "00:01:02:03:04:05")]
    [InlineData("0700 0800 023456fffe789abc", 7, "if_EUIaddr", BlockValueKind.Text, "02:34:56:ff:fe:78:9a:bc")]
    [InlineData("0800 0800 00e1f50500000000", 8, "if_speed", BlockValueKind.Number, "100000000")]
    [InlineData("0900 0100 06000000", 9, "if_tsresol", BlockValueKind.Text, "10^-6 s")]
    [InlineData("0900 0100 94000000", 9, "if_tsresol", BlockValueKind.Text, "2^-20 s")]
    [InlineData("0a00 0400 f0f1ffff", 10, "if_tzone", BlockValueKind.Number, "-3600")]
    [InlineData("0b00 0700 00746370203233 00", 11, "if_filter", BlockValueKind.Text, "tcp 23")]
    [InlineData("0b00 0900 010600000000000400000000", 11, "if_filter", BlockValueKind.Text, "bpf 0600000000000400")]
    [InlineData("0c00 0200 6f730000", 12, "if_os", BlockValueKind.Text, "os")]
    [InlineData("0d00 0100 04000000", 13, "if_fcslen", BlockValueKind.Number, "4")]
    [InlineData("0e00 0800 ffffffffffffffff", 14, "if_tsoffset", BlockValueKind.Number, "-1")]
    [InlineData("0f00 0400 65313030", 15, "if_hardware", BlockValueKind.Text, "e100")]
    [InlineData("1000 0800 0100000001000000", 16, "if_txspeed", BlockValueKind.Number, "4294967297")]
    [InlineData("1100 0800 ffffffffffffffff", 17, "if_rxspeed", BlockValueKind.Number, "18446744073709551615")]
    [InlineData("1200 0300 55544300", 18, "if_iana_tzname", BlockValueKind.Text, "UTC")]
    [InlineData("0600 0100 00000000", 6, "if_MACaddr", BlockValueKind.Bytes, "00")]
    [InlineData("2301 0300 01020300", 291, null, BlockValueKind.Bytes, "010203")]
    public void AnInterfaceTellsWhatItIs(string bytes, int code, string? name, BlockValueKind kind, string value) =>
        Check(1, Interface, bytes, code, name, kind, value);

    [Theory]
    [InlineData("0200 0400 89000001", 2, "epb_flags", BlockValueKind.Text, "0x01000089 inbound multicast fcs=4 crc-error")]
    [InlineData("0300 0500 02ec1d8797000000", 3, "epb_hash", BlockValueKind.Text, "crc32 ec1d8797")]
    [InlineData("0300 1100 03456ec2177c101e3c2e996ec29a3d508e000000", 3, "epb_hash",
        BlockValueKind.Text, "md5 456ec2177c101e3c2e996ec29a3d508e")]
    [InlineData("0400 0800 0000000000000080", 4, "epb_dropcount", BlockValueKind.Number, "9223372036854775808")]
    [InlineData("0500 0800 0700000000000000", 5, "epb_packetid", BlockValueKind.Number, "7")]
    [InlineData("0600 0400 03000000", 6, "epb_queue", BlockValueKind.Number, "3")]
    [InlineData("0700 0900 020300000000000000000000", 7, "epb_verdict", BlockValueKind.Text, "linux-ebpf-xdp 0300000000000000")]
    [InlineData("0800 0800 2a00000007000000", 8, "epb_processid_threadid", BlockValueKind.Text, "process 42 thread 7")]
    [InlineData("ac0b 0600 d97e0000 68690000", 2988, "opt_custom_utf8", BlockValueKind.Text, "32473 hi")]
    [InlineData("ad0b 0600 d97e0000 01020000", 2989, "opt_custom_bytes", BlockValueKind.Text, "32473 hex:0102")]
    [InlineData("ac4b 0600 d97e0000 68690000", 19372, "opt_custom_utf8_no_copy", BlockValueKind.Text, "32473 hi")]
    [InlineData("ad4b 0500 d97e0000 ff000000", 19373, "opt_custom_bytes_no_copy", BlockValueKind.Text, "32473 hex:ff")]
    [InlineData("ad4b 0300 d97e0000", 19373, "opt_custom_bytes_no_copy", BlockValueKind.Bytes, "d97e00")]
    public void APacketTellsHowItWent(string bytes, int code, string? name, BlockValueKind kind, string value) =>
        Check(6, Packet, bytes, code, name, kind, value);

    [Theory]
    [InlineData("0200 0400 06000000", 2, "pack_flags", "0x00000006 outbound unicast")]
    [InlineData("0300 0200 01150000", 3, "pack_hash", "xor 15")]
    public void AnObsoletePacketHasTwoOptionsOfItsOwn(string bytes, int code, string name, string value) =>
        Check(2, Packet, bytes, code, name, BlockValueKind.Text, value);

    // The draft's example of isb_starttime stands for 2012-06-29T06:17:00.834163 and that of isb_endtime for 07:28:25.
    [Theory]
    [InlineData("0200 0800 96c30400 73896a65", 2, "isb_starttime", BlockValueKind.Time, "1340950620834163000")]
    [InlineData("0300 0800 97c30400 aa47ca64", 3, "isb_endtime", BlockValueKind.Time, "1340954905298858000")]
    [InlineData("0400 0800 6400000000000000", 4, "isb_ifrecv", BlockValueKind.Number, "100")]
    [InlineData("0500 0800 0000000000000000", 5, "isb_ifdrop", BlockValueKind.Number, "0")]
    [InlineData("0600 0800 0100000000000000", 6, "isb_filteraccept", BlockValueKind.Number, "1")]
    [InlineData("0700 0800 0200000000000000", 7, "isb_osdrop", BlockValueKind.Number, "2")]
    [InlineData("0800 0800 0300000000000000", 8, "isb_usrdeliv", BlockValueKind.Number, "3")]
    public void StatisticsTellTimesAndCounts(string bytes, int code, string name, BlockValueKind kind, string value) =>
        Check(5, Statistics, bytes, code, name, kind, value);

    [Theory]
    [InlineData("0200 0300 6e733100", 2, "ns_dnsname", "ns1")]
    [InlineData("0300 0400 c0a80001", 3, "ns_dnsIP4addr", "192.168.0.1")]
    [InlineData("0400 1000 20010db8000000000000000000000035", 4, "ns_dnsIP6addr", "2001:db8::35")]
    public void NamesTellWhoResolvedThem(string bytes, int code, string name, string value) =>
        Check(4, "00000000", bytes, code, name, BlockValueKind.Text, value);

    [Theory]
    [InlineData("0100 0900 7f000001 6f6e6500 00000000", 1, "nrb_record_ipv4", "127.0.0.1 one")]
    [InlineData("0100 0800 7f000001 61006200", 1, "nrb_record_ipv4", "127.0.0.1 a b")]
    [InlineData("0200 1200 20010db8000000000000000000000035 6100 0000", 2, "nrb_record_ipv6", "2001:db8::35 a")]
    [InlineData("0300 0800 020000000001 6100", 3, "nrb_record_eui48", "02:00:00:00:00:01 a")]
    [InlineData("0400 0a00 023456fffe789abc 6100 0000", 4, "nrb_record_eui64", "02:34:56:ff:fe:78:9a:bc a")]
    public void ARecordNamesAnAddress(string bytes, int code, string name, string value)
    {
        BlockDescription block = Blocks.OneOf(4, $"{bytes} 00000000");
        Assert.Equal([new BlockOption((ushort)code, name, new BlockValue(BlockValueKind.Text, value))], block.Records);
        Assert.Empty(block.Options);
    }

    private static void Check(uint type, string fixedPart, string option, int code, string? name, BlockValueKind kind, string value)
    {
        BlockDescription block = Blocks.OneOf(type, $"{fixedPart} {option} 0000 0000");
        Assert.Null(block.Error);
        Assert.Equal([new BlockOption((ushort)code, name, new BlockValue(kind, value))],
            block.Options.Select(found => found with { Ignored = null }));
    }
}
