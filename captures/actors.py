"""Traffic that no installed program makes: each actor drives the kernel through a socket option, or sends one frame by hand.

An actor takes the Lab; its docstring is what SOURCES.md says about it.
"""
import fcntl
import os
import select
import socket
import struct
import threading
import time

HOST, ROUTER, PEER = '198.18.0.1', '198.18.0.254', '198.18.1.1'
HOST6, PEER6 = '2001:db8::1', '2001:db8:1::1'
HOST_MAC, ROUTER_MAC = bytes.fromhex('020000000001'), bytes.fromhex('02000000000a')
GROUP, SSM_GROUP, SOURCE, SOURCE2 = '239.1.2.3', '232.1.2.3', '198.19.2.9', '198.19.2.10'
GROUP6, SSM_GROUP6, SOURCE6 = 'ff05::1234', 'ff35::1234', '2001:db8:9::9'
SO_NO_CHECK = 11
IP_UNBLOCK_SOURCE, IP_BLOCK_SOURCE, IP_ADD_SOURCE_MEMBERSHIP, IP_DROP_SOURCE_MEMBERSHIP, IP_MSFILTER = 37, 38, 39, 40, 41
MCAST_JOIN_SOURCE_GROUP, MCAST_INCLUDE, MCAST_EXCLUDE = 46, 1, 0
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000


# Bytes by hand

