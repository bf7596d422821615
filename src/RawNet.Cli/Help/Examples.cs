namespace RawNet.Cli.Help;

/// <summary>What stands under a verb's help: lines that can be typed as they are, but for addresses and interfaces.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string[]> _byVerb = new()
    {
        ["rawnet"] =
        [
            "rawnet ping -c 3 198.18.0.2",
            "rawnet craft ip dst=198.18.0.2 ttl=3 / icmp.echo seq=1 / data text:hello",
            "rawnet read --detail capture.pcapng",
            "rawnet doctor",
        ],
        ["craft"] =
        [
            "rawnet craft ip dst=198.18.0.2 ttl=3 / icmp.echo seq=1..3 / data text:hello",
            "rawnet craft --write query.pcap eth / ip dst=224.0.0.1 ttl=1 option=ra / igmp.v3-query",
            "rawnet read --as-expression capture.pcap | rawnet craft --hex",
        ],
        ["read"] =
        [
            "rawnet read capture.pcapng",
            "rawnet read --detail --filter 'icmp.time-exceeded' capture.pcapng",
            "rawnet read --json capture.pcap.gz | jq .layers",
        ],
        ["verify"] =
        [
            "rawnet verify capture.pcapng",
            "rawnet verify --lint --against tshark capture.pcapng",
        ],
        ["formats"] = ["rawnet formats", "rawnet formats igmp.v3-report"],
        ["send"] =
        [
            "rawnet send --wait 2 ip dst=198.18.0.2 ttl=1..5 / icmp.echo ident=7",
            "rawnet send --wait 1 -I veth0 eth / arp dst.proto_ipv4=198.18.0.2",
            "rawnet send --explain ip dst=198.18.0.2 id=0 / udp dstport=9 / data text:hello",
        ],
        ["ping"] =
        [
            "rawnet ping -c 3 198.18.0.2",
            "rawnet ping --hdrincl --ttl 7 --tos 0x10 --write ping.pcapng 198.18.0.2",
            "rawnet ping --json -i 0.2 -w 10 2001:db8::2",
        ],
        ["capture"] =
        [
            "rawnet capture -I veth0 --filter 'icmp.echo ident=7'",
            "rawnet capture -I veth0 -c 100 --write capture.pcapng",
        ],
        ["igmp send report"] = ["rawnet igmp send report -I veth0 239.1.1.1 allow,232.1.1.1,198.18.0.9",
            "rawnet igmp send report -I veth0 --version 2 239.1.1.1 --set ip.ttl=7"],
        ["igmp send leave"] = ["rawnet igmp send leave -I veth0 239.1.1.1"],
        ["igmp send query"] = ["rawnet igmp send query -I veth0 --wait 10", "rawnet igmp send query -I veth0 -r 1 239.1.1.1"],
        ["igmp join"] = ["rawnet igmp join -I veth0 239.1.1.1", "rawnet igmp join -I veth0 -w 10 232.1.1.1@198.18.0.9,198.18.0.10"],
        ["igmp host"] = ["rawnet igmp host -I veth0 --hosts 100 --address 198.18.1.1 --groups 239.1.1.1+10"],
        ["igmp querier"] = ["rawnet igmp querier -I veth0 -i 20 -W 5"],
        ["igmp monitor"] = ["rawnet igmp monitor -I veth0", "rawnet igmp monitor -I veth0 --json -w 60",
            "rawnet igmp monitor -I veth0 --on-join 'logger {member} joined {group}'"],
        ["mld send report"] = ["rawnet mld send report -I veth0 ff05::1234 allow,ff35::1234,2001:db8::9"],
        ["mld send leave"] = ["rawnet mld send leave -I veth0 ff05::1234"],
        ["mld send query"] = ["rawnet mld send query -I veth0", "rawnet mld send query -I veth0 -r 1 ff05::1234"],
        ["mld join"] = ["rawnet mld join -I veth0 ff05::1234"],
        ["mld host"] = ["rawnet mld host -I veth0 --hosts 100 --address fe80::100 --groups ff05::1+10"],
        ["mld querier"] = ["rawnet mld querier -I veth0 -i 20 -W 5"],
        ["mld monitor"] = ["rawnet mld monitor -I veth0"],
        ["echo serve"] =
        [
            "rawnet echo serve 127.0.0.1:7000",
            "rawnet echo serve --upper --family unix --type dgram @echo",
            "rawnet echo serve --type raw --protocol 253 127.0.0.1",
        ],
        ["echo call"] = ["rawnet echo call 127.0.0.1:7000 hello", "rawnet echo call --family unix --type dgram @echo hello",
            "rawnet echo call --json --type dgram -c 10 127.0.0.1:7000 hello"],
        ["sockets"] = ["rawnet sockets", "rawnet sockets --test --json"],
        ["options"] = ["rawnet options --type dgram", "rawnet options SO_RCVBUF"],
        ["options get"] = ["rawnet options get IP_TTL"],
        ["options set"] = ["rawnet options set SO_RCVBUF 1000000", "rawnet options set --family inet6 --type raw IPV6_CHECKSUM 2"],
        ["doctor"] = ["rawnet doctor"],
    };

    /// <summary>The examples of a verb, by its words behind rawnet; none of one that has verbs of its own.</summary>
    public static IReadOnlyList<string> Of(string verb) => _byVerb.GetValueOrDefault(verb, []);
}
