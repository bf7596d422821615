using RawNet.Lab;
using RawNet.Probing.Groups;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>A snooping Linux bridge between our hosts and a querier.</summary>
public class BridgePeerTests
{
    [Fact]
    public void ABridgeLearnsAndForwardsByOurReportsAndQueries()
    {
        Lend.Able();
        using var bridge = new SnoopingBridge(mldQuerier: false);
        using var querier = new OurQuerier(bridge.Router, new(A("198.18.3.1")) { QueryInterval = TimeSpan.FromSeconds(4), QueryResponseInterval = TimeSpan.FromSeconds(1) });
        bridge.WaitForRouterPort("p2");
        using var hosts = new OurHosts(bridge.Member, new(GroupDialect.Igmp), A("198.18.3.20"));
        hosts.Set(0, "239.1.1.1", GroupFilter.Everything);
        hosts.Set(0, "239.2.2.2", Exclude("198.19.0.3"));
        hosts.Set(0, "232.1.1.1", Include("198.19.0.9"));
        bridge.WaitFor("239.1.1.1", "239.1.1.1 p1 exclude");
        bridge.WaitFor("239.2.2.2", "239.2.2.2 p1 exclude -198.19.0.3");
        bridge.WaitFor("232.1.1.1", "232.1.1.1 p1 include 198.19.0.9");
        // A bridge floods until its querier has been there for a response time.
        Thread.Sleep(2500);
        Assert.Equal(["198.19.0.1>239.1.1.1", "198.19.0.1>239.2.2.2", "198.19.0.9>232.1.1.1"], Forwarded(bridge));
        hosts.Set(0, "239.1.1.1", GroupFilter.Nothing);
        bridge.WaitFor("239.1.1.1", "none");
        hosts.Set(0, "232.1.1.1", Include("198.19.0.3"));
        bridge.WaitFor("232.1.1.1", "232.1.1.1 p1 include 198.19.0.3");
        Assert.Equal(["198.19.0.1>239.2.2.2", "198.19.0.3>232.1.1.1"], Forwarded(bridge));
    }

    [Fact]
    public void ABridgeThatAsksItselfLearnsOurMldListeners()
    {
        Lend.Able();
        Assert.SkipWhen(Requirements.Kernel("/proc/sys/net/ipv6", "IPv6") is not null, "this kernel has no IPv6");
        using var bridge = new SnoopingBridge(mldQuerier: true);
        using var hosts = new OurHosts(bridge.Member, new(GroupDialect.Mld), A("fe80::ff:fe00:2"));
        hosts.Set(0, "ff05::1234", GroupFilter.Everything);
        hosts.Set(0, "ff35::1234", Include("2001:db8::9"));
        bridge.WaitFor("ff05::1234", "ff05::1234 p1 exclude");
        bridge.WaitFor("ff35::1234", "ff35::1234 p1 include 2001:db8::9");
        hosts.Set(0, "ff05::1234", GroupFilter.Nothing);
        bridge.WaitFor("ff05::1234", "none");
    }

    // Sent by the router in frames of its own: a port that knows a router gets everything, so the member's port is what tells.
    private static List<string> Forwarded(SnoopingBridge bridge)
    {
        using Capture capture = bridge.Member.StartCapture(filter: "udp");
        bridge.Router.Run(() =>
        {
            using PacketSocket wire = PacketSocket.Open(RawNet.Sockets.Link.ByName("h2"));
            foreach (string group in new[] { "239.1.1.1", "239.2.2.2", "232.1.1.1", "239.9.9.9" })
                foreach (string source in new[] { "198.19.0.1", "198.19.0.3", "198.19.0.9" }) wire.Send(Datagram(source, group));
        });
        string[] all = [.. capture.StopAfter(TimeSpan.FromSeconds(0.7)).Select(f => $"{new System.Net.IPAddress(f.Bytes.Slice(26, 4))}>{new System.Net.IPAddress(f.Bytes.Slice(30, 4))}")];
        return [.. all.Where(IsTelling).Order(StringComparer.Ordinal)];
    }

    // What EXCLUDE lets through besides, source by source, is said by the first source alone; what it stops must not be there.
    private static bool IsTelling(string way) => !(way.StartsWith("198.19.0.9>239", StringComparison.Ordinal) || way == "198.19.0.3>239.1.1.1");

    private static byte[] Datagram(string source, string group)
    {
        byte[] g = Bytes(group);
        byte[] ip = [0x45, 0, 0, 32, 0, 0, 0x40, 0, 4, 17, 0, 0, .. Bytes(source), .. g];
        ushort sum = RawNet.Wire.InternetChecksum.Of(ip);
        (ip[10], ip[11]) = ((byte)(sum >> 8), (byte)sum);
        return [1, 0, 0x5e, (byte)(g[1] & 0x7f), g[2], g[3], 2, 0, 0, 0, 0, 1, 8, 0, .. ip, 0x13, 0x88, 0x13, 0x88, 0, 12, 0, 0, 1, 2, 3, 4];
    }
}
