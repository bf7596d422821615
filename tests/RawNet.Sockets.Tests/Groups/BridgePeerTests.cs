using RawNet.Lab;
using RawNet.Probing.Groups;
using static RawNet.Tests.Probing.Groups.Link;

namespace RawNet.Sockets.Tests.Groups;

/// <summary>A snooping Linux bridge between our hosts and a querier, ours or its own.</summary>
public class BridgePeerTests
{
    private static readonly string[] _sources = ["198.19.0.1", "198.19.0.3", "198.19.0.9"],
        _sources6 = ["2001:db8::1", "2001:db8::3", "2001:db8::9"];

    // A port that knows a router gets everything, so the members' ports are what tells.
    [Fact]
    public void ABridgeLearnsAndForwardsByOurReportsAndQueries()
    {
        Able();
        string[] groups = ["239.1.1.1", "239.2.2.2", "232.1.1.1", "239.9.9.9"];
        using var bridge = new SnoopingBridge(mldQuerier: false);
        using Capture reports = bridge.Member.StartCapture(filter: "ether src 02:00:00:00:00:02 and igmp"),
            queries = bridge.Router.StartCapture(filter: "ether src 02:00:00:00:00:09");
        using var querier = new OurQuerier(bridge.Router,
            new(A("198.18.3.1")) { QueryInterval = TimeSpan.FromSeconds(4), QueryResponseInterval = TimeSpan.FromSeconds(1) });
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
        Forwards(bridge, groups, _sources, ["232.1.1.1 from 9", "239.1.1.1 from 1 3 9", "239.2.2.2 from 1 9"], []);
        hosts.Set(0, "239.1.1.1", GroupFilter.Nothing);
        bridge.WaitFor("239.1.1.1", "none");
        hosts.Set(0, "232.1.1.1", Include("198.19.0.3"));
        bridge.WaitFor("232.1.1.1", "232.1.1.1 p1 include 198.19.0.3");
        Forwards(bridge, groups, _sources, ["232.1.1.1 from 3", "239.2.2.2 from 1 9"], []);
        FindsNoFault(reports, queries);
    }

    [Fact]
    public void ABridgeThatAsksItselfLearnsAndForwardsByOurMldReports()
    {
        Able();
        Assert.SkipWhen(Requirements.Kernel("/proc/sys/net/ipv6", "IPv6") is not null, "this kernel has no IPv6");
        string[] groups = ["ff05::1:1", "ff05::1:2", "ff35::1:3", "ff05::1:4", "ff05::1:9"];
        using var bridge = new SnoopingBridge(mldQuerier: true);
        bridge.Router.Sysctl("net.ipv6.conf.h2.disable_ipv6", "0");
        using Capture members = bridge.Member.StartCapture(filter: "ether src 02:00:00:00:00:02 and ip6"),
            others = bridge.Other.StartCapture(filter: "ether src 02:00:00:00:00:03 and ip6");
        using var member = new OurHosts(bridge.Member, new(GroupDialect.Mld), A("fe80::ff:fe00:2"));
        using var other = new OurHosts(bridge.Other, new(GroupDialect.Mld), A("fe80::ff:fe00:3"), mac: 0x020000000003);
        member.Set(0, "ff05::1:1", GroupFilter.Everything);
        member.Set(0, "ff05::1:2", Exclude("2001:db8::3"));
        member.Set(0, "ff35::1:3", Include("2001:db8::9"));
        other.Set(0, "ff05::1:2", Exclude("2001:db8::1"));
        other.Set(0, "ff35::1:3", Include("2001:db8::1"));
        other.Set(0, "ff05::1:4", GroupFilter.Everything);
        bridge.WaitFor("ff05::1:1", "ff05::1:1 p1 exclude");
        bridge.WaitFor("ff05::1:2", "ff05::1:2 p1 exclude -2001:db8::3; ff05::1:2 p3 exclude -2001:db8::1");
        bridge.WaitFor("ff35::1:3", "ff35::1:3 p1 include 2001:db8::9; ff35::1:3 p3 include 2001:db8::1");
        bridge.WaitFor("ff05::1:4", "ff05::1:4 p3 exclude");
        // A bridge floods for a response time after it began to ask.
        Thread.Sleep(2500);
        Forwards(bridge, groups, _sources6, ["ff05::1:1 from 1 3 9", "ff05::1:2 from 1 9", "ff35::1:3 from 9"],
            ["ff05::1:2 from 3 9", "ff05::1:4 from 1 3 9", "ff35::1:3 from 1"]);
        member.Set(0, "ff05::1:1", GroupFilter.Nothing);
        member.Set(0, "ff35::1:3", Include("2001:db8::3"));
        other.Set(0, "ff05::1:2", Include("2001:db8::3"));
        bridge.WaitFor("ff05::1:1", "none");
        bridge.WaitFor("ff05::1:2", "ff05::1:2 p1 exclude -2001:db8::3; ff05::1:2 p3 include 2001:db8::3");
        bridge.WaitFor("ff35::1:3", "ff35::1:3 p1 include 2001:db8::3; ff35::1:3 p3 include 2001:db8::1");
        Forwards(bridge, groups, _sources6, ["ff05::1:2 from 1 9", "ff35::1:3 from 3"],
            ["ff05::1:2 from 3", "ff05::1:4 from 1 3 9", "ff35::1:3 from 1"]);
        FindsNoFault(members, others);
    }

    private static void Able()
    {
        Lend.Able();
        string? reason = Requirements.Programs("python3", "bridge");
        Assert.SkipWhen(reason is not null, reason ?? "");
    }

    private static void Forwards(SnoopingBridge bridge, string[] groups, string[] sources, string[] toMember, string[] toOther)
    {
        (IReadOnlyList<string> member, IReadOnlyList<string> other) = bridge.Forwarded(groups, sources);
        Assert.Equal(toMember, member);
        Assert.Equal(toOther, other);
    }

    private static void FindsNoFault(params Capture[] captures)
    {
        foreach (Capture capture in captures)
        {
            capture.StopAfter(TimeSpan.Zero);
            GroupWitness.FindsNoFault(capture);
        }
    }
}
