"""IPv6 extension headers (RFC 8200, 4) and their options (4.2)."""
from ipv6 import Ipv6, packed
from layouts import Table, encode, scapy_class
from packet import NoClass

EXPERIMENT = 0x1e          # RFC 4727, 3.3: the low bits of the types for experiments


class Option:
    """`maker` is Scapy's class with its fields, or the reason why there is none."""

    def __init__(self, text, data, maker, **shown):
        self.text, self.data, self.maker = text, data, maker
        kind = {'type': str(data[0]), **({'length': str(data[1])} if data[0] else {})} if data else {}
        self.shown = {'ipv6.opt.' + name: value for name, value in {**kind, **shown}.items()}

    def scapy(self):
        if isinstance(self.maker, str):
            raise NoClass(self.maker)
        name, fields = self.maker
        return scapy_class('layers.inet6.' + name)(**fields)


def pad1():
    return Option('pad1', b'\0', ('Pad1', {}))


def pad_n(body):
    """RFC 8200, 4.2 counts all bytes that the option fills; what is not zero is said byte by byte."""
    text = f'hex:{body.hex()}' if any(body) else 2 + len(body)
    return Option(f'padn,{text}', bytes([1, len(body)]) + body, ('PadN', {'optdata': body}), padn=body.hex())


def router_alert(value=0):
    """RFC 2711, 2.1."""
    return Option(f'ra,{value}' if value else 'ra', bytes([5, 2]) + value.to_bytes(2, 'big'), ('RouterAlert', {'value': value}),
                  router_alert=str(value))


def jumbo(length):
    """RFC 2675, 2."""
    return Option(f'jumbo,{length}', bytes([0xc2, 4]) + length.to_bytes(4, 'big'), ('Jumbo', {'jumboplen': length}), jumbo=str(length))


def unknown(code, body, base=10):
    return Option(f'unknown,{code if base == 10 else hex(code)},{body.hex()}', bytes([code, len(body)]) + body,
                  ('HBHOptUnknown', {'otype': code, 'optlen': len(body), 'optdata': body}),
                  **{'experimental' if code & 31 == EXPERIMENT else 'unknown': body.hex()})


def raw(data, *inside):
    """Bytes that stand for the options `inside`."""
    option = Option(f'raw,{data.hex()}', data, 'Scapy has no option without a type and length of its own')
    option.shown = {}
    for one in inside:
        collect(option.shown, one.shown)
    return option


def collect(shown, more):
    for name, values in more.items():
        shown.setdefault(name, []).extend(values if isinstance(values, list) else [values])


class Extension(Table):
    def next_header(self, following):
        return Ipv6.next_header(self, following)

    def spelling(self, name, rng):
        return 'option' if name == 'option' else super().spelling(name, rng)


