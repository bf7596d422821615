"""The IPv4 header (RFC 791, 3.1) and the pseudo-header that it lends."""
import socket
import struct

from packet import Layer, NoClass, hexed, internet_checksum

PROTOCOL = {'icmp': 1, 'igmp': 2, 'ip': 4, 'tcp': 6, 'udp': 17, 'ipv6': 41, 'icmpv6': 58}
EXPERIMENT = 253           # RFC 3692


class Ip(Layer):
    kind = proto = 'ip'
    prefix = 'ip.'
    states_length = True
    linktype = 101

    def protocol(self, following):
        return self.get('proto', PROTOCOL.get(following.proto if following else '', EXPERIMENT))

    def options(self):
        return self.given.get('option', [])

    def final(self):
        """The address that a checksum covers: the end of a source route that is still under way."""
        ends = [one.final for one in self.options() if getattr(one, 'final', None)]
        return ends[-1] if ends else self.get('dst', '0.0.0.0')

    def pseudo(self, protocol, length):
        """RFC 768."""
        return socket.inet_aton(self.get('src', '0.0.0.0')) + socket.inet_aton(self.final()) + struct.pack('!HH', protocol, length)

    def spelling(self, name, rng):
        return 'option' if name == 'option' else super().spelling(name, rng)

    def flags(self):
        return self.get('flags.rb', 0) << 2 | self.get('flags.df', 0) << 1 | self.get('flags.mf', 0)

    def wire(self, inner, stated, outer, following):
        options = b''.join(one.data for one in self.options())
        options += b'\0' * (-len(options) % 4)
        size = 20 + len(options)
        assert size <= 60, 'options are longer than 40 bytes'
        length = self.get('len', size + stated)
        header = struct.pack(
            '!BBHHHBBH4s4s', 0x40 | size // 4, self.get('dsfield', 0), length, self.get('id', 0),
            self.flags() << 13 | self.get('frag_offset', 0), self.get('ttl', 64), self.protocol(following), 0,
            socket.inet_aton(self.get('src', '0.0.0.0')), socket.inet_aton(self.get('dst', '0.0.0.0'))) + options
        checksum = self.get('checksum', internet_checksum(header))
        self.show(size, length, following, internet_checksum(header))
        return header[:10] + struct.pack('!H', checksum) + header[12:] + inner

    def show(self, size, length, following, right):
        self.shown = {'ip.version': '4', 'ip.hdr_len': str(size), 'ip.len': str(length), 'ip.proto': str(self.protocol(following)),
                      'ip.src': self.get('src', '0.0.0.0'), 'ip.dst': self.final(), 'ip.ttl': str(self.get('ttl', 64)),
                      'ip.checksum': str(self.get('checksum', right)), 'ip.checksum.status': '0' if 'checksum' in self.given else '1'}
        for name in ('dsfield', 'id', 'flags.rb', 'flags.df', 'flags.mf', 'frag_offset'):
            self.shown['ip.' + name] = str(self.get(name, 0))
        if self.final() != self.get('dst', '0.0.0.0'):
            self.shown['ip.cur_rt'] = self.get('dst', '0.0.0.0')
        self.show_options()

    def show_options(self):
        """In the order of the wire; tshark stops at the first end-of-list, which padding begins with."""
        for option in self.options():
            for name, values in option.shown.items():
                self.shown.setdefault(name, []).extend(values)
            if option.data == b'\0':
                return
        if sum(len(one.data) for one in self.options()) % 4:
            self.shown.setdefault('ip.opt.type', []).append('0')

    def scapy(self, outer, following):
        from scapy.layers.inet import IP
        if following and following.proto == 'udp' and any(getattr(one, 'final', 'no route') is None for one in self.options()):
            raise NoClass("Scapy's pseudo-header takes the last address of a source route even when the route is used up")
        return IP(tos=self.get('dsfield', 0), id=self.get('id', 0), frag=self.get('frag_offset', 0), ttl=self.get('ttl', 64),
                  flags=self.flags(), proto=self.protocol(following), src=self.get('src', '0.0.0.0'), dst=self.get('dst', '0.0.0.0'),
                  options=[one.scapy() for one in self.options()], chksum=self.get('checksum'), len=self.get('len'))


def address(rng):
    return f'198.{rng.choice([18, 19])}.{rng.randrange(256)}.{rng.randrange(1, 255)}'


def between(rng, *options, **more):
    """A header between two addresses of the test network, with whatever else is given."""
    given = {'src': address(rng), 'dst': address(rng), **{name.replace('__', '.'): value for name, value in more.items()}}
    if rng.random() < 0.3 and 'id' not in given:
        given['id'] = hexed(rng.randrange(1, 65536))
    return Ip({**given, 'option': list(options)} if options else given)
