"""ICMPv6 messages besides echo: MLD (RFC 2710, RFC 9777), neighbour discovery (RFC 4861), errors (RFC 4443, RFC 4884)."""
import extensions
from igmp import RECORD, decoded
from ipv6 import packed
from ipv6_more import collect
from layouts import Table, encode, scapy_class
from packet import Given, NoClass, internet_checksum, pseudo_header


class Message(Table):
    """`layout` is what follows the checksum, `tail` what follows the layout."""
    proto, prefix, number = 'icmpv6', 'icmpv6.', 0
    plain = ()             # fields whose last word another field has too
    part = ''              # the name of its repeated part

    def spelling(self, name, rng):
        if name == self.part:
            return name
        return self.prefix + name if name in self.plain else super().spelling(name, rng)

    def parts(self):
        return self.given.get(self.part, [])

    def tail(self, inner):
        """(bytes behind the fixed fields, what tshark shows of them)"""
        shown = {}
        for one in self.parts():
            collect(shown, one.shown)
        return b''.join(one.data for one in self.parts()) + inner, shown

    def wire(self, inner, stated, outer, following):
        tail, shown = self.tail(inner)
        values = self.values(stated, outer, following)
        start, rest = bytes([self.number, self.get('code', 0)]), self.head(values) + tail
        right = internet_checksum(pseudo_header(outer, 58, 4 + len(rest)) + start + b'\0\0' + rest)
        checksum = self.get('checksum', right)
        self.show(values)
        status = '2' if any(one.quotes for one in outer) else '1' if checksum == right else '0'
        self.shown = {'icmpv6.type': str(self.number), 'icmpv6.code': str(self.get('code', 0)), 'icmpv6.checksum': str(checksum),
                      'icmpv6.checksum.status': status, **self.shown, **shown}
        return start + checksum.to_bytes(2, 'big') + rest

    def scapy(self, outer, following):
        here = super().scapy(outer, following)
        here.code = self.get('code', 0)
        if 'checksum' in self.given:
            here.cksum = self.get('checksum')
        for one in self.parts():
            here = here / one.scapy()
        return here


class MldV1(Message):
    layout = (('mld.maximum_response_delay', 16, 0), ('reserved', 16, 0), ('mld.multicast_address', 'ip6', 0))
    hexed = ('reserved',)
    names = {'mld.maximum_response_delay': 'mrd', 'reserved': 'reserved', 'mld.multicast_address': 'mladdr'}


class MldQuery(MldV1):
    kind, number, maker = 'mld.v1-query', 130, 'layers.inet6.ICMPv6MLQuery'


class MldReport(MldV1):
    kind, number, maker = 'mld.v1-report', 131, 'layers.inet6.ICMPv6MLReport'


class MldDone(MldV1):
    kind, number, maker = 'mld.done', 132, 'layers.inet6.ICMPv6MLDone'


def decoded16(code):
    """RFC 9777, 5.1.3: from 32768 on a 12-bit mantissa with a hidden one and a 3-bit exponent."""
    return code if code < 32768 else (code & 0xfff | 0x1000) << ((code >> 12 & 7) + 3)


class MldV2Query(Message):
    kind, number, maker = 'mld.v2-query', 130, 'layers.inet6.ICMPv6MLQuery2'
    layout = (('mld.maximum_response_code', 16, 0), ('reserved', 16, 0), ('mld.multicast_address', 'ip6', 0), ('mld.flag.reserved', 4, 0),
              ('mld.flag.s', 1, 0), ('mld.flag.qrv', 3, 0), ('mld.qqi', 8, 0), ('mld.nb_sources', 16, 0))
    hexed, plain = ('reserved',), ('mld.flag.reserved', 'reserved')
    names = {'mld.maximum_response_code': 'mrd', 'reserved': 'reserved', 'mld.multicast_address': 'mladdr', 'mld.flag.reserved': 'Resv',
             'mld.flag.s': 'S', 'mld.flag.qrv': 'QRV', 'mld.qqi': 'QQIC', 'mld.nb_sources': 'sources_number', 'sources': 'sources'}

    def __init__(self, given=None, code=0, form='number', interval=0):
        """`code` and `interval` are the bits on the wire, `form` how the expression says both: number, seconds or raw."""
        super().__init__(given)
        self.code, self.interval = code, interval
        for name, bits, value, unit in (('mld.qqi', interval, decoded(interval), 1), ('mld.maximum_response_code', code, decoded16(code), 1000)):
            text = {'number': str(value), 'seconds': f'{value / unit:.10g}s', 'raw': f'raw:{bits:#x}'}[form]
            if bits or form == 'raw':
                self.given = {name: Given(value, text), **self.given}
        self.sources = (self.get('mld.source_address') or '').split(',') if self.get('mld.source_address') else []

    def values(self, stated, outer, following):
        return {**super().values(stated, outer, following), 'mld.maximum_response_code': self.code, 'mld.qqi': self.interval,
                'mld.nb_sources': self.get('mld.nb_sources', len(self.sources)), 'sources': self.sources}

    def tail(self, inner):
        shown = {'icmpv6.mld.maximum_response_code': str(decoded16(self.code)), 'icmpv6.mld.qqi': str(decoded(self.interval)),
                 'icmpv6.mld.source_address': self.sources[:self.get('mld.nb_sources', len(self.sources))]}
        return b''.join(map(packed, self.sources)) + inner, shown


