using System.Net;
using System.Net.Sockets;
using RawNet.Lab;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets.Tests;

/// <summary>Ping sockets, and the error queue, between a host and a router that refuses in known ways.</summary>
public sealed class IcmpSocketTests : IClassFixture<LabFixture>
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(2);
    private static readonly IPAddress _refused = IPAddress.Parse("198.19.203.5");
    private static readonly IPAddress _forwarded = IPAddress.Parse("198.19.192.5"); // B would send it back to A
    private readonly LabFixture _lab;

    public IcmpSocketTests(LabFixture lab)
    {
        _lab = lab;
        A.Sysctl("net.ipv4.ping_group_range", "0 2147483647");
        A.Exec("ip", "route", "replace", "198.19.203.0/24", "via", B.Address.ToString()).Succeeded();
        B.Sysctl("net.ipv4.ip_forward", "1");
        B.Sysctl("net.ipv4.icmp_ratemask", "0");
        B.Exec("ip", "route", "replace", "unreachable", "198.19.203.0/24").Succeeded();
        A.Exec("ip", "route", "replace", "198.19.192.0/24", "via", B.Address.ToString()).Succeeded();
        B.Exec("ip", "route", "replace", "198.19.192.0/24", "via", A.Address.ToString()).Succeeded();
    }

    private Host A => _lab.Hosts.A;

    private Host B => _lab.Hosts.B;

    [Fact, Trait("row", "25")]
    public void TheIdentifierIsTheKernelsOrTheBoundOneAndTheReplyHasNoIpHeader() => A.Run(() =>
    {
        using IcmpSocket socket = IcmpSocket.Open(AddressFamily.InterNetwork);
        socket.BindIdentifier(A.Address, 0x4242);
        socket.Set(IpOption.ReceiveTimeToLive, true);
        socket.Send([8, 0, 0, 0, 0, 0, 0, 7, 1, 2, 3], B.Address);
        byte[] buffer = new byte[100];
        ReceivedMessage arrival = socket.Receive(buffer, _soon);
        Assert.Equal([0, 0], buffer[..2]);
        Assert.Equal([0x42, 0x42, 0, 7, 1, 2, 3], buffer[4..arrival.Length]);
        Assert.Equal((byte)64, arrival.HopLimit);
        Assert.Equal(ScopedAddress.From(B.Address), arrival.Source);
        using IcmpSocket other = IcmpSocket.Open(AddressFamily.InterNetwork);
        Assert.Equal(0, other.Identifier);
        other.Send([8, 0, 0, 0, 0, 0, 0, 1], B.Address);
        Assert.NotEqual(0, other.Identifier);
        Assert.Equal("EADDRINUSE",
            Assert.Throws<SystemCallException>(
                () => IcmpSocket.Open(AddressFamily.InterNetwork).BindIdentifier(A.Address, 0x4242)).ErrorName);
    });

    [Fact, Trait("row", "25")]
    public void Ipv6WorksAlike() => A.Run(() =>
    {
        using IcmpSocket socket = IcmpSocket.Open(AddressFamily.InterNetworkV6);
        socket.Set(Ipv6Option.ReceiveHopLimit, true);
        socket.Send([128, 0, 0, 0, 0, 0, 0, 7, 1], B.Address6);
        byte[] buffer = new byte[100];
        ReceivedMessage arrival = socket.Receive(buffer, _soon);
        Assert.Equal((9, 129, socket.Identifier), (arrival.Length, buffer[0], Hand.Word(buffer, 4)));
        Assert.Equal((byte)64, arrival.HopLimit);
    });

    [Fact, Trait("row", "24")]
    public void OnlyEchoRequestsAreTaken() => A.Run(() =>
    {
        using IcmpSocket socket = IcmpSocket.Open(AddressFamily.InterNetwork);
        Assert.Equal("EINVAL", Assert.Throws<SystemCallException>(() => socket.Send([13, 0, 0, 0, 0, 0, 0, 0], B.Address)).ErrorName);
    });

    [Theory, Trait("row", "31")]
    [InlineData(64, "EHOSTUNREACH", 3, 1)]
    [InlineData(1, "EHOSTUNREACH", 11, 0)]
    public void IcmpErrorsComeWithTheirOffender(int ttl, string name, int type, int code) => A.Run(() =>
    {
        using IcmpSocket socket = IcmpSocket.Open(AddressFamily.InterNetwork);
        socket.Set(IpOption.ReceiveErrors, true);
        socket.Set(IpOption.TimeToLive, ttl);
        socket.Set(GeneralOption.ReceiveTimestamps, true);
        IPAddress destination = ttl == 1 ? _forwarded : _refused;
        socket.Send([8, 0, 0, 0, 0, 0, 0, 7, 1, 2, 3], destination);
        byte[] buffer = new byte[100];
        Assert.Equal(WaitResult.Error, socket.Receive(buffer, _soon).Outcome);
        Assert.Equal(WaitResult.Error, socket.Receive(buffer, TimeSpan.FromMilliseconds(1)).Outcome); // until it is taken
        ErrorReport report = socket.ReceiveError(buffer);
        Assert.Equal((ErrorOrigin.Icmp, name, (byte)type, (byte)code), (report.Origin, report.ErrorName, report.Type, report.Code));
        Assert.Equal((ScopedAddress.From(B.Address), ScopedAddress.From(destination)), (report.Offender, report.Destination));
        Assert.Equal([7, 1, 2, 3], buffer[7..report.Length]);
        Assert.Equal(ErrorOrigin.None, socket.ReceiveError(buffer).Origin);
        Assert.Equal(WaitResult.Nothing, socket.Receive(buffer, TimeSpan.FromMilliseconds(20)).Outcome);
    });

    [Fact, Trait("row", "31")]
    public void ALocalFailureCarriesTheMtu() => A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 1);
        socket.Set(IpOption.ReceiveErrors, true);
        socket.Set(IpOption.MtuDiscovery, PathMtuDiscovery.Do);
        Assert.Equal("EMSGSIZE", Assert.Throws<SystemCallException>(() => socket.Send(new byte[2000], B.Address)).ErrorName);
        ErrorReport report = socket.ReceiveError(new byte[100]);
        Assert.Equal((ErrorOrigin.Local, "EMSGSIZE", 1500u), (report.Origin, report.ErrorName, report.Info));
    });

    [Fact, Trait("row", "32")]
    public void AnErrorOfAnEarlierPacketDoesNotFailTheNextSend() => A.Run(() =>
    {
        using IcmpSocket socket = IcmpSocket.Open(AddressFamily.InterNetwork);
        socket.Set(IpOption.ReceiveErrors, true);
        socket.Send([8, 0, 0, 0, 0, 0, 0, 1], _refused);
        Assert.True(SpinWait.SpinUntil(() => (PollCall.Wait(socket.Handle, 0, TimeSpan.Zero) & Constants.POLLERR) != 0, _soon));
        socket.Send([8, 0, 0, 0, 0, 0, 0, 2], B.Address);
        byte[] buffer = new byte[100];
        Assert.Equal(ErrorOrigin.Icmp, socket.ReceiveError(buffer).Origin);
        Assert.Equal(WaitResult.Message, socket.Receive(buffer, _soon).Outcome);
        Assert.Equal(2, buffer[7]);
    });

    [Fact, Trait("row", "28")]
    public void WithoutTheErrorQueueAnIcmpErrorIsSilence() => A.Run(() =>
    {
        using IcmpSocket socket = IcmpSocket.Open(AddressFamily.InterNetwork);
        socket.Send([8, 0, 0, 0, 0, 0, 0, 1], _refused);
        Assert.Equal(WaitResult.Nothing, socket.Receive(new byte[100], TimeSpan.FromMilliseconds(100)).Outcome);
    });
}
