"""What is recorded: each scene names its steps and the display filters that must find something in the recording.

A step is `ROLE COMMAND`, run in that namespace, or an actor of actors.py, groups.py or ours.py.
"""
import dataclasses
from collections.abc import Sequence

import actors
import groups
import ours

ECHO4 = 'icmp or arp'
ECHO6 = 'icmp6 and not ip6[40] == 143'
ERRORS6 = 'ip6 and not ip6 proto 0'
TUN = 'ip or (ip6 and not ip6 proto 0 and not icmp6[0] == 133)'


@dataclasses.dataclass(frozen=True)
class Scene:
    name: str
    steps: Sequence
    shows: Sequence
    filter: str = ECHO4
    where: str = 'host h0'
    recorder: str = 'tcpdump --nano'
    suffix: str = 'pcap'
    tunnel: bool = False

    @property
    def file(self):
        return f'{self.name}.{self.suffix}'


@dataclasses.dataclass(frozen=True)
class Derived:
    file: str
    command: str
    shows: Sequence


P4, P6, UNUSED4 = '198.18.1.1', '2001:db8:1::1', '198.18.1.99'
PING, PING6 = 'host ping -n -i 0.05', 'host ping -6 -n -i 0.05'
HPING = 'host hping3 -n -q -i u20000 -I h0'
IGMP, MLD = 'igmp', 'ip6 and ip6 proto 0'
IGMP_SEND, MLD_SEND = 'host rawnet igmp send', 'host rawnet mld send'
NG = dict(recorder='dumpcap', suffix='pcapng')