class Record:
    """RFC 9777, 5.2.4 to 5.2.11."""

    def __init__(self, kind, group, *sources, aux=b'', nb_sources=None, aux_data_len=None):
        self.number, self.group, self.sources, self.aux = RECORD.get(kind, kind), group, list(sources), aux
        lies = [f'{name}:{value}' for name, value in (('nb_sources', nb_sources), ('aux_data_len', aux_data_len)) if value is not None]
        self.text = ','.join([str(kind), group, *sources, *lies] + ([f'aux:{aux.hex()}'] if aux else []))
        self.count = len(sources) if nb_sources is None else nb_sources
        self.words = len(aux) // 4 if aux_data_len is None else aux_data_len
        self.data = encode([(8, self.number), (8, self.words), (16, self.count), ('ip6', group)]) + b''.join(map(packed, sources)) + aux
        shown = {'record_type': str(self.number), 'aux_data_len': str(self.words), 'nb_sources': str(self.count), 'multicast_address': group,
                 'source_address': self.sources[:self.count], 'auxiliary_data': [aux[:4 * self.words].hex()] if self.words else []}
        self.shown = {'icmpv6.mldr.mar.' + name: value for name, value in shown.items()}

    def scapy(self):
        return scapy_class('layers.inet6.ICMPv6MLDMultAddrRec')(rtype=self.number, auxdata_len=self.words, sources_number=self.count,
                                                                dst=self.group, sources=self.sources, auxdata=self.aux)


class MldV2Report(Message):
    """tshark shows every record that is there, whatever the number of records says."""
    kind, number, maker, part = 'mld.v2-report', 143, 'layers.inet6.ICMPv6MLReport2', 'record'
    layout = (('reserved', 16, 0), ('mldr.nb_mcast_records', 16, 0))
    hexed, names = ('reserved',), {'reserved': 'reserved', 'mldr.nb_mcast_records': 'records_number'}

    def values(self, stated, outer, following):
        return {**super().values(stated, outer, following), 'mldr.nb_mcast_records': self.get('mldr.nb_mcast_records', len(self.parts()))}

    def scapy(self, outer, following):
        parts = self.parts()
        return scapy_class(self.maker)(res=self.get('code', 0), reserved=self.get('reserved', 0), cksum=self.get('checksum'),
                                       records_number=self.get('mldr.nb_mcast_records', len(parts)), records=[one.scapy() for one in parts])


class RouterSolicitation(Message):
    kind, number, maker, part = 'icmpv6.router-solicitation', 133, 'layers.inet6.ICMPv6ND_RS', 'opt'
    layout, hexed, names = (('reserved', 32, 0),), ('reserved',), {'reserved': 'res'}


class RouterAdvertisement(Message):
    kind, number, maker, part = 'icmpv6.router-advertisement', 134, 'layers.inet6.ICMPv6ND_RA', 'opt'
    layout = (('nd.ra.cur_hop_limit', 8, 0), ('nd.ra.flag', 8, 0), ('nd.ra.router_lifetime', 16, 1800), ('nd.ra.reachable_time', 32, 0),
              ('nd.ra.retrans_timer', 32, 0))
    names = {'nd.ra.cur_hop_limit': 'chlim', 'nd.ra.router_lifetime': 'routerlifetime', 'nd.ra.reachable_time': 'reachabletime',
             'nd.ra.retrans_timer': 'retranstimer', 'm': 'M', 'o': 'O', 'h': 'H', 'prf': 'prf', 'p': 'P', 'res': 'res'}

    def values(self, stated, outer, following):
        flags = self.get('nd.ra.flag', 0)
        return {**super().values(stated, outer, following), 'm': flags >> 7, 'o': flags >> 6 & 1, 'h': flags >> 5 & 1,
                'prf': flags >> 3 & 3, 'p': flags >> 2 & 1, 'res': flags & 3}


