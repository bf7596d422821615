"""Packets with IPv6 extension headers, and packets within packets."""
import ipv4
import ipv6
import ipv6_more as more
import transport
from cases_ip import carried, echo
from packet import Given, hexed


def address(rng):
    return ipv6.between(rng).get('src')


def content(rng):
    """What stands behind the headers: a message whose checksum covers the addresses, or one without."""
    return rng.choice([[ipv6.Icmpv6Echo({'echo.identifier': rng.randrange(1, 65536)}), transport.some(rng)],
                       [transport.Udp({'srcport': 40000, 'dstport': 50000}), transport.some(rng)],
                       [transport.Udp({'dstport': 50000})], [ipv6.Icmpv6EchoReply()]])


def behind(rng, *headers, last=None, **addresses):
    return carried(rng, [ipv6.between(rng, **addresses), *headers, *(content(rng) if last is None else last)], 'ipv6')


def option_headers(rng):
    lists = [[more.router_alert()], [more.router_alert(1)], [more.router_alert(0xffff)], [more.pad_n(b'')], [more.pad_n(bytes(4))],
             [more.pad_n(b'\x01\x02')], [more.pad1()], [more.pad1(), more.pad1(), more.router_alert(), more.pad1()],
             [more.unknown(0x1e, b'\xaa\xbb')], [more.unknown(0x3e, bytes(range(20)), 16)], [more.unknown(0xfe, b'')],
             [more.pad_n(b'\0'), more.router_alert(2), more.unknown(0x5e, b'abc')], [more.unknown(0x1e, bytes(5))],
             [more.unknown(0x11, b'abcde')], [more.unknown(0xeb, b'', 16)], [],
             [more.raw(bytes.fromhex('05020007'), more.router_alert(7))],
             [more.raw(bytes.fromhex('000100'), more.pad1(), more.pad_n(b''))]]
    for options in lists:
        for kind in (more.HopByHop, more.Destination):
            yield behind(rng, kind({'option': options} if options else {}))
    for length in (65536, 70000, 0xffffffff):
        yield behind(rng, more.HopByHop({'option': [more.jumbo(length)]}))
    for kind in (more.HopByHop, more.Destination):
        yield behind(rng, kind({'nxt': 253, 'option': [more.pad_n(bytes(4))]}), last=[transport.some(rng)])
        yield behind(rng, kind({'option': [more.pad_n(bytes(12))]}), last=[])
    yield behind(rng, more.HopByHop({'option': [more.router_alert()]}), more.Destination({'option': [more.pad_n(b'')]}))


def routes(rng):
    for count, left in ((1, 1), (2, 1), (3, 3), (2, 0), (0, 0)):
        stops = [address(rng) for _ in range(count)]
        for kind in (more.Routing, more.SegmentRouting):
            if stops or kind is more.Routing:
                yield behind(rng, kind({'segleft': left} if left else {}, stops))
    yield behind(rng, more.Routing({'src.reserved': 5}, [address(rng)]))
    yield behind(rng, more.SegmentRouting({'srh.flags': hexed(0x28), 'srh.tag': hexed(0xa55a), 'segleft': 1}, [address(rng), address(rng)]))
    yield behind(rng, more.SegmentRouting({'srh.flags': hexed(0x97)}, [address(rng)]))
    padding = Given(bytes.fromhex('0406000000000000'), 'hex:0406000000000000')
    yield behind(rng, more.SegmentRouting({'srh.tlvs': padding, 'segleft': 1}, [address(rng), address(rng)]))
    for number, body in ((253, b'\x01\x02\x03\x04'), (254, bytes(range(12))), (253, b''), (77, b'\xff'), (200, b'12345')):
        given = {'unknown_data': Given(body, 'hex:' + body.hex())} if body else {}
        yield behind(rng, more.OtherRouting(number, {**given, 'segleft': 2} if number == 254 else given))
    yield behind(rng, more.Routing({'segleft': 1, 'nxt': 253}, [address(rng)]), last=[transport.some(rng)])
    chain = [more.HopByHop({'option': [more.router_alert()]}), more.Destination({'option': [more.pad1()]}),
             more.Routing({'segleft': 1}, [address(rng)]), more.Fragment({'ident': 9}), more.Destination()]
    yield behind(rng, *chain)


def fragments(rng):
    eight = transport.Data('hex', rng.randbytes(8))
    for offset, rest in ((1, 1), (185, 0), (8191 - 1, 0), (0, 1)):
        yield behind(rng, more.Fragment({'offset': offset, 'more': rest, 'ident': hexed(rng.randrange(1 << 32)), 'nxt': 253}), last=[eight])
    yield behind(rng, more.Fragment({'ident': 7, 'more': Given(1, 'true'), 'offset': 5, 'nxt': 17}), last=[eight])
    for given in ({}, {'ident': 0xffffffff}, {'reserved_octet': 3}, {'reserved_bits': 2}):
        yield behind(rng, more.Fragment(given))


def tunnels(rng):
    for outside, inside in ((ipv4, ipv4), (ipv4, ipv6), (ipv6, ipv4), (ipv6, ipv6)):
        for _ in range(3):
            below = [echo(rng), transport.some(rng)] if inside is ipv4 else content(rng)
            yield carried(rng, [outside.between(rng), inside.between(rng), *below], 'ip' if outside is ipv4 else 'ipv6')
    yield carried(rng, [ipv4.between(rng), ipv6.between(rng), ipv4.between(rng), transport.Udp({'dstport': 50000})])
    yield carried(rng, [ipv6.between(rng), more.Destination(), ipv4.between(rng), echo(rng)], 'ipv6')
    yield carried(rng, [ipv6.between(rng), more.Fragment({'ident': 3}), ipv6.between(rng), ipv6.Icmpv6Echo()], 'ipv6')
