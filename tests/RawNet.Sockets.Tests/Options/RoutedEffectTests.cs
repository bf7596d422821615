using System.Net;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Options;

/// <summary>Options of routers: B sends what A has sent over it back to the link, unless a socket takes it.</summary>
public class RoutedEffectTests(LabFixture lab) : IClassFixture<LabFixture>
{
    private Host A => lab.Hosts.A;

    private Host B => lab.Hosts.B;

    [Theory, Observes("IP_ROUTER_ALERT")]
    [InlineData(true)]
    [InlineData(false)]
    public void ARouterAlertComesToTheRouterThatAskedForIt(bool asked)
    {
        B.Sysctl("net.ipv4.ip_forward", "1");
        Routes("198.19.7.0/24", A.Address, B.Address);
        TakesThePacket(asked, "ip dst 198.19.7.7", "raw", "IP_ROUTER_ALERT", () =>
        {
            using KernelSocket sender = Kinds.Open("raw");
            sender.Set(IpOption.Options, [0x94, 4, 0, 0]); // RFC 2113
            sender.SendTo("x"u8, new IPEndPoint(IPAddress.Parse("198.19.7.7"), 0));
        });
    }

    [Theory, Observes("IPV6_ROUTER_ALERT")]
    [InlineData(true)]
    [InlineData(false)]
    public void AnIpv6RouterAlertComesToTheRouterThatAskedForIt(bool asked)
    {
        B.Sysctl("net.ipv6.conf.all.forwarding", "1");
        Routes("2001:db8:ffff:7::/64", A.Address6, B.Address6);
        TakesThePacket(asked, "ip6 dst 2001:db8:ffff:7::7", "header6", "IPV6_ROUTER_ALERT", () =>
        {
            using KernelSocket sender = Kinds.Open("raw6");
            sender.Set(Ipv6Option.HopByHopOptions, [0, 0, 5, 2, 0, 0, 1, 0]); // RFC 2711, value 0
            sender.SendTo("x"u8, new IPEndPoint(IPAddress.Parse("2001:db8:ffff:7::7"), 0));
        });
    }

    /// <summary>The link carries the packet once when the router's socket takes it, and twice when it is forwarded.</summary>
    private void TakesThePacket(bool asked, string filter, string kind, string option, Action send)
    {
        using Capture wire = A.StartCapture(filter: filter);
        using KernelSocket router = B.Run(() => Kinds.Open(kind));
        if (asked)
            Kinds.Named(kind, option).SetText(router, kind == "raw" ? "1" : "0");
        A.Run(send);
        if (!asked)
        {
            Assert.Equal(2, wire.Stop(atLeast: 2).Count);
            Assert.Equal(0, router.Available());
            return;
        }
        Assert.True(router.IsReadable(TimeSpan.FromSeconds(10)));
        Assert.Single(wire.StopAfter(TimeSpan.FromMilliseconds(200)));
    }

    private void Routes(string prefix, IPAddress a, IPAddress b)
    {
        A.Exec("ip", "route", "replace", prefix, "via", b.ToString()).Succeeded();
        B.Exec("ip", "route", "replace", prefix, "via", a.ToString()).Succeeded();
    }
}
