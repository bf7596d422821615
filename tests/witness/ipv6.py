"""The IPv6 header (RFC 8200, 3), its pseudo-header (8.1), and ICMPv6 echo (RFC 4443, 4)."""
import socket
import struct

from packet import Layer, internet_checksum, pseudo_header

NEXT_HEADER = {'ipv6.hopopts': 0, 'icmp': 1, 'igmp': 2, 'ip': 4, 'tcp': 6, 'udp': 17, 'ipv6': 41, 'ipv6.routing': 43, 'ipv6.fraghdr': 44,
               'icmpv6': 58, 'ipv6.dstopts': 60}
NO_NEXT_HEADER = 59


def packed(address):
    return socket.inet_pton(socket.AF_INET6, address)


class Ipv6(Layer):
    kind = proto = 'ipv6'
    prefix = 'ipv6.'
    states_length = True
    linktype = 101

    def next_header(self, following):
        return self.get('nxt', NEXT_HEADER.get(following.proto if following else '', NO_NEXT_HEADER))

    def pseudo(self, protocol, length, final=None):
        return packed(self.get('src', '::')) + packed(final or self.get('dst', '::')) + struct.pack('!II', length, protocol)

    def wire(self, inner, stated, outer, following):
        word = 6 << 28 | self.get('tclass', 0) << 20 | self.get('flow', 0)
        self.shown = {'ipv6.version': '6', 'ipv6.plen': str(stated), 'ipv6.nxt': str(self.next_header(following)),
                      'ipv6.hlim': str(self.get('hlim', 64)), 'ipv6.tclass': str(self.get('tclass', 0)),
                      'ipv6.flow': str(self.get('flow', 0)), 'ipv6.src': self.get('src', '::'), 'ipv6.dst': self.get('dst', '::')}
        return struct.pack('!IHBB', word, stated, self.next_header(following), self.get('hlim', 64)) \
            + packed(self.get('src', '::')) + packed(self.get('dst', '::')) + inner

    def scapy(self, outer, following):
        from scapy.layers.inet6 import IPv6
        return IPv6(tc=self.get('tclass', 0), fl=self.get('flow', 0), nh=self.next_header(following), hlim=self.get('hlim', 64),
                    src=self.get('src', '::'), dst=self.get('dst', '::'))


class Icmpv6Echo(Layer):
    kind, proto, prefix, number, name = 'icmpv6.echo', 'icmpv6', 'icmpv6.', 128, 'ICMPv6EchoRequest'

    def wire(self, inner, stated, outer, following):
        code, ident, seq = (self.get(name, 0) for name in ('code', 'echo.identifier', 'echo.sequence_number'))
        start, rest = struct.pack('!BB', self.number, code), struct.pack('!HH', ident, seq) + inner
        right = internet_checksum(pseudo_header(outer, 58, 4 + len(rest)) + start + b'\0\0' + rest)
        checksum = self.get('checksum', right)
        self.shown = {'icmpv6.type': str(self.number), 'icmpv6.code': str(code), 'icmpv6.checksum': str(checksum),
                      'icmpv6.checksum.status': '2' if any(one.quotes for one in outer) else '1' if checksum == right else '0',
                      'icmpv6.echo.identifier': str(ident), 'icmpv6.echo.sequence_number': str(seq)}
        return start + struct.pack('!H', checksum) + rest

    def scapy(self, outer, following):
        from scapy.layers import inet6
        return getattr(inet6, self.name)(code=self.get('code', 0), cksum=self.get('checksum'), id=self.get('echo.identifier', 0),
                                         seq=self.get('echo.sequence_number', 0))


class Icmpv6EchoReply(Icmpv6Echo):
    kind, number, name = 'icmpv6.echo-reply', 129, 'ICMPv6EchoReply'


def between(rng, **more):
    def one():
        return socket.inet_ntop(socket.AF_INET6, packed(f'2001:db8:{rng.randrange(65536):x}::{rng.randrange(1, 65536):x}'))
    return Ipv6({'src': one(), 'dst': one(), **more})
