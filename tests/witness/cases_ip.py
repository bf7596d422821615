"""Packets of the network and link layers: every IPv4 field and option, IPv6, tags, loopback headers, trailers."""
import icmp
import ipv4
import ipv6
import link
import options as o
import transport
from packet import Given, Packet, hexed


def hardware(rng):
    return '02:' + rng.randbytes(5).hex(':')


def eth(rng, **more):
    given = {'dst': hardware(rng), 'src': hardware(rng), **more}
    return link.Eth({name: value for name, value in given.items() if value is not None})


def tag(rng, **more):
    return link.Vlan({'id': rng.randrange(1, 4095), **more})


def carried(rng, inner, name='ip'):
    """`inner` below a link layer picked by chance, or as the packet itself."""
    family = {} if name == 'ip' else {'family': rng.choice([24, 28, 30])}
    starts = [lambda: [], lambda: [eth(rng)], lambda: [eth(rng)], lambda: [eth(rng), tag(rng)], lambda: [link.Null(family)],
              lambda: [link.NullBig(family)], lambda: [link.Loop(family)]]
    return Packet(*rng.choice(starts)(), *inner)


def echo(rng, **more):
    return icmp.Echo({'ident': rng.randrange(1, 65536), 'seq': rng.randrange(1, 65536), **more})


def ipv4_fields(rng):
    def plain(**more):
        return carried(rng, [ipv4.between(rng, **more), echo(rng), transport.some(rng)])
    for value in (0x10, 0xb8, 0xc0, 3, 255):
        yield plain(dsfield=hexed(value))
    for value in (1, 0x8000, 65535):
        yield plain(id=value)
    for value in (5, 9, 63, 65, 128, 255):
        yield plain(ttl=value)
    yield plain(ttl=3)
    for text in ('1', 'true'):
        yield plain(flags__df=Given(1, text))
        yield plain(flags__rb=Given(1, text))
    for proto, offset in ((1, 1), (17, 185), (6, 4096), (253, 8191 - 64)):
        yield carried(rng, [ipv4.between(rng, proto=proto, frag_offset=offset, flags__mf=rng.choice([0, 1]), id=rng.randrange(1, 65536)),
                            transport.some(rng, 8, 8)])
    yield carried(rng, [ipv4.between(rng, flags__mf=1, id=77), transport.Udp({'srcport': 40000, 'dstport': 40001}), transport.some(rng, 8, 8)])
    yield carried(rng, [ipv4.between(rng, proto=254), transport.some(rng)])
    yield carried(rng, [ipv4.between(rng), transport.some(rng)])
    yield Packet(eth(rng), ipv4.Ip({'dst': '198.18.0.1'}), echo(rng))
    yield Packet(eth(rng, dst='ff:ff:ff:ff:ff:ff'), ipv4.Ip({'src': '198.18.0.1', 'dst': '255.255.255.255'}), echo(rng))


