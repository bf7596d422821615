"""IGMP: version 1 (RFC 1112, appendix I), version 2 (RFC 2236, 2), version 3 (RFC 3376, 4)."""
import socket
import struct

from packet import Given, Layer, NoClass, internet_checksum

RECORD = {'is_in': 1, 'is_ex': 2, 'to_in': 3, 'to_ex': 4, 'allow': 5, 'block': 6}


def decoded(code):
    """RFC 3376, 4.1.1: from 128 on a 4-bit mantissa with a hidden one and a 3-bit exponent."""
    return code if code < 128 else (code & 15 | 16) << ((code >> 4 & 7) + 3)


class Igmp(Layer):
    proto = 'igmp'
    prefix = 'igmp.'
    number = version = 0

    def sealed(self, second, rest, shown):
        """The whole message with its checksum; `second` is the byte after the type."""
        start = struct.pack('!BB', self.number, second)
        right = internet_checksum(start + b'\0\0' + rest)
        checksum = self.get('checksum', right)
        self.shown = {'igmp.version': str(self.version), 'igmp.type': str(self.number), 'igmp.checksum': str(checksum),
                      'igmp.checksum.status': '1' if checksum == right else '0', **shown}
        return start + struct.pack('!H', checksum) + rest


class Plain(Igmp):
    """The 8-byte messages; `second` is the name of the byte after the type."""

    second = 'max_resp'

    def wire(self, inner, stated, outer, following):
        value, group = self.get(self.second, 0), self.get('maddr', '0.0.0.0')
        shown = f'{value:02x}' if self.second == 'reserved' else str(value)
        return self.sealed(value, socket.inet_aton(group), {'igmp.' + self.second: shown, 'igmp.maddr': group}) + inner

    def scapy(self, outer, following):
        from scapy.contrib.igmp import IGMP
        return IGMP(type=self.number, mrcode=self.get(self.second, 0), chksum=self.get('checksum'), gaddr=self.get('maddr', '0.0.0.0'))


class V1Query(Plain):
    kind, number, version, second = 'igmp.v1-query', 0x11, 1, 'reserved'


class V2Query(Plain):
    kind, number, version = 'igmp.v2-query', 0x11, 2


class V1Report(Plain):
    kind, number, version, second = 'igmp.v1-report', 0x12, 1, 'reserved'


class V2Report(Plain):
    kind, number, version = 'igmp.v2-report', 0x16, 2


class Leave(Plain):
    kind, number, version = 'igmp.leave', 0x17, 2


class Other(Igmp):
    """Types that no version of IGMP declares, and queries of 9 to 11 bytes; tshark shows the type and says that it knows no more."""

    kind = 'igmp'

    def wire(self, inner, stated, outer, following):
        number, code = self.get('type', 0), self.get('code', 0)
        right = internet_checksum(bytes([number, code, 0, 0]) + inner)
        checksum = self.get('checksum', right)
        self.shown = {'igmp.type': str(number)}
        return struct.pack('!BBH', number, code, checksum) + inner

    def scapy(self, outer, following):
        raise NoClass("Scapy's IGMP always holds a group")


