using System.Net;
using System.Net.Sockets;
using RawNet.Filters;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Options;

/// <summary>What the options of datagrams and packets do, seen at the other end or in a capture.</summary>
public class DatagramEffectTests(LabFixture lab) : IClassFixture<LabFixture>
{
    private const int LongWait = 10_000_000;
    private const int ShortWait = 150_000;

    private Host A => lab.Hosts.A;

    private Host B => lab.Hosts.B;

    [Fact, Observes("IP_TTL", "IP_TOS", "IP_OPTIONS")]
    public void TimeToLiveTypeOfServiceAndOptionsStandInTheHeader()
    {
        using Capture wire = A.StartCapture(filter: "udp port 4000");
        A.Run(() =>
        {
            using KernelSocket socket = Kinds.Open("udp");
            socket.Set(IpOption.TimeToLive, 7);
            socket.Set(IpOption.TypeOfService, 0x10);
            socket.Set(IpOption.Options, [0x94, 4, 0, 0]);
            socket.SendTo("x"u8, new IPEndPoint(B.Address, 4000));
        });
        wire.Stop(atLeast: 1);
        Assert.Equal("7\t0x10\t24\t148", Witness.Fields(wire, "ip.ttl", "ip.dsfield", "ip.hdr_len", "ip.opt.type")[0]);
    }

    [Fact, Observes("IPV6_UNICAST_HOPS", "IPV6_TCLASS", "IPV6_AUTOFLOWLABEL", "IPV6_HOPOPTS", "IPV6_DSTOPTS")]
    public void HopsClassFlowLabelAndExtensionHeadersStandInTheIpv6Header()
    {
        using Capture wire = A.StartCapture(filter: "ip6[6] == 0 and dst host " + B.Address6); // hop-by-hop first
        A.Run(() =>
        {
            using KernelSocket socket = Kinds.Open("udp6");
            socket.Set(Ipv6Option.UnicastHops, 7);
            socket.Set(Ipv6Option.TrafficClass, 0x10);
            socket.Set(Ipv6Option.AutomaticFlowLabel, false);
            socket.Set(Ipv6Option.HopByHopOptions, [0, 0, 5, 2, 0, 0, 1, 0]);
            socket.Set(Ipv6Option.DestinationOptions, [0, 0, 1, 4, 0, 0, 0, 0]);
            socket.SendTo("x"u8, new IPEndPoint(B.Address6, 4000));
        });
        wire.Stop(atLeast: 1);
        string[] row = Witness.Fields(wire, "ipv6.hlim", "ipv6.tclass", "ipv6.flow", "ipv6.opt.router_alert", "ipv6.dstopts.nxt")
            .First(r => r.EndsWith("17", StringComparison.Ordinal)).Split('\t');
        Assert.Equal(["7", "0x00000010", "0x000000", "0", "17"], row);
    }

