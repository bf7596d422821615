using RawNet.Protocols;
using RawNet.Tests.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>The Internet checksum against published vectors and a naive sum, and every verdict on it.</summary>
public class ChecksumTests
{
    // "ping -c1" as Scapy builds it: IP(src='198.18.0.1',dst='198.18.0.2')/ICMP(id=7,seq=1)/b'hello'
    private const string Echo = "45000021000100004001eeb3c6120001c61200020800b4250007000168656c6c6f";

    // IP(src='198.18.0.1',dst='198.18.0.2')/UDP(sport=1000,dport=2000)/b'hello'
    private const string Datagram = "45000021000100004011eea3c6120001c612000203e807d0000d242268656c6c6f";

    [Theory]
    [InlineData("", 0xffff)]
    [InlineData("01", 0xfeff)]
    [InlineData("ffff", 0x0000)]
    [InlineData("0001f203f4f5f6f7", 0x220d)] // RFC 1071, 3
    [InlineData("4500007300004000401100 00c0a80001c0a800c7", 0xb861)]
    [InlineData("08000000000100016162636465666768696a6b6c6d6e6f7071727374757677616263646566676869", 0x4d5a)]
    [InlineData("1164000000000000027d0000", 0xec1e)] // a general query of igmpv3-queries.pcap
    [InlineData("16000000effffffa", 0xfa04)]
    public void KnownChecksums(string hex, int checksum) => Assert.Equal(checksum, InternetChecksum.Of(Hex(hex)));

    [Fact]
    public void TheUpdateOfRfc1624NeverGivesTheWrongZero() => Assert.Equal(0x0000, InternetChecksum.Update(0xdd2f, 0x5555, 0x3285));

    [Fact]
    public void SumsEqualNaiveOnesAtEveryLengthAndAlignment()
    {
        byte[] bytes = new byte[4200];
        new Random(1).NextBytes(bytes);
        for (int length = 0; length <= 4096; length++)
        {
            ReadOnlySpan<byte> range = bytes.AsSpan(length % 67, length);
            Assert.Equal(Naive(range), InternetChecksum.Of(range));
        }
        for (int start = 0; start < 64; start++)
            for (int length = 0; length < 200; length++)
                Assert.Equal(Naive(bytes.AsSpan(start, length)), InternetChecksum.Of(bytes.AsSpan(start, length)));
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(1_048_577)]
    public void LongSumsDoNotOverflow(int length)
    {
        byte[] bytes = new byte[length];
        bytes.AsSpan().Fill(0xff);
        Assert.Equal(Naive(bytes), InternetChecksum.Of(bytes));
        new Random(length).NextBytes(bytes);
        Assert.Equal(Naive(bytes), InternetChecksum.Of(bytes));
    }

    [Fact]
    public void FoldingHoldsForEverySizeOfSum()
    {
        foreach (ulong sum in (ulong[])[0, 1, 0xffff, 0x1_0000, 0x1_fffe, 0xffff_ffff, 0x1_0000_0000,
            0xffff_ffff_ffff, ulong.MaxValue, ulong.MaxValue - 1, 0x8000_0000_0000_0000])
            Assert.Equal(sum == 0 ? 0 : (ushort)(((sum - 1) % 0xffff) + 1), InternetChecksum.Fold(sum));
    }

    [Fact]
    public void TheVerdictsOnWitnessBytes()
    {
        Assert.Equal([ChecksumStatus.Good, ChecksumStatus.Good, ChecksumStatus.None], Of(Hex(Echo)));
        Assert.Equal([ChecksumStatus.Good, ChecksumStatus.Good, ChecksumStatus.None], Of(Hex(Datagram)));
        Assert.Equal([ChecksumStatus.Bad, ChecksumStatus.Good, ChecksumStatus.None], Of(With(Hex(Echo), 8, 63)));
        Assert.Equal([ChecksumStatus.Good, ChecksumStatus.Bad, ChecksumStatus.None], Of(With(Hex(Echo), 32, 0)));
        Assert.Equal([ChecksumStatus.Good, ChecksumStatus.Bad, ChecksumStatus.None], Of(With(Hex(Datagram), 32, 0)));
    }

