"""More link layers: IEEE 802.3 with LLC and SNAP, service tags, ARP, and Linux's cooked headers."""
import socket

from layouts import FORMS, Table, encode
from link import Eth, ether_type, mac
from packet import NoClass


class Ieee8023(Eth):
    kind = 'eth.802.3'
    states_length = counts_trailer = True

    def wire(self, inner, stated, outer, following):
        source, length = self.get('src', '00:00:00:00:00:00'), self.get('len', stated)
        self.shown = {'eth.dst': self.destination(), 'eth.src': source, 'eth.len': str(length)}
        return mac(self.destination()) + mac(source) + length.to_bytes(2, 'big') + inner

    def scapy(self, outer, following):
        from scapy.layers.l2 import Dot3
        return Dot3(dst=self.destination(), src=self.get('src', '00:00:00:00:00:00'), len=self.get('len'))


class Llc(Table):
    kind, proto, prefix = 'llc', 'llc', 'llc.'
    layout = (('dsap', 8, 0), ('ssap', 8, 0xaa), ('control', 8, 3))
    maker, names = 'layers.l2.LLC', {'dsap': 'dsap', 'ssap': 'ssap', 'control': 'ctrl'}

    def values(self, stated, outer, following):
        values = super().values(stated, outer, following)
        return {**values, 'dsap': self.get('dsap', 0xaa if following and following.kind == 'snap' else 0)}


class Snap(Table):
    kind, prefix = 'snap', 'llc.'
    layout = (('oui', 24, 0), ('type', 16, 0))
    maker, names = 'layers.l2.SNAP', {'oui': 'OUI', 'type': 'code'}

    def values(self, stated, outer, following):
        return {'oui': self.get('oui', 0), 'type': ether_type(self, 'type', following)}

    def show(self, values):
        """RFC 1042: the type is an EtherType only below organization code 0."""
        super().show(values)
        if values['oui']:
            self.shown['llc.pid'] = self.shown.pop('llc.type')


class ServiceVlan(Table):
    kind, proto, prefix = 'vlan.s', 'ieee8021ad', 'ieee8021ad.'
    layout = (('priority', 3, 0), ('dei', 1, 0), ('id', 12, 0), ('etype', 16, 0))
    maker, names = 'layers.l2.Dot1AD', {'priority': 'prio', 'dei': 'id', 'id': 'vlan', 'etype': 'type'}

    def values(self, stated, outer, following):
        return {**super().values(stated, outer, following), 'etype': ether_type(self, 'etype', following)}

    def show(self, values):
        """tshark gives the EtherType of a service tag in front of a customer tag another name (802.1ah)."""
        super().show(values)
        kind = self.shown.pop('ieee8021ad.etype')
        self.shown['ieee8021ah.etype'] = kind


class Arp(Table):
    kind = proto = 'arp'
    prefix = 'arp.'
    states_length = True
    layout = (('hw.type', 16, 1), ('proto.type', 16, 0x800), ('hw.size', 8, 6), ('proto.size', 8, 4), ('opcode', 16, 1),
              ('src.hw_mac', 'mac', 0), ('src.proto_ipv4', 'ip4', 0), ('dst.hw_mac', 'mac', 0), ('dst.proto_ipv4', 'ip4', 0))
    maker = 'layers.l2.ARP'
    names = {'hw.type': 'hwtype', 'proto.type': 'ptype', 'hw.size': 'hwlen', 'proto.size': 'plen', 'opcode': 'op',
             'src.hw_mac': 'hwsrc', 'src.proto_ipv4': 'psrc', 'dst.hw_mac': 'hwdst', 'dst.proto_ipv4': 'pdst'}

    def spelling(self, name, rng):
        return self.prefix + name if rng.random() < 0.5 else name

    def scapy(self, outer, following):
        if self.get('hw.type', 1) != 1:
            raise NoClass("Scapy's ARP takes MAC addresses only for Ethernet")
        return super().scapy(outer, following)


