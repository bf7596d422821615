"""Link layers: Ethernet, 802.1Q tags, and the BSD loopback headers."""
import socket
import struct

from packet import Layer, NoClass

EXPERIMENTAL = 0x88b5      # IEEE 802: local experimental EtherType 1
ETHER_TYPE = {'ip': 0x0800, 'ipv6': 0x86dd, 'vlan': 0x8100, 'vlan.802.3': 0x8100, 'vlan.s': 0x88a8, 'arp': 0x0806, 'arp.any': 0x0806, 'arp.ipv4': 0x0806, 'arp.mac': 0x0806,
              'pppoe': 0x8864, 'pppoe.discovery': 0x8863, 'eth': 0x6558}
FAMILY = {'ip': 2, 'ipv6': 30}


def mac(text):
    return bytes.fromhex(text.replace(':', ''))


def ether_type(layer, name, following):
    return layer.get(name, ETHER_TYPE.get(following.kind if following else '', EXPERIMENTAL))


class Eth(Layer):
    kind = proto = 'eth'
    prefix = 'eth.'
    linktype = 1
    inside = None          # the first network layer of the frame, for a multicast destination

    def destination(self):
        """RFC 1112, 6.4 and RFC 2464, 7: a multicast address gives the MAC unless one is given."""
        address = self.inside.get('dst', '') if self.inside else ''
        if self.get('dst'):
            return self.get('dst')
        if ':' in address and address.lower().startswith('ff'):
            return '33:33:' + socket.inet_pton(socket.AF_INET6, address)[12:].hex(':')
        if '.' in address and 224 <= int(address.split('.')[0]) < 240:
            low = socket.inet_aton(address)[1:]
            return '01:00:5e:' + bytes([low[0] & 0x7f, *low[1:]]).hex(':')
        return '00:00:00:00:00:00'

    def wire(self, inner, stated, outer, following):
        source, kind = self.get('src', '00:00:00:00:00:00'), ether_type(self, 'type', following)
        self.shown = {'eth.dst': self.destination(), 'eth.src': source, 'eth.type': str(kind)}
        return mac(self.destination()) + mac(source) + struct.pack('!H', kind) + inner

    def scapy(self, outer, following):
        from scapy.layers.l2 import Ether
        return Ether(dst=self.destination(), src=self.get('src', '00:00:00:00:00:00'), type=ether_type(self, 'type', following))


class Vlan(Layer):
    kind = proto = 'vlan'
    prefix = 'vlan.'

    def wire(self, inner, stated, outer, following):
        priority, dei, number = self.get('priority', 0), self.get('dei', 0), self.get('id', 0)
        kind = ether_type(self, 'etype', following)
        self.shown = {'vlan.priority': str(priority), 'vlan.dei': str(dei), 'vlan.id': str(number), 'vlan.etype': str(kind)}
        return struct.pack('!HH', priority << 13 | dei << 12 | number, kind) + inner

    def scapy(self, outer, following):
        from scapy.layers.l2 import Dot1Q
        return Dot1Q(prio=self.get('priority', 0), id=self.get('dei', 0), vlan=self.get('id', 0),
                     type=ether_type(self, 'etype', following))


class VlanLength(Layer):
    """IEEE 802.1Q, 9.6: in an IEEE 802.3 frame the tag stands in front of the length."""

    kind, proto, prefix = 'vlan.802.3', 'vlan', 'vlan.'
    states_length = counts_trailer = True

    def wire(self, inner, stated, outer, following):
        priority, dei, number, length = self.get('priority', 0), self.get('dei', 0), self.get('id', 0), self.get('len', stated)
        self.shown = {'vlan.priority': str(priority), 'vlan.dei': str(dei), 'vlan.id': str(number), 'vlan.len': str(length)}
        return struct.pack('!HH', priority << 13 | dei << 12 | number, length) + inner

    def scapy(self, outer, following):
        from scapy.layers.l2 import Dot1Q
        return Dot1Q(prio=self.get('priority', 0), id=self.get('dei', 0), vlan=self.get('id', 0), type=self.given_length())

    def given_length(self):
        if self.get('len') is None:
            raise NoClass("Scapy's Dot1Q takes a length as an EtherType and computes none")
        return self.get('len')


class Null(Layer):
    kind, proto, prefix, linktype, order = 'null', 'null', 'null.', 0, '<'

    def family(self, following):
        return self.get('family', FAMILY.get(following.kind if following else '', 0))

    def wire(self, inner, stated, outer, following):
        self.shown = {'null.family': str(self.family(following))}
        return struct.pack(self.order + 'I', self.family(following)) + inner

    def scapy(self, outer, following):
        from scapy.layers.l2 import Loopback
        return Loopback(type=self.family(following))


class NullBig(Null):
    kind, order = 'null.be', '>'
    note = "the family by struct: Scapy's Loopback writes it little-endian only; the packet behind it by Scapy"

    def scapy(self, outer, following):
        from scapy.packet import Raw
        return Raw(struct.pack('!I', self.family(following)))


class NullType(Null):
    kind = 'null.type'
    note = "the EtherType by struct: Scapy's Loopback knows families only; the packet behind it by Scapy"

    def number(self, following):
        return ether_type(self, 'type', following)

    def wire(self, inner, stated, outer, following):
        self.shown = {'null.type': str(self.number(following))}
        return struct.pack(self.order + 'I', self.number(following)) + inner

    def scapy(self, outer, following):
        from scapy.packet import Raw
        return Raw(struct.pack(self.order + 'I', self.number(following)))


class NullTypeBig(NullType):
    kind, order = 'null.type.be', '>'


class NullTypeHigh(NullTypeBig):
    """What stands in front of the EtherType says nothing; an expression gives all four bytes raw."""

    def number(self, following):
        return self.get('type')

    def wire(self, inner, stated, outer, following):
        data = super().wire(inner, stated, outer, following)
        self.shown = {'null.type': str(self.number(following) & 0xffff)}
        return data


class Loop(NullBig):
    kind, linktype = 'loop', 108