    [Fact]
    public void AMissingByteLeavesASumUnverifiedAndOneThatCoversTheHeaderAlone()
    {
        byte[] echo = Hex(Echo);
        Assert.Equal([ChecksumStatus.Good, ChecksumStatus.Unverified, ChecksumStatus.None], Of(echo.AsSpan(0, 30), echo.Length));
        // More fragments: the rest of what is covered lies in other packets (RFC 791, 3.2).
        byte[] fragment = Hex("45000021000120004001ceb3c6120001c61200020800b4250007000168656c6c6f");
        Assert.Equal([ChecksumStatus.Good, ChecksumStatus.Unverified, ChecksumStatus.None], Of(fragment));
    }

    [Fact]
    public void NoSumIsAbsentOverIpv4AndBadOverIpv6()
    {
        Assert.Equal([ChecksumStatus.Good, ChecksumStatus.Absent, ChecksumStatus.None], Of(With(With(Hex(Datagram), 26, 0), 27, 0)));
        byte[] six = Hex("60000000000a1140 20010db8000000000000000000000001 20010db8000000000000000000000002 03e8 07d0 000a 0000 6869");
        Assert.Equal([ChecksumStatus.None, ChecksumStatus.Bad, ChecksumStatus.None], Of(six, link: LinkType.Ipv6));
    }

    [Fact]
    public void ThePseudoHeadersOwnSumIsPartial()
    {
        byte[] offloaded = Hex(Datagram);
        ushort pseudo = (ushort)~Naive(Hex("c6120001c6120002 0011 000d"));
        (offloaded[26], offloaded[27]) = ((byte)(pseudo >> 8), (byte)pseudo);
        Assert.Equal([ChecksumStatus.Good, ChecksumStatus.Partial, ChecksumStatus.None], Of(offloaded));
        // Whoever leaves the sum to the network card states the length that it summed: a packet that states more than
        // its frame holds is no such one.
        Assert.Equal([ChecksumStatus.Bad, ChecksumStatus.Bad, ChecksumStatus.None], Of(With(offloaded, 2, 1)));
    }

    [Fact]
    public void TransportAloneHasNoPseudoHeaderToBeVerifiedWith()
    {
        Assert.True(Udp.Kind.TryView(Hex(Datagram).AsSpan(20), out View udp));
        Assert.Equal(ChecksumStatus.Unverified, udp.ChecksumStatus);
    }

    [Fact]
    public void AComputedZeroGoesOutAsOnes()
    {
        // The data is the one's complement of what the rest adds up to, so that the sum is ffff and its complement 0 (RFC 768).
        ushort rest = (ushort)~Naive(Hex("c6120001c6120002 0011 000a 0001 0002 000a 0000"));
        ushort data = (ushort)~rest;
        byte[] built = Packet.Parse($"ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / data hex:{data:x4}").ToBytes();
        Assert.Equal("ffff", Convert.ToHexStringLower(built.AsSpan(26, 2)));
        Assert.Equal([ChecksumStatus.Good, ChecksumStatus.Good, ChecksumStatus.None], Of(built));
    }

    [Fact]
    public void EveryWitnessPacketWithoutAGivenSumIsGoodThroughout()
    {
        foreach (WitnessPacket packet in WitnessPacket.All.Where(p => !p.Expression.Contains("checksum=", StringComparison.Ordinal)
            && !p.Expression.Contains("cut=", StringComparison.Ordinal) && !p.Expression.Contains("mf=", StringComparison.Ordinal)))
            Assert.All(Of(packet.Bytes, link: packet.Link),
                s => Assert.True(s is ChecksumStatus.Good or ChecksumStatus.None, $"{s}: {packet.Expression}"));
    }

    internal static List<ChecksumStatus> Of(ReadOnlySpan<byte> frame, int length = 0, LinkType link = LinkType.Ipv4)
    {
        var statuses = new List<ChecksumStatus>();
        foreach (View layer in PacketView.Layers(link, frame, length)) statuses.Add(layer.ChecksumStatus);
        return statuses;
    }

    // RFC 1071, 4.1, word by word.
    private static ushort Naive(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int i = 0; i < bytes.Length; i += 2)
        {
            sum += (uint)(bytes[i] << 8 | (i + 1 < bytes.Length ? bytes[i + 1] : 0));
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (ushort)~sum;
    }

    private static byte[] With(byte[] bytes, int at, byte value)
    {
        bytes[at] = value;
        return bytes;
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
}
