using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Packets are built as asked, lies included; the expected bytes are typed by hand from the RFCs.</summary>
public class BuildingTests
{
    [Theory]
    // R1: counts and lengths are written, never followed.
    [InlineData("igmp.v3-query num_src=9 saddr=10.0.0.1", "1100 e4f5 00000000 0000 0009 0a000001")]
    [InlineData("igmp.v3-query num_src=0 saddr=10.0.0.1,10.0.0.2", "1100 dafc 00000000 0000 0000 0a000001 0a000002")]
    [InlineData("igmp.v3-report num_grp_recs=2 checksum=0 record=allow,232.1.1.1,10.0.0.1,num_src:5",
        "2200 0000 0000 0002 05000005 e8010101 0a000001")]
    [InlineData("igmp.v3-report checksum=0 record=2,239.1.1.1,aux:0a0b0c0d", "2200 0000 0000 0001 02010000 ef010101 0a0b0c0d")]
    [InlineData("igmp.v3-report checksum=0 record=2,239.1.1.1,aux:0a0b0c,aux_data_len:1", "2200 0000 0000 0001 02010000 ef010101 0a0b0c")]
    [InlineData("igmp.v3-report checksum=0 record=2,239.1.1.1,aux_data_len:7", "2200 0000 0000 0001 02070000 ef010101")]
    [InlineData("ip version=5 hdr_len=40 len=20 checksum=0", "5a000014 00000000 40fd0000 00000000 00000000")]
    [InlineData("ip len=9 proto=1 checksum=0 / data hex:0102", "45000009 00000000 40010000 00000000 00000000 0102")]
    [InlineData("ip checksum=0 option=rr,1.2.3.4,ptr:8", "4700001c 00000000 40fd0000 00000000 00000000 07070801020304 00")]
    [InlineData("ip checksum=0 option=unknown,30,0102,len:9", "46000018 00000000 40fd0000 00000000 00000000 1e090102")]
    [InlineData("ipv6 plen=3 nxt=17 / data hex:01",
        "60000000 0003 11 40 00000000000000000000000000000000 00000000000000000000000000000000 01")]
    // R14
    [InlineData("ip len=0 proto=17 checksum=0 / udp srcport=1 dstport=2 length=0 checksum=0",
        "45000000 00000000 40110000 00000000 00000000 0001000200000000")]
    // R3: a trailer counts in no length and no checksum.
    [InlineData("udp srcport=1 dstport=2 checksum=0 / data hex:aa / trailer hex:bbbb", "0001 0002 0009 0000 aa bbbb")]
    [InlineData("ip checksum=0 / udp checksum=0 / data hex:aa / trailer hex:bb / trailer hex:cc",
        "4500001e 00000000 40110000 00000000 00000000 00000000 0009 0000 aa bb cc")]
    [InlineData("ip checksum=0 / udp checksum=0 / trailer / trailer hex:cc",
        "4500001c 00000000 40110000 00000000 00000000 00000000 0008 0000 cc")]
    // R4: a cut header was whole when it was sent; what cites it counts what is kept.
    [InlineData("tcp srcport=1 dstport=2 seq=3 cut=8", "0001 0002 00000003")]
    [InlineData("ip checksum=0 cut=3", "450000")]
    [InlineData("icmp.echo ident=7 cut=6 checksum=0", "0800 0000 0007")]
    [InlineData("tcp cut=0", "")]
    [InlineData("udp srcport=1 dstport=2 checksum=0 cut=99", "0001 0002 0008 0000")]
    // R10
    [InlineData("ip checksum=0 option=nop option=ra", "4700001c 00000000 40fd0000 00000000 00000000 01 94040000 000000")]
    [InlineData("ip checksum=0 option=ts,flag:1,198.18.0.9@1234",
        "48000020 00000000 40fd0000 00000000 00000000 440c0501 c6120009 000004d2")]
    [InlineData("ip checksum=0 option=raw,0300", "46000018 00000000 40fd0000 00000000 00000000 03000000")]
    [InlineData("ip checksum=0 option=lsrr,1.2.3.4", "4700001c 00000000 40fd0000 00000000 00000000 830704 01020304 00")]
    [InlineData("tcp checksum=0 flags=syn,ack option=mss,1460 option=ws,7",
        "0000 0000 00000000 00000000 7012 0000 0000 0000 020405b4 030307 00")]
    [InlineData("tcp checksum=0 option=sackok option=sack,1-2 option=ts,3,4",
        "0000 0000 00000000 00000000 b000 0000 0000 0000 0402 050a 00000001 00000002 080a 00000003 00000004 0000")]
    [InlineData("tcp checksum=0 hdr_len=20 option=unknown,30,0102,option_len:9",
        "0000 0000 00000000 00000000 5000 0000 0000 0000 1e090102")]
    // RFC 8200, 4.2: N bytes are filled by a length of N-2 and N-2 zeros.
    [InlineData("ipv6.hopopts option=padn,2 option=padn,hex:0102", "3b 00 0100 01020102")]
    [InlineData("vlan.802.3 id=5 / llc / data hex:aa", "0005 0004 00aa03 aa")]
    // R17
    [InlineData("eth", "000000000000 000000000000 88b5")]
    [InlineData("eth / data hex:01", "000000000000 000000000000 88b5 01")]
    [InlineData("eth / ip dst=239.129.2.3 checksum=0", "01005e010203 000000000000 0800 45000014 00000000 40fd0000 00000000 ef810203")]
    [InlineData("eth / vlan id=5 / ipv6 dst=ff02::1:2",
        "333300010002 000000000000 8100 0005 86dd 60000000 0000 3b 40 00000000000000000000000000000000 ff020000000000000000000000010002")]
    [InlineData("vlan priority=7 dei=1 id=4095", "ffff 88b5")]
    [InlineData("null.be / ip checksum=0", "00000002 45000014 00000000 40fd0000 00000000 00000000")]
    // Values
    [InlineData(@"data text:a\x20b\n\r\t\0\\é", "61 20 62 0a 0d 09 00 5c c3a9")]
    [InlineData("data zeros:3", "000000")]
    [InlineData("data 0AfF", "0aff")]
    [InlineData("data hex:", "")]
    [InlineData("icmp type=raw:0x2a code=0x0b checksum=raw:65535 cut=4", "2a0b ffff")]
    public void BytesAreAsAsked(string expression, string hex) =>
        Assert.Equal(hex.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexStringLower(Packet.Parse(expression).ToBytes()));

