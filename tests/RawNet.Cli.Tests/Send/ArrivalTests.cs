using RawNet.Lab;

namespace RawNet.Cli.Tests.Send;

/// <summary>What arrives at the far end is what was asked, byte for byte, but for what the kernel's documents say it rewrites.
/// Asked is what Scapy builds.</summary>
public class ArrivalTests(SendLab lab) : IClassFixture<SendLab>
{
    private const int EthernetHeader = 14;

    /// <summary>Bytes of an IPv4 header that raw(7) lets the kernel rewrite.</summary>
    private static readonly int[] _id = [4, 5], _sum = [10, 11];

    public static TheoryData<string, string, string, int[]> Packets => new()
    {
        { "raw", "ip dst=DST id=7 ttl=9 dsfield=0x28 / icmp.echo ident=7 seq=1 / data text:hello",
            "IP(src=SRC,dst=DST,id=7,ttl=9,tos=0x28)/ICMP(id=7,seq=1)/b'hello'", [] },
        { "raw", "ip dst=DST ttl=9 / udp srcport=4000 dstport=9 / data text:x",
            "IP(src=SRC,dst=DST,id=0,ttl=9)/UDP(sport=4000,dport=9)/b'x'", [.. _id, .. _sum] },
        { "raw", "ip dst=DST df=1 / udp srcport=4000 dstport=9 / data text:x",
            "IP(src=SRC,dst=DST,id=0,flags='DF')/UDP(sport=4000,dport=9)/b'x'", [] },
        { "raw", "ip dst=DST id=7 len=999 checksum=0xbad / udp srcport=4000 dstport=9",
            "IP(src=SRC,dst=DST,id=7)/UDP(sport=4000,dport=9)", [] },
        { "raw", "ip src=0.0.0.0 dst=DST id=7 / udp srcport=4000 dstport=9 checksum=0",
            "IP(src=SRC,dst=DST,id=7)/UDP(sport=4000,dport=9,chksum=0)", [] },
        { "raw", "ip src=198.19.9.9 dst=DST id=7 / tcp srcport=4000 dstport=9 seq=5 flags=2",
            "IP(src='198.19.9.9',dst=DST,id=7)/TCP(sport=4000,dport=9,seq=5,flags='S',window=0)", [] },
        { "raw", "ip dst=DST id=7 option=ra / igmp.v2-report maddr=239.1.1.1",
            "IP(src=SRC,dst=DST,id=7,proto=2,options=IPOption_Router_Alert())/bytes.fromhex('1600f9fcef010101')", [] },
        { "raw", "ip dst=DST id=7 mf=1 frag_offset=3 proto=17 / data hex:0102030405060708",
            "IP(src=SRC,dst=DST,id=7,flags='MF',frag=3,proto=17)/bytes.fromhex('0102030405060708')", [] },
        { "ip", "ip dst=DST ttl=9 dsfield=0x28 / icmp.echo ident=7 seq=1 / data text:hello",
            "IP(src=SRC,dst=DST,ttl=9,tos=0x28)/ICMP(id=7,seq=1)/b'hello'", [.. _id, .. _sum] },
        { "ip", "ip dst=DST df=1 / udp srcport=4000 dstport=9 / data text:x",
            "IP(src=SRC,dst=DST,flags='DF')/UDP(sport=4000,dport=9)/b'x'", [.. _id, .. _sum] },
        { "ip", "ip src=198.19.9.9 dst=DST option=ra / igmp.v2-report maddr=239.1.1.1",
            "IP(src='198.19.9.9',dst=DST,proto=2,options=IPOption_Router_Alert())/bytes.fromhex('1600f9fcef010101')", [.. _id, .. _sum] },
        { "packet", "eth dst=02:00:00:00:00:02 / ip dst=DST id=7 / udp srcport=4000 dstport=9 / data text:x",
            "IP(src=SRC,dst=DST,id=7)/UDP(sport=4000,dport=9)/b'x'", [] },
        { "packet", "eth dst=02:00:00:00:00:02 / ip dst=DST len=999 checksum=0xbad / udp srcport=4000 dstport=9 checksum=0xabc",
            "IP(src=SRC,dst=DST,id=0,len=999,chksum=0xbad)/UDP(sport=4000,dport=9,chksum=0xabc)", [] },
        { "raw", "ipv6 dst=DST6 hlim=9 tclass=0x28 flow=0x12345 / icmpv6.echo identifier=7 sequence_number=1 / data text:hello",
            "IPv6(src=SRC6,dst=DST6,hlim=9,tc=0x28,fl=0x12345)/ICMPv6EchoRequest(id=7,seq=1,data=b'hello')", [] },
        { "raw", "ipv6 dst=DST6 plen=3 / udp srcport=4000 dstport=9 / data text:x",
            "IPv6(src=SRC6,dst=DST6,plen=3)/UDP(sport=4000,dport=9)/b'x'", [] },
        { "raw", "ipv6 src=2001:db8:99::9 dst=DST6 / udp srcport=4000 dstport=9 checksum=0xbad",
            "IPv6(src='2001:db8:99::9',dst=DST6)/UDP(sport=4000,dport=9,chksum=0xbad)", [] },
        { "ip", "ipv6 dst=DST6 hlim=9 tclass=0x28 / udp srcport=4000 dstport=9 / data text:x",
            "IPv6(src=SRC6,dst=DST6,hlim=9,tc=0x28)/UDP(sport=4000,dport=9)/b'x'", [1, 2, 3] },
        { "packet", "eth dst=02:00:00:00:00:02 / ipv6 dst=DST6 / udp srcport=4000 dstport=9 / data text:x",
            "IPv6(src=SRC6,dst=DST6)/UDP(sport=4000,dport=9)/b'x'", [] },
    };

