"""UDP (RFC 768), TCP (RFC 9293, 3.1), and plain data."""
import struct

from ipv6_more import collect
from packet import Layer, internet_checksum, pseudo_header


class Udp(Layer):
    kind = proto = 'udp'
    prefix = 'udp.'
    states_length = True

    def wire(self, inner, stated, outer, following):
        length = self.get('length', 8 + stated)
        ports = struct.pack('!HHH', self.get('srcport', 0), self.get('dstport', 0), length)
        right = internet_checksum(pseudo_header(outer, 17, length) + ports + b'\0\0' + inner) or 0xffff
        checksum = self.get('checksum', right)
        self.shown = {'udp.srcport': str(self.get('srcport', 0)), 'udp.dstport': str(self.get('dstport', 0)),
                      'udp.length': str(length), 'udp.checksum': str(checksum)}
        self.show_status(checksum, right, length > 8 + stated, outer)
        return ports + struct.pack('!H', checksum) + inner

    def show_status(self, checksum, right, short, outer):
        """1 good, 0 bad, 2 unverified (part of a fragmented or a cut datagram), 3 absent (RFC 768: zero)."""
        if short or outer[-1].proto == 'ip' and outer[-1].get('flags.mf', 0):
            status = '2'
        elif checksum == 0:
            status = '3'
        else:
            status = '1' if checksum == right else '0'
        self.shown['udp.checksum.status'] = status

    def scapy(self, outer, following):
        from scapy.layers.inet import UDP
        return UDP(sport=self.get('srcport', 0), dport=self.get('dstport', 0), len=self.get('length'), chksum=self.get('checksum'))


class Tcp(Layer):
    """RFC 9293, 3.1; in quotes cut after the first 8 bytes: ports and sequence number."""

    kind = proto = 'tcp'
    prefix = 'tcp.'

    def spelling(self, name, rng):
        return name if name == 'option' else self.prefix + name

    def numbers(self):
        return [self.get(name, 0) for name in ('srcport', 'dstport', 'seq_raw', 'ack_raw', 'flags', 'window_size_value', 'urgent_pointer')]

    def wire(self, inner, stated, outer, following):
        source, target, seq, ack, flags, window, urgent = self.numbers()
        options = b''.join(one.data for one in self.given.get('option', []))
        padding = bytes(-len(options) % 4)
        options += padding
        size = 20 + len(options)
        start = struct.pack('!HHIIHH', source, target, seq, ack, size // 4 << 12 | flags, window)
        end = struct.pack('!H', urgent) + options + inner
        right = internet_checksum(pseudo_header(outer, 6, size + len(inner)) + start + b'\0\0' + end)
        checksum = self.get('checksum', right)
        self.shown = {'tcp.srcport': str(source), 'tcp.dstport': str(target)}
        if self.cut is None:
            self.shown.update({'tcp.seq_raw': str(seq), 'tcp.ack_raw': str(ack), 'tcp.hdr_len': str(size), 'tcp.flags': str(flags),
                               'tcp.window_size_value': str(window), 'tcp.checksum': str(checksum), 'tcp.urgent_pointer': str(urgent),
                               'tcp.checksum.status': '1' if checksum == right else '0', 'tcp.options': options.hex() if options else []})
            for one in self.given.get('option', []):
                collect(self.shown, one.shown)
            if padding:
                collect(self.shown, {'tcp.option_kind': ['0'] * len(padding)})
        return start + struct.pack('!H', checksum) + end

    def scapy(self, outer, following):
        from scapy.layers.inet import TCP
        source, target, seq, ack, flags, window, urgent = self.numbers()
        return TCP(sport=source, dport=target, seq=seq, ack=ack, flags=flags & 0x1ff, reserved=flags >> 9, window=window, urgptr=urgent,
                   chksum=self.get('checksum'), options=[one.scapy() for one in self.given.get('option', [])])


class Data(Layer):
    kind = proto = 'data'

    def __init__(self, form, body):
        super().__init__()
        self.form, self.body = form, body

    def expression(self, rng):
        return 'data ' + self.text()

    def text(self):
        if self.form == 'zeros':
            return f'zeros:{len(self.body)}'
        if self.form == 'hex':
            return 'hex:' + self.body.hex()
        return 'text:' + ''.join(chr(b) if 0x20 < b < 0x7f and b != 0x5c else f'\\x{b:02x}' for b in self.body)

    def wire(self, inner, stated, outer, following):
        self.shown = {'data.data': self.body.hex()}
        return self.body

    def scapy(self, outer, following):
        from scapy.packet import Raw
        return Raw(self.body)


def some(rng, least=1, most=40):
    """Data in one of the three forms."""
    form = rng.choice(['text', 'hex', 'hex', 'zeros'])
    size = rng.randint(least, most)
    if form == 'text':
        return Data(form, bytes(rng.choice(b'abcdefghijklmnopqrstuvwxyz0123456789 _-') for _ in range(size)))
    return Data(form, rng.randbytes(size) if form == 'hex' else bytes(size))
