using System.Buffers.Binary;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Tests.Protocols;

/// <summary>Each of the 256 type bytes of ICMP, ICMPv6 and IGMP reaches a kind, and bytes behind the fields never stop it.
/// The numbers are IANA's.</summary>
public class TypeByteTests
{
    private static readonly Dictionary<int, string> _icmpKinds = new()
    {
        [0] = "icmp.echo-reply", [3] = "icmp.unreachable", [4] = "icmp.source-quench", [5] = "icmp.redirect", [8] = "icmp.echo",
        [9] = "icmp.router-advertisement", [10] = "icmp.router-solicitation", [11] = "icmp.time-exceeded", [12] = "icmp.parameter-problem",
        [13] = "icmp.timestamp", [14] = "icmp.timestamp-reply", [15] = "icmp.information",
        [16] = "icmp.information-reply", [17] = "icmp.address-mask", [18] = "icmp.address-mask-reply",
        [42] = "icmp.extended-echo", [43] = "icmp.extended-echo-reply",
    };

    private static readonly Dictionary<int, string> _icmpv6Kinds = new()
    {
        [1] = "icmpv6.unreachable", [2] = "icmpv6.packet-too-big", [3] = "icmpv6.time-exceeded", [4] = "icmpv6.parameter-problem",
        [128] = "icmpv6.echo", [129] = "icmpv6.echo-reply", [131] = "mld.v1-report", [132] = "mld.done",
        [133] = "icmpv6.router-solicitation", [134] = "icmpv6.router-advertisement", [135] = "icmpv6.neighbor-solicitation",
        [136] = "icmpv6.neighbor-advertisement", [137] = "icmpv6.redirect", [143] = "mld.v2-report",
        [160] = "icmpv6.extended-echo", [161] = "icmpv6.extended-echo-reply",
    };

    private static readonly Dictionary<int, string> _igmpKinds = new()
    {
        [0x12] = "igmp.v1-report",
        [0x16] = "igmp.v2-report",
        [0x17] = "igmp.leave",
        [0x22] = "igmp.v3-report"
    };

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(20)]
    [InlineData(36)]
    [InlineData(200)]
    public void EveryIcmpTypeReachesItsKind(int length)
    {
        for (int type = 0; type < 256; type++)
            Same(nameof(_icmpKinds), type, _icmpKinds.GetValueOrDefault(type, "icmp"), KindBehindIpv4(1, type, code: 0, length));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(28)]
    [InlineData(40)]
    [InlineData(200)]
    public void EveryIcmpv6TypeReachesItsKind(int length)
    {
        for (int type = 0; type < 256; type++)
        {
            if (type == 130) continue; // told by its length, below
            Same(nameof(_icmpv6Kinds), type, _icmpv6Kinds.GetValueOrDefault(type, "icmpv6"), KindBehindIpv6(type, length));
        }
    }

    // RFC 9777, 8.1.
    [Theory]
    [InlineData(24, "mld.v1-query")]
    [InlineData(25, "icmpv6")]
    [InlineData(27, "icmpv6")]
    [InlineData(28, "mld.v2-query")]
    [InlineData(44, "mld.v2-query")]
    public void AListenerQueryIsToldByItsLength(int length, string kind) => Assert.Equal(kind, KindBehindIpv6(130, length));

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(200)]
    public void EveryIgmpTypeReachesItsKind(int length)
    {
        for (int type = 0; type < 256; type++)
        {
            if (type == 0x11) continue; // told by its length and code, below
            Same(nameof(_igmpKinds), type, _igmpKinds.GetValueOrDefault(type, "igmp"), KindBehindIpv4(2, type, code: 0, length));
        }
    }

    // RFC 9776, 7.1.
    [Theory]
    [InlineData(8, 0, "igmp.v1-query")]
    [InlineData(8, 1, "igmp.v2-query")]
    [InlineData(8, 255, "igmp.v2-query")]
    [InlineData(9, 0, "igmp")]
    [InlineData(11, 100, "igmp")]
    [InlineData(12, 0, "igmp.v3-query")]
    [InlineData(12, 100, "igmp.v3-query")]
    [InlineData(16, 100, "igmp.v3-query")]
    public void AMembershipQueryIsToldByItsLengthAndCode(int length, byte code, string kind) =>
        Assert.Equal(kind, KindBehindIpv4(2, 0x11, code, length));

    private static void Same(string table, int type, string expected, string found) => Assert.True(
        expected == found,
        $"type {type} reaches {found}, not {expected}: if {found} is a new message, "
        + $"say so in {table} of tests/RawNet.Tests/Protocols/TypeByteTests.cs, with IANA's number");

    private static string KindBehindIpv4(byte protocol, int type, byte code, int length)
    {
        byte[] packet = new byte[20 + length];
        (packet[0], packet[8], packet[9]) = (0x45, 64, protocol);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        (packet[20], packet[21]) = ((byte)type, code);
        return Second(LinkType.Ipv4, packet);
    }

    private static string KindBehindIpv6(int type, int length)
    {
        byte[] packet = new byte[40 + length];
        (packet[0], packet[6], packet[7]) = (0x60, 58, 255);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)length);
        packet[40] = (byte)type;
        return Second(LinkType.Ipv6, packet);
    }

    private static string Second(LinkType link, byte[] packet)
    {
        LayerWalk layers = PacketView.Layers(link, packet).GetEnumerator();
        Assert.True(layers.MoveNext() && layers.MoveNext());
        return layers.Current.Kind.Name;
    }
}