class ArpAny(Arp):
    kind = 'arp.any'
    layout = Arp.layout[:5]
    maker = "Scapy's ARP pads what is not 6 and 4 bytes long"
    ADDRESSES = ('src.hw', 'src.proto', 'dst.hw', 'dst.proto')

    def body(self, name):
        """The bytes of an address, given as such or in the text of its form."""
        given = self.get(name, b'')
        return FORMS['ip4' if 'ipv4' in name else 'mac'][1](given) if isinstance(given, str) else given

    def values(self, stated, outer, following):
        sizes = dict(zip(('hw.size', 'proto.size'), (len(self.body(name)) for name in self.ADDRESSES)))
        return {**super().values(stated, outer, following), **{name: self.get(name, size) for name, size in sizes.items()}}

    def head(self, values):
        return super().head(values) + b''.join(map(self.body, self.ADDRESSES))

    def show(self, values):
        """tshark goes by the types too: a MAC address is one of Ethernet's hardware, an IPv4 address one of that protocol."""
        super().show(values)
        named = {'hw': ('mac', values['hw.type'] in (1, 6) and values['hw.size'] == 6),
                 'proto': ('ipv4', values['proto.type'] == 0x800 and values['proto.size'] == 4)}
        for name in self.ADDRESSES:
            side, part = name.split('_')[0].split('.')
            form, is_named = named[part]
            body = self.body(name)
            text = socket.inet_ntoa(body) if form == 'ipv4' and is_named else body.hex(':')
            self.shown[f'arp.{side}.{part}_{form}'] = [text] if is_named else []
            self.shown[f'arp.{side}.{part}'] = [] if is_named or not body else [body.hex()]


class ArpIpv4(ArpAny):
    kind = 'arp.ipv4'
    ADDRESSES = ('src.hw', 'src.proto_ipv4', 'dst.hw', 'dst.proto_ipv4')


class ArpMac(ArpAny):
    kind = 'arp.mac'
    ADDRESSES = ('src.hw_mac', 'src.proto', 'dst.hw_mac', 'dst.proto')


class Sll(Table):
    kind, proto, prefix, linktype = 'sll', 'sll', 'sll.', 113
    layout = (('pkttype', 16, 0), ('hatype', 16, 1), ('halen', 16, 6), ('src.eth', 'mac', 0), ('unused', 16, 0), ('etype', 16, 0))
    hexed = ('unused',)
    maker = 'layers.l2.CookedLinux'
    names = {'pkttype': 'pkttype', 'hatype': 'lladdrtype', 'halen': 'lladdrlen', 'src': 'src', 'etype': 'proto'}

    def values(self, stated, outer, following):
        values = {**super().values(stated, outer, following), 'etype': ether_type(self, 'etype', following)}
        values['src'] = self.source(values)
        return values

    def source(self, values):
        return encode([('mac', values['src.eth']), (16, values['unused'])])

    def show(self, values):
        """An address of another length than 6 is bytes to tshark, and then nothing is unused when it is 8."""
        super().show(values)
        if values['halen'] != 6:
            self.shown.update({'sll.src.eth': [], 'sll.unused': [], 'sll.src.other': values['src'].hex()})


class Sll2(Sll):
    kind, linktype, hidden = 'sll2', 276, ('reserved',)
    layout = (('etype', 16, 0), ('reserved', 16, 0), ('ifindex', 32, 0), ('hatype', 16, 1), ('pkttype', 8, 0), ('halen', 8, 6),
              ('src.eth', 'mac', 0), ('unused', 16, 0))
    maker = 'layers.l2.CookedLinuxV2'
    names = {**Sll.names, 'reserved': 'reserved', 'ifindex': 'ifindex'}

    def scapy(self, outer, following):
        try:
            return super().scapy(outer, following)
        except AttributeError:
            raise NoClass('Scapy 2.5.0 has no second version of the cooked header') from None


class SllNumbered(Sll):
    """Linux's own numbers: 3 Ethernet, 4 logical link control."""
    kind, field = 'sll.ltype', 'ltype'
    layout = (*Sll.layout[:-1], ('ltype', 16, 0))
    names = {**{name: word for name, word in Sll.names.items() if name != 'etype'}, 'ltype': 'proto'}

    def values(self, stated, outer, following):
        values = super().values(stated, outer, following)
        return {**values, 'ltype': self.get('ltype', {'eth': 3, 'llc': 4}.get(following.kind if following else '', 0))}


class Sll2Numbered(SllNumbered, Sll2):
    kind = 'sll2.ltype'
    layout = (('ltype', 16, 0), *Sll2.layout[1:])
    names = {**Sll2.names, **SllNumbered.names}
    del names['etype']


class SllGre(Sll):
    kind = 'sll.gre'
    layout = (Sll.layout[0], ('hatype', 16, 778), *Sll.layout[2:-1], ('gretype', 16, 0))
    names = {**{name: word for name, word in Sll.names.items() if name != 'etype'}, 'gretype': 'proto'}

    def values(self, stated, outer, following):
        return {**super().values(stated, outer, following), 'gretype': ether_type(self, 'gretype', following)}


class Sll2Gre(SllGre, Sll2):
    kind = 'sll2.gre'
    layout = (('gretype', 16, 0), *Sll2.layout[1:3], ('hatype', 16, 778), *Sll2.layout[4:])
    names = {**Sll2.names, **SllGre.names}
    del names['etype']
