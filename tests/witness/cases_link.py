"""Packets of the link layers of link_more.py."""
import icmp_more
import ipv4
import ipv6
import link
import link_more as more
import transport
from cases_ip import echo, eth, hardware, tag
from packet import Given, Packet, hexed


def ieee(rng, **given):
    given = {'dst': hardware(rng), 'src': hardware(rng), **given}
    return more.Ieee8023({name: value for name, value in given.items() if value is not None})


def ping(rng):
    return [ipv4.between(rng), echo(rng), transport.some(rng, 40, 60)]


def ieee_frames(rng):
    for dsap, ssap, control in ((0x30, 0x08, 3), (0x10, 0x10, 0xf3), (0x98, 0xaa, 3), (0, 0xaa, 0xe3)):
        given = {name: hexed(value) for name, value in (('dsap', dsap), ('ssap', ssap), ('control', control))}
        yield Packet(ieee(rng), more.Llc(given), transport.some(rng, 50, 90))
    yield Packet(more.Ieee8023(), more.Llc(), transport.some(rng, 50, 60))
    yield Packet(ieee(rng), more.Llc(), transport.some(rng, 50, 60), trailers=[rng.randbytes(5)])
    for _ in range(3):
        yield Packet(ieee(rng), more.Llc(), more.Snap(), *ping(rng))
    yield Packet(ieee(rng), more.Llc(), more.Snap(), ipv6.between(rng), ipv6.Icmpv6Echo({'echo.identifier': 4}), transport.some(rng))
    yield Packet(ieee(rng), more.Llc(), more.Snap({'type': hexed(0x88b6)}), transport.some(rng, 50, 60))
    yield Packet(ieee(rng), more.Llc(), more.Snap({'oui': hexed(0x00000f)}), transport.some(rng, 50, 60))
    yield Packet(ieee(rng, dst=None), more.Llc(), more.Snap(), ipv4.between(rng, dst='239.1.2.3'), echo(rng), transport.some(rng, 40, 50))
    yield Packet(ieee(rng, len=300), more.Llc(), transport.some(rng, 50, 60))


def tagged_ieee(rng):
    for given in ({'id': 7}, {'priority': 5, 'id': 4095}, {'dei': Given(1, 'true')}, {}):
        yield Packet(eth(rng), link.VlanLength(given), more.Llc({'dsap': hexed(0x30), 'ssap': hexed(8)}), transport.some(rng, 50, 90))
    yield Packet(eth(rng), link.VlanLength({'id': 9}), more.Llc(), more.Snap(), *ping(rng))
    yield Packet(eth(rng), link.VlanLength({'id': 9, 'len': 300}), more.Llc(), transport.some(rng, 50, 60))
    yield Packet(eth(rng), link.VlanLength({'id': 9}), more.Llc(), transport.some(rng, 50, 60), trailers=[rng.randbytes(5)])


def service_tags(rng):
    for priority, dei in ((0, 0), (7, 0), (3, 1), (0, Given(1, 'true'))):
        given = {name: value for name, value in (('priority', priority), ('dei', dei)) if value}
        yield Packet(eth(rng), more.ServiceVlan({**given, 'id': rng.randrange(1, 4095)}), tag(rng), *ping(rng))
    yield Packet(eth(rng), more.ServiceVlan(), link.Vlan(), *ping(rng))
    yield Packet(eth(rng), more.ServiceVlan({'id': 4095}), *ping(rng))
    yield Packet(eth(rng), more.ServiceVlan({'id': 5, 'etype': hexed(0x88b6)}), transport.some(rng, 50, 60))


def arp(rng):
    def given(**others):
        return {'src.hw_mac': hardware(rng), 'src.proto_ipv4': ipv4.address(rng), 'dst.hw_mac': hardware(rng),
                'dst.proto_ipv4': ipv4.address(rng), **others}
    below = [lambda: [eth(rng)], lambda: [eth(rng), tag(rng)], lambda: [more.Sll()], lambda: [more.Sll2()]]
    for n, opcode in enumerate((1, 2, 3, 4, Given(2, 'reply'), Given(1, 'request'), 9)):
        yield Packet(*below[n % 4](), more.Arp(given(opcode=opcode)))
    yield Packet(eth(rng), more.Arp({'dst.proto_ipv4': '198.18.0.1'}))
    yield Packet(eth(rng), more.Arp(given(**{'hw.type': 6})))
    yield from arp_of_other_sizes(rng)


def arp_of_other_sizes(rng):
    """Sizes of which neither, the protocol's or the hardware's is a usual one."""
    def body(size):
        data = rng.randbytes(size)
        return Given(data, 'hex:' + data.hex())

    def packet(layer, hw, proto, **kind):
        addresses = dict(zip(layer.ADDRESSES, (hw(), proto(), hw(), proto())))
        return Packet(eth(rng), layer({**{name.replace('_', '.'): value for name, value in kind.items()}, **addresses}))
    for n, (hardware_size, protocol_size) in enumerate(((2, 3), (8, 16), (20, 16), (1, 1), (7, 2))):
        kind = {'hw_type': 32, 'opcode': 2, 'proto_type': hexed(0x86dd)} if n == 2 else {}
        yield packet(more.ArpAny, lambda: body(hardware_size), lambda: body(protocol_size), **kind)
    for hardware_size in (20, 8, 7, 1, 16):
        kind = {20: {'hw_type': 32, 'opcode': 2}, 16: {'hw_type': 27}, 1: {'proto_type': hexed(0x86dd)}}.get(hardware_size, {})
        yield packet(more.ArpIpv4, lambda: body(hardware_size), lambda: ipv4.address(rng), **kind)
    for protocol_size in (16, 2, 1, 3, 5):
        kind = {16: {'proto_type': hexed(0x86dd), 'opcode': 2}, 2: {'hw_type': 6}, 3: {'hw_type': 7}}.get(protocol_size, {})
        yield packet(more.ArpMac, lambda: hardware(rng), lambda: body(protocol_size), **kind)


