using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RawNet.Lab;
using RawNet.Probing.Groups;
using RawNet.Sockets.Tests.Options;

namespace RawNet.Sockets.Tests;

/// <summary>Source filters as the kernel tells them: its table of filters, and the IGMPv3 and MLDv2 reports
/// that tshark reads from the wire.</summary>
public class SourceFilterTests(LabFixture lab) : IClassFixture<LabFixture>
{
    private static readonly IPAddress _group = IPAddress.Parse("232.1.1.1");
    private static readonly IPAddress _group6 = IPAddress.Parse("ff3e::7");

    private Host A => lab.Hosts.A;

    [Fact, Observes("IPPROTO_IP MCAST_JOIN_SOURCE_GROUP", "IPPROTO_IP MCAST_LEAVE_SOURCE_GROUP",
        "IPPROTO_IP MCAST_BLOCK_SOURCE", "IPPROTO_IP MCAST_UNBLOCK_SOURCE")]
    public void EachSourceOptionChangesTheKernelsFilter() => OnRaw(AddressFamily.InterNetwork, (socket, index) =>
    {
        socket.Set(IpOption.Groups.JoinSource, new Membership(index, _group, Source(9)));
        Assert.Equal("include 198.18.0.9", Filter());
        socket.Set(IpOption.Groups.JoinSource, new Membership(index, _group, Source(10)));
        Assert.Equal("include 198.18.0.10 198.18.0.9", Filter());
        socket.Set(IpOption.Groups.LeaveSource, new Membership(index, _group, Source(9)));
        Assert.Equal("include 198.18.0.10", Filter());
        socket.Set(IpOption.Groups.LeaveSource, new Membership(index, _group, Source(10)));
        Assert.Equal("", Filter());
        socket.Set(IpOption.Groups.Join, new Membership(index, _group));
        socket.Set(IpOption.Groups.Block, new Membership(index, _group, Source(11)));
        Assert.Equal("exclude 198.18.0.11", Filter());
        socket.Set(IpOption.Groups.Unblock, new Membership(index, _group, Source(11)));
        Assert.Equal("", Filter());
    });

    [Fact, Observes("IP_ADD_MEMBERSHIP", "IP_ADD_SOURCE_MEMBERSHIP", "IP_DROP_SOURCE_MEMBERSHIP",
        "IP_MSFILTER", "IP_BLOCK_SOURCE", "IP_UNBLOCK_SOURCE", "IP_DROP_MEMBERSHIP")]
    public void TheOlderOptionsNameTheInterfaceByItsAddress() => OnRaw(AddressFamily.InterNetwork, (socket, _) =>
    {
        MulticastInterface here = new(0, A.Address);
        socket.Set(IpOption.AddMembership, new Membership(here, _group));
        Assert.Contains("232.1.1.1", A.Exec("ip", "maddr", "show", "dev", "va").Text, StringComparison.Ordinal);
        socket.Set(IpOption.DropMembership, new Membership(here, _group));
        Assert.DoesNotContain("232.1.1.1", A.Exec("ip", "maddr", "show", "dev", "va").Text, StringComparison.Ordinal);
        socket.Set(IpOption.AddSourceMembership, new Membership(here, _group, Source(9)));
        Assert.Equal("include 198.18.0.9", Filter());
        socket.Set(IpOption.SourceFilterByAddress, new SourceFilter(here, _group, FilterMode.Exclude, [Source(1), Source(2)]));
        Assert.Equal("exclude 198.18.0.1 198.18.0.2", Filter());
        socket.Set(IpOption.UnblockSourceByAddress, new Membership(here, _group, Source(1)));
        socket.Set(IpOption.BlockSourceByAddress, new Membership(here, _group, Source(3)));
        Assert.Equal("exclude 198.18.0.2 198.18.0.3", Filter());
        socket.Set(IpOption.DropMembership, new Membership(here, _group));
        socket.Set(IpOption.AddSourceMembership, new Membership(here, _group, Source(9)));
        socket.Set(IpOption.DropSourceMembership, new Membership(here, _group, Source(9)));
        Assert.Equal("", Filter());
    });

