using System.Globalization;
using RawNet.Sockets;

namespace RawNet.Cli.Doctor;

/// <summary>Looks at what the kernel is set to do with packets, at this process's rights and at the programs that verbs ask.</summary>
internal static class SettingChecks
{
    public static IEnumerable<CheckResult> All() =>
    [
        Rights(), Ipv6(), Namespaces(), ReturnPath(),
        Limit("igmp_max_memberships", "groups that one socket may join"), Limit("igmp_max_msf", "sources that one membership may name"),
        RateLimit(), EchoIgnored(), Offload(), Tshark(),
    ];

    private static CheckResult Rights()
    {
        IReadOnlyList<string> held = Capabilities.Held;
        return held.Contains("cap_net_raw")
            ? new("capabilities", Standing.Works, string.Join(' ', held))
            : new("capabilities", Standing.NotPermitted,
                held.Count > 0 ? $"only {string.Join(' ', held)}" : "none that help", SocketChecks.Permission);
    }

    private static CheckResult Ipv6()
    {
        if (Setting.Number("net/ipv6/conf/all/disable_ipv6") is not { } disabled)
            return new("IPv6", Standing.NotOffered, "this kernel has no IPv6");
        return disabled == 0
            ? new("IPv6", Standing.Works, "enabled")
            : new("IPv6", Standing.Note, "switched off on every interface", Superuser.Line("sysctl -w net.ipv6.conf.all.disable_ipv6=0"));
    }

    private static CheckResult Namespaces()
    {
        if (!File.Exists("/proc/self/ns/net"))
            return new("network namespaces", Standing.NotOffered, "this kernel has none; --netns cannot work");
        string[] names = Directory.Exists("/run/netns")
            ? [.. Directory.EnumerateFiles("/run/netns").Select(Path.GetFileName).OfType<string>()]
            : [];
        string there = string.Create(CultureInfo.InvariantCulture, $"--netns NAME; {names.Length} have a name here");
        return Capabilities.Held.Contains("cap_sys_admin")
            ? new("network namespaces", Standing.Works, there)
            : new("network namespaces", Standing.NotPermitted, "--netns needs CAP_SYS_ADMIN", Capabilities.Lend("cap_sys_admin"));
    }

    // ip-sysctl: the higher of all and the interface's own holds; 1 is strict, 2 loose.
    private static CheckResult ReturnPath()
    {
        if (Setting.Number("net/ipv4/conf/all/rp_filter") is not { } all) return NotShown("conf.all.rp_filter") with { Name = "rp_filter" };
        string[] strict = [.. Link.All()
            .Where(l => !l.IsLoopback && Math.Max(all, Setting.Number($"net/ipv4/conf/{l.Name}/rp_filter") ?? 0) == 1).Select(l => l.Name)];
        return strict.Length == 0
            ? new("rp_filter", Standing.Works, "not strict on any interface")
            : new("rp_filter", Standing.Note,
                $"strict on {string.Join(", ", strict)}: packets from sources routed elsewhere are captured but reach no socket",
                Superuser.Line(
                    $"sysctl -w net.ipv4.conf.all.rp_filter=0 {string.Join(' ', strict.Select(n => $"net.ipv4.conf.{n}.rp_filter=0"))}"));
    }

    private static CheckResult Limit(string name, string what) => Setting.Number($"net/ipv4/{name}") is { } limit
        ? new(name, Standing.Note, string.Create(CultureInfo.InvariantCulture, $"{limit} {what}; more ends in ENOBUFS"),
            Superuser.Line($"sysctl -w net.ipv4.{name}=1000"))
        : new(name, Standing.NotOffered, "this kernel has no IPv4 multicast");

    private static CheckResult RateLimit() => Setting.Number("net/ipv4/icmp_ratelimit") switch
    {
        null => NotShown("icmp_ratelimit"),
        0 => new("icmp_ratelimit", Standing.Works, "this host's ICMP errors are not limited for each target"),
        { } limit => new("icmp_ratelimit", Standing.Note, string.Create(CultureInfo.InvariantCulture,
            $"this host sends one ICMP error in {limit} ms to a target: traces of it show loss"),
            Superuser.Line("sysctl -w net.ipv4.icmp_ratelimit=0")),
    };

    private static CheckResult EchoIgnored() => Setting.Number("net/ipv4/icmp_echo_ignore_all") switch
    {
        null => NotShown("icmp_echo_ignore_all"),
        0 => new("icmp_echo_ignore_all", Standing.Works, "this host answers pings"),
        _ => new("icmp_echo_ignore_all", Standing.Note, "this host answers no ping",
            Superuser.Line("sysctl -w net.ipv4.icmp_echo_ignore_all=0")),
    };

    private static CheckResult NotShown(string name) => new(name, Standing.NotOffered, $"the kernel shows no net.ipv4.{name} here");

    private static CheckResult Offload()
    {
        Link[] up = [.. Link.All().Where(l => l.IsUp)];
        string[] links = [.. up.Where(l => !l.IsLoopback).Select(l => l.Name)];
        if (up.Length == 0)
            return new("offload", Standing.Note, "no interface is up, loopback neither", Superuser.Line("ip link set lo up"));
        return links.Length == 0
            ? new("offload", Standing.Note, "no interface but loopback is up")
            : new("offload", Standing.Note,
                "captures may hold sums that the card finishes (status partial) and packets longer than the MTU",
                string.Join("; ", links.Take(3).Select(l => Superuser.Line($"ethtool -K {l} tx off gso off tso off gro off"))));
    }

    private static CheckResult Tshark()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(f => Path.Combine(f, "tshark")).FirstOrDefault(File.Exists) is { } file
            ? new("tshark", Standing.Works, $"verify --against tshark; {file}")
            : new("tshark", Standing.NotOffered, "verify --against tshark needs it", Superuser.Line("apt-get install tshark"));
    }
}
