using System.Text.RegularExpressions;
using RawNet.Lab;

namespace RawNet.Sockets.Tests.Options;

/// <summary>The catalogue against the kernel: what it says of each option is tried on a socket.</summary>
public partial class CatalogueTests(LabFixture lab) : IClassFixture<LabFixture>
{
    /// <summary>A kind of socket, an option, a value, and what is read back; or the error number;
    /// or 'set' when the kernel does not tell.</summary>
    private const string Settings = """
        udp    SO_DEBUG 1 1
        udp    SO_REUSEADDR 1 1
        udp    SO_DONTROUTE 1 1
        udp    SO_BROADCAST 1 1
        udp    SO_SNDBUF 20000 40000
        udp    SO_SNDBUF 1 4608
        udp    SO_RCVBUF 20000 40000
        udp    SO_RCVBUF 1 2304
        tcp    SO_KEEPALIVE 1 1
        tcp    SO_OOBINLINE 1 1
        udp    SO_PRIORITY 5 5
        tcp    SO_LINGER 5 5
        tcp    SO_LINGER off off
        udp    SO_BSDCOMPAT 1 0
        udp    SO_REUSEPORT 1 1
        unix   SO_REUSEPORT 1 EOPNOTSUPP
        unix   SO_PASSCRED 1 1
        udp    SO_PASSCRED 1 EOPNOTSUPP
        tcp    SO_RCVLOWAT 4 4
        tcp    SO_RCVLOWAT 0 1
        tcp    SO_SNDLOWAT 4 ENOPROTOOPT
        udp    SO_RCVTIMEO 0.5 0.5
        udp    SO_SNDTIMEO 2 2
        udp    SO_BINDTODEVICE va va
        udp    SO_BINDTODEVICE nosuch0 ENODEV
        udp    SO_ATTACH_FILTER 1,6|0|0|65535 1,6|0|0|65535
        tcp    SO_ATTACH_FILTER 1,255|0|0|0 EINVAL
        udp    SO_DETACH_FILTER 1 ENOENT
        udp    SO_TIMESTAMP 1 1
        udp    SO_SNDBUFFORCE 50000 set
        udp    SO_RCVBUFFORCE 50000 set
        udp    SO_TIMESTAMPNS 1 1
        udp    SO_MARK 9 9
        udp    SO_TIMESTAMPING 0x18 24
        udp    SO_RXQ_OVFL 1 1
        udp    SO_LOCK_FILTER 1 1
        udp    SO_BUSY_POLL 50 50
        udp    SO_TYPE Dgram ENOPROTOOPT
        udp    SO_ERROR 1 ENOPROTOOPT
        udp    SO_ACCEPTCONN 1 ENOPROTOOPT
        udp    SO_PROTOCOL 1 ENOPROTOOPT
        udp    SO_DOMAIN 1 ENOPROTOOPT
        udp    IP_TOS 16 16
        udp    IP_TTL 77 77
        udp    IP_TTL 0 EINVAL
        udp    IP_TTL 256 EINVAL
        raw    IP_HDRINCL 1 1
        udp    IP_HDRINCL 1 ENOPROTOOPT
        udp    IP_OPTIONS 94040000 94040000
        raw    IP_ROUTER_ALERT 1 1
        udp    IP_ROUTER_ALERT 1 EINVAL
        udp    IP_RECVOPTS 1 1
        udp    IP_RETOPTS 1 1
        udp    IP_PKTINFO 1 1
        udp    IP_MTU_DISCOVER Probe Probe
        udp    IP_MTU_DISCOVER 6 EINVAL
        udp    IP_RECVERR 1 1
        udp    IP_RECVTTL 1 1
        udp    IP_RECVTOS 1 1
        udp    IP_FREEBIND 1 1
        udp    IP_TRANSPARENT 1 1
        udp    IP_MINTTL 5 5
        udp    IP_MINTTL 256 EINVAL
        raw    IP_NODEFRAG 1 1
        udp    IP_NODEFRAG 1 ENOPROTOOPT
        udp    IP_BIND_ADDRESS_NO_PORT 1 1
        udp    IP_MULTICAST_IF va 0.0.0.0
        udp    IP_MULTICAST_TTL 7 7
        udp    IP_MULTICAST_LOOP 0 0
        udp    IP_ADD_MEMBERSHIP 239.1.1.1%va set
        udp    IP_DROP_MEMBERSHIP 239.1.1.1%va EADDRNOTAVAIL
        udp    IP_UNBLOCK_SOURCE 239.1.1.1@198.18.0.9%{here} EINVAL
        udp    IP_BLOCK_SOURCE 239.1.1.1@198.18.0.9%{here} EINVAL
        udp    IP_ADD_SOURCE_MEMBERSHIP 239.1.1.1@198.18.0.9%{here} set
        udp    IP_DROP_SOURCE_MEMBERSHIP 239.1.1.1@198.18.0.9%{here} EINVAL
        udp    IP_MSFILTER 239.1.1.1%{here}=include:198.18.0.9 EINVAL
        udp    IP_MULTICAST_ALL 0 0
        udp    MCAST_JOIN_GROUP 239.1.1.1%va set
        udp    MCAST_BLOCK_SOURCE 239.1.1.1@198.18.0.9%va EINVAL
        udp    MCAST_UNBLOCK_SOURCE 239.1.1.1@198.18.0.9%va EINVAL
        udp    MCAST_LEAVE_GROUP 239.1.1.1%va EADDRNOTAVAIL
        udp    MCAST_JOIN_SOURCE_GROUP 239.1.1.1@198.18.0.9%va set
        udp    MCAST_LEAVE_SOURCE_GROUP 239.1.1.1@198.18.0.9%va EINVAL
        udp    MCAST_MSFILTER 239.1.1.1%va=include:198.18.0.9 EINVAL
        raw6   IPV6_CHECKSUM 2 2
        raw6   IPV6_CHECKSUM 3 EINVAL
        icmp6  IPV6_CHECKSUM 4 EINVAL
        udp6   IPV6_UNICAST_HOPS 77 77
        udp6   IPV6_MULTICAST_IF {index} {index}
        udp6   IPV6_MULTICAST_HOPS 7 7
        udp6   IPV6_MULTICAST_LOOP 0 0
        udp6   IPV6_JOIN_GROUP ff15::7%va set
        udp6   IPV6_LEAVE_GROUP ff15::7%va EADDRNOTAVAIL
        header6 IPV6_ROUTER_ALERT 0 0
        udp6   IPV6_ROUTER_ALERT 0 ENOPROTOOPT
        udp6   IPV6_MTU_DISCOVER Probe Probe
        udp6   IPV6_MTU 1400 ENOTCONN
        udp6   IPV6_RECVERR 1 1
        udp6   IPV6_V6ONLY 1 1
        udp6   IPV6_MULTICAST_ALL 0 0
        udp6   IPV6_FLOWINFO_SEND 1 1
        raw6   IPV6_HDRINCL 1 1
        udp6   IPV6_HDRINCL 1 ENOPROTOOPT
        udp6   IPV6_RECVPKTINFO 1 1
        udp6   IPV6_PKTINFO ::1 set
        udp6   IPV6_PKTINFO 2001:db8:ffff::9%va set
        udp6   IPV6_RECVHOPLIMIT 1 1
        udp6   IPV6_RECVHOPOPTS 1 1
        udp6   IPV6_HOPOPTS 0000050200000100 0000050200000100
        udp6   IPV6_RTHDRDSTOPTS 0000010400000000 0000010400000000
        udp6   IPV6_RECVRTHDR 1 1
        udp6   IPV6_RTHDR 0002000100000000 EINVAL
        udp6   IPV6_RTHDR 00020201000000000000000000000000 EINVAL
        udp6   IPV6_RECVDSTOPTS 1 1
        udp6   IPV6_DSTOPTS 0000010400000000 0000010400000000
        udp6   IPV6_RECVPATHMTU 1 1
        udp6   IPV6_DONTFRAG 1 1
        udp6   IPV6_RECVTCLASS 1 1
        udp6   IPV6_TCLASS 16 16
        udp6   IPV6_TCLASS 256 EINVAL
        udp6   IPV6_AUTOFLOWLABEL 0 0
        udp6   IPV6_ADDR_PREFERENCES 2 1026
        udp6   IPV6_TRANSPARENT 1 1
        udp6   IPV6_FREEBIND 1 1
        udp6   MCAST_JOIN_GROUP ff15::7%va set
        udp6   MCAST_BLOCK_SOURCE ff15::7@2001:db8::9%va EINVAL
        udp6   MCAST_UNBLOCK_SOURCE ff15::7@2001:db8::9%va EINVAL
        udp6   MCAST_LEAVE_GROUP ff15::7%va EADDRNOTAVAIL
        udp6   MCAST_JOIN_SOURCE_GROUP ff15::7@2001:db8::9%va set
        udp6   MCAST_LEAVE_SOURCE_GROUP ff15::7@2001:db8::9%va EINVAL
        udp6   MCAST_MSFILTER ff15::7%va=include:2001:db8::9 EINVAL
        tcp    TCP_NODELAY 1 1
        tcp    TCP_MAXSEG 1000 1000
        tcp    TCP_MAXSEG 32768 EINVAL
        tcp    TCP_CORK 1 1
        tcp    TCP_KEEPIDLE 10 10
        tcp    TCP_KEEPINTVL 5 5
        tcp    TCP_KEEPCNT 3 3
        tcp    TCP_KEEPCNT 128 EINVAL
        tcp    TCP_SYNCNT 2 2
        tcp    TCP_DEFER_ACCEPT 5 7
        tcp    TCP_QUICKACK 0 0
        tcp    TCP_USER_TIMEOUT 300 300
        icmp   ICMP_FILTER 0,3,11 0,3,11+
        raw    ICMP_FILTER 0 EOPNOTSUPP
        icmp6  ICMP6_FILTER 128,129,255 128,129,255
        packet PACKET_ADD_MEMBERSHIP Promiscuous%va set
        packet PACKET_DROP_MEMBERSHIP Promiscuous%va set
        packet PACKET_COPY_THRESH 4 4
        packet PACKET_AUXDATA 1 1
        packet PACKET_ORIGDEV 1 1
        packet PACKET_VERSION 2 2
        packet PACKET_VERSION 3 EINVAL
        packet PACKET_RESERVE 16 16
        packet PACKET_LOSS 1 1
        packet PACKET_VNET_HDR 1 1
        packet PACKET_TIMESTAMP 64 64
        packet PACKET_FANOUT 7 EINVAL
        packet PACKET_TX_HAS_OFF 1 1
        packet PACKET_QDISC_BYPASS 1 1
        packet PACKET_IGNORE_OUTGOING 1 1
        """;

