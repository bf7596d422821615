using System.Net;
using RawNet.Sockets.Linux;

namespace RawNet.Sockets;

/// <summary>What an error number means after a certain call, in one line.</summary>
internal static class ErrorFix
{
    private const int EnoughFiles = 64;
    private const string NotThisKind = "this kernel or this kind of socket does not have the option";
    private static string NeedsGroup => $"the group may not ping: {PingGroups.Admit}";

    private static string ManyGroups => "the socket is in net.ipv4.igmp_max_memberships groups, 20 unless set: "
        + $"{Superuser.Line("sysctl net.ipv4.igmp_max_memberships=200")}, or take one more socket";
    private static string ManySources(bool isIpv6) => isIpv6
        ? $"a socket names 64 sources of an IPv6 group unless told: {Superuser.Line("sysctl net.ipv6.mld_max_msf=512")}"
        : $"a socket names 10 sources of a group unless told: {Superuser.Line("sysctl net.ipv4.igmp_max_msf=64")}";
    private const string NameTaken =
        "another socket has the name, or a file of that name is there: ss -xl tells; a socket file that nobody listens on may be removed";
    private static string LowPort => "a port below net.ipv4.ip_unprivileged_port_start needs CAP_NET_BIND_SERVICE: "
        + $"{Capabilities.Grant("cap_net_bind_service")}, or take a higher one";
    private static string LowVsockPort =>
        $"a port below 1024 needs CAP_NET_BIND_SERVICE: {Capabilities.Grant("cap_net_bind_service")}, or take a higher one";
    private static string NeedsAdmin => $"needs CAP_NET_ADMIN: {Capabilities.Grant("cap_net_raw", "cap_net_admin")}";

    /// <summary>What opening a raw or packet socket takes, and setting some options.</summary>
    public static string NeedsRaw => $"needs CAP_NET_RAW: {Capabilities.Grant("cap_net_raw")}";

    private const string RouteRefuses = "a route of this host refuses it: ip route get ADDRESS, and ip route show type prohibit";