class NeighborSolicitation(Message):
    kind, number, maker, part = 'icmpv6.neighbor-solicitation', 135, 'layers.inet6.ICMPv6ND_NS', 'opt'
    layout, hexed = (('reserved', 32, 0), ('nd.ns.target_address', 'ip6', 0)), ('reserved',)
    names = {'reserved': 'res', 'nd.ns.target_address': 'tgt'}


class NeighborAdvertisement(Message):
    kind, number, maker, part = 'icmpv6.neighbor-advertisement', 136, 'layers.inet6.ICMPv6ND_NA', 'opt'
    layout = (('nd.na.flag.r', 1, 0), ('nd.na.flag.s', 1, 0), ('nd.na.flag.o', 1, 0), ('nd.na.flag.rsv', 29, 0), ('nd.na.target_address', 'ip6', 0))
    names = {'nd.na.flag.r': 'R', 'nd.na.flag.s': 'S', 'nd.na.flag.o': 'O', 'nd.na.flag.rsv': 'res', 'nd.na.target_address': 'tgt'}


class Redirect(Message):
    kind, number, maker, part = 'icmpv6.redirect', 137, 'layers.inet6.ICMPv6ND_Redirect', 'opt'
    layout = (('reserved', 32, 0), ('nd.rd.target_address', 'ip6', 0), ('rd.na.destination_address', 'ip6', 0))
    hexed, names = ('reserved',), {'reserved': 'res', 'nd.rd.target_address': 'tgt', 'rd.na.destination_address': 'dst'}