    public static TheoryData<string, string, string, string> Rows => [.. Settings.Split('\n').Select(l => Blanks().Split(l.Trim()))
        .Select(w => (w[0], w[1], w[2].Replace('|', ' '), w[3].Replace('|', ' ')))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void TheKernelMakesOfItWhatTheTableSays(string kind, string name, string text, string expected) => lab.Hosts.A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open(kind);
        string found = Tried(socket, Kinds.Named(kind, name), Filled(text));
        Assert.Equal(Filled(expected), expected.EndsWith('+') ? found[..(expected.Length - 1)] + "+" : found);
    });

    public static TheoryData<string, string, string> Taken =>
        [.. Rows.Select(r => r.Data).Where(r => !r.Item4.StartsWith('E')).Select(r => (r.Item1, r.Item2, r.Item3))];

    [Theory]
    [MemberData(nameof(Taken))]
    public void WhoMaySetItIsSaidRight(string kind, string name, string text) => lab.Hosts.A.Run(() =>
    {
        using KernelSocket socket = Kinds.Open(kind);
        SocketOption option = Kinds.Named(kind, name);
        string found = "";
        Unprivileged.Run(() => found = Tried(socket, option, Filled(text)));
        Assert.Equal(option.Facts.Right != OptionRight.Anyone, found is "EPERM" or "EACCES");
    });

    [Fact]
    public void EveryOptionThatIsSetIsTriedAndEveryOneSaysWhatItDoes()
    {
        HashSet<SocketOption> tried = [.. Rows.Select(r => Kinds.Named(r.Data.Item1, r.Data.Item2))];
        Assert.Empty(SocketOption.All.Where(o => o.Facts.Access.HasFlag(OptionAccess.Set) && !tried.Contains(o))
            .Select(o => $"{o.DeclaredOn.Name} {o}"));
        Assert.All(SocketOption.All, o => Assert.True(o.Facts.Effect.Length > 0 && o.Shape.Length > 0, o.Name));
        Assert.Equal(SocketOption.All.Count, SocketOption.All.Select(o => (o.Level, o.Number)).Distinct().Count());
    }

    [Fact]
    public void EveryDefaultIsThatOfANewSocket()
    {
        Lend.Able();
        foreach (SocketOption option in SocketOption.All.Where(o => o.Facts.Default.Length > 0 && o.Facts.Access.HasFlag(OptionAccess.Get)))
        {
            using KernelSocket socket = Kinds.Open(KindOf(option));
            Assert.Equal($"{option} {DefaultOf(option)}", $"{option} {option.GetText(socket)}");
        }
    }

    [Fact]
    public void TheReadmeIsOfThisCatalogue()
    {
        if (Environment.GetEnvironmentVariable("RAWNET_WRITE_TABLE") == "1")
            File.WriteAllText(OptionTable.File, OptionTable.Markdown());
        Assert.Equal(OptionTable.Markdown(), File.ReadAllText(OptionTable.File));
    }

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();

    private static string Tried(KernelSocket socket, SocketOption option, string text)
    {
        try
        {
            option.SetText(socket, text);
            return option.Facts.Access.HasFlag(OptionAccess.Get) ? option.GetText(socket) : "set";
        }
        catch (SystemCallException refused)
        {
            return refused.ErrorName;
        }
    }

    private static string KindOf(SocketOption option) => (option.Name, option.DeclaredOn.Name) switch
    {
        ("SO_PASSCRED", _) => "unix",
        (_, "IPPROTO_TCP") => "tcp",
        (_, "IPPROTO_IPV6") => "raw6",
        (_, "SOL_PACKET") => "packet",
        _ => "udp",
    };

    private static string DefaultOf(SocketOption option)
    {
        string file = "/proc/sys/" + option.Facts.Default.Replace('.', '/');
        return option.Facts.Default.StartsWith("net.", StringComparison.Ordinal) ? File.ReadAllText(file).Trim() : option.Facts.Default;
    }

    private string Filled(string text) => text
        .Replace("{here}", lab.Hosts.A.Address.ToString(), StringComparison.Ordinal)
        .Replace("{index}", text.Contains('{', StringComparison.Ordinal) ? $"{Link.ByName("va").Index}" : "", StringComparison.Ordinal);
}