    /// <param name="operation">The call.</param>
    /// <param name="error">What it said.</param>
    /// <param name="subject">An address, or whatever else it was about.</param>
    public static string For(string operation, ErrorNumber error, string subject) => (CallOf(operation), error) switch
    {
        (_, ErrorNumber.ENETUNREACH or ErrorNumber.EADDRNOTAVAIL or ErrorNumber.ENETDOWN) when IsLoopback(subject)
            && Loopback.NameIfDown() is { } name => $"{name} is down: {Superuser.Line($"ip link set {name} up")}",
        ("socket", ErrorNumber.EACCES) => operation.Contains("SOCK_DGRAM", StringComparison.Ordinal) ? NeedsGroup : NeedsRaw,
        ("socket", ErrorNumber.EPERM) => NeedsRaw,
        ("setsockopt", ErrorNumber.EPERM or ErrorNumber.EACCES) => NeedsAdmin,
        ("setsockopt" or "getsockopt", ErrorNumber.EOPNOTSUPP) => NotThisKind,
        ("getsockopt", ErrorNumber.ENOPROTOOPT) => NotThisKind,
        ("getsockopt", ErrorNumber.ENOTCONN) => "only a connected socket can tell",
        ("setsockopt", ErrorNumber.EADDRINUSE) => "the socket has it already",
        ("setsockopt", ErrorNumber.EADDRNOTAVAIL) => "there is no such membership or address here: ip maddr and ip address list them",
        ("setsockopt", ErrorNumber.ENOBUFS) =>
            operation.Contains("SOURCE", StringComparison.Ordinal) || operation.Contains("MSFILTER", StringComparison.Ordinal)
                ? ManySources(IsIpv6Group(subject))
                : ManyGroups,
        ("setsockopt", ErrorNumber.ENOPROTOOPT) => NotThisKind,
        ("setsockopt", ErrorNumber.ENODEV) => "no such interface: ip link lists them",
        ("interface", ErrorNumber.ENODEV) => "no such interface: ip link lists them",
        ("setns", ErrorNumber.ENOENT) => "no such network namespace: ip netns list",
        ("setns", ErrorNumber.EPERM) => $"needs CAP_SYS_ADMIN: {Capabilities.Lend("cap_sys_admin")}",
        ("bind", ErrorNumber.EACCES) when IsUnix(operation) => "needs the right to write to the folder: ls -ld",
        ("bind", ErrorNumber.EACCES) when IsInternet(operation) => LowPort,
        ("bind", ErrorNumber.EACCES) when operation.EndsWith("(AF_VSOCK)", StringComparison.Ordinal) => LowVsockPort,
        ("bind", ErrorNumber.EADDRINUSE) => IsUnix(operation) ? NameTaken
            : IsInternet(operation) ? "another socket has the port: ss -lntup tells whose"
            : "another socket has the address",
        ("bind", ErrorNumber.EADDRNOTAVAIL) => "the address is not one of this host's: ip address lists them",
        ("sendto", ErrorNumber.EPERM) => "a firewall rule of this host drops it: look at the output chains of nft list ruleset",
        ("sendto", ErrorNumber.EACCES) => "a broadcast needs SO_BROADCAST, and a prohibiting route refuses",
        ("sendto", ErrorNumber.EMSGSIZE) =>
            "longer than the MTU allows: send fragments, or clear IP_MTU_DISCOVER where the kernel may fragment",
        ("sendto", ErrorNumber.ENOBUFS) => "the interface's queue is full: send more slowly",
        ("sendto", ErrorNumber.ENETDOWN) => "the interface is down: ip link set it up",
        ("sendto", ErrorNumber.ENXIO) => "the socket is bound to no interface",
        ("send", ErrorNumber.EMSGSIZE) => "longer than one message of this kind of socket may be",
        ("connect", ErrorNumber.ENOENT) => "there is no such socket file",
        ("connect", ErrorNumber.EACCES) =>
            IsUnix(operation) ? "needs the right to write to the socket file, and to search its folders: ls -l" : RouteRefuses,
        ("route", ErrorNumber.EACCES) => RouteRefuses,
        ("connect" or "route", ErrorNumber.EINVAL) when !IsUnix(operation) =>
            "a blackhole route of this host drops it, or the address is none to send to: ip route show type blackhole",
        (_, ErrorNumber.EMFILE) => $"the limit of open files is too low: ulimit -n {EnoughFiles}",
        (_, ErrorNumber.ENFILE) => $"the machine has no more files to open: {Superuser.Line("sysctl fs.file-max=1000000")}",
        (_, ErrorNumber.ENOMEM) =>
            "the memory that this process or its group may have is used up: ulimit -v unlimited, or more for the cgroup",
        (_, ErrorNumber.ECONNREFUSED) => "nobody listens there",
        (_, ErrorNumber.ENETUNREACH) => "no route to it: ip route get ADDRESS",
        (_, ErrorNumber.EHOSTUNREACH) =>
            "a route of this host says unreachable, no neighbour answers for it, or a router said so: ip route get ADDRESS",
        (_, ErrorNumber.EAFNOSUPPORT) => "this kernel has no such socket family",
        (_, ErrorNumber.EPROTONOSUPPORT) => "this kernel has no such protocol in the family",
        (_, ErrorNumber.ESOCKTNOSUPPORT) => "this kernel has no such socket type in the family",
        _ => "",
    };

    public static FailureKind KindOf(string operation, ErrorNumber error) => (CallOf(operation), error) switch
    {
        ("sendto" or "send", _) => FailureKind.Network,
        ("setsockopt", ErrorNumber.ENOBUFS) => FailureKind.NotSupported,
        ("connect", ErrorNumber.EACCES) when !IsUnix(operation) => FailureKind.Network,
        ("route", ErrorNumber.EACCES) => FailureKind.Network,
        (_, ErrorNumber.EPERM or ErrorNumber.EACCES) => FailureKind.NotPermitted,
        (_, ErrorNumber.EMFILE or ErrorNumber.ENFILE or ErrorNumber.ENOMEM) => FailureKind.Limit,
        (_, ErrorNumber.EAFNOSUPPORT or ErrorNumber.EPROTONOSUPPORT or ErrorNumber.ESOCKTNOSUPPORT
            or ErrorNumber.ENOPROTOOPT or ErrorNumber.EOPNOTSUPP or ErrorNumber.ENOSYS) => FailureKind.NotSupported,
        _ => FailureKind.Network,
    };

    private static bool IsLoopback(string address) =>
        IPEndPoint.TryParse(address, out IPEndPoint? point) && IPAddress.IsLoopback(point.Address);

    // GROUP@SOURCE%INTERFACE of one source, GROUP%INTERFACE=MODE:SOURCES of many.
    private static bool IsIpv6Group(string subject) => subject.Split('@', '%')[0].Contains(':', StringComparison.Ordinal);

    private static bool IsUnix(string operation) => operation.EndsWith("(AF_UNIX)", StringComparison.Ordinal);

    private static bool IsInternet(string operation) =>
        operation.EndsWith("(AF_INET)", StringComparison.Ordinal) || operation.EndsWith("(AF_INET6)", StringComparison.Ordinal);

    private static string CallOf(string operation)
    {
        int end = operation.IndexOf('(', StringComparison.Ordinal);
        return end < 0 ? operation : operation[..end];
    }
}
