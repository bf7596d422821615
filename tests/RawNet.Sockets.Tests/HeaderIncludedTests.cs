using System.Net;
using System.Net.Sockets;
using RawNet.Lab;
using RawNet.Sockets.Tests.Options;

namespace RawNet.Sockets.Tests;

/// <summary>What the kernel does with an IPv4 header that the caller wrote, seen by tcpdump at the far end.</summary>
public class HeaderIncludedTests(LabFixture lab) : IClassFixture<LabFixture>
{
    private Host A => lab.Hosts.A;

    private Host B => lab.Hosts.B;

    [Fact, Trait("row", "1")]
    public void LengthAndChecksumAreAlwaysOverwritten_SourceAndIdentificationWhenZero()
    {
        byte[] packet = [.. Hand.Ipv4(Hand.Nobody, B.Address), .. Hand.Echo];
        using Capture capture = B.StartCapture(filter: "icmp[0] = 8");
        Send(packet);
        ReadOnlySpan<byte> ip = capture.Stop(1)[0].Bytes[14..];
        Assert.Equal(28, Hand.Word(ip, 2));
        Assert.NotEqual(0, Hand.Word(ip, 4));
        Assert.Equal(A.Address.GetAddressBytes(), ip.Slice(12, 4).ToArray());
        Assert.Equal(["1"], Witness.Fields(capture, "ip.checksum.status")); // 1: good
    }

    [Fact, Trait("row", "1"), Observes("IP_HDRINCL")]
    public void EverythingElseIsSentAsGiven()
    {
        byte[] packet =
        [
            .. Hand.Ipv4(IPAddress.Parse("198.19.113.9"), B.Address, 0x55, tos: 0xb8, id: 0x0777, fragment: 0x8000, ttl: 0, protocol: 253),
            1, 2, 3
        ];
        using Capture capture = B.StartCapture(filter: "ether src 02:00:00:00:00:01 and ether proto 0x0800");
        Send(packet);
        byte[] ip = capture.Stop(1)[0].Bytes[14..].ToArray();
        packet[2] = 0;
        packet[3] = 23;
        ip[10] = packet[10];
        ip[11] = packet[11];
        Assert.Equal(packet, ip[..23]);
    }

    [Fact, Trait("row", "1")]
    public void IdentificationZeroStaysWithDontFragment()
    {
        byte[] packet = [.. Hand.Ipv4(Hand.Nobody, B.Address, fragment: 0x4000), .. Hand.Echo];
        using Capture capture = B.StartCapture(filter: "icmp[0] = 8");
        Send(packet);
        Assert.Equal(0, Hand.Word(capture.Stop(1)[0].Bytes, 14 + 4));
    }

    [Fact, Trait("row", "2")]
    public void HeaderLongerThanThePacketIsRefused()
    {
        byte[] packet = [.. Hand.Ipv4(Hand.Nobody, B.Address, 0x4f), .. Hand.Echo];
        SystemCallException refused = Assert.Throws<SystemCallException>(() => Send(packet));
        Assert.Equal("EINVAL", refused.ErrorName);
    }

    [Fact, Trait("row", "2")]
    public void HeaderShorterThanTwentyBytesIsRefused()
    {
        byte[] packet = [.. Hand.Ipv4(Hand.Nobody, B.Address, 0x44), .. Hand.Echo];
        SystemCallException refused = Assert.Throws<SystemCallException>(() => Send(packet));
        Assert.Equal("EINVAL", refused.ErrorName);
        Assert.Throws<SystemCallException>(() => Send(packet[..19]));
    }

    [Fact, Trait("row", "3")]
    public void WrongLengthAndChecksumNeedAPacketSocket()
    {
        byte[] frame = Hand.Ethernet(TwoHosts.MacOfB, TwoHosts.MacOfA, 0x0800, [.. Hand.Ipv4(A.Address, B.Address), .. Hand.Echo]);
        using Capture capture = B.StartCapture(filter: "icmp[0] = 8");
        A.Run(() =>
        {
            using PacketSocket socket = PacketSocket.Open(Link.ByName(A.InterfaceName));
            Assert.Equal(frame.Length, socket.Send(frame));
        });
        Assert.Equal(frame, capture.Stop(1)[0].Bytes.ToArray());
        Assert.Equal(["0"], Witness.Fields(capture, "ip.checksum.status")); // 0: bad
    }

    [Fact, Trait("row", "4")]
    public void PacketLongerThanTheMtuIsNeverFragmented()
    {
        byte[] packet = [.. Hand.Ipv4(Hand.Nobody, B.Address), .. new byte[1481]];
        SystemCallException refused = Assert.Throws<SystemCallException>(() => Send(packet));
        Assert.Equal("EMSGSIZE", refused.ErrorName);
        Assert.Contains("MTU", refused.Fix, StringComparison.Ordinal);
        Assert.Equal(FailureKind.Network, refused.Kind);
        Send(packet[..1500]);
    }

