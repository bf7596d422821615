using System.Net;
using System.Text.Json;
using RawNet.Lab;
using RawNet.Wire;

namespace RawNet.Sockets.Tests;

/// <summary>iproute2 is the witness of what the kernel's tables hold.</summary>
public class LinkAndRouteTests(LabFixture lab) : IClassFixture<LabFixture>
{
    private Host A => lab.Hosts.A;

    private Host B => lab.Hosts.B;

    [Fact]
    public void LinksAreThoseOfTheThreadsNamespace()
    {
        JsonElement[] told = Json(A, "link", "show");
        IReadOnlyList<Link> links = A.Run(Link.All);
        Assert.Equal(told.Select(l => l.GetProperty("ifname").GetString()), links.Select(l => l.Name));
        Assert.Equal(told.Select(l => l.GetProperty("ifindex").GetInt32()), links.Select(l => l.Index));
        Assert.Equal(told.Select(l => l.GetProperty("mtu").GetInt32()), links.Select(l => l.Mtu));
        Assert.Equal(told.Select(l => l.GetProperty("address").GetString()), links.Select(l => Mac(l.HardwareAddress)));
        Assert.Equal(told.Select(l => l.GetProperty("broadcast").GetString()), links.Select(l => Mac(l.BroadcastAddress)));
        Assert.Equal(told.Select(l => l.GetProperty("link_type").GetString() == "loopback"), links.Select(l => l.IsLoopback));
        Assert.All(links, link => Assert.True(link.IsUp));
    }

    [Fact]
    public void HardwareTypesAreTheKernelsNumbers() => A.Run(() =>
    {
        Assert.Equal((1, LinkType.Ethernet), (Link.ByName("va").HardwareType, Link.ByName("va").LinkType));
        Assert.Equal((772, LinkType.Ethernet), (Link.ByName("lo").HardwareType, Link.ByName("lo").LinkType));
        Assert.Equal("va", Link.ByIndex(Link.ByName("va").Index).Name);
    });

    [Fact]
    public void ATunnelHasNoLinkHeader()
    {
        Assert.SkipUnless(A.Exec("ip", "tuntap", "add", "dev", "tun7", "mode", "tun").ExitCode == 0, "the kernel has no tun device");
        Link tunnel = A.Run(() => Link.ByName("tun7"));
        Assert.Equal((65534, LinkType.Raw, 0, false), (tunnel.HardwareType, tunnel.LinkType, tunnel.HardwareAddress.Length, tunnel.IsUp));
        A.Exec("ip", "link", "del", "tun7").Succeeded();
    }

    [Fact]
    public void AddressesAreTheInterfacesOwn()
    {
        string[] told = [.. Json(A, "addr", "show", "dev", "va")[0].GetProperty("addr_info").EnumerateArray()
            .Select(a => $"{a.GetProperty("local").GetString()}/{a.GetProperty("prefixlen").GetInt32()}")];
        IReadOnlyList<LinkAddress> addresses = A.Run(() => Link.ByName("va").Addresses());
        Assert.Equal(told, addresses.Select(a => $"{a.Address.ToString().Split('%')[0]}/{a.PrefixLength}"));
        Assert.All(addresses.Where(a => a.Address.IsIPv6LinkLocal), a => Assert.NotEqual(0, a.Address.ScopeId));
    }

    [Fact]
    public void TheSourceIsTheOneTheKernelUses() => A.Run(() =>
    {
        Assert.Equal(A.Address, Route.SourceFor(B.Address));
        Assert.Equal(A.Address6, Route.SourceFor(B.Address6));
        Assert.Equal(A.Address, Route.SourceFor(IPAddress.Broadcast, "va"));
        Assert.Equal(A.Address, Route.SourceFor(IPAddress.Parse("224.0.0.1"), "va"));
        Assert.True(Route.SourceFor(IPAddress.Parse("ff02::1"), "va").IsIPv6LinkLocal);
        Assert.Equal(IPAddress.Loopback, Route.SourceFor(IPAddress.Loopback));
        Assert.Equal("ENODEV", Assert.Throws<SystemCallException>(() => Route.SourceFor(B.Address, "nowhere0")).ErrorName);
    });

    [Fact]
    public void TheRouteIsTheOneIprouteTells()
    {
        A.Exec("ip", "route", "replace", "198.19.2.0/24", "via", B.Address.ToString()).Succeeded();
        A.Exec("ip", "-6", "route", "replace", "2001:db8:aaaa::/48", "via", B.Address6.ToString()).Succeeded();
        Compare("198.19.2.9", RouteKind.Unicast);
        Compare("2001:db8:aaaa::9", RouteKind.Unicast);
        Compare(B.Address.ToString(), RouteKind.Unicast);
        Compare(A.Address.ToString(), RouteKind.Local);
        Compare("::1", RouteKind.Local);
        Route broadcast = A.Run(() => Route.To(IPAddress.Broadcast, Link.ByName("va").Index));
        Assert.Equal(RouteKind.Broadcast, broadcast.Kind);
        Assert.Equal(RouteKind.Multicast, A.Run(() => Route.To(IPAddress.Parse("239.1.1.1"), Link.ByName("va").Index)).Kind);
    }

    private void Compare(string destination, RouteKind kind)
    {
        JsonElement told = Json(A, "route", "get", destination)[0];
        Route route = A.Run(() => Route.To(IPAddress.Parse(destination)));
        Assert.Equal(told.GetProperty("prefsrc").GetString(), route.Source.ToString());
        Assert.Equal(told.GetProperty("dev").GetString(), A.Run(() => Link.ByIndex(route.InterfaceIndex)).Name);
        Assert.Equal(told.TryGetProperty("gateway", out JsonElement gateway) ? gateway.GetString() : null, route.NextHop?.ToString());
        Assert.Equal(kind, route.Kind);
    }

    private static string Mac(ReadOnlyMemory<byte> address) =>
        BitConverter.ToString(address.ToArray()).Replace('-', ':').ToLowerInvariant();

    private static JsonElement[] Json(Host host, params string[] question)
    {
        using JsonDocument document = JsonDocument.Parse(host.Exec("ip", ["-j", .. question]).Succeeded().Bytes);
        return [.. document.RootElement.Clone().EnumerateArray()];
    }
}