    [Fact, Observes("SO_BROADCAST")]
    public void ABroadcastNeedsTheOption() => A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open("udp");
        IPEndPoint everybody = new(IPAddress.Parse("127.255.255.255"), 4000);
        Assert.Equal("EACCES",
            Assert.Throws<SystemCallException>(() => socket.SendTo("x"u8, everybody)).ErrorName);
        socket.Set(GeneralOption.Broadcast, true);
        Assert.Equal(1, socket.SendTo("x"u8, everybody));
    });

    [Theory, Observes("IP_FREEBIND", "IP_TRANSPARENT", "IPV6_FREEBIND", "IPV6_TRANSPARENT")]
    [InlineData("udp", "198.18.99.99")]
    [InlineData("udp6", "2001:db8:99::99")]
    public void ForeignAddressesAreBoundByFreeBindAndTransparent(string kind, string address) => A.Run(() =>
    {
        foreach (string option in (string[])["", "FREEBIND", "TRANSPARENT"])
        {
            using KernelSocket socket = Kinds.Open(kind);
            if (option.Length > 0)
                Kinds.Named(kind, (kind == "udp" ? "IP_" : "IPV6_") + option).SetText(socket, "1");
            Exception? refused = Record.Exception(() => socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0)));
            Assert.Equal(option.Length == 0, refused is SystemCallException { ErrorName: "EADDRNOTAVAIL" });
        }
    });

    [Theory, Observes("IP_BIND_ADDRESS_NO_PORT")]
    [InlineData(true)]
    [InlineData(false)]
    public void BindAddressNoPortTakesNoPort(bool none) => A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open("tcp");
        socket.Set(IpOption.BindAddressNoPort, none);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.Equal(none, ((IPEndPoint)socket.LocalEndPoint).Port == 0);
    });

    [Fact, Observes("SO_ERROR", "SO_DOMAIN", "SO_TYPE", "SO_PROTOCOL")]
    public void ErrorIsReadOnce() => A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open("udp");
        socket.Connect(new IPEndPoint(IPAddress.Loopback, 9));
        socket.Send("x"u8);
        socket.IsReadable(TimeSpan.FromSeconds(10));
        Assert.Equal(111, socket.Get(GeneralOption.Error)); // ECONNREFUSED
        Assert.Equal(0, socket.Get(GeneralOption.Error));
        Assert.Equal((2, SocketType.Dgram, 17),
            (socket.Get(GeneralOption.Domain), socket.Get(GeneralOption.Type), socket.Get(GeneralOption.Protocol)));
    });

    [Fact, Observes("SO_DONTROUTE")]
    public void DontRouteGoesOverNoGateway() => A.Run(() =>
    {
        A.Exec("ip", "route", "add", "198.19.0.0/24", "via", B.Address.ToString()).Succeeded();
        using KernelSocket socket = Kinds.Open("udp");
        IPEndPoint beyond = new(IPAddress.Parse("198.19.0.1"), 4000);
        Assert.Equal(1, socket.SendTo("x"u8, beyond));
        socket.Set(GeneralOption.DontRoute, true);
        Assert.Equal("ENETUNREACH",
            Assert.Throws<SystemCallException>(() => socket.SendTo("x"u8, beyond)).ErrorName);
    });

    [Fact, Observes("SO_MARK")]
    public void MarkIsWhatARuleSees() => A.Run(() =>
    {
        A.Exec("ip", "rule", "add", "fwmark", "77", "unreachable").Succeeded();
        using KernelSocket socket = Kinds.Open("udp");
        Assert.Equal(1, socket.SendTo("x"u8, new IPEndPoint(B.Address, 4000)));
        socket.Set(GeneralOption.Mark, 77);
        Assert.Equal("ENETUNREACH",
            Assert.Throws<SystemCallException>(() => socket.SendTo("x"u8, new IPEndPoint(B.Address, 4000))).ErrorName);
    });

    [Theory, Observes("SO_BINDTODEVICE")]
    [InlineData("va", true)]
    [InlineData("lo", false)]
    public void BoundToADeviceOnlyThatIsUsed(string device, bool leaves) => SeenOnTheLink(4001, leaves, () =>
    {
        using KernelSocket socket = Kinds.Open("udp");
        socket.Set(GeneralOption.BindToDevice, device);
        socket.SendTo("x"u8, new IPEndPoint(B.Address, 4001));
    });

    [Fact, Observes("SO_ATTACH_FILTER", "SO_DETACH_FILTER", "SO_LOCK_FILTER")]
    public void AFilterIsAttachedReadBackLockedAndDetached() => A.Run(() =>
    {
        using KernelSocket receiver = Kinds.Open("udp"), sender = Kinds.Open("udp");
        receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        receiver.AttachFilter([BpfInstruction.DropAll]);
        Assert.Equal("1,6 0 0 0", GeneralOption.AttachFilter.GetText(receiver));
        sender.SendTo("x"u8, receiver.LocalEndPoint);
        Assert.False(receiver.IsReadable(ShortWait));
        receiver.Set(GeneralOption.DetachFilter, true);
        sender.SendTo("x"u8, receiver.LocalEndPoint);
        Assert.True(receiver.IsReadable(LongWait));
        receiver.Set(GeneralOption.LockFilter, true);
        Assert.Equal("EPERM", Assert.Throws<SystemCallException>(() => receiver.AttachFilter([BpfInstruction.DropAll])).ErrorName);
    });

    [Theory, Observes("IP_MULTICAST_LOOP", "IP_MULTICAST_ALL")]
    [InlineData(true)]
    [InlineData(false)]
    public void MulticastLoopAndAllDecideWhatComesHere(bool on) => A.Run(() =>
    {
        IPAddress group = IPAddress.Parse("239.7.7.7");
        int index = Link.ByName("va").Index;
        using KernelSocket member = Kinds.Open("udp"), other = Kinds.Open("udp"), sender = Kinds.Open("udp");
        foreach (KernelSocket socket in (KernelSocket[])[member, other])
        {
            socket.Set(GeneralOption.ReuseAddress, true);
            socket.Bind(new IPEndPoint(IPAddress.Any, 4007));
        }
        member.Set(IpOption.Groups.Join, new Membership(index, group));
        other.Set(IpOption.MulticastAll, on);
        sender.Set(IpOption.MulticastInterface, new MulticastInterface(index));
        sender.SendTo("x"u8, new IPEndPoint(group, 4007));
        Assert.True(member.IsReadable(LongWait));
        Assert.Equal(on, other.IsReadable(on ? LongWait : ShortWait));
        member.Receive(new byte[10]);
        sender.Set(IpOption.MulticastLoop, on);
        sender.SendTo("x"u8, new IPEndPoint(group, 4007));
        Assert.Equal(on, member.IsReadable(on ? LongWait : ShortWait));
    });

    [Fact, Observes("IP_MTU", "IPV6_PATHMTU", "IPV6_DONTFRAG")]
    public void PathMtuIsThatOfTheRouteAndDontFragmentRefusesMore() => A.Run(() =>
    {
        using KernelSocket four = Kinds.Open("udp"), six = Kinds.Open("udp6");
        four.Connect(new IPEndPoint(B.Address, 4000));
        six.Connect(new IPEndPoint(B.Address6, 4000));
        Assert.Equal((1500, 1500, 1500), (four.Get(IpOption.Mtu), six.Get(Ipv6Option.Mtu), six.Get(Ipv6Option.PathMtu)));
        Assert.Equal(2000, six.Send(new byte[2000]));
        six.Set(Ipv6Option.DontFragment, true);
        Assert.Equal("EMSGSIZE", Assert.Throws<SystemCallException>(() => six.Send(new byte[2000])).ErrorName);
    });

    [Theory, Observes("IPV6_PKTINFO")]
    [InlineData("va", true)]
    [InlineData("lo", false)]
    public void TheStickyInterfaceIsTheOneThatSends(string device, bool leaves) => SeenOnTheLink(4002, leaves, () =>
    {
        using KernelSocket socket = Kinds.Open("udp6");
        socket.Set(Ipv6Option.PacketInfo, new StickySource(IPAddress.IPv6Any, Link.ByName(device).Index));
        socket.SendTo("x"u8, new IPEndPoint(B.Address6, 4002));
    });

    [Fact]
    public void APacketSocketOnceInAFanoutGroupStays() => A.Run(() =>
    {
        using PacketSocket socket = PacketSocket.Open(Link.ByName("va"));
        socket.Set(PacketOption.Fanout, 7);
        Assert.Equal(7, socket.Get(PacketOption.Fanout));
        Assert.Equal("EALREADY", Assert.Throws<SystemCallException>(() => socket.Set(PacketOption.Fanout, 8)).ErrorName);
    });

    private void SeenOnTheLink(int port, bool leaves, Action send)
    {
        using Capture wire = A.StartCapture("va", $"udp port {port}");
        A.Run(() =>
        {
            Exception? refused = Record.Exception(send);
            Assert.True(refused is null || (!leaves && refused is SystemCallException), $"{refused}"); // the other device may have no route
        });
        Assert.Equal(leaves ? 1 : 0, (leaves ? wire.Stop(atLeast: 1) : wire.StopAfter(TimeSpan.FromMilliseconds(200))).Count);
    }
}
