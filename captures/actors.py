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

from wire import HOST, HOST6, HOST_MAC, PEER, PEER6, ROUTER, ROUTER6, ROUTER_MAC, echo_request, ethernet, ipv4, summed

SO_NO_CHECK = 11
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000


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
    """echo requests by hand with options: record route with pointer 3 and a source route that overruns (the kernel answers Parameter Problem), a timestamp of length 4 (which it takes)"""
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
    """UDP datagrams to port 9 with IPV6_HOPOPTS (router alert), IPV6_DSTOPTS (PadN), IPV6_RTHDR (type 4, by way of the router; seg6_enabled=1) and both option headers; echo requests with an unknown destination option (0x80 and 0xc0 ask for Parameter Problem) and with next header 253"""
    for role, path in (('router', 'all'), ('router', 'r0'), ('peer', 'all'), ('peer', 'p0')):
        lab.set(role, f'ipv6/conf/{path}/seg6_enabled', 1)
    route = bytes.fromhex('0004040101000000') + socket.inet_pton(socket.AF_INET6, PEER6) + socket.inet_pton(socket.AF_INET6, ROUTER6)
    hop, padding, unknown = (bytes.fromhex(text) for text in ('0000050200000100', '0000010400000000', '0000800401020304'))
    for settings in ([(socket.IPV6_HOPOPTS, hop)], [(socket.IPV6_DSTOPTS, padding)], [(socket.IPV6_HOPOPTS, hop), (socket.IPV6_DSTOPTS, padding)],
                     [(socket.IPV6_RTHDR, route)], [(socket.IPV6_DSTOPTS, unknown)], [(socket.IPV6_DSTOPTS, unknown[:2] + b'\xc0' + unknown[3:])]):
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
        with lab.inside(role):  # a tun device belongs to the namespace that opened it
            end = os.open('/dev/net/tun', os.O_RDWR | os.O_NONBLOCK)
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
