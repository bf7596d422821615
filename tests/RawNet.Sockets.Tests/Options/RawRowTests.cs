using System.Net;
using System.Net.Sockets;

namespace RawNet.Sockets.Tests.Options;

/// <summary>Requirements on raw sockets that the names of a published test suite state; those not here have tests beside the socket they are about.</summary>
public class RawRowTests(LabFixture lab) : IClassFixture<LabFixture>
{
    [Fact, Trait("row", "raw_socket FailListen, FailShutdownWithoutConnect, PollWritableImmediately")]
    public void NothingIsListenedForOrShutDownAndSendingWaitsForNothing() => lab.Hosts.A.Run(() =>
    {
        using PlainSocket socket = Kinds.Open("icmp");
        Assert.Equal(SocketError.OperationNotSupported, Assert.Throws<SocketException>(() => socket.Socket.Listen()).SocketErrorCode);
        Assert.Equal(SocketError.NotConnected, Assert.Throws<SocketException>(() => socket.Socket.Shutdown(SocketShutdown.Both)).SocketErrorCode);
        Assert.True(socket.Socket.Poll(0, SelectMode.SelectWrite));
    });

    [Fact, Trait("row", "raw_socket ConnectThenGetSockName, SendWithoutConnectFails, BindToInvalid")]
    public void ConnectingChoosesTheSource() => lab.Hosts.A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 253);
        Assert.Equal("EDESTADDRREQ", Refusal(() => socket.Send("x"u8)));
        Assert.Equal("EADDRNOTAVAIL", Refusal(() => socket.Bind(IPAddress.Parse("198.18.99.99"))));
        socket.Connect(lab.Hosts.B.Address);
        Assert.Equal(lab.Hosts.A.Address, socket.LocalAddress.ToIPAddress());
    });

    [Fact, Trait("row", "raw_socket SetSocketRecvBufAboveMax, RecvBufLimits")]
    public void ABufferAboveTheLimitIsCutToIt()
    {
        Lend.Able();
        using PlainSocket socket = Kinds.Open("icmp");
        socket.Set(GeneralOption.ReceiveBuffer, 1 << 30);
        Assert.Equal($"{socket.Get(GeneralOption.ReceiveBuffer) / 2}", File.ReadAllText("/proc/sys/net/core/rmem_max").Trim());
        socket.Set(GeneralOption.SendBuffer, 1 << 30);
        Assert.Equal($"{socket.Get(GeneralOption.SendBuffer) / 2}", File.ReadAllText("/proc/sys/net/core/wmem_max").Trim());
    }

    [Fact, Trait("row", "raw_socket GetSocketDetachFilter, SolIPSetSockOptOnRawV6SocketFails")]
    public void WhatIsNotThereIsNoOption() => lab.Hosts.A.Run(() =>
    {
        using PlainSocket six = Kinds.Open("raw6");
        Assert.Equal("ENOPROTOOPT", Refusal(() => six.Get(GeneralOption.DetachFilter)));
        Assert.Equal("ENOPROTOOPT", Refusal(() => six.Set(IpOption.TimeToLive, 7)));
    });

    [Fact, Trait("row", "raw_icmp InitialFilterPassesAll, GetPartialFilterSucceeds")]
    public void TheFirstFilterPassesAllAndAPartOfItIsRead() => lab.Hosts.A.Run(() =>
    {
        using PlainSocket socket = Kinds.Open("icmp");
        Assert.Equal(IcmpTypeFilter.PassAll, socket.Get(IcmpOption.Filter));
        socket.Set(IcmpOption.Filter, IcmpTypeFilter.Block(0, 9));
        byte[] part = new byte[2];
        Assert.Equal(2, socket.Socket.GetRawSocketOption(255, 1, part));
        Assert.Equal([1, 2], part);
    });

    [Fact, Trait("row", "raw_icmp MsgTooSmallToFillChecksumFailsSend")]
    public void AMessageThatHasNoRoomForItsChecksumIsRefused() => lab.Hosts.A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetworkV6, 253);
        socket.Set(Ipv6Option.Checksum, 2);
        Assert.Equal("EINVAL", Refusal(() => socket.Send([1, 2], IPAddress.IPv6Loopback)));
        Assert.Equal(4, socket.Send([1, 2, 0, 0], IPAddress.IPv6Loopback));
    });

    private static string Refusal(Action call) => Assert.Throws<SystemCallException>(call).ErrorName;

    private static string Refusal<T>(Func<T> call) => Refusal(() => { call(); });
}
