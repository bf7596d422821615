using PacketDotNet;
using RawNet.Captures;
using RawNet.Protocols;
using RawNet.SharpPcap.Conversions;
using RawNet.Wire;
using OurPacket = RawNet.Wire.Packet;
using TheirPacket = PacketDotNet.Packet;

namespace RawNet.SharpPcap.Tests.Conversions;

/// <summary>PacketDotNet's packets as ours and back.</summary>
public sealed class PacketDotNetConversionsTests
{
    private static readonly HashSet<LinkType> _bothRead =
    [
        LinkType.Ethernet, LinkType.Null, LinkType.Raw, LinkType.LinuxSll, LinkType.LinuxSll2, LinkType.Ipv4, LinkType.Ipv6
    ];

    public static TheoryData<string, string> Layers => new()
    {
        { "eth", nameof(EthernetPacket) }, { "vlan", nameof(Ieee8021QPacket) },
        { "vlan.s", nameof(Ieee8021QPacket) }, { "arp", nameof(ArpPacket) }, { "ip", nameof(IPv4Packet) },
        { "ipv6", nameof(IPv6Packet) }, { "icmp.echo", nameof(IcmpV4Packet) }, { "icmpv6.echo", nameof(IcmpV6Packet) },
        { "igmp.v3-report", nameof(IgmpV3MembershipReportPacket) },
        { "igmp.v3-query", nameof(IgmpV3MembershipQueryPacket) }, { "igmp.v2-report", nameof(IgmpV2Packet) },
        { "udp", nameof(UdpPacket) }, { "tcp", nameof(TcpPacket) },
        { "sll", nameof(LinuxSllPacket) }, { "sll2", nameof(LinuxSll2Packet) }, { "null", nameof(NullPacket) },
    };

    [Fact]
    public void NothingOfOurCapturesIsLost() => Assert.InRange(Converted(Recordings.OfRepository), 800, int.MaxValue);

    [Fact]
    public void NothingOfTheExamIsLost()
    {
        Assert.SkipWhen(Recordings.ExamFolder is null, Recordings.NoExam);
        Assert.InRange(Converted(Recordings.OfExam), 700, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void ALayerIsThePacketOfItsMessage(string kind, string theirClass)
    {
        Kind ours = Registry.Kinds.Named(kind)[0];
        byte[] bytes = ours.With().Carrying(Data.Of("hello"u8)).ToBytes();
        ours.TryView(bytes, out View view);
        TheirPacket theirs = view.ToPacketDotNet()!;
        Assert.Equal(theirClass, theirs.GetType().Name);
        Assert.Equal(view.Bytes, theirs.ToBytes()); // what stands behind ARP is no part of it
    }

    [Fact]
    public void ALayerThatPacketDotNetHasNoPacketForIsNone()
    {
        Assert.True(Data.Kind.TryView("hello"u8, out View view));
        Assert.Null(view.ToPacketDotNet());
    }

    [Fact]
    public void AFieldSetThereIsReadHereAndNoSumIsMended()
    {
        // RFC 791's header with Scapy's sum for a time to live of 64.
        byte[] frame = Convert.FromHexString("450000140000000040fd65eb0a0000010a000002");
        TheirPacket theirs = PacketDotNetConversions.Parse(LinkType.Raw, frame);
        theirs.Extract<IPv4Packet>().TimeToLive = 63;
        Assert.Equal("ip ttl=63 checksum=0x65eb src=10.0.0.1 dst=10.0.0.2", theirs.ToRawNet().ToString());
    }

    [Fact]
    public void APayloadPutThereIsHereToo()
    {
        TheirPacket theirs = OurPacket.Parse(
            "eth dst=02:00:00:00:00:02 / ip src=198.18.0.1 dst=198.18.0.2 / udp srcport=1 dstport=2 / data text:abc").ToPacketDotNet();
        theirs.Extract<UdpPacket>().PayloadData = "another text"u8.ToArray();
        byte[] bytes = theirs.ToBytes();
        Assert.Equal([14 + 20 + 8 + 12], [bytes.Length]);
        Assert.EndsWith(Convert.ToHexString("another text"u8), Convert.ToHexString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatBeginsNoFrameIsRefusedWithAHint()
    {
        TheirPacket udp = OurPacket.Parse("ip dst=198.18.0.2 / udp").ToPacketDotNet().Extract<UdpPacket>();
        Assert.Contains("UdpPacket begins no frame",
            Assert.Throws<ArgumentException>(() => udp.ToRawNet()).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => OurPacket.Parse("udp").ToPacketDotNet());
    }

    // Before and after PacketDotNet has looked at every layer; of an IPv4 length of 0 it then writes its own.
    private static int Converted(IEnumerable<string> files)
    {
        int count = 0;
        Recordings.Show(files, (in CapturedPacket packet, string file) =>
        {
            if (!_bothRead.Contains(packet.LinkType) || packet.Data.IsEmpty) return;
            byte[] frame = packet.Data.ToArray();
            TheirPacket theirs;
            try
            {
                theirs = PacketDotNetConversions.Parse(packet.LinkType, [.. frame]);
            }
            catch (ArgumentException)
            {
                return;
            }
            Assert.True(theirs.ToBytes().AsSpan().SequenceEqual(frame), $"{file} {packet.Number}");
            Assert.True(theirs.ToRawNet().ToBytes().AsSpan().SequenceEqual(frame), $"{file} {packet.Number} built again");
            Touch(theirs);
            byte[] touched = theirs.ToBytes();
            Assert.True(touched.AsSpan().SequenceEqual(frame) || HasNoLength(packet), $"{file} {packet.Number} after a look");
            count++;
        });
        return count;
    }

    private static bool HasNoLength(in CapturedPacket packet)
    {
        foreach (View layer in PacketView.Layers(packet.LinkType, packet.Data))
            if (layer.Is(Ipv4.Kind) && layer.GetRaw(Ipv4.TotalLength) == 0) return true;
        return false;
    }

    private static void Touch(TheirPacket packet)
    {
        try
        {
            for (TheirPacket? next = packet; next is not null; next = next.PayloadPacket) _ = next.PayloadData;
        }
        catch (Exception refusal) when (refusal is InvalidOperationException or ArgumentException
            or NotImplementedException or IndexOutOfRangeException or NullReferenceException)
        {
            // What PacketDotNet cannot read keeps its bytes.
        }
    }
}
