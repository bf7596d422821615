using System.Net;
using System.Net.Sockets;
using RawNet.Lab;

namespace RawNet.Sockets.Tests;

public class FailureTests(LabFixture lab) : IClassFixture<LabFixture>
{
    // The tests are a managed program: its file is none to give rights to.
    private const string Fix = "needs CAP_NET_RAW: run it by sudo, or compile it natively (PublishAot) and give that file cap_net_raw "
        + "(this managed one would pass it on to whatever DOTNET_STARTUP_HOOKS names)";

    [Fact]
    public void WithoutCapabilityTheRawSocketIsNotPermittedAndTheFixIsSaid() => Unprivileged.Run(() =>
    {
        SystemCallException refused = Assert.Throws<SystemCallException>(() => RawSocket.Open(AddressFamily.InterNetwork, 1));
        Assert.Equal("socket(AF_INET, SOCK_RAW, 1)", refused.Operation);
        Assert.Equal((1, "EPERM"), (refused.ErrorNumber, refused.ErrorName));
        Assert.Equal(Fix, refused.Fix);
        Assert.Equal(FailureKind.NotPermitted, refused.Kind);
        Assert.Equal($"socket(AF_INET, SOCK_RAW, 1): EPERM (Operation not permitted): {Fix}", refused.Message);
    });

    [Fact]
    public void WithoutCapabilityThePacketSocketIsNotPermitted() => Unprivileged.Run(() =>
    {
        SystemCallException refused = Assert.Throws<SystemCallException>(() => PacketSocket.Open(null));
        Assert.Equal(("socket(AF_PACKET, SOCK_RAW, 0)", "EPERM", FailureKind.NotPermitted),
            (refused.Operation, refused.ErrorName, refused.Kind));
    });

    [Fact]
    public void WithoutCapabilityLinksAndRoutesAreStillTold() => Unprivileged.Run(() =>
    {
        Assert.Equal("lo", Link.ByName("lo").Name);
        Assert.Equal(IPAddress.Loopback, Route.SourceFor(IPAddress.Loopback));
        Assert.Equal(1, Route.To(IPAddress.Loopback).InterfaceIndex);
    });