def ipv4_options(rng):
    a, b, c = (ipv4.address(rng) for _ in range(3))
    route, stamps = [a, b, c], [rng.randrange(1, 86400000) for _ in range(4)]
    lists = [
        [o.router_alert()], [o.router_alert(1)], [o.nop(), o.router_alert()], [o.router_alert(), o.nop(), o.nop()],
        [o.nop()], [o.nop(), o.nop(), o.nop()], [o.eol()], [o.nop(), o.eol()], [o.router_alert(), o.eol()], [o.nop(), o.nop(), o.nop(), o.eol()],
        [o.record_route(a)], [o.record_route(a, b, pointer=8)], [o.record_route('0.0.0.0', '0.0.0.0', '0.0.0.0')],
        [o.record_route(*route, pointer=16)], [o.nop(), o.record_route(*route, *route, *route, pointer=20)],
        *[[o.timestamps(0, *stamps[:n], pointer=p, overflow=v)] for n, p, v in ((1, 5, 0), (2, 9, 0), (4, 21, 15), (1, 9, 3))],
        *[[o.timestamps(f, *zip(route[:n], stamps), pointer=p, overflow=v)]
          for f, n, p, v in ((1, 1, 5, 0), (1, 2, 13, 0), (1, 3, 29, 7), (3, 1, 5, 0), (3, 2, 13, 1), (3, 3, 21, 0))],
        [o.timestamps(1, ('198.18.0.9', 1234))],
        *[[o.source_route(word, *route[:n], pointer=p)] for word in ('lsrr', 'ssrr') for n, p in ((1, 4), (2, 4), (3, 8), (2, 12), (3, 16))],
        *[[o.stream(n)] for n in (7, 1, 0xffff, 0x1234, 258)],
        *[[o.security(bytes.fromhex(h))] for h in ('f135000a4142414243', '789a00015a5a41415a', '0000ffffffff010203')],
        [o.security(bytes.fromhex('ab80'))], [o.security(bytes.fromhex('5a8140'))],
        [o.unknown(30, b'')], [o.unknown(94, b'\x01')], [o.unknown(158, b'abc')], [o.unknown(222, rng.randbytes(10), base=16)],
        [o.unknown(222, rng.randbytes(38))],
        [o.raw(b'\x01', **{'opt__type': ['1']})], [o.raw(bytes.fromhex('1e04abcd'))],
        [o.raw(bytes.fromhex('94040000'), opt__type=['148'], opt__len=['4'], opt__ra=['0'])],
        [o.raw(bytes.fromhex('0101'), opt__type=['1', '1'])], [o.raw(bytes.fromhex('5e06deadbeef'))],
        [o.router_alert(), o.record_route(a, '0.0.0.0', pointer=8), o.timestamps(0, 9), o.stream(9), o.nop()],
        [o.nop(), o.unknown(94, b'zz'), o.nop(), o.router_alert()],
        *[[o.broken(o.record_route(*route[:n], pointer=p), rng.randbytes(s))] for n, p, s in ((0, 4, 2), (1, 8, 1), (2, 4, 2), (3, 16, 3), (1, 4, 2))],
        # With a pointer at a whole address tshark would take pieces of one for the destination.
        *[[o.broken(o.source_route(word, pointer=p), rng.randbytes(s))] for word in ('lsrr', 'ssrr') for p, s in ((5, 1), (5, 2), (6, 3), (7, 2), (5, 3))],
        *[[o.broken(o.timestamps(0, pointer=p, overflow=v), rng.randbytes(s))] for p, v, s in ((5, 0, 1), (5, 2, 2), (9, 0, 3))],
        *[[o.broken(o.timestamps(f, pointer=p), rng.randbytes(s))] for f, p, s in ((1, 5, 4), (3, 13, 7), (1, 5, 2))]]
    for several in lists:
        first = transport.Udp({'srcport': 40000, 'dstport': 50000}) if rng.random() < 0.3 else echo(rng)
        yield carried(rng, [ipv4.between(rng, *several), first, transport.some(rng, 1, 12)])
    for route_so_far in (o.source_route('lsrr', a, b), o.source_route('ssrr', a, b, pointer=8), o.source_route('lsrr', a, b, pointer=12)):
        yield carried(rng, [ipv4.between(rng, route_so_far), transport.Udp({'srcport': 40000}), transport.some(rng, 1, 12)])


