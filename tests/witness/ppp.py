"""Point-to-point links: PPP with and without framing, its control protocols, PPP over Ethernet, Cisco's HDLC."""
from layouts import Table, scapy_class
from link import ether_type
from packet import NoClass

PROTOCOL = {'ip': 0x21, 'ipv6': 0x57, 'lcp': 0xc021, 'ipcp': 0x8021, 'ipv6cp': 0x8057, 'ccp': 0x80fd}
PADDING = 1                # RFC 1570: the protocol that says nothing


class Ppp(Table):
    kind, proto, prefix, linktype, short = 'ppp', 'ppp', 'ppp.', 9, False
    layout = (('protocol', 16, 0),)

    def values(self, stated, outer, following):
        return {**super().values(stated, outer, following), 'protocol': self.get('protocol', PROTOCOL.get(following.kind if following else '', PADDING))}

    def scapy(self, outer, following):
        number = self.values(None, outer, following)['protocol']
        if self.short != (number < 0x100):
            raise NoClass('Scapy writes every number below 0x100 in one byte, and no other')
        return scapy_class('layers.ppp.PPP')(proto=number)


class PppShort(Ppp):
    kind, short, layout = 'ppp.pfc', True, (('protocol', 8, 0),)


class PppHdlc(Ppp):
    kind, layout = 'ppp.hdlc', (('address', 8, 0xff), ('control', 8, 3), ('protocol', 16, 0))

    def scapy(self, outer, following):
        return scapy_class('layers.ppp.HDLC')(address=0xff, control=self.get('control', 3)) / super().scapy(outer, following)


class PppHdlcShort(PppHdlc):
    kind, short, layout = 'ppp.hdlc.pfc', True, (('address', 8, 0xff), ('control', 8, 3), ('protocol', 8, 0))


class CHdlc(Table):
    kind, proto, prefix, linktype, maker = 'chdlc', 'chdlc', 'chdlc.', 104, 'Scapy has no HDLC of Cisco'
    layout = (('address', 8, 0x0f), ('control', 8, 0), ('protocol', 16, 0))

    def values(self, stated, outer, following):
        return {**super().values(stated, outer, following), 'protocol': ether_type(self, 'protocol', following)}


class Control(Table):
    prefix, states_length, layout = 'ppp.', True, (('code', 8, 1), ('identifier', 8, 0), ('length', 16, 0))
    maker = "Scapy's classes take options, and here they are data"

    def values(self, stated, outer, following):
        return {**super().values(stated, outer, following), 'length': self.get('length', 4 + (stated or 0))}


class Lcp(Control):
    kind = proto = 'lcp'


class Ipcp(Control):
    kind = proto = 'ipcp'


class Ipv6cp(Control):
    kind = proto = 'ipv6cp'


class Ccp(Control):
    kind = proto = 'ccp'


class Pppoe(Table):
    kind, proto, prefix, linktype, states_length, counts_trailer = 'pppoe', 'pppoes', 'pppoe.', 51, True, True
    layout = (('version', 4, 1), ('type', 4, 1), ('code', 8, 0), ('session_id', 16, 0), ('payload_length', 16, 0))
    maker = 'layers.ppp.PPPoE'
    names = {'version': 'version', 'type': 'type', 'code': 'code', 'session_id': 'sessionid', 'payload_length': 'len'}

    def values(self, stated, outer, following):
        return {**super().values(stated, outer, following), 'payload_length': self.get('payload_length', stated)}


class PppoeDiscovery(Pppoe):
    kind, proto, maker = 'pppoe.discovery', 'pppoed', 'layers.ppp.PPPoED'
    layout = (('version', 4, 1), ('type', 4, 1), ('code', 8, 9), *Pppoe.layout[3:])