class HopByHop(Extension):
    kind = proto = 'ipv6.hopopts'
    prefix, name = 'ipv6.hopopts.', 'IPv6ExtHdrHopByHop'

    def padded(self):
        """Filled up to 8 bytes by one padding option behind the others (RFC 8200, 4.2)."""
        options = list(self.given.get('option', []))
        lacking = -(2 + sum(len(one.data) for one in options)) % 8
        return options + ([] if not lacking else [pad1()] if lacking == 1 else [pad_n(bytes(lacking - 2))])

    def wire(self, inner, stated, outer, following):
        body = b''.join(one.data for one in self.padded())
        nxt, length = self.next_header(following), self.get('len', (2 + len(body)) // 8 - 1)
        self.shown = {self.prefix + 'nxt': str(nxt), self.prefix + 'len': str(length)}
        for one in self.padded():
            collect(self.shown, one.shown)
        return bytes([nxt, length]) + body + inner

    def scapy(self, outer, following):
        return scapy_class('layers.inet6.' + self.name)(nh=self.next_header(following), len=self.get('len'), autopad=0,
                                                        options=[one.scapy() for one in self.padded()])


class Destination(HopByHop):
    kind = proto = 'ipv6.dstopts'
    prefix, name = 'ipv6.dstopts.', 'IPv6ExtHdrDestOpt'


class Fragment(Extension):
    kind = proto = 'ipv6.fraghdr'
    prefix = 'ipv6.fraghdr.'
    layout = (('nxt', 8, 0), ('reserved_octet', 8, 0), ('offset', 13, 0), ('reserved_bits', 2, 0), ('more', 1, 0), ('ident', 32, 0))
    maker = 'layers.inet6.IPv6ExtHdrFragment'
    names = dict(zip((name for name, _, _ in layout), ('nh', 'res1', 'offset', 'res2', 'm', 'id')))

    def values(self, stated, outer, following):
        return {**super().values(stated, outer, following), 'nxt': self.next_header(following)}


class Routing(Extension):
    """`stops` are the addresses in the order of the wire; `final` is where a checksum believes the packet to end."""
    kind = proto = 'ipv6.routing'
    prefix, number, stop_name = 'ipv6.routing.', 0, 'src.addr'

    def __init__(self, given=None, stops=()):
        super().__init__({'type': self.number, **(given or {})})
        self.stops = list(stops)
        if stops:
            self.given[self.stop_name] = ','.join(stops)

    def tokens(self, rng):
        """`type` alone is unique only behind its dot."""
        for name, value in self.given.items():
            yield f'{self.prefix if rng.random() < 0.6 else ""}{name}={getattr(value, "text", value)}'

    def final(self):
        return self.stops[-1] if self.stops and self.get('segleft', 0) else None

    def rest(self):
        return encode([(32, self.get('src.reserved', 0))]) + b''.join(map(packed, self.stops))

    def show_rest(self):
        return {'src.reserved': f'{self.get("src.reserved", 0):08x}', 'src.addr': self.stops}

    def wire(self, inner, stated, outer, following):
        body = self.rest()
        nxt, length, left = self.next_header(following), (4 + len(body)) // 8 - 1, self.get('segleft', 0)
        shown = {'nxt': str(nxt), 'len': str(length), 'type': str(self.number), 'segleft': str(left), **self.show_rest()}
        self.shown = {self.prefix + name: value for name, value in shown.items()}
        return bytes([nxt, length, self.number, left]) + body + inner

    def scapy(self, outer, following):
        return scapy_class('layers.inet6.IPv6ExtHdrRouting')(nh=self.next_header(following), type=0, segleft=self.get('segleft', 0),
                                                             reserved=self.get('src.reserved', 0), addresses=self.stops)


class SegmentRouting(Routing):
    """RFC 8754, 2: the list in reverse order, the last stop first."""
    number, stop_name = 4, 'srh.addr'

    def final(self):
        return self.stops[0] if self.stops and self.get('segleft', 0) else None

    def entry(self):
        return self.get('srh.last_entry', len(self.stops) - 1)

    def tlvs(self):
        return self.get('srh.tlvs', b'')

    def rest(self):
        return encode([(8, self.entry()), (8, self.get('srh.flags', 0)), (16, self.get('srh.tag', 0))]) \
            + b''.join(map(packed, self.stops)) + self.tlvs()

    def show_rest(self):
        return {'srh.last_entry': str(self.entry()), 'srh.flags': str(self.get('srh.flags', 0)),
                'srh.tag': f'{self.get("srh.tag", 0):04x}', 'srh.addr': self.stops}

    def scapy(self, outer, following):
        if self.tlvs():
            raise NoClass("Scapy's segment routing header takes its objects only as objects")
        flags = self.get('srh.flags', 0)
        bits = {name: flags >> shift & 1 for name, shift in (('unused1', 7), ('protected', 6), ('oam', 5), ('alert', 4), ('hmac', 3))}
        return scapy_class('layers.inet6.IPv6ExtHdrSegmentRouting')(
            nh=self.next_header(following), len=len(self.rest()) // 8, segleft=self.get('segleft', 0), lastentry=self.entry(),
            unused2=flags & 7, tag=self.get('srh.tag', 0), addresses=self.stops, **bits)


class OtherRouting(Routing):
    def __init__(self, number, given=None):
        self.number = number
        super().__init__(given)

    def final(self):
        return None

    def rest(self):
        body = self.get('unknown_data', b'')
        return body + bytes(-(4 + len(body)) % 8)

    def show_rest(self):
        return {'unknown_data': self.rest().hex()}

    def scapy(self, outer, following):
        raise NoClass('Scapy has no routing header without a type of its own')