def padded_arp(rng):
    given = {'src.hw_mac': hardware(rng), 'src.proto_ipv4': ipv4.address(rng), 'dst.proto_ipv4': ipv4.address(rng)}
    for tail in (bytes(18), bytes(18) + rng.randbytes(4), rng.randbytes(3)):
        yield Packet(eth(rng), more.Arp(given), trailers=[tail])
        yield Packet(eth(rng), tag(rng), more.Arp(given), trailers=[tail])
        yield Packet(more.Sll(), more.Arp(given), trailers=[tail])
    others = {'hw.type': 32, 'src.hw': Given(b'abcd', 'text:abcd'), 'src.proto_ipv4': '198.18.0.1', 'dst.hw': Given(b'efgh', 'text:efgh'), 'dst.proto_ipv4': '198.18.0.2'}
    yield Packet(eth(rng), more.ArpIpv4(others), trailers=[bytes(9)])
    yield Packet(ieee(rng), more.Llc(), more.Snap(), more.Arp(given), trailers=[bytes(10), b'outside'])


def loopback_types(rng):
    """An EtherType in place of the address family, in both orders."""
    for kind in (link.NullType, link.NullTypeBig):
        yield Packet(kind(), *ping(rng))
        yield Packet(kind(), ipv6.between(rng), ipv6.Icmpv6Echo({'echo.identifier': 4}), transport.some(rng))
        for number in (0x88b6, 1501, 0xffff):
            yield Packet(kind({'type': hexed(number)}), transport.some(rng))


def loopback_words(rng):
    """A word that no address family is and whose last half is an EtherType."""
    for word in (0x0f000800, 0x12340800, 0xffff0800, 0x00060800):
        yield Packet(link.NullTypeHigh({'type': Given(word, f'raw:{word}')}), *ping(rng))
    yield Packet(link.NullTypeHigh({'type': Given(0x0f0086dd, f'raw:{0x0f0086dd}')}), ipv6.between(rng), ipv6.Icmpv6Echo(), transport.some(rng))
    yield Packet(link.NullTypeHigh({'type': Given(0x0f0088b6, f'raw:{0x0f0088b6}')}), transport.some(rng))


def cooked_others(rng):
    for kind, gre in ((more.SllNumbered, more.SllGre), (more.Sll2Numbered, more.Sll2Gre)):
        for given in ({}, {'hatype': 512}, {'pkttype': 4, 'src.eth': hardware(rng)}, {'unused': hexed(0xa55a)}):
            yield Packet(kind(given), more.Llc({'dsap': hexed(0x30), 'ssap': hexed(8)}), transport.some(rng, 50, 90))
        yield Packet(kind(), more.Llc(), more.Snap(), *ping(rng))
        yield Packet(kind(), eth(rng), *ping(rng))
        yield Packet(kind({'hatype': 32, 'halen': 8, 'src.eth': hardware(rng)}), eth(rng), *ping(rng))
        yield Packet(kind({'ltype': hexed(0x1b)}), transport.some(rng))
        for given in ({}, {'pkttype': 4, 'src.eth': hardware(rng)}, {'unused': hexed(0xa55a)}, {'halen': 8, 'unused': hexed(0x1234)}):
            yield Packet(gre(given), *ping(rng))
        yield Packet(gre(), eth(rng), *ping(rng))
        yield Packet(gre({'gretype': hexed(0x88b6)}), icmp_more.Silent('hex', rng.randbytes(20)))
    yield Packet(more.Sll2Numbered({'ifindex': 7, 'reserved': 9}), eth(rng), *ping(rng))
    yield Packet(more.Sll2Gre({'ifindex': 7, 'reserved': 9}), *ping(rng))
    yield Packet(eth(rng), eth(rng), *ping(rng))


def cooked(rng):
    for kind in (more.Sll, more.Sll2):
        for pkttype in (0, 1, 2, 3, 4):
            yield Packet(kind({'pkttype': pkttype, 'src.eth': hardware(rng)} if pkttype else {}), *ping(rng))
        yield Packet(kind({'hatype': 772}), ipv6.between(rng), ipv6.Icmpv6Echo({'echo.identifier': 4}), transport.some(rng))
        yield Packet(kind({'unused': hexed(0xa55a), 'src.eth': hardware(rng)}), *ping(rng))
        yield Packet(kind({'hatype': 32, 'halen': 8, 'src.eth': hardware(rng), 'unused': hexed(0x1234)}), *ping(rng))
        yield Packet(kind({'etype': hexed(0x88b6)}), transport.some(rng))
    yield Packet(more.Sll2({'ifindex': 7, 'reserved': 9}), *ping(rng))
    yield Packet(more.Sll2({'ifindex': 0xfffffff}), *ping(rng))
