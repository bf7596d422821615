using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RawNet.Filters;
using RawNet.Lab;
using RawNet.Sockets.Tests.Options;

namespace RawNet.Sockets.Tests;

public class RawReceiveTests(LabFixture lab) : IClassFixture<LabFixture>
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(2);

    private Host A => lab.Hosts.A;

    private Host B => lab.Hosts.B;

    [Fact, Trait("row", "13")]
    public void Ipv4MessagesStartWithAHeaderOfItsOwnLength()
    {
        using RawSocket receiver = Open(B, AddressFamily.InterNetwork, 253);
        FromA([.. Hand.Ipv4(A.Address, B.Address, 0x46, protocol: 253), 0x94, 4, 0, 0, 0xaa, 0xbb]);
        byte[] buffer = new byte[200];
        ReceivedMessage arrival = receiver.Receive(buffer, _soon);
        Assert.Equal(WaitResult.Message, arrival.Outcome);
        Assert.Equal(26, arrival.Length);
        Assert.Equal([0x46, 0, 0, 26], buffer[..4]);
        Assert.Equal([0x94, 4, 0, 0, 0xaa, 0xbb], buffer[20..26]);
        Assert.Equal(ScopedAddress.From(A.Address), arrival.Source);
    }

    [Fact, Trait("row", "13")]
    public void FragmentsAreJoinedForARawSocketAndNotForAPacketSocket()
    {
        using RawSocket receiver = Open(B, AddressFamily.InterNetwork, 253);
        using PacketSocket tap = B.Run(() => PacketSocket.Open(Link.ByName("vb")));
        byte[] first = [.. Hand.Ipv4(A.Address, B.Address, id: 5, fragment: 0x2000, protocol: 253), 1, 2, 3, 4, 5, 6, 7, 8];
        byte[] second = [.. Hand.Ipv4(A.Address, B.Address, id: 5, fragment: 0x0001, protocol: 253), 9, 10];
        FromA(first);
        FromA(second);
        byte[] buffer = new byte[200];
        Assert.Equal(30, receiver.Receive(buffer, _soon).Length);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], buffer[20..30]);
        Assert.Equal(14 + 28, NextIpv4(tap, buffer).Length);
        Assert.Equal(14 + 22, NextIpv4(tap, buffer).Length);
    }

    [Fact, Trait("row", "13")]
    public void ControlMessagesTellWhatTheKernelKnows()
    {
        using RawSocket receiver = Open(B, AddressFamily.InterNetwork, 253, socket =>
        {
            socket.Set(IpOption.ReceiveTimeToLive, true);
            socket.Set(IpOption.ReceiveTypeOfService, true);
            socket.Set(IpOption.ReceivePacketInfo, true);
            socket.Set(GeneralOption.ReceiveTimestamps, true);
            socket.Set(GeneralOption.ReceiveDropCount, true);
        });
        FromA([.. Hand.Ipv4(A.Address, B.Address, tos: 0xb8, ttl: 17, protocol: 253), 1]);
        ReceivedMessage arrival = receiver.Receive(new byte[200], _soon);
        Assert.Equal((byte)17, arrival.HopLimit);
        Assert.Equal((byte)0xb8, arrival.TrafficClass);
        Assert.Equal(ScopedAddress.From(B.Address), arrival.Destination);
        Assert.Equal(B.Run(() => Link.ByName("vb")).Index, arrival.InterfaceIndex);
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - arrival.TimeNanoseconds!.Value / 1_000_000, -50, 5000);
        Assert.False(arrival.ControlTruncated);
    }

    [Fact, Trait("row", "14")]
    public void Ipv6MessagesHaveNoHeaderButControlMessagesHaveItsFields()
    {
        using RawSocket receiver = Open(B, AddressFamily.InterNetworkV6, 253, socket =>
        {
            socket.Set(Ipv6Option.ReceiveHopLimit, true);
            socket.Set(Ipv6Option.ReceiveTrafficClass, true);
            socket.Set(Ipv6Option.ReceivePacketInfo, true);
            socket.Set(GeneralOption.ReceiveTimestamps, true);
        });
        A.Run(() =>
        {
            using RawSocket sender = RawSocket.Open(AddressFamily.InterNetworkV6, 253);
            sender.Set(Ipv6Option.UnicastHops, 17);
            sender.Set(Ipv6Option.TrafficClass, 0xb8);
            sender.Send([1, 2, 3], B.Address6);
        });
        byte[] buffer = new byte[200];
        ReceivedMessage arrival = receiver.Receive(buffer, _soon);
        Assert.Equal([1, 2, 3], buffer[..arrival.Length]);
        Assert.Equal((byte)17, arrival.HopLimit);
        Assert.Equal((byte)0xb8, arrival.TrafficClass);
        Assert.Equal(ScopedAddress.From(A.Address6), arrival.Source);
        Assert.Equal(ScopedAddress.From(B.Address6), arrival.Destination);
        Assert.Equal(B.Run(() => Link.ByName("vb")).Index, arrival.InterfaceIndex);
        Assert.NotNull(arrival.TimeNanoseconds);
    }

    [Fact, Trait("row", "17")]
    public void WrongChecksumOfAnIpv6ProtocolIsDroppedWhereTheKernelVerifies()
    {
        using RawSocket receiver = Open(B, AddressFamily.InterNetworkV6, 253, s => s.Set(Ipv6Option.Checksum, 0));
        A.Run(() =>
        {
            using RawSocket sender = RawSocket.Open(AddressFamily.InterNetworkV6, 253);
            sender.Send([0xde, 0xad, 1, 2], B.Address6);
            sender.Set(Ipv6Option.Checksum, 0);
            sender.Send([0, 0, 3, 4], B.Address6);
        });
        byte[] buffer = new byte[20];
        Assert.Equal(4, receiver.Receive(buffer, _soon).Length);
        Assert.Equal([3, 4], buffer[2..4]);
    }

    [Fact, Trait("row", "19")]
    public void LinkLocalAddressesKeepTheirScopeBothWays()
    {
        IPAddress local = B.Run(() => Link.ByName("vb").Addresses().Select(a => a.Address).First(a => a.IsIPv6LinkLocal));
        using RawSocket receiver = Open(B, AddressFamily.InterNetworkV6, 253);
        A.Run(() =>
        {
            using RawSocket sender = RawSocket.Open(AddressFamily.InterNetworkV6, 253);
            Assert.Throws<SystemCallException>(() => sender.Send([1], new IPAddress(local.GetAddressBytes(), 99)));
            sender.Send([1], new IPAddress(local.GetAddressBytes(), Link.ByName("va").Index));
        });
        ReceivedMessage arrival = receiver.Receive(new byte[20], _soon);
        Assert.Equal((uint)B.Run(() => Link.ByName("vb")).Index, arrival.Source.ScopeId);
        Assert.StartsWith("fe80::", arrival.Source.ToString(), StringComparison.Ordinal);
    }

    [Fact, Trait("row", "20")]
    public void EverySocketOfAProtocolGetsACopy()
    {
        using RawSocket one = Open(B, AddressFamily.InterNetwork, 253);
        using RawSocket two = Open(B, AddressFamily.InterNetwork, 253);
        FromA([.. Hand.Ipv4(A.Address, B.Address, protocol: 253), 1]);
        Assert.Equal(21, one.Receive(new byte[200], _soon).Length);
        Assert.Equal(21, two.Receive(new byte[200], _soon).Length);
    }

    [Fact, Trait("row", "21"), Observes("SO_RXQ_OVFL")]
    public void DroppedMessagesAreCounted()
    {
        using RawSocket receiver = Open(B, AddressFamily.InterNetwork, 253, socket =>
        {
            socket.Set(GeneralOption.ReceiveDropCount, true);
            socket.Set(GeneralOption.ReceiveBuffer, 0);
        });
        byte[] packet = [.. Hand.Ipv4(A.Address, B.Address, protocol: 253), .. new byte[400]];
        for (int i = 0; i < 20; i++)
            FromA(packet);
        byte[] buffer = new byte[2000];
        int got = 0;
        while (receiver.Receive(buffer, TimeSpan.FromMilliseconds(200)).Outcome == WaitResult.Message)
            got++;
        FromA(packet);
        ReceivedMessage last = receiver.Receive(buffer, _soon);
        Assert.InRange(got, 1, 19);
        Assert.Equal((uint)(20 - got), last.Dropped);
    }

    [Fact, Trait("row", "22"), Observes("ICMP_FILTER", "ICMP6_FILTER")]
    public void FilteredIcmpTypesDoNotComeIn()
    {
        using RawSocket receiver = Open(B, AddressFamily.InterNetwork, 1, s => s.Set(IcmpOption.Filter, IcmpTypeFilter.PassOnly(13)));
        using RawSocket receiver6 = Open(B, AddressFamily.InterNetworkV6, 58, s => s.Set(IcmpOption.Filter6, IcmpTypeFilter.PassOnly(200)));
        FromA([.. Hand.Ipv4(A.Address, B.Address), .. Hand.Echo]);
        FromA([.. Hand.Ipv4(A.Address, B.Address), 13, 0, 0xf2, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        A.Run(() =>
        {
            using RawSocket sender = RawSocket.Open(AddressFamily.InterNetworkV6, 58);
            sender.Send(Hand.Echo6, B.Address6);
            sender.Send([200, 0, 0, 0], B.Address6);
        });
        byte[] buffer = new byte[100];
        Assert.Equal(40, receiver.Receive(buffer, _soon).Length);
        Assert.Equal(13, buffer[20]);
        Assert.Equal(4, receiver6.Receive(buffer, _soon).Length);
        Assert.Equal(200, buffer[0]);
        Assert.Equal("200", receiver6.Get(IcmpOption.Filter6).ToString());
        Assert.True(receiver.Get(IcmpOption.Filter).Passes(13));
        Assert.False(receiver.Get(IcmpOption.Filter).Passes(8));
    }

    [Fact]
    public void AttachedFilterDecides()
    {
        // tcpdump would print: ldb [20]; jeq #7 -> ret 65535 | ret 0 (offsets count from the IP header of a raw socket)
        BpfInstruction[] seventh = [new(0x30, 0, 0, 20), new(0x15, 0, 1, 7), new(0x06, 0, 0, 65535), BpfInstruction.DropAll];
        using RawSocket receiver = Open(B, AddressFamily.InterNetwork, 253, s => s.AttachFilter(seventh));
        FromA([.. Hand.Ipv4(A.Address, B.Address, protocol: 253), 6]);
        FromA([.. Hand.Ipv4(A.Address, B.Address, protocol: 253), 7]);
        byte[] buffer = new byte[100];
        receiver.Receive(buffer, _soon);
        Assert.Equal(7, buffer[20]);
        receiver.DetachFilter();
        FromA([.. Hand.Ipv4(A.Address, B.Address, protocol: 253), 6]);
        receiver.Receive(buffer, _soon);
        Assert.Equal(6, buffer[20]);
        Assert.Equal("ENOENT", Assert.Throws<SystemCallException>(receiver.DetachFilter).ErrorName);
    }

    [Fact]
    public void ShortBufferTellsTheRealLength()
    {
        using RawSocket receiver = Open(B, AddressFamily.InterNetwork, 253);
        FromA([.. Hand.Ipv4(A.Address, B.Address, protocol: 253), .. new byte[100]]);
        ReceivedMessage arrival = receiver.Receive(new byte[30], _soon);
        Assert.Equal((30, 120, true), (arrival.Length, arrival.WireLength, arrival.Truncated));
    }

    [Fact]
    public void AWaitEndsWithItsTime()
    {
        using RawSocket receiver = Open(B, AddressFamily.InterNetwork, 254);
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(WaitResult.Nothing, receiver.Receive(new byte[30], TimeSpan.FromMilliseconds(60)).Outcome);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 59, 1000);
        Assert.Equal(WaitResult.Nothing, receiver.Receive(new byte[30], TimeSpan.Zero).Outcome);
    }

    [Fact]
    public void BoundAndConnectedSocketsGetTheirOwnOnly()
    {
        using RawSocket bound = Open(B, AddressFamily.InterNetwork, 253, s => s.Bind(IPAddress.Loopback));
        using RawSocket connected = Open(B, AddressFamily.InterNetwork, 253, s => s.Connect(A.Address));
        FromA([.. Hand.Ipv4(IPAddress.Parse("198.18.99.99"), B.Address, protocol: 253), 1]);
        FromA([.. Hand.Ipv4(A.Address, B.Address, protocol: 253), 2]);
        byte[] buffer = new byte[100];
        connected.Receive(buffer, _soon);
        Assert.Equal(2, buffer[20]);
        Assert.Equal(WaitResult.Nothing, bound.Receive(buffer, TimeSpan.FromMilliseconds(50)).Outcome);
        Assert.Equal(ScopedAddress.From(IPAddress.Loopback), bound.LocalAddress);
        Assert.Equal(ScopedAddress.From(B.Address), connected.LocalAddress);
        Assert.Equal(5, connected.Send([1, 2, 3, 4, 5]));
    }

    internal static ReceivedFrame NextIpv4(PacketSocket tap, byte[] buffer)
    {
        while (true)
        {
            ReceivedFrame frame = tap.Receive(buffer, _soon);
            Assert.True(frame.HasFrame, "no IPv4 frame came");
            if (frame is { Protocol: 0x0800, PacketType: PacketType.Host })
                return frame;
        }
    }

    private static RawSocket Open(Host host, AddressFamily family, byte protocol, Action<RawSocket>? prepare = null) => host.Run(() =>
    {
        RawSocket socket = RawSocket.Open(family, protocol);
        prepare?.Invoke(socket);
        return socket;
    });

    private void FromA(byte[] packet) => A.Run(() =>
    {
        using RawSocket sender = RawSocket.Open(AddressFamily.InterNetwork, 255);
        sender.Send(packet, B.Address);
    });
}
