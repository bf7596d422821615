"""ICMP messages besides echo, unreachable and time exceeded (RFC 792, RFC 950, RFC 1256, RFC 8335)."""
import extensions
import icmpv6
import transport
from layouts import encode, scapy_class
from packet import NoClass, internet_checksum


class Message(icmpv6.Message):
    """`layout` is what follows the checksum."""
    proto, prefix = 'icmp', 'icmp.'

    def wire(self, inner, stated, outer, following):
        tail, shown = self.tail(inner)
        values = self.values(stated, outer, following)
        start, rest = bytes([self.number, self.get('code', 0)]), self.head(values) + tail
        right = internet_checksum(start + b'\0\0' + rest)
        checksum = self.get('checksum', right)
        self.show(values)
        status = '2' if any(one.quotes for one in outer) else '1' if checksum == right else '0'
        self.shown = {'icmp.type': str(self.number), 'icmp.code': str(self.get('code', 0)), 'icmp.checksum': str(checksum),
                      'icmp.checksum.status': status, **self.shown, **shown}
        return start + checksum.to_bytes(2, 'big') + rest

    def scapy(self, outer, following):
        if self.maker:
            raise NoClass(self.maker)
        values = self.values(0, outer, following)
        return scapy_class('layers.inet.ICMP')(type=self.number, code=self.get('code', 0), chksum=self.get('checksum'),
                                               **{word: values[name] for name, word in self.names.items()})


class SourceQuench(Message):
    kind, number, quotes, layout, hidden = 'icmp.source-quench', 4, True, (('unused', 32, 0),), ('unused',)
    names = {'unused': 'unused'}


class Redirect(Message):
    kind, number, quotes, layout, names = 'icmp.redirect', 5, True, (('redir_gw', 'ip4', 0),), {'redir_gw': 'gw'}


class Timestamp(Message):
    kind, number = 'icmp.timestamp', 13
    layout = (('ident', 16, 0), ('seq', 16, 0), ('originate_timestamp', 32, 0), ('receive_timestamp', 32, 0), ('transmit_timestamp', 32, 0))
    names = {'ident': 'id', 'seq': 'seq', 'originate_timestamp': 'ts_ori', 'receive_timestamp': 'ts_rx', 'transmit_timestamp': 'ts_tx'}


class TimestampReply(Timestamp):
    kind, number = 'icmp.timestamp-reply', 14


class Information(Message):
    kind, number, layout, names = 'icmp.information', 15, (('ident', 16, 0), ('seq', 16, 0)), {'ident': 'id', 'seq': 'seq'}


class InformationReply(Information):
    kind, number = 'icmp.information-reply', 16


class AddressMask(Message):
    kind, number = 'icmp.address-mask', 17
    layout = (('ident', 16, 0), ('seq', 16, 0), ('address_mask', 'ip4', 0))
    names = {'ident': 'id', 'seq': 'seq', 'address_mask': 'addr_mask'}


class AddressMaskReply(AddressMask):
    kind, number = 'icmp.address-mask-reply', 18


class RouterSolicitation(Message):
    kind, number, layout, hidden = 'icmp.router-solicitation', 10, (('reserved', 32, 0),), ('reserved',)
    maker = "Scapy's ICMP gives a router solicitation an identifier"


class Router:
    def __init__(self, address, preference):
        self.text, self.data = f'{address},{preference}', encode([('ip4', address), ('s32', preference)])
        self.shown = {'icmp.router_address': address, 'icmp.pref_level': str(preference)}


class RouterAdvertisement(Message):
    kind, number, part = 'icmp.router-advertisement', 9, 'router'
    layout = (('num_addrs', 8, 0), ('addr_entry_size', 8, 2), ('lifetime', 16, 1800))
    maker = "Scapy's ICMP gives a router advertisement an identifier"

    def values(self, stated, outer, following):
        return {**super().values(stated, outer, following), 'num_addrs': self.get('num_addrs', len(self.parts()))}


class ParameterProblem(Message):
    kind, number, quotes = 'icmp.parameter-problem', 12, True
    layout, hexed = (('pointer', 8, 0), ('length', 8, 0), ('unused', 16, 0)), ('unused',)
    maker = "struct writes the length of RFC 4884, 4.3, which Scapy's ICMP counts for itself"

    def spelling(self, name, rng):
        return extensions.spelling(name, rng) or super().spelling(name, rng)

    def tail(self, inner):
        return extensions.behind(self, inner, 4)[:2]

    def values(self, stated, outer, following):
        return {**super().values(stated, outer, following), 'length': self.get('length', extensions.words(self, stated, 4))}

    def show(self, values):
        super().show(values)
        if not values['length']:
            self.shown.pop('icmp.length')
            self.shown['icmp.unused'] = '00' + self.shown['icmp.unused']


class Plain(ParameterProblem):
    """Unreachable and time exceeded with extensions; without them they are icmp.py's."""
    layout = (('unused', 8, 0), ('length', 8, 0), ('second', 16, 0))
    maker = 'Scapy 2.5.0 has no ICMP extensions'

    def show(self, values):
        self.shown = {'icmp.unused': [f'{values["unused"]:02x}', f'{values["second"]:04x}'], 'icmp.length': str(values['length'])}


class Unreachable(Plain):
    kind, number = 'icmp.unreachable', 3


class TimeExceeded(Plain):
    kind, number = 'icmp.time-exceeded', 11


class ExtendedEcho(Message):
    kind, number, maker = 'icmp.extended-echo', 42, icmpv6.ExtendedEcho.maker
    layout = (('ident', 16, 0), ('ext.echo.seq', 8, 0), ('ext.echo.req.res', 7, 0), ('ext.echo.req.local', 1, 1))
    plain, spelling, tail = ('ext.echo.req.res',), icmpv6.ExtendedEcho.spelling, icmpv6.ExtendedEcho.tail


class ExtendedEchoReply(Message):
    kind, number, maker = 'icmp.extended-echo-reply', 43, icmpv6.ExtendedEcho.maker
    layout = (('ident', 16, 0), *icmpv6.ExtendedEchoReply.layout[1:])


class Other(Message):
    """Any type; what follows the checksum is data, which tshark does not show."""
    kind, maker = 'icmp', 'struct writes what Scapy takes for an identifier and a sequence number'

    def wire(self, inner, stated, outer, following):
        self.number = self.get('type', 0)
        return super().wire(inner, stated, outer, following)


class Silent(transport.Data):
    def wire(self, inner, stated, outer, following):
        return self.body