    [Fact, Observes("IPPROTO_IP MCAST_MSFILTER")]
    public void AWholeFilterIsSetAtOnceAndReadBack() => OnRaw(AddressFamily.InterNetwork, (socket, index) =>
    {
        SourceFilter wanted = new(index, _group, FilterMode.Include, [Source(1), Source(2), Source(3)]);
        socket.Set(IpOption.Groups.JoinSource, new Membership(index, _group, Source(1)));
        socket.Set(IpOption.Groups.Filter, wanted);
        Assert.Equal("include 198.18.0.1 198.18.0.2 198.18.0.3", Filter());
        Assert.Equal(wanted.ToString(), socket.SourceFilterOf(index, _group).ToString());
        socket.Set(IpOption.Groups.Filter, wanted with { Sources = [] });
        Assert.Equal("EADDRNOTAVAIL", Assert.Throws<SystemCallException>(() => socket.SourceFilterOf(index, _group)).ErrorName);
    });

    [Fact, Observes("IPPROTO_IPV6 MCAST_MSFILTER", "IPV6_JOIN_GROUP", "IPV6_LEAVE_GROUP")]
    public void ForIpv6TheSameOptionsWork() => OnRaw(AddressFamily.InterNetworkV6, (socket, index) =>
    {
        SourceFilter wanted = new(index, _group6, FilterMode.Exclude,
            [IPAddress.Parse("2001:db8::1"), IPAddress.Parse("2001:db8::2")]);
        socket.Set(Ipv6Option.AddMembership, new Membership(index, _group6));
        socket.Set(Ipv6Option.Groups.Filter, wanted);
        Assert.Equal(wanted.ToString(), socket.SourceFilterOf(index, _group6).ToString());
        string table = File.ReadAllText("/proc/thread-self/net/mcfilter6");
        Assert.Contains("ff3e0000000000000000000000000007 20010db8000000000000000000000002", table, StringComparison.Ordinal);
        socket.Set(Ipv6Option.DropMembership, new Membership(index, _group6));
        Assert.DoesNotContain("ff3e0000000000000000000000000007",
            File.ReadAllText("/proc/thread-self/net/mcfilter6"), StringComparison.Ordinal);
    });

    [Fact, Observes("IPPROTO_IPV6 MCAST_JOIN_SOURCE_GROUP", "IPPROTO_IPV6 MCAST_LEAVE_SOURCE_GROUP",
        "IPPROTO_IPV6 MCAST_BLOCK_SOURCE", "IPPROTO_IPV6 MCAST_UNBLOCK_SOURCE", "IPPROTO_IPV6 MCAST_LEAVE_GROUP")]
    public void EachSourceOptionChangesTheKernelsFilterOfIpv6() => OnRaw(AddressFamily.InterNetworkV6, (socket, index) =>
    {
        IPAddress one = IPAddress.Parse("2001:db8::1");
        socket.Set(Ipv6Option.Groups.JoinSource, new Membership(index, _group6, one));
        Assert.Equal("1 0", Filter6());
        socket.Set(Ipv6Option.Groups.LeaveSource, new Membership(index, _group6, one));
        Assert.Equal("", Filter6());
        socket.Set(Ipv6Option.Groups.Join, new Membership(index, _group6));
        socket.Set(Ipv6Option.Groups.Block, new Membership(index, _group6, one));
        Assert.Equal("0 1", Filter6());
        socket.Set(Ipv6Option.Groups.Unblock, new Membership(index, _group6, one));
        Assert.Equal("", Filter6());
        Assert.Contains("ff3e::7", A.Exec("ip", "maddr", "show", "dev", "va").Text, StringComparison.Ordinal);
        socket.Set(Ipv6Option.Groups.Leave, new Membership(index, _group6));
        Assert.DoesNotContain("ff3e::7", A.Exec("ip", "maddr", "show", "dev", "va").Text, StringComparison.Ordinal);
    });