    [Fact, Trait("row", "5")]
    public void TimeToLiveAndTypeOfServiceOfTheSocketAreIgnored()
    {
        byte[] packet = [.. Hand.Ipv4(Hand.Nobody, B.Address, tos: 0x10, ttl: 7), .. Hand.Echo];
        using Capture capture = B.StartCapture(filter: "icmp[0] = 8");
        Send(packet, socket =>
        {
            socket.Set(IpOption.TimeToLive, 99);
            socket.Set(IpOption.TypeOfService, 0xb8);
        });
        ReadOnlySpan<byte> ip = capture.Stop(1)[0].Bytes[14..];
        Assert.Equal(0x10, ip[1]);
        Assert.Equal(7, ip[8]);
    }

    [Theory, Trait("row", "5")]
    [InlineData(false)]
    [InlineData(true)] // this kernel keeps an empty option list on the socket, and refuses it as well
    public void OptionsOfTheSocketAreRefused_EvenClearedOnes(bool cleared)
    {
        byte[] packet = [.. Hand.Ipv4(Hand.Nobody, B.Address), .. Hand.Echo];
        SystemCallException refused = Assert.Throws<SystemCallException>(() => Send(packet, socket =>
        {
            socket.Set(IpOption.Options, [0x94, 4, 0, 0]);
            if (cleared)
                socket.Set(IpOption.Options, []);
        }));
        Assert.Equal("EINVAL", refused.ErrorName);
    }

    [Fact, Trait("row", "6")]
    public void ProtocolRawHasTheHeaderIncludedAndReceivesNoOtherProtocol() => A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 255);
        Assert.True(socket.HeaderIncluded);
        socket.Send([.. Hand.Ipv4(Hand.Nobody, A.Address), .. Hand.Echo], A.Address);
        Assert.Equal(WaitResult.Nothing, socket.Receive(new byte[100], TimeSpan.FromMilliseconds(200)).Outcome);
    });

    [Fact, Trait("row", "6")]
    public void ProtocolRawReceivesPacketsOfProtocol255_AgainstItsManualPage() => A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 255);
        socket.Send([.. Hand.Ipv4(Hand.Nobody, A.Address, protocol: 255), 1, 2, 3, 4], A.Address);
        Assert.Equal(24, socket.Receive(new byte[100], TimeSpan.FromSeconds(2)).Length);
    });

    [Fact, Trait("row", "7")]
    public void ThePacketGoesWhereTheCallSays_NotWhereTheHeaderSays()
    {
        IPAddress elsewhere = IPAddress.Parse("198.19.2.77");
        byte[] packet = [.. Hand.Ipv4(Hand.Nobody, elsewhere), .. Hand.Echo];
        using Capture capture = B.StartCapture(filter: "icmp[0] = 8");
        Send(packet);
        ReadOnlySpan<byte> frame = capture.Stop(1)[0].Bytes;
        Assert.Equal(TwoHosts.MacOfB, frame[..6].ToArray());
        Assert.Equal(elsewhere.GetAddressBytes(), frame.Slice(14 + 16, 4).ToArray());
    }

    [Fact, Trait("row", "8")]
    public void LinuxTakesTheFragmentFieldInNetworkOrder()
    {
        byte[] packet = [.. Hand.Ipv4(Hand.Nobody, B.Address, id: 9, fragment: 0x2001), .. Hand.Echo];
        using Capture capture = B.StartCapture(filter: "ip[4:2] = 9");
        Send(packet);
        Assert.Equal(0x2001, Hand.Word(capture.Stop(1)[0].Bytes, 14 + 6));
        Assert.False(HeaderByteOrder.IsHostOrder);
        HeaderByteOrder.Swap(packet);
        Assert.Equal([0x01, 0x20], packet[6..8]);
    }

    [Fact, Trait("row", "9")]
    public void FirewallRulesApplyToRawSocketsAndNotToPacketSockets()
    {
        string? missing = Requirements.Programs("nft");
        Assert.SkipWhen(missing is not null, missing ?? "");
        byte[] packet = [.. Hand.Ipv4(A.Address, B.Address), .. Hand.Echo];
        byte[] frame = Hand.Ethernet(TwoHosts.MacOfB, TwoHosts.MacOfA, 0x0800, packet);
        A.Exec("nft",
            "add table ip t; add chain ip t out { type filter hook output priority 0; }; add rule ip t out icmp type echo-request drop")
            .Succeeded();
        try
        {
            using Capture capture = B.StartCapture(filter: "icmp[0] = 8");
            SystemCallException refused = Assert.Throws<SystemCallException>(() => Send(packet));
            Assert.Equal("EPERM", refused.ErrorName);
            Assert.Contains("firewall", refused.Fix, StringComparison.Ordinal);
            Assert.Equal(FailureKind.Network, refused.Kind);
            A.Run(() =>
            {
                using PacketSocket socket = PacketSocket.Open(Link.ByName(A.InterfaceName));
                socket.Send(frame);
            });
            Assert.Equal(frame, Assert.Single(capture.Stop(1)).Bytes.ToArray());
        }
        finally
        {
            A.Exec("nft", "delete table ip t").Succeeded();
        }
    }

    private void Send(byte[] packet, Action<RawSocket>? prepare = null) => A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
        socket.HeaderIncluded = true;
        prepare?.Invoke(socket);
        Assert.Equal(packet.Length, socket.Send(packet, B.Address));
    });
}
