"""ICMP echo and errors (RFC 792; lengths of RFC 4884, 4; MTU of RFC 1191, 4)."""
import struct

from packet import Layer, internet_checksum


class Icmp(Layer):
    proto = 'icmp'
    prefix = 'icmp.'
    number = 0

    def rest(self):
        """Bytes 4 to 8, and what tshark shows of them."""
        raise NotImplementedError

    def wire(self, inner, stated, outer, following):
        rest, shown = self.rest()
        start = struct.pack('!BB', self.number, self.get('code', 0))
        right = internet_checksum(start + b'\0\0' + rest + inner)
        checksum = self.get('checksum', right)
        # tshark leaves the sum of a quoted message unverified.
        status = '2' if any(one.quotes for one in outer) else '1' if checksum == right else '0'
        self.shown = {'icmp.type': str(self.number), 'icmp.code': str(self.get('code', 0)), 'icmp.checksum': str(checksum),
                      'icmp.checksum.status': status, **shown}
        return start + struct.pack('!H', checksum) + rest + inner

    def scapy(self, outer, following):
        from scapy.layers.inet import ICMP
        return ICMP(type=self.number, code=self.get('code', 0), chksum=self.get('checksum'), **self.scapy_rest())


class Echo(Icmp):
    kind, number = 'icmp.echo', 8

    def rest(self):
        ident, seq = self.get('ident', 0), self.get('seq', 0)
        return struct.pack('!HH', ident, seq), {'icmp.ident': str(ident), 'icmp.seq': str(seq)}

    def scapy_rest(self):
        return {'id': self.get('ident', 0), 'seq': self.get('seq', 0)}


class EchoReply(Echo):
    kind, number = 'icmp.echo-reply', 0


class Unreachable(Icmp):
    kind, number, quotes = 'icmp.unreachable', 3, True

    def rest(self):
        unused, length, mtu = self.get('unused', 0), self.get('length', 0), self.get('mtu', 0)
        data = struct.pack('!BBH', unused, length, mtu)
        if self.get('code', 0) == 4:
            return data, {'icmp.unused': [data[:2].hex()], 'icmp.mtu': str(mtu)}
        return data, {'icmp.unused': [data[:1].hex(), data[2:].hex()] if length else [data.hex()], **shown_length(length)}

    def scapy_rest(self):
        return {'reserved': self.get('unused', 0), 'length': self.get('length', 0), 'nexthopmtu': self.get('mtu', 0)}


class TimeExceeded(Icmp):
    kind, number, quotes = 'icmp.time-exceeded', 11, True

    def rest(self):
        unused, length, second = self.get('unused', 0), self.get('length', 0), self.get('unused.2', 0)
        data = struct.pack('!BBH', unused, length, second)
        return data, {'icmp.unused': [data[:1].hex(), data[2:].hex()] if length else [data.hex()], **shown_length(length)}

    def scapy_rest(self):
        return {'reserved': self.get('unused', 0), 'length': self.get('length', 0), 'unused': self.get('unused.2', 0)}


def shown_length(length):
    return {'icmp.length': str(length)} if length else {}
