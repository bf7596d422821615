using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>Codes of one and two bytes, all of them, against the RFCs' formulas typed here.</summary>
public class CodecTests
{
    // RFC 3376, 4.1.1: Max Resp Time = (mant | 0x10) << (exp + 3) from 128; the bits are 1 exp(3) mant(4).
    private static ulong Rfc3376(int code) => code < 128 ? (ulong)code : (ulong)((code & 0xf) | 0x10) << (((code >> 4) & 7) + 3);

    // RFC 3810, 5.1.3: Maximum Response Delay = (mant | 0x1000) << (exp + 3) from 32768; the bits are 1 exp(3) mant(12).
    private static ulong Rfc3810(int code) => code < 32_768 ? (ulong)code : (ulong)((code & 0xfff) | 0x1000) << (((code >> 12) & 7) + 3);

    [Fact]
    public void EveryMaxRespCodeShowsTheTimeOfRfc3376()
    {
        byte[] query = new byte[12];
        query[0] = 0x11;
        for (int code = 0; code < 256; code++)
        {
            query[1] = (byte)code;
            Assert.True(IgmpV3Query.Kind.TryView(query, out View view));
            Assert.Equal(Rfc3376(code), view.Get(IgmpV3Query.MaxRespCode));
            Assert.Equal((UInt128)code, view.GetRaw(IgmpV3Query.MaxRespCode));
            byte[] back = new Packet(IgmpV3Query.Kind.With(IgmpV3Query.MaxRespCode.Is((ushort)Rfc3376(code)))).ToBytes();
            Assert.Equal(Rfc3376(code), Rfc3376(back[1]));
        }
    }

    [Theory]
    [InlineData(127, 127)]
    [InlineData(128, 128)]
    [InlineData(143, 248)]
    [InlineData(144, 256)]
    [InlineData(176, 1024)]
    [InlineData(255, 31744)]
    public void KnownCodesOfOneByte(int code, ulong shown) => Assert.Equal(shown, new FloatCodec(4).Show((ulong)code));

    [Theory]
    [InlineData(32_767, 32_767)]
    [InlineData(32_768, 32_768)]
    [InlineData(36_863, 65_528)]
    [InlineData(40_960, 131_072)]
    [InlineData(65_535, 8_387_584)]
    public void KnownCodesOfTwoBytes(int code, ulong shown) => Assert.Equal(shown, new FloatCodec(12).Show((ulong)code));

    [Fact]
    public void EveryCodeOfTwoBytesShowsTheDelayOfRfc3810AndComesBack()
    {
        var codec = new FloatCodec(12);
        for (int code = 0; code < 65_536; code++)
        {
            Assert.Equal(Rfc3810(code), codec.Show((ulong)code));
            Assert.True(codec.TryEncode(Rfc3810(code), 16, out ulong bits, out _));
            Assert.Equal(Rfc3810(code), Rfc3810((int)bits));
        }
    }

    [Theory]
    [InlineData(4, 8)]
    [InlineData(12, 16)]
    public void AValueBetweenTwoCodesNamesBothNeighbours(int mantissa, int width)
    {
        var codec = new FloatCodec(mantissa);
        Func<int, ulong> formula = width == 8 ? Rfc3376 : Rfc3810;
        ulong[] shown = [.. Enumerable.Range(0, 1 << width).Select(formula).Distinct().Order()];
        for (int i = 1; i < shown.Length; i++)
            if (shown[i] - shown[i - 1] > 1)
            {
                Assert.False(codec.TryEncode(shown[i] - 1, width, out _, out (ulong Below, ulong Above) near));
                Assert.Equal((shown[i - 1], shown[i]), near);
                Assert.False(codec.TryEncode(shown[i - 1] + 1, width, out _, out near));
                Assert.Equal((shown[i - 1], shown[i]), near);
            }
        Assert.False(codec.TryEncode(shown[^1] + 1, width, out _, out (ulong Below, ulong Above) last));
        Assert.Equal((shown[^1], shown[^1]), last);
    }