def links(rng):
    def ping():
        return [ipv4.between(rng), echo(rng), transport.some(rng)]
    for kind in (link.Null, link.NullBig, link.Loop):
        for _ in range(3):
            yield Packet(kind(), *ping())
        yield Packet(kind({'family': 2}), *ping())
        for family in (24, 28, 30):
            yield Packet(kind({'family': family}), ipv6.between(rng), ipv6.Icmpv6Echo({'echo.identifier': 9}), transport.some(rng))
        yield Packet(kind(), *ping()[:2])
    yield Packet(link.Eth(), transport.some(rng))
    yield Packet(eth(rng, type=hexed(0x88b6)), transport.some(rng))
    yield Packet(link.Eth({'dst': '01:02:03:04:05:06'}), *ping())
    for priority, dei in ((7, 0), (0, 1), (5, 1)):
        yield Packet(eth(rng), tag(rng, priority=priority, dei=dei), *ping())
    yield Packet(eth(rng), link.Vlan(), link.Vlan({'id': 4095}), *ping())
    yield Packet(eth(rng), tag(rng), tag(rng, priority=1), tag(rng, dei=Given(1, 'true')), *ping())
    yield Packet(eth(rng), tag(rng, etype=hexed(0x88b6)), transport.some(rng))
    yield Packet(eth(rng), tag(rng), transport.some(rng))
    yield Packet(eth(rng), tag(rng), ipv6.between(rng), ipv6.Icmpv6Echo(), transport.some(rng))
    for group in ('224.0.1.1', '239.129.2.3', '232.255.255.255'):
        yield Packet(eth(rng, dst=None), *rng.choice([[], [tag(rng)]]), ipv4.between(rng, dst=group), echo(rng))
    for group in ('ff02::1', 'ff3e::8000:1', 'ff0e::1:ff12:3456'):
        yield Packet(eth(rng, dst=None), *rng.choice([[], [tag(rng)]]), ipv6.between(rng, dst=group), ipv6.Icmpv6Echo())
    yield Packet(eth(rng, dst='02:00:00:00:00:99'), ipv4.between(rng, dst='239.1.1.1'), echo(rng))


def six(rng):
    def ping(**more):
        return carried(rng, [ipv6.between(rng, **more), ipv6.Icmpv6Echo({'echo.sequence_number': 1}), transport.some(rng)], 'ipv6')
    yield from (ping(tclass=hexed(n)) for n in (1, 0xb8, 255))
    yield from (ping(flow=hexed(n)) for n in (1, 0xabcde, 0xfffff))
    yield from (ping(hlim=n) for n in (1, 0, 63, 255))
    yield ping(src='fe80::1', dst='ff02::1')
    yield ping(src='2001:db8:1:2:3:4:5:6')
    yield Packet(ipv6.Ipv6({'dst': '::1'}), ipv6.Icmpv6Echo())
    yield Packet(ipv6.between(rng, nxt=253), transport.some(rng))
    yield Packet(eth(rng), ipv6.between(rng), transport.some(rng))
    yield Packet(eth(rng), ipv6.between(rng))
    for kind in (ipv6.Icmpv6Echo, ipv6.Icmpv6EchoReply):
        for code, ident, seq in ((0, 1, 1), (0, 65535, 65535), (7, 0x1234, 0), (0, 0, 9), (255, 5, 256)):
            given = {'code': code, 'echo.identifier': ident, 'echo.sequence_number': seq}
            below = [kind({name: value for name, value in given.items() if value}), transport.some(rng, 1, 64)]
            yield carried(rng, [ipv6.between(rng), *below[:rng.choice([1, 2, 2])]], 'ipv6')
    for kind in (ipv6.Icmpv6Echo, ipv6.Icmpv6EchoReply):
        yield carried(rng, [ipv6.between(rng), kind({'checksum': hexed(0x1234)}), transport.some(rng)], 'ipv6')


def trailers(rng):
    odd = rng.randbytes(7)
    for tail in (odd, b'\xff', bytes(2), bytes(20)):
        yield Packet(eth(rng), ipv4.between(rng), echo(rng), transport.Data('hex', b'abcd'), trailers=[tail])
    yield Packet(eth(rng), tag(rng), ipv4.between(rng), echo(rng), trailers=[odd])
    yield Packet(eth(rng), ipv6.between(rng), ipv6.Icmpv6Echo(), trailers=[odd])
    yield Packet(eth(rng), ipv4.between(rng), transport.some(rng), trailers=[odd])
    yield Packet(link.Null(), ipv4.between(rng), echo(rng), trailers=[odd])
    yield Packet(ipv4.between(rng), echo(rng), trailers=[odd])
    for below in (ipv4.between(rng), ipv6.between(rng)):
        datagram = [transport.Udp({'srcport': 40000, 'dstport': 40001}), transport.Data('text', b'datagram')]
        yield Packet(eth(rng), below, *datagram, trailers=[odd])
        yield Packet(eth(rng), below, *datagram, trailers=[b'inside', b'outside'])