    [Fact]
    public void ACutTransportInAnErrorHasTheSumOfTheWholePacket()
    {
        // The same datagram whole and cut: the quoted UDP checksum and length do not change (R4).
        byte[] whole = Packet.Parse(
            "ip src=198.18.0.1 dst=198.18.0.2 / icmp.time-exceeded / ip src=198.18.0.3 dst=198.18.0.4 / tcp srcport=1 dstport=2").ToBytes();
        byte[] cut = Packet.Parse(
            "ip src=198.18.0.1 dst=198.18.0.2 / icmp.time-exceeded / ip src=198.18.0.3 dst=198.18.0.4 / tcp srcport=1 dstport=2 cut=18")
            .ToBytes();
        Assert.Equal(whole[28..66], cut[28..]);
        Assert.Equal(66, cut[3] + (cut[2] << 8));
        Assert.Equal(40, cut[31]);
    }

    [Fact]
    public void AuxiliaryDataThatIsNoMultipleOfFourIsRefusedUnlessItsLengthIsGiven()
    {
        string said = Assert.Throws<BuildException>(
            () => Packet.Parse("igmp.v3-report record=allow,232.1.1.1,aux:0a0b0c").ToBytes()).Message;
        Assert.Contains("no multiple of 4", said, StringComparison.Ordinal);
        Assert.Contains("igmp.aux_data_len", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ip / data zeros:65536", "ip.len")]
    [InlineData("udp / data zeros:65528", "udp.length")]
    [InlineData("ip option=unknown,30,000000000000000000000000000000000000000000000000000000000000000000000000000000000000", "ip.hdr_len")]
    public void LengthsThatDoNotFitAreRefusedByName(string expression, string field) =>
        Assert.Contains(field, Assert.Throws<BuildException>(() => Packet.Parse(expression).ToBytes()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("trailer hex:01")]
    [InlineData("eth / trailer hex:01")]
    [InlineData("udp / trailer hex:01 / trailer hex:02")]
    [InlineData("ip / trailer hex:01 / data hex:02")]
    public void ATrailerNeedsAnOpenLengthAndNothingBehindIt(string expression) =>
        Assert.Throws<BuildException>(() => Packet.Parse(expression).ToBytes());

    [Fact]
    public void ASourceRouteThatIsNotUsedUpGivesThePseudoHeaderItsLastStop()
    {
        byte[] routed = Packet.Parse(
            "ip src=198.18.0.1 dst=198.18.0.2 option=lsrr,198.18.0.8,198.18.0.9 / udp srcport=1 dstport=2 / data hex:0102").ToBytes();
        byte[] straight = Packet.Parse("ip src=198.18.0.1 dst=198.18.0.9 / udp srcport=1 dstport=2 / data hex:0102").ToBytes();
        Assert.Equal(straight[20..], routed[32..]);
        byte[] used = Packet
            .Parse("ip src=198.18.0.1 dst=198.18.0.9 option=lsrr,198.18.0.8,198.18.0.2,ptr:12 / udp srcport=1 dstport=2 / data hex:0102")
            .ToBytes();
        Assert.Equal(straight[20..], used[32..]);
        Assert.Equal(ChecksumStatus.Good, ChecksumTests.Of(routed)[1]);
        Assert.Equal(ChecksumStatus.Good, ChecksumTests.Of(used)[1]);
    }

    [Fact]
    public void ABufferThatIsTooSmallIsRefusedAndNotTouched()
    {
        byte[] buffer = [1, 2, 3];
        Assert.Throws<ArgumentException>(() => Packet.Parse("udp").Write(buffer));
        Assert.Equal([1, 2, 3], buffer);
    }

    [Fact]
    public void AFieldOfAnotherTableIsRefusedInSpecsAndViews()
    {
        Assert.Throws<ArgumentException>(() => Udp.With(Ipv4.TimeToLive.Is(3)));
        Assert.Throws<ArgumentException>(() =>
        {
            Udp.Kind.TryView(new byte[8], out View view);
            view.Get(Ipv4.TimeToLive);
        });
        Assert.Throws<ArgumentException>(() => IgmpV3Report.GroupRecords.Is(Udp.With()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Vlan.Identifier.IsRaw(4096));
    }
}