    [Fact]
    public void AnOptionThatNeedsMoreRightsIsNamed() => lab.Hosts.A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
        Unprivileged.DropHere();
        SystemCallException refused = Assert.Throws<SystemCallException>(() => socket.Set(GeneralOption.ForceReceiveBuffer, 100_000));
        Assert.Equal(("setsockopt(SO_RCVBUFFORCE)", "100000", "EPERM"), (refused.Operation, refused.Subject, refused.ErrorName));
        Assert.Contains("CAP_NET_ADMIN", refused.Fix, StringComparison.Ordinal);
        Assert.Equal(FailureKind.NotPermitted, refused.Kind);
    });

    [Fact]
    public void AnOptionForWhichTheRightToRawSocketsSufficesSaysSo() => lab.Hosts.A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
        SocketOption<int> again = new OptionLevel("SOL_SOCKET", GeneralOption.Mark.Level).Int("SO_MARK", GeneralOption.Mark.Number);
        Unprivileged.DropHere();
        Assert.All([GeneralOption.Mark, again, GeneralOption.Priority], option =>
        {
            SystemCallException refused = Assert.Throws<SystemCallException>(() => option.SetText(socket, "7"));
            Assert.Equal(($"setsockopt({option.Name})", "7", Fix), (refused.Operation, refused.Subject, refused.Fix));
            Assert.Equal($"setsockopt({option.Name}) 7: EPERM (Operation not permitted): {Fix}", refused.Message);
        });
    });

    [Fact]
    public void ALoopbackThatIsDownIsNamedAsItIsNamedThere()
    {
        using Host host = Lend.Loopback();
        host.Exec("ip", "link", "set", "lo", "down").Succeeded();
        host.Exec("ip", "link", "set", "lo", "name", "self0").Succeeded();
        SystemCallException refused = host.Run(() => Assert.Throws<SystemCallException>(() => Route.To(IPAddress.Loopback)));
        Assert.Equal($"self0 is down: {Superuser.Line("ip link set self0 up")}", refused.Fix);
    }

    [Fact]
    public void ABufferThatMayNotBeForcedIsAsLargeAsAnyoneMayHave() => lab.Hosts.A.Run(() =>
    {
        Link link = Link.ByName("va");
        using PacketSocket socket = PacketSocket.Open(link, new PacketSocketSettings { ReceiveBuffer = 50_000_000 });
        Assert.Equal(100_000_000, socket.Get(GeneralOption.ReceiveBuffer));
    });

    [Fact, Trait("row", "29")]
    public void APingSocketOutsideTheGroupRangeSaysWhichSettingHelps()
    {
        using Host host = Lend.Loopback();
        host.Sysctl("net.ipv4.ping_group_range", "1 0");
        host.Run(() =>
        {
            SystemCallException refused = Assert.Throws<SystemCallException>(() => IcmpSocket.Open(AddressFamily.InterNetwork));
            Assert.Equal("EACCES", refused.ErrorName);
            Assert.Contains("net.ipv4.ping_group_range='0 2147483647'", refused.Fix, StringComparison.Ordinal);
            Assert.Equal(FailureKind.NotPermitted, refused.Kind);
        });
    }

    [Fact]
    public void WhatTheKernelDoesNotHaveIsNotSupported()
    {
        SystemCallException refused = Assert.Throws<SystemCallException>(
            () => lab.Hosts.A.Run(() => RawSocket.Open(AddressFamily.InterNetwork, 0)));
        Assert.Equal(("EPROTONOSUPPORT", FailureKind.NotSupported), (refused.ErrorName, refused.Kind));
    }

    [Fact]
    public void ADestinationWithoutRouteIsANetworkFailure()
    {
        using Host host = Lend.Loopback();
        host.Run(() =>
        {
            using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
            SystemCallException failed = Assert.Throws<SystemCallException>(() => socket.Send(Hand.Echo, IPAddress.Parse("198.18.0.1")));
            Assert.Equal(("ENETUNREACH", FailureKind.Network), (failed.ErrorName, failed.Kind));
            Assert.Equal("198.18.0.1, 8 bytes", failed.Subject);
            Assert.Equal("ENETUNREACH", Assert.Throws<SystemCallException>(() => Route.SourceFor(IPAddress.Parse("198.18.0.1"))).ErrorName);
            Assert.Equal("ENETUNREACH", Assert.Throws<SystemCallException>(() => Route.To(IPAddress.Parse("2001:db8::1"))).ErrorName);
        });
    }

    [Fact]
    public void AnInterfaceThatIsNotThereIsNamed()
    {
        SystemCallException failed = Assert.Throws<SystemCallException>(() => Link.ByName("nowhere0"));
        Assert.Equal(("ENODEV", "nowhere0"), (failed.ErrorName, failed.Subject));
        Assert.Contains("ip link", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAddressOfAnotherHostCannotBeBoundUnlessFreely() => lab.Hosts.A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
        Assert.Equal("EADDRNOTAVAIL", Assert.Throws<SystemCallException>(() => socket.Bind(IPAddress.Parse("198.19.2.1"))).ErrorName);
        socket.Set(IpOption.FreeBind, true);
        socket.Bind(IPAddress.Parse("198.19.2.1"));
        Assert.Equal("198.19.2.1", socket.LocalAddress.ToString());
    });

    [Fact]
    public void AnInterfaceGoneDownIsCountedAndToldToTheSender()
    {
        using TwoHosts hosts = Lend.Pair();
        using PacketSocket tap = hosts.A.Run(() => PacketSocket.Open(Link.ByName("va")));
        hosts.A.Exec("ip", "link", "set", "va", "down").Succeeded();
        Drain(tap);
        Assert.Equal(new LinkHistory(Downs: 1, Returns: 0), tap.History);
        Assert.Equal("ENETDOWN", Assert.Throws<SystemCallException>(() => tap.Send(new byte[60])).ErrorName);
    }

    private static void Drain(PacketSocket tap)
    {
        while (tap.Receive(new byte[100], TimeSpan.FromSeconds(1)).HasFrame)
        {
        }
    }
}