    [Theory]
    [MemberData(nameof(Packets))]
    public void WhatArrivesIsWhatWasAsked(string via, string expression, string scapy, int[] kernelWrites)
    {
        Assert.SkipUnless(Peer.Exists("/usr/bin/python3"), "needs Scapy");
        using Lab.Capture wire = lab.B.StartCapture();
        string[] link = via == "packet" ? ["-I", "va"] : [];
        PeerResult sent = lab.A.Rawnet(["send", "--via", via, "-q", .. link, .. Filled(expression, "").Split(' ')]);
        Assert.True(sent.ExitCode == 0, sent.Errors);
        byte[] asked = Build(Filled(scapy, "'"));
        CapturedFrame frame = wire.Stop(1).First(f => f.Bytes[..6].SequenceEqual(TwoHosts.MacOfB));
        byte[] arrived = frame.Bytes[EthernetHeader..].ToArray();
        Assert.Equal(Masked(asked, kernelWrites), Masked(arrived, kernelWrites));
        Assert.Equal(TwoHosts.MacOfA, frame.Bytes[6..12].ToArray());
    }

    [Theory]
    [InlineData("raw", "ip dst=DST / udp srcport=4000 dstport=9 / data text:hello", "udp.checksum.status")]
    [InlineData("raw", "ipv6 dst=DST6 / udp srcport=4000 dstport=9 / data text:hello", "udp.checksum.status")]
    [InlineData("ip", "ip dst=DST / udp srcport=4000 dstport=9 / data text:hello", "udp.checksum.status")]
    [InlineData("ip", "ipv6 dst=DST6 / udp srcport=4000 dstport=9 / data text:hello", "udp.checksum.status")]
    [InlineData("packet", "eth dst=02:00:00:00:00:02 / ip dst=DST / udp srcport=4000 dstport=9 / data text:hello", "udp.checksum.status")]
    [InlineData("packet", "eth dst=02:00:00:00:00:02 / ipv6 dst=DST6 / udp srcport=4000 dstport=9 / data text:hello",
        "udp.checksum.status")]
    public void WithoutASourceTheChecksumIsGoodForTshark(string via, string expression, string field)
    {
        Assert.SkipWhen(Requirements.Programs("tshark") is not null, Requirements.Programs("tshark") ?? "");
        using Lab.Capture wire = lab.B.StartCapture(filter: "udp");
        string[] link = via == "packet" ? ["-I", "va"] : [];
        PeerResult sent = lab.A.Rawnet(["send", "--via", via, .. link, .. Filled(expression, "").Split(' ')]);
        Assert.True(sent.ExitCode == 0, sent.Errors);
        wire.Stop(1);
        PeerResult judged = Peer.Run("tshark", ["-r", "-", "-o", "udp.check_checksum:TRUE", "-T", "fields", "-e", field], wire.Pcap());
        Assert.Equal("1", judged.Lines[0]); // 1 is good
    }

