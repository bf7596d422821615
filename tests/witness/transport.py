"""UDP (RFC 768), TCP's header as far as quotes need it (RFC 9293, 3.1), and plain data."""
import struct

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
    """Only quoted, and cut after the first 8 bytes: ports and sequence number."""

    kind = proto = 'tcp'
    prefix = 'tcp.'

    def spelling(self, name, rng):
        return self.prefix + name

    def wire(self, inner, stated, outer, following):
        ports = struct.pack('!HHI', self.get('srcport', 0), self.get('dstport', 0), self.get('seq_raw', 0))
        self.shown = {'tcp.srcport': str(self.get('srcport', 0)), 'tcp.dstport': str(self.get('dstport', 0))}
        return ports + bytes(12) + inner

    def scapy(self, outer, following):
        from scapy.layers.inet import TCP
        return TCP(sport=self.get('srcport', 0), dport=self.get('dstport', 0), seq=self.get('seq_raw', 0), ack=0, flags=0, window=0)


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