class Option:
    """A neighbour discovery option (RFC 4861, 4.6): type, length in units of 8 bytes, content."""

    def __init__(self, text, code, body, maker, **shown):
        self.text, self.maker = text, maker
        self.data = bytes([code, (2 + len(body)) // 8]) + body
        assert len(self.data) % 8 == 0
        self.shown = {'icmpv6.opt.type': str(code), 'icmpv6.opt.length': str(len(self.data) // 8),
                      **{'icmpv6.' + name.replace('__', '.'): value for name, value in shown.items()}}

    def scapy(self):
        if isinstance(self.maker, str):
            raise NoClass(self.maker)
        name, fields = self.maker
        return scapy_class('layers.inet6.ICMPv6NDOpt' + name)(**fields)


def link_address(word, address):
    code, name, field = {'slla': (1, 'Src', 'src'), 'tlla': (2, 'Dst', 'target')}[word]
    return Option(f'{word},{address}', code, encode([('mac', address)]), (name + 'LLAddr', {'lladdr': address}),
                  opt__linkaddr=address, **{f'opt__{field}_linkaddr': address})


PREFIX = (('prefix.flag.l', 'l'), ('prefix.flag.a', 'a'), ('prefix.flag.r', 'r'), ('prefix.flag.reserved', 'flag.reserved'),
          ('prefix.valid_lifetime', 'valid_lifetime'), ('prefix.preferred_lifetime', 'preferred_lifetime'), ('reserved', 'reserved'))


def prefix(address, length, **given):
    """RFC 4861, 4.6.2; the r flag of RFC 6275, 7.2."""
    values = {full: given.get(short.replace('.', '_'), 0) for full, short in PREFIX}
    text = ','.join([f'prefix,{address},{length}'] + [f'{short}:{values[full]}' for full, short in PREFIX if values[full]])
    body = encode(zip((8, 1, 1, 1, 5, 32, 32, 32, 'ip6'), (length, *values.values(), address)))
    words = dict(zip(('L', 'A', 'R', 'res1', 'validlifetime', 'preferredlifetime', 'res2'), values.values()))
    shown = {'opt.' + name: str(value) for name, value in values.items() if name != 'reserved'}
    return Option(text, 3, body, ('PrefixInfo', {'prefixlen': length, 'prefix': address, **words}),
                  **{'opt.prefix.length': str(length), 'opt.prefix': address, **shown})


def redirected(quote, reserved=0):
    """RFC 4861, 4.6.3: zeros fill the last 8 bytes."""
    filled = quote + bytes(-len(quote) % 8)
    text = f'redirected,{quote.hex()}' + (f',reserved:{reserved}' if reserved else '')
    return Option(text, 4, encode([(48, reserved)]) + filled,
                  ('RedirectedHdr', {'res': reserved.to_bytes(6, 'big'), 'pkt': filled}))


def mtu(value, reserved=0):
    text = f'mtu,{value}' + (f',reserved:{reserved}' if reserved else '')
    return Option(text, 5, encode([(16, reserved), (32, value)]), ('MTU', {'res': reserved, 'mtu': value}), opt__mtu=str(value))


def rdnss(lifetime, *servers, reserved=0):
    """RFC 8106, 5.1."""
    text = ','.join([f'rdnss,{lifetime}', *servers] + ([f'reserved:{reserved}'] if reserved else []))
    return Option(text, 25, encode([(16, reserved), (32, lifetime)]) + b''.join(map(packed, servers)),
                  ('RDNSS', {'res': reserved, 'lifetime': lifetime, 'dns': list(servers)}),
                  opt__rdnss__lifetime=str(lifetime), opt__rdnss=list(servers))


def unknown(code, body):
    filled = body + bytes(-(2 + len(body)) % 8)
    return Option(f'unknown,{code},{body.hex()}', code, filled, ('Unknown', {'type': code, 'len': (2 + len(filled)) // 8, 'data': filled}),
                  data=filled.hex())


def raw(data, inside):
    option = Option(inside.text, 1, bytes(6), 'Scapy has no option without a type and length of its own')
    option.text, option.data, option.shown = f'raw,{data.hex()}', data, inside.shown
    return option


class Error(Message):
    quotes = True
    hexed = ('reserved',)
    unit = None            # RFC 4884, 4: of the length attribute, where there is one

    def spelling(self, name, rng):
        return extensions.spelling(name, rng) or super().spelling(name, rng)

    def tail(self, inner):
        return extensions.behind(self, inner, self.unit)[:2]

    def values(self, stated, outer, following):
        values = super().values(stated, outer, following)
        return {**values, 'length': self.get('length', extensions.words(self, stated, self.unit))} if self.unit else values

    def show(self, values):
        """tshark shows a length only when it is not 0, and 4 unused bytes otherwise."""
        super().show(values)
        if self.unit and not values['length']:
            self.shown.pop('icmpv6.length')
            self.shown['icmpv6.reserved'] = '00' + self.shown['icmpv6.reserved']

    def scapy(self, outer, following):
        if self.given.get('ext'):
            raise NoClass('Scapy 2.5.0 has no ICMP extensions')
        return super().scapy(outer, following)


class Unreachable(Error):
    kind, number, maker, unit = 'icmpv6.unreachable', 1, 'layers.inet6.ICMPv6DestUnreach', 8
    layout, names = (('length', 8, 0), ('reserved', 24, 0)), {'length': 'length', 'reserved': 'unused'}


class PacketTooBig(Error):
    kind, number, maker = 'icmpv6.packet-too-big', 2, 'layers.inet6.ICMPv6PacketTooBig'
    layout, names = (('mtu', 32, 0),), {'mtu': 'mtu'}


class TimeExceeded(Unreachable):
    kind, number, maker = 'icmpv6.time-exceeded', 3, 'layers.inet6.ICMPv6TimeExceeded'


class ParameterProblem(Error):
    kind, number, maker = 'icmpv6.parameter-problem', 4, 'layers.inet6.ICMPv6ParamProblem'
    layout, names = (('pointer', 32, 0),), {'pointer': 'ptr'}


class ExtendedEcho(Message):
    kind, number, maker = 'icmpv6.extended-echo', 160, 'Scapy 2.5.0 has no extended echo (RFC 8335)'
    layout = (('echo.identifier', 16, 0), ('ext.echo.seq', 8, 0), ('ext.echo.req.res', 7, 0), ('ext.echo.req.local', 1, 1))
    plain = ('ext.echo.req.res',)

    def spelling(self, name, rng):
        return extensions.spelling(name, rng) or Message.spelling(self, name, rng)

    def tail(self, inner):
        return extensions.behind(self, inner, None)[:2]


class ExtendedEchoReply(Message):
    kind, number, maker = 'icmpv6.extended-echo-reply', 161, ExtendedEcho.maker
    layout = (('echo.identifier', 16, 0), ('ext.echo.seq', 8, 0), ('ext.echo.rsp.state', 3, 0), ('ext.echo.rsp.res', 2, 0),
              ('ext.echo.rsp.active', 1, 0), ('ext.echo.rsp.ipv4', 1, 0), ('ext.echo.rsp.ipv6', 1, 0))


class Other(Message):
    """Any type; what follows the checksum is data, which tshark shows as such or not at all."""
    kind, maker = 'icmpv6', 'struct writes what Scapy takes for a message of its own'

    def wire(self, inner, stated, outer, following):
        self.number = self.get('type', 0)
        return super().wire(inner, stated, outer, following)
