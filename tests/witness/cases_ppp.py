"""Packets of point-to-point links."""
import icmp_more
import ipv4
import ipv6
import ppp
import transport
from cases_ip import echo, eth, tag
from cases_link import ping
from packet import Given, Packet, hexed


def body(text):
    """What tshark shows under names of its own: options and what else follows a code."""
    return icmp_more.Silent('hex', bytes.fromhex(text))


def frames(rng):
    for kind in (ppp.Ppp, ppp.PppShort, ppp.PppHdlc, ppp.PppHdlcShort):
        yield Packet(kind(), *ping(rng))
        yield Packet(kind(), *ping(rng))
        yield Packet(kind(), ipv6.between(rng), ipv6.Icmpv6Echo({'echo.identifier': 4}), transport.some(rng))
        yield Packet(kind(), ipv4.between(rng), echo(rng), trailers=[rng.randbytes(2)])
        yield Packet(kind(), transport.some(rng))
        yield Packet(kind({'protocol': hexed(0x9d)}), transport.some(rng))
        yield Packet(kind({'protocol': Given(0x21, 'ipv4')}), *ping(rng))
    for kind in (ppp.PppHdlc, ppp.PppHdlcShort):
        yield Packet(kind({'control': hexed(0)}), *ping(rng))
    yield Packet(ppp.Ppp({'protocol': hexed(0x4021)}), transport.some(rng))
    yield Packet(ppp.PppHdlc({'protocol': hexed(0x4021)}), transport.some(rng))
    for given in ({}, {'address': hexed(0x8f)}, {'control': hexed(1)}):
        yield Packet(ppp.CHdlc(given), *ping(rng))
    yield Packet(ppp.CHdlc({'protocol': hexed(0x88b6)}), transport.some(rng))
    yield Packet(ppp.CHdlc(), ipv6.between(rng), ipv6.Icmpv6Echo(), transport.some(rng))


def controls(rng):
    magic = {'code': 9, 'identifier': 7}
    for below in (ppp.Ppp, ppp.PppHdlc):
        yield Packet(below(), ppp.Lcp({'identifier': 1}), body('010405dc050601020304'))
        yield Packet(below(), ppp.Lcp(magic), body('01020304'))
        yield Packet(below(), ppp.Lcp({'code': Given(10, 'echo-reply'), 'identifier': 255}), body('01020304'), trailers=[rng.randbytes(3)])
        yield Packet(below(), ppp.Lcp({'code': 5}))
        for code in (1, 2, 3):
            yield Packet(below(), ppp.Ipcp({'code': code, 'identifier': code}), body('0306c6120001'))
            yield Packet(below(), ppp.Ipv6cp({'code': code, 'identifier': code}), body('010a0200000000000001'))
            yield Packet(below(), ppp.Ccp({'code': code, 'identifier': code}), body('1a048e20'))
    for kind in (ppp.Ipcp, ppp.Ipv6cp, ppp.Ccp):
        yield Packet(ppp.PppHdlc(), kind({'code': 6, 'length': 4}))
    yield Packet(ppp.Ppp(), ppp.Lcp({**magic, 'length': 8}), body('01020304'))


def over_ethernet(rng):
    given = {'session_id': hexed(0x1234)}
    for _ in range(2):
        yield Packet(eth(rng), ppp.Pppoe(given), ppp.Ppp(), *ping(rng))
        yield Packet(eth(rng), tag(rng), ppp.Pppoe(given), ppp.PppShort(), *ping(rng))
    yield Packet(ppp.Pppoe(given), ppp.Ppp(), ipv6.between(rng), ipv6.Icmpv6Echo(), transport.some(rng))
    yield Packet(ppp.Pppoe({'code': 1}), ppp.Ppp(), *ping(rng))
    yield Packet(ppp.Pppoe({'version': 2, 'type': 3}), ppp.Ppp(), *ping(rng))
    yield Packet(eth(rng), ppp.Pppoe(given), ppp.Ppp(), ppp.Lcp({'code': 9}), body('01020304'), trailers=[b'', bytes(30)])
    yield Packet(eth(rng), ppp.Pppoe({**given, 'payload_length': 60}), ppp.Ppp(), ipv4.between(rng), transport.some(rng, 20, 20))
    for code in (Given(9, 'padi'), 7, 0x19, 0x65, 0xa7):
        yield Packet(eth(rng), ppp.PppoeDiscovery({'code': code, 'session_id': hexed(0x1234)}), body('01010000010300041122aabb'))
    yield Packet(eth(rng), ppp.PppoeDiscovery(), body('01010000'))
    yield Packet(eth(rng), ppp.PppoeDiscovery({'version': 2, 'type': 2}), body('01010000'))
    yield Packet(eth(rng), ppp.PppoeDiscovery({'payload_length': 40}), body('01010000'))