    [Fact]
    public void TheReportsOnTheWireNameTheSources()
    {
        // Hosts of its own: the kernel repeats the changes of other tests in the same reports.
        using var own = new TwoHosts();
        Host host = own.A;
        host.Run(() =>
        {
            using RawSocket socket = RawSocket.Open(AddressFamily.InterNetwork, 253);
            using (Capture joining = host.StartCapture(filter: "igmp"))
            {
                socket.Set(IpOption.Groups.JoinSource, new Membership(Link.ByName("va").Index, _group, Source(9)));
                joining.Stop(atLeast: 2); // the kernel says a change twice
                Assert.Equal("5\t232.1.1.1\t198.18.0.9", RecordsOf(joining)); // ALLOW_NEW_SOURCES
            }
            using Capture leaving = host.StartCapture(filter: "igmp");
            socket.Dispose();
            leaving.Stop(atLeast: 1);
            Assert.Equal("6\t232.1.1.1\t198.18.0.9", RecordsOf(leaving)); // BLOCK_OLD_SOURCES
        });
    }

    [Theory]
    [InlineData("MCAST_JOIN_SOURCE_GROUP", "232.1.1.1@198.18.0.9%va", "include 198.18.0.9")]
    [InlineData("IP_ADD_SOURCE_MEMBERSHIP", "232.1.1.1@198.18.0.9", "include 198.18.0.9")]
    public void AMembershipIsTypedAsGroupAtSource(string name, string text, string filter) => OnRaw(AddressFamily.InterNetwork,
        (socket, _) =>
        {
            SocketOption option = SocketOption.Find(name)!;
            option.SetText(socket, name.StartsWith("IP_", StringComparison.Ordinal) ? $"{text}%{A.Address}" : text);
            Assert.Equal(filter, Filter());
        });

    [Fact]
    public void MoreSourcesThanTheSysctlAllowsAreRefused() => OnRaw(AddressFamily.InterNetwork, (socket, index) =>
    {
        socket.Set(IpOption.Groups.Join, new Membership(index, _group));
        IPAddress[] eleven = [.. Enumerable.Range(1, 11).Select(Source)]; // net.ipv4.igmp_max_msf is 10
        Assert.Equal("ENOBUFS",
            Assert.Throws<SystemCallException>(
                () => socket.Set(IpOption.Groups.Filter, new SourceFilter(index, _group, FilterMode.Include, eleven))).ErrorName);
    });

    private static string RecordsOf(Capture wire) =>
        string.Join(';', Witness.Fields(wire, "igmp.record_type", "igmp.maddr", "igmp.saddr")
            .Where(r => r.Contains("232.1.1.1", StringComparison.Ordinal)).Distinct());

    private static IPAddress Source(int last) => new([198, 18, 0, (byte)last]);

    private void OnRaw(AddressFamily family, Action<RawSocket, int> code) => A.Run(() =>
    {
        using RawSocket socket = RawSocket.Open(family, 253);
        code(socket, Link.ByName("va").Index);
    });

    /// <summary>How many include and exclude 2001:db8::1 for the group; lines of mcfilter6: index, name,
    /// group, source, both counts.</summary>
    private static string Filter6()
    {
        string[] row = File.ReadLines("/proc/thread-self/net/mcfilter6").Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(r => r[2] == "ff3e0000000000000000000000000007" && r[3] == "20010db8000000000000000000000001") ?? [];
        return string.Join(' ', row.Skip(4));
    }

    /// <summary>Lines of mcfilter: index, name, group, source, count of include, count of exclude.</summary>
    private static string Filter()
    {
        string[][] rows = [.. File.ReadLines("/proc/thread-self/net/mcfilter").Skip(1)
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(r => r[2] == "0xe8010101")];
        if (rows.Length == 0)
            return "";
        IEnumerable<string> sources = rows.Select(r => new IPAddress(BitConverter
            .GetBytes(uint.Parse(r[3].AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).Reverse().ToArray()).ToString());
        return $"{(rows.All(r => r[4] != "0") ? "include" : "exclude")} {string.Join(' ', sources.Order(StringComparer.Ordinal))}";
    }
}
