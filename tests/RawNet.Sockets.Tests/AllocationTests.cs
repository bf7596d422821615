using System.Net;
using System.Net.Sockets;
using RawNet.Lab;

namespace RawNet.Sockets.Tests;

/// <summary>Sending and receiving costs no garbage.</summary>
public class AllocationTests
{
    private const int Rounds = 1000;

    [Fact]
    public void ARoundOfARawSocketAllocatesNothing()
    {
        using Host host = Lend.Loopback();
        host.Run(() =>
        {
            using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 253);
            socket.Set(IpOption.ReceiveTimeToLive, true);
            socket.Set(IpOption.ReceiveTypeOfService, true);
            socket.Set(IpOption.ReceivePacketInfo, true);
            socket.Set(GeneralOption.ReceiveTimestamps, true);
            ScopedAddress loopback = IPAddress.Loopback;
            byte[] message = new byte[64];
            byte[] buffer = new byte[200];
            Assert.Equal(0, Allocated(() =>
            {
                socket.Send(message, loopback);
                return socket.Receive(buffer, TimeSpan.FromSeconds(1)).HopLimit == 64;
            }));
        });
    }

    [Fact]
    public void ARoundOfAnIpv6SocketAllocatesNothing()
    {
        using Host host = Lend.Loopback();
        host.Run(() =>
        {
            using RawSocket socket = RawSocket.Open(AddressFamily.InterNetworkV6, 253);
            socket.Set(Ipv6Option.ReceivePacketInfo, true);
            byte[] buffer = new byte[200];
            Assert.Equal(0, Allocated(() =>
            {
                socket.Send(buffer.AsSpan(0, 64), IPAddress.IPv6Loopback);
                return socket.Receive(buffer, TimeSpan.FromSeconds(1)).InterfaceIndex == 1;
            }));
        });
    }

    [Fact]
    public void ARoundOfAPacketSocketAllocatesNothing()
    {
        using Host host = Lend.Loopback();
        host.Run(() =>
        {
            using PacketSocket socket = PacketSocket.Open(Link.ByName("lo"));
            byte[] frame = Hand.Ethernet(new byte[6], new byte[6], 0x88b5, new byte[50]);
            byte[] buffer = new byte[200];
            Assert.Equal(0, Allocated(() =>
            {
                socket.Send(frame);
                return socket.Receive(buffer, TimeSpan.FromSeconds(1)).Length == 64;
            }));
        });
    }

    [Fact]
    public void AWaitInVainAllocatesNothing()
    {
        using Host host = Lend.Loopback();
        host.Run(() =>
        {
            using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 254);
            byte[] buffer = new byte[200];
            Assert.Equal(0, Allocated(() => socket.Receive(buffer, TimeSpan.FromTicks(10)).Outcome == WaitResult.Nothing));
        });
    }

    private static long Allocated(Func<bool> round)
    {
        for (int i = 0; i < 100; i++)
            Assert.True(round());
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool good = true;
        for (int i = 0; i < Rounds; i++)
            good &= round();
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(good);
        return after - before;
    }
}