def checksum(data):
    data += b'\0' * (len(data) % 2)
    total = sum(struct.unpack(f'>{len(data) // 2}H', data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def summed(message, pseudo=b'', at=2):
    return message[:at] + struct.pack('>H', checksum(pseudo + message)) + message[at + 2:]


def ipv4(source, destination, protocol, payload, ttl=64, tos=0, options=b'', ident=0x5241, fragment=0):
    size = 20 + len(options)
    header = struct.pack('>BBHHHBBH4s4s', 0x40 | size // 4, tos, size + len(payload), ident, fragment, ttl, protocol, 0, socket.inet_aton(source), socket.inet_aton(destination))
    return summed(header + options, at=10) + payload


def ethernet(kind, payload, destination=HOST_MAC, source=ROUTER_MAC):
    return destination + source + struct.pack('>H', kind) + payload


def echo_request(sequence, data=b'RawNet'):
    return summed(struct.pack('>BBHHH', 8, 0, 0, 0x7661, sequence) + data)


# UDP and TCP

def udp_conversation(lab, lengths, family=socket.AF_INET, check=True):
    """The peer's kernel gives a socket on port 7 to a small echo loop; the host's socket sends one datagram of each length."""
    server, client = (lab.socket(role, family, socket.SOCK_DGRAM) for role in ('peer', 'host'))
    with server, client:
        address = (PEER if family == socket.AF_INET else PEER6, 7)
        server.bind(address)
        for length in lengths:
            for end in (server, client):
                end.setsockopt(socket.SOL_SOCKET, SO_NO_CHECK, 0 if check else 1)
            client.sendto(bytes(range(256)) * (length // 256) + bytes(range(length % 256)), address)
            data, sender = server.recvfrom(65535)
            server.sendto(data, sender)
            if client.recv(65535) != data:
                raise RuntimeError('the echo came back changed')


def udp_odd_lengths(lab):
    """udp echo of 0, 1, 2, 3, 7, 255 and 1000 octets between two kernel sockets"""
    udp_conversation(lab, (0, 1, 2, 3, 7, 255, 1000))


def udp_odd_lengths6(lab):
    """udp echo of 0, 1, 2, 3, 7, 255 and 1000 octets between two kernel sockets, IPv6"""
    udp_conversation(lab, (0, 1, 2, 3, 7, 255, 1000), socket.AF_INET6)


def udp_no_checksum(lab):
    """udp echo of 0, 5 and 64 octets, SO_NO_CHECK set on both sockets"""
    udp_conversation(lab, (0, 5, 64), check=False)


def udp_fragments(lab):
    """udp echo of 3000 and 1501 octets: fragments by the kernels of both ends and by the router"""
    udp_conversation(lab, (3000, 1501))


def udp_fragments6(lab):
    """udp echo of 3000 octets over IPv6: fragment headers by the sending kernel, after its router's Packet Too Big"""
    client = lab.socket('host', socket.AF_INET6, socket.SOCK_DGRAM)
    with client:
        client.sendto(bytes(1400), (PEER6, 9))
        time.sleep(0.3)
    udp_conversation(lab, (3000,), socket.AF_INET6)


def tcp_conversation(lab, size):
    listener, client = (lab.socket(role, socket.AF_INET, socket.SOCK_STREAM) for role in ('peer', 'host'))
    with listener, client:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((PEER, 7))
        listener.listen()
        client.connect((PEER, 7))
        server, _ = listener.accept()
        with server:
            client.sendall(bytes(size))
            got = 0
            while got < size:
                got += len(server.recv(65535))
            server.sendall(b'thanks')
            client.recv(6)
        client.shutdown(socket.SHUT_WR)
    time.sleep(0.3)


def tcp_small(lab):
    """tcp connection to port 7 of the peer: 101 octets there, 6 back, closed by both"""
    tcp_conversation(lab, 101)


def tcp_large(lab):
    """tcp connection to port 7 of the peer: 9000 octets there, 6 back"""
    tcp_conversation(lab, 9000)


# IPv4 and IPv6 headers that programs seldom ask for

def ipv4_options(lab):
    """UDP datagrams to port 9 with IP_OPTIONS: router alert, stream id, basic security, NOPs and EOL, record route, timestamp, an unknown option"""
    for options in ('94040000', '88040007', '820b6b20000000000000000000', '01010100', '07070400000000' + '00', '440c0500' + '00000000' + '00000000', 'de0401020100' + '0000'):
        with lab.socket('host', socket.AF_INET, socket.SOCK_DGRAM) as client:
            raw = bytes.fromhex(options)
            client.setsockopt(socket.IPPROTO_IP, socket.IP_OPTIONS, raw + bytes(-len(raw) % 4))
            client.sendto(b'options', (PEER, 9))
            time.sleep(0.05)


def bad_options(lab):
    """echo requests by hand with options that the kernel refuses: record route pointer 3, timestamp length 4, source route that overruns"""
    with lab.frames('host', 'h0') as wire:
        for options in ('0707030000000000', '4404050000000000', '830b040102030400'):
            wire.send(ethernet(0x0800, ipv4(HOST, ROUTER, 1, echo_request(1), options=bytes.fromhex(options)), ROUTER_MAC, HOST_MAC))
            time.sleep(0.1)


def lone_fragment(lab):
    """the first fragment of an echo request and no second (by hand); the peer gives up after 1 s"""
    with lab.frames('host', 'h0') as wire:
        wire.send(ethernet(0x0800, ipv4(HOST, PEER, 1, echo_request(1, bytes(56)), fragment=0x2000), ROUTER_MAC, HOST_MAC))
    time.sleep(2.5)


def lone_fragment6(lab):
    """the first IPv6 fragment of an echo request and no second (by hand); the peer gives up after 1 s"""
    fragment = struct.pack('>BBHI', 58, 0, 1, 0x5241) + bytes.fromhex('80001234') + bytes(60)
    packet = struct.pack('>IHBB', 6 << 28, len(fragment), 44, 64) + socket.inet_pton(socket.AF_INET6, HOST6) + socket.inet_pton(socket.AF_INET6, PEER6) + fragment
    with lab.frames('host', 'h0') as wire:
        wire.send(ethernet(0x86dd, packet, ROUTER_MAC, HOST_MAC))
    time.sleep(2.5)


def ipv6_extensions(lab):
    """UDP datagrams to port 9 with IPV6_HOPOPTS (router alert), IPV6_DSTOPTS (PadN), IPV6_RTHDR (type 2) and both option headers; echo requests with an unknown destination option (0x80 and 0xc0 ask for Parameter Problem) and with next header 253"""
    hop, padding, unknown = (bytes.fromhex(text) for text in ('0000050200000100', '0000010400000000', '0000800401020304'))
    for settings in ([(socket.IPV6_HOPOPTS, hop)], [(socket.IPV6_DSTOPTS, padding)], [(socket.IPV6_HOPOPTS, hop), (socket.IPV6_DSTOPTS, padding)],
                     [(socket.IPV6_RTHDR, bytes.fromhex('0002020100000000') + socket.inet_pton(socket.AF_INET6, PEER6))], [(socket.IPV6_DSTOPTS, unknown)], [(socket.IPV6_DSTOPTS, unknown[:2] + b'\xc0' + unknown[3:])]):
        with lab.socket('host', socket.AF_INET6, socket.SOCK_DGRAM) as client:
            for option, value in settings:
                client.setsockopt(socket.IPPROTO_IPV6, option, value)
            client.sendto(b'extension', (PEER6, 9))
            time.sleep(0.1)
    with lab.socket('host', socket.AF_INET6, socket.SOCK_RAW, 253) as client:
        client.sendto(b'next header 253', (PEER6, 0))
        time.sleep(0.1)


def extended_echo(lab):
    """RFC 8335 extended echo requests (raw sockets) that ask the peer for interface p0 by name, index and address, and for one that it has not; its kernel answers (icmp_echo_enable_probe=1)"""
    lab.set('peer', 'ipv4/icmp_echo_enable_probe', 1)
    with lab.inside('peer'):
        index = socket.if_nametoindex('p0')
    named, unknown = b'p0\0\0', b'eth77\0\0\0'
    address = struct.pack('>HBB4s', 1, 4, 0, socket.inet_aton(PEER))
    asked = [(1, named), (2, struct.pack('>I', index)), (3, address), (1, unknown)]
    with lab.socket('host', socket.AF_INET, socket.SOCK_RAW, 1) as probe, lab.socket('host', socket.AF_INET6, socket.SOCK_RAW, 58) as probe6:
        for sequence, (kind, payload) in enumerate(asked):
            extension = summed(struct.pack('>BBHHBB', 0x20, 0, 0, 4 + len(payload), 3, kind) + payload)
            probe.sendto(summed(struct.pack('>BBHHBB', 42, 0, 0, 0x7661, sequence, 1) + extension), (PEER, 0))
            probe6.sendto(struct.pack('>BBHHBB', 160, 0, 0, 0x7661, sequence, 1) + extension, (PEER6, 0))
            time.sleep(0.1)


# 802.1Q and 802.1ad

def vlan_frames(lab):
    """frames sent by hand on r0 (AF_PACKET; this kernel has no vlan device): echo requests with VID 0 priority 5 (the host's kernel answers, untagged), VID 5, VID 4094 with DEI, 802.1ad 100 around 802.1Q 200, 0x9100 around 0x8100, and a tagged ARP request"""
    echo = struct.pack('>H', 0x0800) + ipv4(ROUTER, HOST, 1, echo_request(1))
    arp = struct.pack('>HHHBBH6s4s6s4s', 0x0806, 1, 0x0800, 6, 4, 1, ROUTER_MAC, socket.inet_aton(ROUTER), bytes(6), socket.inet_aton(HOST))
    with lab.frames('router', 'r0') as wire:
        for kind, tags, inner in ((0x8100, (0xa000,), echo), (0x8100, (5,), echo), (0x8100, (0x1ffe,), echo), (0x88a8, (100, 0x8100, 200), echo), (0x9100, (7, 0x8100, 8), echo), (0x8100, (5,), arp)):
            wire.send(ethernet(kind, struct.pack(f'>{len(tags)}H', *tags) + inner))
            time.sleep(0.1)


def odd_link_frames(lab):
    """frames sent by hand on r0: an 802.3 length frame with LLC and one with SNAP, an echo request padded to 60 octets with a trailer, the local experimental EtherType 0x88b5"""
    llc, snap = bytes.fromhex('424203') + bytes(35), bytes.fromhex('aaaa03000000') + struct.pack('>H', 0x0800) + ipv4(ROUTER, HOST, 1, echo_request(2))
    with lab.frames('router', 'r0') as wire:
        for frame in (ethernet(len(llc), llc), ethernet(len(snap), snap), ethernet(0x0800, ipv4(ROUTER, HOST, 1, echo_request(3))).ljust(60, b'\x5a'), ethernet(0x88b5, b'RawNet experiment')):
            wire.send(frame)
            time.sleep(0.1)


# Group membership

def membership(group):
    return socket.inet_aton(group) + socket.inet_aton(HOST)


def source_membership(group, source):
    return membership(group) + socket.inet_aton(source)


def join_and_leave(lab, version):
    lab.set('host', 'ipv4/conf/h0/force_igmp_version', version)
    with lab.socket('host', socket.AF_INET, socket.SOCK_DGRAM) as member:
        member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership(GROUP))
        time.sleep(1.2)
        member.setsockopt(socket.IPPROTO_IP, socket.IP_DROP_MEMBERSHIP, membership(GROUP))
        time.sleep(1.2)


def igmp_v1_join(lab):
    """the host's kernel at force_igmp_version=1 joins and leaves 239.1.2.3"""
    join_and_leave(lab, 1)


def igmp_v2_join(lab):
    """the host's kernel at force_igmp_version=2 joins and leaves 239.1.2.3"""
    join_and_leave(lab, 2)


def igmp_v3_join(lab):
    """the host's kernel at force_igmp_version=3 joins and leaves 239.1.2.3"""
    join_and_leave(lab, 3)


def igmp_v3_sources(lab):
    """the host's kernel: IP_ADD_SOURCE_MEMBERSHIP twice and IP_DROP_SOURCE_MEMBERSHIP on 232.1.2.3; IP_ADD_MEMBERSHIP, IP_BLOCK_SOURCE, IP_UNBLOCK_SOURCE, IP_MSFILTER INCLUDE of two, EXCLUDE of one on 239.1.2.3; a close after each"""
    lab.set('host', 'ipv4/conf/h0/force_igmp_version', 3)

    def steps(*options):
        with lab.socket('host', socket.AF_INET, socket.SOCK_DGRAM) as member:
            for option, value in options:
                member.setsockopt(socket.IPPROTO_IP, option, value)
                time.sleep(1.1)
        time.sleep(1.1)

    def filtered(mode, *sources):
        return membership(GROUP) + struct.pack('II', mode, len(sources)) + b''.join(map(socket.inet_aton, sources))

    steps((IP_ADD_SOURCE_MEMBERSHIP, source_membership(SSM_GROUP, SOURCE)), (IP_ADD_SOURCE_MEMBERSHIP, source_membership(SSM_GROUP, SOURCE2)), (IP_DROP_SOURCE_MEMBERSHIP, source_membership(SSM_GROUP, SOURCE)))
    steps((socket.IP_ADD_MEMBERSHIP, membership(GROUP)), (IP_BLOCK_SOURCE, source_membership(GROUP, SOURCE)), (IP_UNBLOCK_SOURCE, source_membership(GROUP, SOURCE)),
          (IP_MSFILTER, filtered(MCAST_INCLUDE, SOURCE, SOURCE2)), (IP_MSFILTER, filtered(MCAST_EXCLUDE, SOURCE)))


def igmp_query(destination, code, group='0.0.0.0', tail=b'', ttl=1, options=bytes.fromhex('94040000')):
    message = summed(struct.pack('>BBH4s', 0x11, code, 0, socket.inet_aton(group)) + tail)
    to = socket.inet_aton(destination)
    return ethernet(0x0800, ipv4(ROUTER, destination, 2, message, ttl, 0xc0, options), b'\x01\x00\x5e' + bytes([to[1] & 0x7f]) + to[2:])


def v3_tail(*sources, suppress=0, qqic=125):
    return struct.pack('>BBH', suppress << 3 | 2, qqic, len(sources)) + b''.join(map(socket.inet_aton, sources))


def query_members(lab, queries):
    """Two memberships, then each query with time for its answer."""
    with lab.socket('host', socket.AF_INET, socket.SOCK_DGRAM) as any_source, lab.socket('host', socket.AF_INET, socket.SOCK_DGRAM) as one_source, lab.frames('router', 'r0') as wire:
        any_source.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership(GROUP))
        one_source.setsockopt(socket.IPPROTO_IP, IP_ADD_SOURCE_MEMBERSHIP, source_membership(SSM_GROUP, SOURCE))
        time.sleep(1.5)
        for query, wait in queries:
            wire.send(query)
            time.sleep(wait)


def igmp_v3_queries(lab):
    """queries by hand on r0 to a kernel host in 239.1.2.3 and (198.19.2.9, 232.1.2.3): general, group, group with S, not joined, group and source wanted and unwanted, QQIC and code as floats, 11 octets, count above the sources"""
    query_members(lab, [(igmp_query('224.0.0.1', 2, tail=v3_tail()), 0.5), (igmp_query(GROUP, 2, GROUP, v3_tail()), 0.5), (igmp_query(GROUP, 2, GROUP, v3_tail(suppress=1)), 0.5),
                        (igmp_query('239.9.9.9', 2, '239.9.9.9', v3_tail()), 0.3), (igmp_query(SSM_GROUP, 2, SSM_GROUP, v3_tail(SOURCE, SOURCE2)), 0.5), (igmp_query(SSM_GROUP, 2, SSM_GROUP, v3_tail(SOURCE2)), 0.3),
                        (igmp_query('239.9.9.9', 0x8a, '239.9.9.9', v3_tail(qqic=0xfe)), 0.3), (igmp_query('224.0.0.1', 2, tail=v3_tail()[:3]), 0.3), (igmp_query(SSM_GROUP, 2, SSM_GROUP, struct.pack('>BBH', 2, 125, 5) + socket.inet_aton(SOURCE)), 0.3)])


def igmp_v2_queries(lab):
    """queries by hand on r0: version 2 general, group joined, group not joined; the kernel host falls back to version 2 reports"""
    query_members(lab, [(igmp_query('224.0.0.1', 5), 1), (igmp_query(GROUP, 5, GROUP), 1), (igmp_query('239.9.9.9', 5, '239.9.9.9'), 0.5), (igmp_query(GROUP, 5, GROUP, options=b''), 1)])


def igmp_v1_queries(lab):
    """one version 1 query by hand on r0 (code 0, no router alert); the kernel host answers with version 1 reports within 10 s"""
    query_members(lab, [(igmp_query('224.0.0.1', 0, options=b''), 10.5)])


def bridge_querier(lab, version, mld):
    name = lab.names['router']
    for command in (f'ip -n {name} link add b0 type bridge mcast_snooping 1 mcast_querier 1 mcast_query_use_ifaddr 1 mcast_igmp_version {version} mcast_mld_version {mld} mcast_startup_query_interval 50 mcast_query_response_interval 50 mcast_last_member_interval 30',
                    f'ip -n {name} address flush dev r0', f'ip -n {name} link set r0 master b0', f'ip -n {name} address add 198.18.0.254/24 dev b0', f'ip -n {name} link set b0 up'):
        lab.run('router', command)


def igmp_bridge(lab, version):
    bridge_querier(lab, version, 1 if version == 2 else 2)
    with lab.socket('host', socket.AF_INET, socket.SOCK_DGRAM) as member:
        member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership(GROUP))
        time.sleep(3)
        member.setsockopt(socket.IPPROTO_IP, socket.IP_DROP_MEMBERSHIP, membership(GROUP))
        time.sleep(2)


def igmp_bridge_v2(lab):
    """a kernel bridge in the router with mcast_querier=1 mcast_igmp_version=2 (MLD 1) queries; the kernel host joins and leaves 239.1.2.3"""
    igmp_bridge(lab, 2)


def igmp_bridge_v3(lab):
    """a kernel bridge in the router with mcast_querier=1 mcast_igmp_version=3 (MLD 2) queries; the kernel host joins and leaves 239.1.2.3"""
    igmp_bridge(lab, 3)


def mld_query(destination, group='::', sources=None):
    tail = b'' if sources is None else struct.pack('>BBH', 2, 125, len(sources)) + b''.join(socket.inet_pton(socket.AF_INET6, source) for source in sources)
    message = struct.pack('>BBHHH16s', 130, 0, 0, 200, 0, socket.inet_pton(socket.AF_INET6, group)) + tail
    ends = socket.inet_pton(socket.AF_INET6, 'fe80::ff:fe00:a') + socket.inet_pton(socket.AF_INET6, destination)
    alert = bytes.fromhex('3a00050200000100')
    packet = struct.pack('>IHBB', 6 << 28, len(alert) + len(message), 0, 1) + ends + alert + summed(message, ends + struct.pack('>II', len(message), 58))
    return ethernet(0x86dd, packet, b'\x33\x33' + ends[-4:])


def mld(lab, version, queries):
    lab.set('host', 'ipv6/conf/h0/force_mld_version', version)
    with lab.inside('host'):
        index = socket.if_nametoindex('h0')

    def storage(address):
        return struct.pack('=HHI16sI100x', socket.AF_INET6, 0, 0, socket.inet_pton(socket.AF_INET6, address), 0)

    with lab.socket('host', socket.AF_INET6, socket.SOCK_DGRAM) as member, lab.frames('router', 'r0') as wire:
        member.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, socket.inet_pton(socket.AF_INET6, GROUP6) + struct.pack('i', index))
        member.setsockopt(socket.IPPROTO_IPV6, MCAST_JOIN_SOURCE_GROUP, struct.pack('I4x', index) + storage(SSM_GROUP6) + storage(SOURCE6))
        time.sleep(1.5)
        for query in queries:
            wire.send(query)
            time.sleep(0.6)
    time.sleep(1.5)


def mld_v1(lab):
    """the host's kernel at force_mld_version=1 joins ff05::1234 and (2001:db8:9::9, ff35::1234), answers MLDv1 queries sent by hand on r0, leaves"""
    mld(lab, 1, [mld_query('ff02::1'), mld_query(GROUP6, GROUP6), mld_query('ff05::9999', 'ff05::9999')])


def mld_v2(lab):
    """the host's kernel at force_mld_version=2 joins ff05::1234 and (2001:db8:9::9, ff35::1234), answers MLDv2 queries sent by hand on r0 (general, address, address and source), leaves"""
    mld(lab, 2, [mld_query('ff02::1', sources=()), mld_query(GROUP6, GROUP6, ()), mld_query(SSM_GROUP6, SSM_GROUP6, (SOURCE6,))])


# A link without a link header

class Tunnel:
    """tun0 in the host (198.18.2.1, 2001:db8:2::1) and in the peer (198.18.2.2, 2001:db8:2::2); packets pass between the two unchanged."""

    def __init__(self, lab):
        self.ends = [self._open(lab, role, last) for last, role in ((1, 'host'), (2, 'peer'))]
        self.on = True
        self.relay = threading.Thread(target=self._pass)
        self.relay.start()

    @staticmethod
    def _open(lab, role, last):
        end = os.open('/dev/net/tun', os.O_RDWR | os.O_NONBLOCK)
        with lab.inside(role):
            fcntl.ioctl(end, TUNSETIFF, struct.pack('16sH22x', b'tun0', IFF_TUN | IFF_NO_PI))
        for command in (f'address add 198.18.2.{last}/24 dev tun0', f'address add 2001:db8:2::{last}/64 dev tun0 nodad', 'link set tun0 up'):
            lab.run(role, f'ip {command}')
        return end

    def _pass(self):
        left, right = self.ends
        while self.on:
            for ready in select.select(self.ends, [], [], 0.1)[0]:
                os.write(right if ready == left else left, os.read(ready, 65535))

    def close(self):
        self.on = False
        self.relay.join()
        for end in self.ends:
            os.close(end)