SCENES = [
    Scene('ping4', [f'{PING} -c 3 {P4}'], ['icmp.type==8', 'icmp.type==0', 'arp']),
    Scene('ping4-micro', [f'{PING} -c 2 {P4}'], ['icmp.type==0'], recorder='tcpdump'),
    Scene('ping4-sizes', [f'{PING} -c 1 -s {size} {P4}' for size in (0, 1, 7, 8, 15, 16, 55, 1272)], ['data.len==1', '!data && icmp', 'data.len>1200']),
    Scene('ping4-ttl-tos-pattern', [f'{PING} -c 1 -t 2 {P4}', f'{PING} -c 1 -t 255 -Q 0xb8 {P4}', f'{PING} -c 1 -Q 0x03 -p ff00a5 -s 31 {P4}', f'{PING} -c 1 -e 65535 {P4}', f'{PING} -c 1 -M do {P4}'],
          ['ip.ttl==255', 'ip.dsfield==0xb8', 'ip.dsfield.ecn==3', 'icmp.ident==65535', 'ip.flags.df==1']),
    Scene('ping4-record-route', [f'{PING} -c 2 -R {P4}'], ['ip.rec_rt']),
    Scene('ping4-timestamp', [f'{PING} -c 1 -T tsonly {P4}', f'{PING} -c 1 -T tsandaddr {P4}', f'{PING} -c 1 -T tsprespec 198.18.0.254 {P4}'], ['ip.opt.flag==0', 'ip.opt.flag==1', 'ip.opt.flag==3']),
    Scene('ping4-fragments', [f'{PING} -c 1 -s 1473 {P4}', f'{PING} -c 1 -s 4000 {P4}'], ['ip.flags.mf==1', 'ip.frag_offset>0']),
    Scene('ping4-broadcast', [f'{PING} -c 2 -b 198.18.0.255', f'{PING} -c 1 224.0.0.1'], ['eth.dst==ff:ff:ff:ff:ff:ff && icmp', 'eth.dst==01:00:5e:00:00:01', 'icmp.type==0']),
    Scene('ping6', [f'{PING6} -c 3 {P6}'], ['icmpv6.type==128', 'icmpv6.type==129', 'icmpv6.type==135', 'icmpv6.type==136'], ECHO6),
    Scene('ping6-sizes', [f'{PING6} -c 1 -s {size} {P6}' for size in (0, 1, 7, 8, 15, 16, 55, 1232)], ['icmpv6.type==129', 'data.len==1'], ECHO6),
    Scene('ping6-hops-class-flow', [f'{PING6} -c 1 -t 2 {P6}', f'{PING6} -c 1 -Q 0xb8 -F 0x12345 {P6}', f'{PING6} -c 1 -p c0ffee -s 33 {P6}', f'{PING6} -c 1 ff02::1%h0'],
          ['ipv6.hlim==2', 'ipv6.tclass==0xb8', 'ipv6.flow==0x12345', 'ipv6.dst==ff02::1'], ECHO6),
    Scene('ping6-fragments', [f'{PING6} -c 1 -s 1453 {P6}', f'{PING6} -c 1 -s 3000 {P6}'], ['ipv6.fraghdr', 'icmpv6.type==2'], ERRORS6),
    Scene('fping4-sweep', ['host fping -q -r 0 -t 300 -i 10 -g 198.18.1.0 198.18.1.5'], ['icmp.type==0'], **NG),
    Scene('fping6', ['host fping -6 -q -r 0 -t 300 -b 20 2001:db8:1::1 2001:db8:1::2 2001:db8:1::3'], ['icmpv6.type==129'], ECHO6),

    Scene('unreachable4-port', [f'{HPING} -2 -p 4444 -c 2 -d 11 {P4}'], ['icmp.type==3 && icmp.code==3'], 'icmp or udp'),
    Scene('unreachable4-protocol', [f'{HPING} -0 -H 253 -c 2 -d 24 {P4}'], ['icmp.type==3 && icmp.code==2'], 'icmp or ip proto 253'),
    Scene('unreachable4-router', [f'{PING} -c 1 -W 4 {UNUSED4}', f'{PING} -c 1 -W 1 198.18.11.1', f'{PING} -c 1 -W 1 198.18.13.1', f'{PING} -c 1 -W 1 198.19.0.1'],
          ['icmp.type==3 && icmp.code==0', 'icmp.type==3 && icmp.code==1', 'icmp.type==3 && icmp.code==13']),
    Scene('unreachable4-fragmentation', [f'{PING} -c 1 -W 1 -M do -s 1400 {P4}', f'{HPING} -2 -y -d 1372 -p 9 -c 1 198.18.1.2'], ['icmp.type==3 && icmp.code==4 && icmp.mtu==1300', 'icmp.code==4 && udp'], 'icmp or udp'),
    Scene('exceeded4-transit', [f'{PING} -c 1 -t 1 -W 1 {P4}', f'{PING} -c 1 -t 1 -W 1 -R {P4}', f'{HPING} -2 -t 1 -d 3 -c 1 {P4}', f'{HPING} -S -p 80 -t 1 -c 1 {P4}'], ['icmp.type==11 && icmp.code==0', 'icmp.type==11 && udp', 'icmp.type==11 && tcp'], 'icmp or udp or tcp'),
    Scene('exceeded4-reassembly', [actors.lone_fragment], ['icmp.type==11 && icmp.code==1']),
    Scene('parameter4', [actors.bad_options], ['icmp.type==12']),
    Scene('redirect4', ['router ip route add 198.18.5.0/24 via 198.18.0.253', f'{PING} -c 1 -W 1 198.18.5.1'], ['icmp.type==5']),
    Scene('unreachable6', [f'{PING6} -c 1 -W 4 2001:db8:1::99', f'{PING6} -c 1 -W 1 2001:db8:11::1', f'{PING6} -c 1 -W 1 2001:db8:13::1', f'host traceroute -6 -n -q 1 -f 2 -m 2 -w 1 {P6}'],
          ['icmpv6.type==1 && icmpv6.code==0', 'icmpv6.type==1 && icmpv6.code==1', 'icmpv6.type==1 && icmpv6.code==3', 'icmpv6.type==1 && icmpv6.code==4'], ERRORS6),
    Scene('too-big6', [f'{PING6} -c 2 -W 1 -M do -s 1400 {P6}'], ['icmpv6.type==2 && icmpv6.mtu==1300'], ECHO6),
    Scene('exceeded6', [f'{PING6} -c 1 -t 1 -W 1 {P6}', actors.lone_fragment6], ['icmpv6.type==3 && icmpv6.code==0', 'icmpv6.type==3 && icmpv6.code==1'], ERRORS6),
    Scene('redirect6', ['router ip -6 route add 2001:db8:5::/64 via fe80::fd dev r0', 'router ip -6 neigh add fe80::fd lladdr 02:00:00:00:00:0d dev r0', f'{PING6} -c 1 -W 1 2001:db8:5::1'], ['icmpv6.type==137'], ECHO6),
    Scene('extensions6', [actors.ipv6_extensions], ['ipv6.hopopts', 'ipv6.dstopts', 'ipv6.routing', 'icmpv6.type==4 && icmpv6.code==2', 'icmpv6.type==4 && icmpv6.code==1'], 'ip6 and not (ip6[6] == 0 and ip6[40] == 58)'),
    Scene('neighbours6', ['host sysctl -q -w net.ipv6.conf.h0.router_solicitations=1 net.ipv6.conf.h0.router_solicitation_delay=0 net.ipv6.conf.h0.accept_dad=1', 'host ip link set h0 down', 'host ip link set h0 up', 'host ip -6 address add 2001:db8::77/64 dev h0', 'host sleep 2.5', f'{PING6} -c 1 2001:db8::fe'],
          ['icmpv6.type==133', 'icmpv6.type==135 && ipv6.src==::', 'icmpv6.type==136'], ECHO6),
    Scene('extended-echo', [actors.extended_echo], ['icmp.type==42', 'icmp.type==43', 'icmpv6.type==160', 'icmpv6.type==161'], 'icmp or (icmp6 and (ip6[40] == 160 or ip6[40] == 161))'),

    Scene('traceroute4-udp', [f'host traceroute -n -q 2 -m 4 -w 1 {P4}'], ['icmp.type==11', 'icmp.type==3 && icmp.code==3'], 'icmp or udp', **NG),
    Scene('traceroute4-icmp', [f'host traceroute -n -I -q 1 -m 4 -w 1 -t 32 {P4} 41'], ['icmp.type==11', 'icmp.type==0']),
    Scene('traceroute4-tcp', [f'host traceroute -n -T -q 1 -m 4 -w 1 {P4}'], ['icmp.type==11', 'tcp.flags.reset==1'], 'icmp or tcp'),
    Scene('traceroute4-source-route', [f'host traceroute -n -q 1 -m 3 -w 1 -g 198.18.0.254 {P4}'], ['ip.opt.type==131'], 'icmp or udp'),
    Scene('traceroute6-udp', [f'host traceroute -6 -n -q 1 -m 4 -w 1 -l 7 {P6}'], ['icmpv6.type==3', 'icmpv6.type==1 && icmpv6.code==4'], ERRORS6),
    Scene('traceroute6-icmp', [f'host traceroute -6 -n -I -q 1 -m 4 -w 1 {P6}'], ['icmpv6.type==3', 'icmpv6.type==129'], ECHO6),
    Scene('two-interfaces', [f'host traceroute -n -I -q 1 -m 3 -w 1 {P4}'], ['frame.interface_id==0', 'frame.interface_id==1'], 'icmp', 'router r0 r1', **NG),

    Scene('hping4-tos-ttl-id', [f'{HPING} -1 -o 1c -t 33 -N 4711 -c 1 {P4}', f'{HPING} -1 -t 128 -N 0 -d 5 -c 1 {P4}', f'{HPING} -1 -N 65535 -y -d 33 -c 1 {P4}'], ['ip.ttl==33 && ip.dsfield==0x1c', 'ip.id==4711', 'ip.id==65535']),
    Scene('hping4-icmp-types', [f'{HPING} -1 --icmp-ts -c 1 {P4}', f'{HPING} -1 -C 17 -c 1 {P4}', f'{HPING} -1 -C 4 -c 1 {P4}', f'{HPING} -1 -C 5 -K 1 -c 1 {P4}', f'{HPING} -1 -C 11 -K 0 -c 1 {P4}', f'{HPING} -1 -C 3 -K 3 -c 1 {P4}'],
          ['icmp.type==13', 'icmp.type==14', 'icmp.type==17', 'icmp.type==4', 'icmp.type==5', 'icmp.type==11']),
    Scene('hping4-fragments', [f'{HPING} -1 -f -d 40 -c 1 {P4}', f'{HPING} -1 -f -m 64 -d 150 -c 1 {P4}', f'{HPING} -2 -p 9 -f -m 24 -d 61 -c 1 {P4}'], ['ip.flags.mf==1', 'ip.frag_offset>0'], 'icmp or udp'),
    Scene('hping4-bad-checksum', [f'{HPING} -2 -b -p 9 -d 9 -c 1 {P4}', f'{HPING} -S -b -p 80 -c 1 {P4}'], ['udp.checksum.status==0', 'tcp.checksum.status==0'], 'icmp or udp or tcp'),
    Scene('hping4-tcp-flags', [f'{HPING} {flags} -p 80 -w 512 -M 4294967295 -c 1 {P4}' for flags in ('-S', '-A', '-F -P -U', '-R', '-S --tcp-timestamp', '-Y -X')], ['tcp.flags.syn==1', 'tcp.flags.reset==1', 'tcp.options.timestamp'], 'tcp'),

    Scene('udp4', [actors.udp_odd_lengths], ['udp.length==8', 'udp.checksum.status==1'], 'udp'),
    Scene('udp4-no-checksum', [actors.udp_no_checksum], ['udp.checksum==0'], 'udp'),
    Scene('udp4-offload', ['host ethtool -K h0 tx on', 'peer ethtool -K p0 tx on', actors.udp_odd_lengths], ['udp.checksum.status==0'], 'udp'),
    Scene('udp4-fragments', [actors.udp_fragments], ['ip.flags.mf==1', 'ip.frag_offset>0'], 'ip'),
    Scene('udp4-options', [actors.ipv4_options], ['ip.opt.type==148', 'ip.opt.type==136', 'ip.opt.type==130', 'ip.opt.type==7', 'ip.opt.type==68'], 'udp or icmp'),
    Scene('udp6', [actors.udp_odd_lengths6], ['udp.length==8'], 'ip6 and udp'),
    Scene('udp6-fragments', [actors.udp_fragments6], ['ipv6.fraghdr', 'icmpv6.type==2'], ERRORS6),
    Scene('tcp4', [actors.tcp_small], ['tcp.options.mss', 'tcp.flags.fin==1', 'tcp.checksum.status==1'], 'tcp'),
    Scene('tcp4-offload', ['host ethtool -K h0 tx on tso on gso on', actors.tcp_large], ['tcp.len>2000', 'tcp.checksum.status==0'], 'tcp'),

    Scene('igmp-v1', [groups.igmp_v1_join], ['igmp.type==0x12'], 'igmp'),
    Scene('igmp-v2', [groups.igmp_v2_join], ['igmp.type==0x16', 'igmp.type==0x17'], 'igmp'),
    Scene('igmp-v3', [groups.igmp_v3_join], ['igmp.record_type==4', 'igmp.record_type==3'], 'igmp'),
    Scene('igmp-v3-sources', [groups.igmp_v3_sources], ['igmp.record_type==3', 'igmp.record_type==4', 'igmp.record_type==5', 'igmp.record_type==6', 'igmp.num_src==2'], 'igmp'),
    Scene('igmp-v3-queries', [groups.igmp_v3_queries], ['igmp.type==0x11 && igmp.s==1', 'igmp.record_type==1', 'igmp.record_type==2', 'igmp.num_src==2'], 'igmp'),
    Scene('igmp-v2-queries', [groups.igmp_v2_queries], ['igmp.type==0x11', 'igmp.type==0x16', 'igmp.type==0x17'], 'igmp'),
    Scene('igmp-v1-queries', [groups.igmp_v1_queries], ['igmp.type==0x11 && igmp.version==1', 'igmp.type==0x12'], 'igmp'),
    Scene('bridge-querier-v2', [groups.igmp_bridge_v2], ['igmp.type==0x11 && igmp.version==2', 'igmp.maddr==239.1.2.3 && igmp.type==0x11', 'icmpv6.type==130'], 'igmp or (ip6 and ip6 proto 0)'),
    Scene('bridge-querier-v3', [groups.igmp_bridge_v3], ['igmp.type==0x11 && igmp.version==3', 'igmp.maddr==239.1.2.3 && igmp.type==0x11', 'icmpv6.type==130', 'icmpv6.type==143'], 'igmp or (ip6 and ip6 proto 0)', **NG),
    Scene('mld-v1', [groups.mld_v1], ['icmpv6.type==130', 'icmpv6.type==131', 'icmpv6.type==132'], 'ip6 and ip6 proto 0'),
    Scene('mld-v2', [groups.mld_v2], ['icmpv6.type==130', 'icmpv6.type==143', 'icmpv6.mldr.mar.record_type==2', 'icmpv6.mldr.mar.record_type==5'], 'ip6 and ip6 proto 0'),

    Scene('rawnet-igmp-host', [ours.igmp_host], ['igmp.record_type==1 && ip.src==198.18.0.7', 'igmp.record_type==2', 'igmp.record_type==3', 'igmp.record_type==4', 'igmp.record_type==5', 'igmp.record_type==6'], IGMP),
    Scene('rawnet-igmp-host-v2', [ours.igmp_host_older], ['igmp.record_type==4', 'igmp.type==0x16', 'igmp.type==0x17'], IGMP),
    Scene('rawnet-mld-host', [ours.mld_host], ['icmpv6.mldr.mar.record_type==1 && ipv6.src==fe80::5eff:fe00:7', 'icmpv6.mldr.mar.record_type==2', 'icmpv6.mldr.mar.record_type==3', 'icmpv6.mldr.mar.record_type==4', 'icmpv6.mldr.mar.record_type==5', 'icmpv6.mldr.mar.record_type==6'], MLD),
    Scene('rawnet-mld-host-v1', [ours.mld_host_older], ['icmpv6.mldr.mar.record_type==4', 'icmpv6.type==131', 'icmpv6.type==132'], MLD),
    Scene('rawnet-igmp-querier', [ours.igmp_querier], ['igmp.maddr==0.0.0.0 && igmp.type==0x11', 'igmp.maddr==239.1.2.3 && igmp.type==0x11 && igmp.num_src==0', 'igmp.type==0x11 && igmp.num_src==1'], IGMP),
    Scene('rawnet-mld-querier', [ours.mld_querier], ['icmpv6.type==130 && icmpv6.mld.multicast_address==::', 'icmpv6.type==130 && icmpv6.mld.multicast_address==ff05::1234'], MLD),
    Scene('rawnet-igmp-election-won', [ours.igmp_election_won], ['igmp.type==0x11 && ip.src==198.18.0.7 && igmp.maddr==239.1.2.3', 'igmp.type==0x11 && ip.src==198.18.0.254'], IGMP),
    Scene('rawnet-igmp-election-lost', [ours.igmp_election_lost], ['igmp.type==0x11 && ip.src==198.18.0.7', 'igmp.type==0x11 && ip.src==198.18.0.2'], IGMP),
    Scene('rawnet-igmp-send', [f'{IGMP_SEND} {message} -I h0' for message in (
        'report is_in,232.1.2.3,198.19.2.9 is_ex,239.1.2.3 to_in,239.1.2.4 to_ex,239.1.2.5 allow,232.1.2.4,198.19.2.9,198.19.2.10 block,239.1.2.6,198.19.2.9', 'report --mtu 76 239.1.2.3 239.1.2.4 239.1.2.5 239.1.2.6 239.1.2.7 239.1.2.8', 'report --version 2 239.1.2.3', 'report --version 1 239.1.2.3',
        'leave 239.1.2.3', 'leave 239.1.2.3,198.19.2.9', 'leave --version 2 239.1.2.3', 'query', 'query 239.1.2.3 --suppress', 'query 232.1.2.3,198.19.2.9,198.19.2.10 -r 25.6 -i 1000', 'query --version 2', 'query --version 2 239.1.2.3', 'query --version 1')],
        [*(f'igmp.record_type=={kind}' for kind in range(1, 7)), 'igmp.num_grp_recs==1', 'igmp.type==0x12', 'igmp.type==0x16', 'igmp.type==0x17', 'igmp.type==0x11 && igmp.version==1', 'igmp.type==0x11 && igmp.version==2', 'igmp.s==1', 'igmp.num_src==2'], IGMP),
    Scene('rawnet-mld-send', [f'{MLD_SEND} {message} -I h0' for message in (
        'report is_in,ff35::1234,2001:db8:9::9 is_ex,ff05::1234 to_in,ff05::1235 to_ex,ff05::1236 allow,ff35::1235,2001:db8:9::9,2001:db8:9::a block,ff05::1237,2001:db8:9::9', 'report --version 1 ff05::1234', 'leave ff05::1234', 'leave ff05::1234,2001:db8:9::9', 'leave --version 1 ff05::1234',
        'query', 'query ff05::1234 --suppress', 'query ff35::1234,2001:db8:9::9,2001:db8:9::a -r 40 -i 1000', 'query --version 1', 'query --version 1 ff05::1234')],
        [*(f'icmpv6.mldr.mar.record_type=={kind}' for kind in range(1, 7)), 'icmpv6.type==130', 'icmpv6.type==131', 'icmpv6.type==132', 'icmpv6.mld.flag.s==1'], MLD),

    Scene('arp', ['host ip neigh flush all', f'{PING} -c 1 198.18.0.254', f'{PING} -c 1 -W 2 198.18.0.77', 'host sysctl -q -w net.ipv4.conf.h0.arp_notify=1', 'host ip link set h0 address 02:00:00:00:00:11', 'host sleep 0.5'], ['arp.opcode==1', 'arp.opcode==2', 'arp.isgratuitous==1'], 'arp'),
    Scene('vlan', [actors.vlan_frames], ['vlan.id==0', 'vlan.id==5', 'vlan.dei==1', 'ieee8021ad.id==100', 'vlan && arp', 'icmp.type==0'], '(ether[12:2] == 0x8100 or ether[12:2] == 0x88a8 or ether[12:2] == 0x9100 or arp or icmp)', 'router r0'),
    Scene('link-frames', [actors.odd_link_frames], ['eth.len', 'llc.type', 'eth.type==0x88b5', 'eth.padding || eth.trailer'], 'ether[12:2] <= 1500 or ether[12:2] == 0x88b5 or icmp', 'router r0'),
    Scene('loopback', ['host ping -n -c 1 127.0.0.1', 'host ping -6 -n -c 1 ::1', 'host hping3 -n -q -2 -p 9 -c 1 -d 4 -I lo 127.0.0.1'], ['ip.src==127.0.0.1', 'ipv6.src==::1', 'icmp.type==3'], '', 'host lo'),
    Scene('cooked-v1', [f'{PING} -c 1 {P4}', f'{PING6} -c 1 {P6}', 'host ping -n -c 1 127.0.0.1'], ['sll.etype==0x0800', 'sll.etype==0x86dd', 'sll.etype==0x0806', 'sll.pkttype==4'], 'icmp or arp or icmp6', 'host any', 'tcpdump --nano -y LINUX_SLL'),
    Scene('cooked-v2', [f'{PING} -c 1 {P4}', f'{PING6} -c 1 {P6}', 'host ping -n -c 1 127.0.0.1'], ['sll.etype==0x0800', 'sll.etype==0x86dd', 'sll.ifindex'], 'icmp or arp or icmp6', 'host any', 'tcpdump --nano -y LINUX_SLL2'),
    Scene('raw-ip', [f'{PING} -c 2 -s 9 198.18.2.2', f'{PING6} -c 2 2001:db8:2::2', 'host hping3 -n -q -2 -p 9 -c 1 -d 4 -I tun0 198.18.2.2'], ['!eth && icmp.type==0', '!eth && icmpv6.type==129', 'icmp.type==3'], TUN, 'host tun0', tunnel=True),
    Scene('crafted', ['router /usr/bin/python3 crafted.py send r0'],
          ['icmp.length==32 && icmp.mpls.label==16001', 'icmp.mpls.s==0', 'icmp.int_info.name && icmp.int_info.mtu==1300 && icmp.int_info.index && icmp.int_info.ipv4', 'icmp.pref_level==-5 && icmp.router_address', 'ip.cur_rt',
           'ipv6.routing.src.addr', 'ipv6.opt.jumbo', 'icmpv6.opt.rdnss', 'icmpv6.opt.type==4', 'eth.len && ip', 'vlan.len && ip'], 'ether dst 02:00:00:00:00:0e', 'router r0'),
    Scene('snap-60', [f'{PING} -c 2 {P4}', actors.udp_odd_lengths], ['frame.cap_len<frame.len'], 'icmp or udp', recorder='tcpdump --nano -s 60'),
    Scene('snap-30', [f'{PING} -c 2 {P4}', f'host traceroute -n -q 1 -m 2 -w 1 {P4}'], ['frame.cap_len==30'], 'icmp or udp', recorder='tcpdump -s 30'),
]

DERIVED = [
    Derived('comments.pcapng', "editcap --capture-comment 'recorded by RawNet' -a '1:the first request' -a '2:its reply, µs' ping4.pcap {out}", ['frame.comment']),
    Derived('raw-ipv4.pcap', 'editcap -F pcap -T rawip4 -r raw-ip.pcap {out} 1-4', ['!eth && icmp.type==0']),
    Derived('null.pcap', '/usr/bin/python3 crafted.py write {out}', ['null.family==2', 'null.family==30', 'null.type==0x0800', 'null.type==0x86dd']),
    Derived('two-linktypes.pcapng', 'mergecap -w {out} ping4.pcap raw-ip.pcap', ['eth', '!eth']),
    Derived('snap-100.pcapng', 'editcap -s 100 unreachable6.pcap {out}', ['frame.cap_len<frame.len']),
    Derived('empty.pcap', 'tshark -r ping4.pcap -F nsecpcap -w {out} -Y frame.number==0', []),
]