    [Fact]
    public void ALyingTotalLengthGoesOutByPacketOnly()
    {
        using Lab.Capture wire = lab.B.StartCapture(filter: "udp and src port 4001");
        PeerResult raw = lab.A.RawnetLine($"send ip dst={lab.B.Address} id=1 len=99 / udp srcport=4001 dstport=9");
        PeerResult ip = lab.A.RawnetLine($"send --via ip ip dst={lab.B.Address} len=99 id=1 / udp srcport=4001 dstport=9");
        PeerResult packet = lab.A.RawnetLine(
            $"send -I va eth dst=02:00:00:00:00:02 / ip dst={lab.B.Address} id=2 len=99 / udp srcport=4001 dstport=9");
        Assert.Equal([0, 2, 0], (int[])[raw.ExitCode, ip.ExitCode, packet.ExitCode]);
        Assert.Contains("ip.len", raw.Errors, StringComparison.Ordinal);
        Assert.Equal("rawnet: with --via ip the kernel itself writes ip.len and ip.id: --via raw takes the header as given, "
            + "--via packet all of it\n", ip.Errors);
        IReadOnlyList<CapturedFrame> frames = wire.Stop(2);
        Assert.Equal([28, 99], frames.Select(f => f.Bytes[EthernetHeader + 3]));
    }

    /// <summary>Sources and protocols that vary, another host's among them, arrive as they were asked for.</summary>
    [Theory]
    [InlineData("ip dst=DST src=SRC,198.18.0.77,0.0.0.0,198.18.0.78 proto=253",
        "SRC/253 198.18.0.77/253 SRC/253 198.18.0.78/253", "ip.src")]
    [InlineData("ip dst=DST proto=47,253,47", "SRC/47 SRC/253 SRC/47", "ip.src")]
    [InlineData("ipv6 dst=DST6 src=SRC6,2001:db8::77,:: nxt=253", "SRC6/253 2001:db8::77/253 SRC6/253", "ipv6.src")]
    [InlineData("ipv6 dst=DST6 nxt=47,253,47", "SRC6/47 SRC6/253 SRC6/47", "ipv6.src")]
    public void WhatVariesInAHeaderOfTheKernelArrives(string expression, string wanted, string source)
    {
        Assert.SkipWhen(Requirements.Programs("tshark") is not null, Requirements.Programs("tshark") ?? "");
        using Lab.Capture wire = lab.B.StartCapture(filter: "ip proto 253 or ip proto 47 or ip6 proto 253 or ip6 proto 47");
        PeerResult sent = lab.A.Rawnet(["send", "--via", "ip", "--rate", "0", .. Filled(expression, "").Split(' ')]);
        Assert.True(sent.ExitCode == 0, sent.Errors);
        string[] packets = Filled(wanted, "").Split(' ');
        wire.Stop(packets.Length);
        PeerResult judged = Peer.Run("tshark",
            ["-r", "-", "-T", "fields", "-e", source, "-e", source == "ip.src" ? "ip.proto" : "ipv6.nxt"], wire.Pcap());
        Assert.Equal(packets, judged.Lines.Select(line => line.Replace('\t', '/')));
    }

    private string Filled(string text, string quote) => text
        .Replace("DST6", $"{quote}{lab.B.Address6}{quote}", StringComparison.Ordinal)
        .Replace("SRC6", $"{quote}{lab.A.Address6}{quote}", StringComparison.Ordinal)
        .Replace("DST", $"{quote}{lab.B.Address}{quote}", StringComparison.Ordinal)
        .Replace("SRC", $"{quote}{lab.A.Address}{quote}", StringComparison.Ordinal);

    private static byte[] Build(string scapy)
    {
        PeerResult built = Peer.Run("/usr/bin/python3",
            ["-c", $"import logging; logging.disable(50)\nfrom scapy.all import *\nprint(bytes({scapy}).hex())"]);
        Assert.SkipWhen(built.Errors.Contains("No module named", StringComparison.Ordinal), "needs Scapy");
        return Convert.FromHexString(built.Succeeded().Text.Trim());
    }

    private static string Masked(byte[] packet, int[] kernelWrites) =>
        string.Join(' ', packet.Select((b, i) => kernelWrites.Contains(i) ? ".." : $"{b:x2}"));
}