class V3Query(Igmp):
    kind, number, version = 'igmp.v3-query', 0x11, 3

    def __init__(self, given=None, code=0, form='number'):
        """`code` is the byte on the wire, `form` how the expression says it: number, seconds or raw."""
        super().__init__(given)
        self.code = code
        text = {'number': str(decoded(code)), 'seconds': f'{decoded(code) / 10:g}s', 'raw': f'raw:{code:#04x}'}[form]
        if code or form == 'raw':
            self.given = {'max_resp': Given(decoded(code), text), **self.given}
        self.sources = (self.get('saddr') or '').split(',') if self.get('saddr') else []

    def count(self):
        """Computed, or given too small: the sources behind it are on the wire all the same."""
        return self.get('num_src', len(self.sources))

    def wire(self, inner, stated, outer, following):
        group, robust = self.get('maddr', '0.0.0.0'), self.get('resv', 0) << 4 | self.get('s', 0) << 3 | self.get('qrv', 0)
        rest = socket.inet_aton(group) + struct.pack('!BBH', robust, self.get('qqic', 0), self.count())
        shown = {'igmp.max_resp': str(decoded(self.code)), 'igmp.maddr': group, 'igmp.num_src': str(self.count()),
                 'igmp.saddr': self.sources[:self.count()], **{f'igmp.{name}': str(self.get(name, 0)) for name in ('s', 'qrv', 'qqic')}}
        return self.sealed(self.code, rest + b''.join(map(socket.inet_aton, self.sources)), shown) + inner

    def scapy(self, outer, following):
        from scapy.contrib.igmpv3 import IGMPv3, IGMPv3mq
        return IGMPv3(type=self.number, mrcode=self.code, chksum=self.get('checksum')) / IGMPv3mq(
            gaddr=self.get('maddr', '0.0.0.0'), resv=self.get('resv', 0), s=self.get('s', 0), qrv=self.get('qrv', 0),
            qqic=self.get('qqic', 0), numsrc=self.count(), srcaddrs=self.sources)


class Record:
    """RFC 3376, 4.2.4 to 4.2.11. Counts are computed, or given too small in the last record."""

    def __init__(self, kind, group, *sources, aux=b'', num_src=None, aux_data_len=None):
        self.kind, self.group, self.sources, self.aux = kind, group, list(sources), aux
        self.number = RECORD.get(kind, kind)
        lies = [f'{name}:{value}' for name, value in (('num_src', num_src), ('aux_data_len', aux_data_len)) if value is not None]
        self.text = ','.join([str(kind), group, *sources, *lies] + ([f'aux:{aux.hex()}'] if aux else []))
        self.count = len(self.sources) if num_src is None else num_src
        self.words = len(aux) // 4 if aux_data_len is None else aux_data_len

    def wire(self):
        return struct.pack('!BBH', self.number, self.words, self.count) \
            + b''.join(map(socket.inet_aton, [self.group, *self.sources])) + self.aux

    def scapy(self):
        from scapy.contrib.igmpv3 import IGMPv3gr
        if self.aux:
            raise NoClass("Scapy's IGMPv3gr has no auxiliary data")
        return IGMPv3gr(rtype=self.number, numsrc=self.count, auxdlen=self.words, maddr=self.group, srcaddrs=self.sources)


class V3Report(Igmp):
    kind, number, version = 'igmp.v3-report', 0x22, 3

    def records(self):
        return self.given.get('record', [])

    def count(self):
        return self.get('num_grp_recs', len(self.records()))

    def spelling(self, name, rng):
        return 'record' if name == 'record' else super().spelling(name, rng)

    def wire(self, inner, stated, outer, following):
        first, second = self.get('reserved', 0), self.get('reserved.2', 0)
        body = struct.pack('!HH', second, self.count()) + b''.join(one.wire() for one in self.records())
        seen = self.records()[:self.count()]
        shown = {'igmp.reserved': [f'{first:02x}', f'{second:04x}'], 'igmp.num_grp_recs': str(self.count()),
                 'igmp.record_type': [str(one.number) for one in seen], 'igmp.maddr': [one.group for one in seen],
                 'igmp.num_src': [str(one.count) for one in seen], 'igmp.aux_data_len': [str(one.words) for one in seen],
                 'igmp.saddr': [source for one in seen for source in one.sources[:one.count]],
                 'igmp.aux_data': [one.aux[:4 * one.words].hex() for one in seen if one.words]}
        return self.sealed(first, body, shown) + inner

    def scapy(self, outer, following):
        from scapy.contrib.igmpv3 import IGMPv3, IGMPv3mr
        return IGMPv3(type=self.number, mrcode=self.get('reserved', 0), chksum=self.get('checksum')) / IGMPv3mr(
            res2=self.get('reserved.2', 0), numgrp=self.count(), records=[one.scapy() for one in self.records()])
