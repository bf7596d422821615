using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Wire;

/// <summary>The frame check sequence as a layer: built, read, cut and printed. The sums are those of Python's zlib.</summary>
public class FrameCheckTests
{
    private const string Echo = "eth dst=02:00:00:00:00:02 src=02:00:00:00:00:01 / ip src=198.18.0.1 dst=198.18.0.2 id=1 / icmp.echo "
        + "ident=7 seq=1 / data text:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    private const string Padded = "eth dst=02:00:00:00:00:02 src=02:00:00:00:00:01 / ip src=198.18.0.1 dst=198.18.0.2 id=1 / icmp.echo "
        + "ident=7 seq=1 / data text:hi / trailer zeros:16";
    private const string Ieee =
        "eth.802.3 dst=01:80:c2:00:00:00 src=02:00:00:00:00:01 / llc dsap=0x42 ssap=0x42 control=3 / data zeros:35 / trailer zeros:8";

    [Theory]
    [InlineData(Echo, "801090e4")]
    [InlineData(Padded, "ff096925")]
    [InlineData(Ieee, "dbfcb529")]
    public void ItIsComputedOverAllInFrontOfIt(string expression, string sum)
    {
        byte[] frame = Packet.Parse(expression + " / fcs").ToBytes();
        Assert.Equal(Convert.ToHexStringLower(Packet.Parse(expression).ToBytes()) + sum, Convert.ToHexStringLower(frame));
        Assert.EndsWith(" / fcs", Packet.Read(LinkType.Ethernet, frame, frame.Length, 4).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("fcs", Packet.Read(LinkType.Ethernet, frame, frame.Length).ToString(), StringComparison.Ordinal);
    }

    // Its own sums wrong or right, and every length that a capture can be cut to.
    [Theory]
    [InlineData(Echo + " / fcs")]
    [InlineData(Echo + " / fcs fcs=0x01020304")]
    [InlineData(Padded + " / fcs")]
    [InlineData(Ieee + " / fcs fcs=0")]
    [InlineData("eth / ip src=198.18.0.1 dst=198.18.0.2 len=100 checksum=7 / icmp.time-exceeded checksum=1 / ip src=198.18.0.2 "
        + "dst=198.18.0.1 / udp srcport=1 dstport=2 cut=5 / fcs")]
    [InlineData("eth type=0x8100 / vlan id=5 / ip / udp / data hex:0102 / trailer hex:aabb / fcs")]
    [InlineData("eth / fcs")]
    public void AFrameCutAnywhereComesBack(string expression)
    {
        byte[] whole = Packet.Parse(expression).ToBytes();
        for (int length = 0; length <= whole.Length; length++)
        {
            var read = Packet.Read(LinkType.Ethernet, whole.AsSpan(0, length), whole.Length, 4);
            Assert.Equal(Convert.ToHexStringLower(whole.AsSpan(0, length)),
                length == 0 ? "" : Convert.ToHexStringLower(Packet.Parse(read.ToString()).ToBytes()));
        }
        Assert.Equal(Packet.Parse(expression).InFull().ToString(),
            Packet.Read(LinkType.Ethernet, whole, whole.Length, 4).InFull().ToString());
    }

    [Theory]
    [InlineData(LinkType.Ethernet, 4, 18, true)]
    [InlineData(LinkType.Ethernet, 4, 17, false)]
    [InlineData(LinkType.Ethernet, 2, 18, false)]
    [InlineData(LinkType.Ethernet, 0, 18, false)]
    [InlineData(LinkType.LinuxSll, 4, 40, false)]
    [InlineData(LinkType.Raw, 4, 40, false)]
    public void OnlyEthernetsFourBytesBehindAHeaderAreOne(LinkType link, int fcsLength, int length, bool isThere)
    {
        bool found = false;
        foreach (View layer in PacketView.Layers(link, new byte[length], length, fcsLength)) found |= layer.Is(EthernetFcs.Kind);
        Assert.Equal(isThere, found);
    }

    [Theory]
    [InlineData("eth / fcs / data text:a", "data cannot follow the frame check sequence")]
    [InlineData("eth / fcs / fcs", "fcs cannot follow the frame check sequence")]
    [InlineData("eth / fcs / trailer hex:00", "trailer cannot follow the frame check sequence")]
    public void NothingFollowsIt(string expression, string why) =>
        Assert.Equal(why, Assert.Throws<BuildException>(() => Packet.Parse(expression).ToBytes()).Message);

    [Fact]
    public void ATemplateKeepsItRight()
    {
        Template template = Packet.Parse(Echo + " / fcs").Compile();
        template.Set(IcmpEcho.SequenceNumber, (ushort)2).Set(Ipv4.TimeToLive, (byte)3);
        Assert.Equal(Convert.ToHexStringLower(Packet.Parse(Echo.Replace("seq=1", "seq=2", StringComparison.Ordinal)
            .Replace("id=1", "id=1 ttl=3", StringComparison.Ordinal) + " / fcs").ToBytes()), Convert.ToHexStringLower(template.Bytes));
    }
}
