using System.Net;
using System.Net.Sockets;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Options;

/// <summary>Requirements on raw sockets that the names of a published test suite state; PublishedSuiteTests tells
/// which, and where the others are.</summary>
public class RawRowTests(LabFixture lab) : IClassFixture<LabFixture>
{
    private const int Short = 150_000; // microseconds, for what must not come
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(5);

    [Fact]
    public void NothingIsListenedForOrShutDownAndSendingWaitsForNothing() => lab.Hosts.A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open("icmp");
        Assert.Equal("EOPNOTSUPP", Assert.Throws<SystemCallException>(() => socket.Listen()).ErrorName);
        Assert.Equal("ENOTCONN",
            Assert.Throws<SystemCallException>(() => socket.Shutdown(ShutdownHow.Both)).ErrorName);
        Assert.True(socket.IsWritable());
    });

    [Fact]
    public void ConnectingChoosesTheSource() => lab.Hosts.A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 253);
        Assert.Equal("EDESTADDRREQ", Refusal(() => socket.Send("x"u8)));
        Assert.Equal("EADDRNOTAVAIL", Refusal(() => socket.Bind(IPAddress.Parse("198.18.99.99"))));
        socket.Connect(lab.Hosts.B.Address);
        Assert.Equal(lab.Hosts.A.Address, socket.LocalAddress.ToIPAddress());
    });

    [Fact]
    public void ABufferAboveTheLimitIsCutToIt()
    {
        Lend.Able();
        using KernelSocket socket = Kinds.Open("icmp");
        socket.Set(GeneralOption.ReceiveBuffer, 1 << 30);
        Assert.Equal($"{socket.Get(GeneralOption.ReceiveBuffer) / 2}", File.ReadAllText("/proc/sys/net/core/rmem_max").Trim());
        socket.Set(GeneralOption.SendBuffer, 1 << 30);
        Assert.Equal($"{socket.Get(GeneralOption.SendBuffer) / 2}", File.ReadAllText("/proc/sys/net/core/wmem_max").Trim());
    }

    [Fact]
    public void WhatIsNotThereIsNoOption() => lab.Hosts.A.Run(() =>
    {
        using KernelSocket six = Kinds.Open("raw6");
        Assert.Equal("ENOPROTOOPT", Refusal(() => six.Get(GeneralOption.DetachFilter)));
        Assert.Equal("ENOPROTOOPT", Refusal(() => six.Set(IpOption.TimeToLive, 7)));
    });

    [Fact]
    public void TheFirstFilterPassesAllAndAPartOfItIsRead() => lab.Hosts.A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open("icmp");
        Assert.Equal(IcmpTypeFilter.PassAll, socket.Get(IcmpOption.Filter));
        socket.Set(IcmpOption.Filter, IcmpTypeFilter.Block(0, 9));
        byte[] part = new byte[2];
        Assert.Equal(2, socket.GetOption(255, 1, part));
        Assert.Equal([1, 2], part);
    });

    [Fact]
    public void AMessageThatHasNoRoomForItsChecksumIsRefused() => lab.Hosts.A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetworkV6, 253);
        socket.Set(Ipv6Option.Checksum, 2);
        Assert.Equal("EINVAL", Refusal(() => socket.Send([1, 2], IPAddress.IPv6Loopback)));
        Assert.Equal(4, socket.Send([1, 2, 0, 0], IPAddress.IPv6Loopback));
    });

    [Fact]
    public void NobodyIsAcceptedAndThereIsNoPeerBeforeConnecting() => lab.Hosts.A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open("icmp");
        Assert.Equal("EOPNOTSUPP", Refusal(() => socket.Accept()));
        Assert.Equal("ENOTCONN", Refusal(() => socket.PeerEndPoint));
    });

    [Fact]
    public void TheBoundAddressIsTheName() => lab.Hosts.A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open("icmp");
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 1), socket.LocalEndPoint); // the kernel tells the protocol as port
    });

    [Fact]
    public void APriorityAboveSixNeedsARight() => lab.Hosts.A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open("raw");
        socket.Set(GeneralOption.Priority, 7);
        string refused = "";
        Unprivileged.Run(() =>
        {
            socket.Set(GeneralOption.Priority, 6);
            refused = Refusal(() => socket.Set(GeneralOption.Priority, 7));
        });
        Assert.Equal(("EPERM", 6), (refused, socket.Get(GeneralOption.Priority)));
    });

    [Fact]
    public void Ipv6ProtocolRawHasTheHeaderIncludedAndReceivesNoOtherProtocol() => lab.Hosts.A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open("header6"), sender = Kinds.Open("raw6");
        Assert.True(socket.Get(Ipv6Option.HeaderIncluded));
        sender.SendTo("x"u8, new IPEndPoint(IPAddress.IPv6Loopback, 0));
        Assert.False(socket.IsReadable(Short));
    });

    [Fact]
    public void AnEchoWithAWrongChecksumIsSeenAndNotAnswered() => lab.Hosts.A.Run(() =>
    {
        byte[] echo = [8, 0, 0x12, 0x34, 0, 1, 0, 1];
        using RawSocket socket = OnLoopback(echo);
        byte[] buffer = new byte[100];
        Assert.Equal(28, socket.Receive(buffer, _soon).Length);
        Assert.Equal(echo, buffer[20..28]);
        Assert.False(socket.IsReadable(Short));
    });

    /// <summary>Linux passes no message to a raw ICMP socket whose eight bytes of header its filter could not look at.</summary>
    [Fact]
    public void AnEchoTooShortForItsHeaderIsSentAndComesToNobody() => lab.Hosts.A.Run(() =>
    {
        using RawSocket socket = OnLoopback([8, 0]);
        socket.Send(Hand.Echo, IPAddress.Loopback);
        Assert.Equal(28, socket.Receive(new byte[100], _soon).Length);
    });

    [Fact]
    public void ARawSocketAndAPingSocketBothGetTheReply()
    {
        lab.Hosts.A.Sysctl("net.ipv4.ping_group_range", "0 2147483647");
        lab.Hosts.A.Run(() =>
        {
            using IcmpSocket ping = IcmpSocket.Open(AddressFamily.InterNetwork);
            using RawSocket raw = RawSocket.Open(AddressFamily.InterNetwork, 1);
            raw.Set(IcmpOption.Filter, IcmpTypeFilter.PassOnly(0));
            ping.Send(Hand.Echo, lab.Hosts.B.Address);
            byte[] buffer = new byte[100];
            Assert.Equal(8, ping.Receive(buffer, _soon).Length);
            Assert.Equal(28, raw.Receive(buffer, _soon).Length);
        });
    }

    [Fact]
    public void APayloadLongerThanAPacketIsRefused()
    {
        lab.Hosts.A.Sysctl("net.ipv4.ping_group_range", "0 2147483647");
        lab.Hosts.A.Run(() =>
        {
            using IcmpSocket ping = IcmpSocket.Open(AddressFamily.InterNetwork);
            byte[] longest = [8, .. new byte[65514]]; // with its header 65535 bytes
            Assert.Equal(longest.Length, ping.Send(longest, IPAddress.Loopback));
            Assert.Equal("EMSGSIZE", Refusal(() => ping.Send([.. longest, 0], IPAddress.Loopback)));
        });
    }

    [Fact]
    public void BindingAgainChangesWhatAPacketSocketGets() => lab.Hosts.A.Run(() =>
    {
        int loopback = Link.ByName("lo").Index;
        using KernelSocket receiver = Kinds.Open("packet"), sender = Kinds.Open("packet");
        sender.Bind(new LinkEndPoint(loopback, 0, default));
        receiver.Bind(new LinkEndPoint(loopback, 0x88b5, default));
        receiver.Bind(new LinkEndPoint(loopback, 0x88b6, default));
        foreach (ushort type in (ushort[])[0x88b5, 0x88b6])
            sender.Send(Hand.Ethernet(new byte[6], new byte[6], type, [(byte)type]));
        byte[] buffer = new byte[100];
        Assert.Equal(15, receiver.ReceiveWithin(_soon, buffer).Count);
        Assert.Equal(0xb6, buffer[14]);
    });

    private static RawSocket OnLoopback(byte[] sent)
    {
        RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
        socket.Bind(IPAddress.Loopback);
        Assert.Equal(sent.Length, socket.Send(sent, IPAddress.Loopback));
        return socket;
    }

    private static string Refusal(Action call) => Assert.Throws<SystemCallException>(call).ErrorName;

    private static string Refusal<T>(Func<T> call) => Refusal(() => { call(); });
}