    [Fact]
    public void TheMessageNamesTheNeighboursAndTheField()
    {
        string between = Assert.Throws<ArgumentOutOfRangeException>(() => IgmpV3Query.MaxRespCode.Is(129)).Message;
        Assert.Contains("igmp.max_resp cannot show 129; its neighbours are 128 and 136", between, StringComparison.Ordinal);
        string above = Assert.Throws<ExpressionException>(() => Packet.Parse("igmp.v3-query max_resp=31745")).Message;
        Assert.Equal("igmp.max_resp cannot show 31745; its greatest value is 31744", above);
        Assert.Equal("ip.hdr_len cannot show 22; its neighbours are 20 and 24",
            Assert.Throws<ExpressionException>(() => Packet.Parse("ip hdr_len=22")).Message);
        Assert.Equal("ip.frag_offset has 13 bits: 0 to 8191, not 8192",
            Assert.Throws<ExpressionException>(() => Packet.Parse("ip frag_offset=8192")).Message);
    }

    [Theory]
    [InlineData("12.8s", 128)]
    [InlineData("100ms", 1)]
    [InlineData("raw:0xff", 255)]
    [InlineData("31744", 255)]
    public void TimesAndRawBitsAreWritten(string text, int code) =>
        Assert.Equal(code, Packet.Parse($"igmp.v3-query max_resp={text}").ToBytes()[1]);

    [Theory]
    [InlineData("icmp.unreachable code=port-unreachable", 1, 3)]
    [InlineData("icmp.unreachable code=3", 1, 3)]
    [InlineData("icmp type=timestamp-reply", 0, 14)]
    [InlineData("icmpv6 type=packet-too-big", 0, 2)]
    [InlineData("igmp.v3-report record=to_ex,239.1.1.1", 8, 4)]
    [InlineData("igmp.v3-report record=4,239.1.1.1", 8, 4)]
    [InlineData("igmp.v3-report record=200,239.1.1.1", 8, 200)]
    public void EnumeratedNamesStandForTheirNumbers(string expression, int at, byte value) =>
        Assert.Equal(value, Packet.Parse(expression).ToBytes()[at]);

    [Fact]
    public void EveryEnumeratedNameIsWrittenAndReadBack()
    {
        foreach (ScalarField field in LawTests.AllKinds().SelectMany(k => k.Table.Fields)
            .OfType<ScalarField>().Where(f => f.Traits.Names is not null))
            for (ulong value = 0; value < 256; value++)
            {
                string text = field.Format(new(field, value));
                Assert.Equal(value, (ulong)field.Parse(text, ExpressionContext.Closed).Bits);
                Assert.Equal(field.Traits.Names!.ContainsKey(value), !char.IsAsciiDigit(text[0]));
            }
    }

    [Fact]
    public void TheLittleEndianFamilyIsShownInTheHostsOrder()
    {
        Assert.Equal([2, 0, 0, 0], Packet.Parse("null family=2").ToBytes());
        Assert.True(NullLoopback.Kind.TryView([0x1e, 0, 0, 0], out View view));
        Assert.Equal(30u, view.Get(NullLoopback.Family));
    }

    // tshark 4.0.17 shows null.type for these values in either byte order, and null.family up to 1500.
    [Theory]
    [InlineData("00080000", "null.type")]
    [InlineData("00000800", "null.type.be")]
    [InlineData("dd860000", "null.type")]
    [InlineData("000086dd", "null.type.be")]
    [InlineData("dd050000", "null.type")]
    [InlineData("dc050000", "null")]
    [InlineData("000005dc", "null.be")]
    [InlineData("1e000000", "null")]
    public void ALoopbackHeaderAbove1500IsAnEtherType(string hex, string kind)
    {
        LayerWalk layers = PacketView.Layers(LinkType.Null, Convert.FromHexString(hex)).GetEnumerator();
        Assert.True(layers.MoveNext());
        Assert.Equal(kind, layers.Current.Kind.Name);
    }

    // The bytes are Scapy's: ICMPv6NDOptRedirectedHdr(res=b'\1\2\3\4\5\6', pkt=IPv6(nh=59)/b'RawNet..').
    [Fact]
    public void TheRedirectedHeaderIsAnOptionWithTheQuotedPacketAsBytes()
    {
        const string quote = "6000000000083b40" + "00000000000000000000000000000001"
            + "00000000000000000000000000000001" + "5261774e65742e2e";
        byte[] built = Packet.Parse($"icmpv6.redirect checksum=0 opt=redirected,{quote},reserved:0x010203040506").ToBytes();
        Assert.Equal("0407010203040506" + quote, Convert.ToHexStringLower(built[40..]));
    }
}
