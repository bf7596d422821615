"""Packets of the other ICMP messages, of ICMPv6 errors, and of extensions."""
import itertools

import extensions as e
import icmp_more
import icmpv6
import igmp
import ipv4
import ipv6
import transport
from cases_icmpv6 import address
from cases_ip import carried
from cases_upper import quotes
from packet import Given, hexed


def about(rng, message, quoted=()):
    return carried(rng, [ipv4.between(rng), message, *quoted])


def about6(rng, message, quoted=()):
    return carried(rng, [ipv6.between(rng), message, *quoted], 'ipv6')


def quoted(rng):
    return rng.choice(list(quotes(rng)))


def short(rng):
    """The header and 8 bytes: more of it tshark does not read in these two messages (RFC 792)."""
    return rng.choice([one for one in quotes(rng) if one[-1].cut == 8])


def whole(rng):
    """A quote that is not cut: the zeros in front of the extensions would stand where its bytes were."""
    return rng.choice([one for one in quotes(rng) if one[-1].cut is None])


def quoted6(rng):
    ports = {'srcport': 40000, 'dstport': 50000}
    return rng.choice([[ipv6.between(rng), transport.Udp(ports), transport.some(rng)], [ipv6.between(rng), transport.Udp(ports)],
                       [ipv6.between(rng), ipv6.Icmpv6Echo({'echo.identifier': 5}), transport.some(rng)]])


def plain(rng):
    for code in range(4):
        yield about(rng, icmp_more.Redirect({'code': code, 'redir_gw': ipv4.address(rng)}), short(rng))
    for given in ({}, {'checksum': hexed(0x1111)}):
        yield about(rng, icmp_more.Redirect(given), short(rng))
    for given in ({}, {}, {'unused': 0x01020304}, {'code': 1}, {'checksum': hexed(0x1111)}):
        yield about(rng, icmp_more.SourceQuench(given), short(rng))
    yield about(rng, icmp_more.ParameterProblem({'length': 32, 'ext': [e.mpls(100, 3, 1, 64)]}), whole(rng))
    for given in ({}, {'pointer': 20}, {'code': 1, 'pointer': 255}, {'unused': 0x1234}, {'checksum': hexed(0x1111)}):
        yield about(rng, icmp_more.ParameterProblem(given), quoted(rng))
    for kinds, fields in (((icmp_more.Timestamp, icmp_more.TimestampReply), [name for name, _, _ in icmp_more.Timestamp.layout]),
                          ((icmp_more.AddressMask, icmp_more.AddressMaskReply), ['ident', 'seq'])):
        for kind, name in itertools.product(kinds, fields):
            mask = {'address_mask': '255.255.240.0'} if 'address' in kind.kind else {}
            yield about(rng, kind({name: rng.randrange(1, 65536), **mask}))
        for kind in kinds:
            yield from (about(rng, kind(given)) for given in ({}, {'code': 3}, {'checksum': hexed(0x1111)}))
    for given in ({}, {}, {'reserved': 5}, {'code': 1}, {'checksum': hexed(0x1111)}):
        yield about(rng, icmp_more.RouterSolicitation(given))
    for count in (1, 2, 3, 10):
        routers = [icmp_more.Router(ipv4.address(rng), rng.choice([0, 5, -7, -2147483648, 2147483647])) for _ in range(count)]
        yield about(rng, icmp_more.RouterAdvertisement({'router': routers}))
    one = [icmp_more.Router(ipv4.address(rng), 1)]
    for given in ({'lifetime': 100}, {'code': 16}, {'checksum': hexed(0x1111)}, {'num_addrs': 1}):
        yield about(rng, icmp_more.RouterAdvertisement({**given, 'router': one}))


def information(rng):
    for kind in (icmp_more.Information, icmp_more.InformationReply):
        for given in ({}, {'ident': 7}, {'seq': 65535}, {'ident': 65535, 'seq': 1}, {'code': 3}, {'checksum': hexed(0x1111)}):
            yield about(rng, kind(given))


def errors6(rng):
    for kind, given in ((icmpv6.Unreachable, {}), (icmpv6.TimeExceeded, {}), (icmpv6.PacketTooBig, {'mtu': 1280}), (icmpv6.ParameterProblem, {'pointer': 40})):
        for code in range(7 if kind is icmpv6.Unreachable else 3):
            yield about6(rng, kind({'code': code, **given}), quoted6(rng))
        yield about6(rng, kind({'checksum': hexed(0x1111)}), quoted6(rng))
        yield about6(rng, kind(), quoted6(rng))
    for kind in (icmpv6.Unreachable, icmpv6.TimeExceeded):
        yield about6(rng, kind({'reserved': 0x010203}), quoted6(rng))
        yield about6(rng, kind({'ext': [e.mpls(100, 3, 1, 64)], 'length': 16}), quoted6(rng))


def objects(rng):
    for index, where, name, mtu in itertools.product((None, 3), (None, ipv4.address(rng), address(rng)), (None, 'eth0', 'wlan'), (None, 1500)):
        yield e.if_info(rng.randrange(4), index, where, name, mtu)
    yield e.if_info(2, 7, None, 'veth-a1', 9000)
    yield from (e.mpls(*values) for values in ((0, 0, 1, 1), (1048575, 7, 0, 255), (100, 3, 1, 64)))
    yield from (e.mpls_stack((16000, 0, 0, 1), (16001, 5, 1, 2)), e.mpls_stack(*((label, 0, label // 7, 255 - label) for label in range(8))))
    yield from (e.unknown(200, 7, b'\1\2\3\4'), e.unknown(255, 255, bytes(8)), e.unknown(200, 1, b'abcd', word=False))


def extended(rng):
    errors = ((about, icmp_more.Unreachable, whole), (about, icmp_more.TimeExceeded, whole), (about, icmp_more.ParameterProblem, whole),
              (about6, icmpv6.Unreachable, quoted6), (about6, icmpv6.TimeExceeded, quoted6))
    for n, one in enumerate(objects(rng)):
        around, kind, quote = errors[n % 5]
        yield around(rng, kind({'ext': [one]}), quote(rng))
    for around, kind, quote in errors:
        yield around(rng, kind({'ext': [e.mpls(1, 0, 0, 1), e.mpls(2, 0, 1, 1), e.if_info(1, 4), e.unknown(201, 0, b'xyzw')]}), quote(rng))
        yield around(rng, kind({'ext.res': 5, 'ext': [e.mpls(1, 0, 1, 1)]}), quote(rng))
        yield around(rng, kind({'ext.checksum': hexed(0x1234), 'ext': [e.mpls(1, 0, 1, 1)]}), quote(rng))


def extended_echoes(rng):
    for around, kind, reply, ident in ((about, icmp_more.ExtendedEcho, icmp_more.ExtendedEchoReply, 'ident'),
                                       (about6, icmpv6.ExtendedEcho, icmpv6.ExtendedEchoReply, 'echo.identifier')):
        for one in (e.if_name('eth0'), e.if_name('veth-a1'), e.if_index(7), e.if_address(ipv4.address(rng)), e.if_address(address(rng))):
            yield around(rng, kind({ident: rng.randrange(1, 65536), 'ext.echo.seq': rng.randrange(1, 256), 'ext': [one]}))
        for given in ({'ext.echo.req.local': 0}, {'ext.echo.req.res': 5}, {'code': 1}, {'ext.res': 9}, {'ext.checksum': hexed(0x1234)},
                      {'checksum': hexed(0x1111)}):
            yield around(rng, kind({**given, 'ext': [e.if_index(9)]}))
        for given in ({}, {ident: 9}, {'ext.echo.seq': 7}, {'code': 2}, {'checksum': hexed(0x1111)}, {'ext.echo.rsp.state': 5},
                      {'ext.echo.rsp.active': 1}, {'ext.echo.rsp.ipv4': Given(1, 'true')}, {'ext.echo.rsp.ipv6': 1}, {'ext.echo.rsp.res': 2}):
            yield around(rng, reply(given))


def others(rng):
    for given in ({'type': 200}, {'type': 99, 'code': 3}, {'type': 77, 'code': 255}, {'type': 251, 'checksum': hexed(0x1111)}, {'type': 200}):
        yield about(rng, icmp_more.Other(given), [icmp_more.Silent('hex', rng.randbytes(8))])
    for given in ({'type': 99}, {'type': 99, 'code': 3}, {'type': 77, 'code': 255}, {'type': 251, 'checksum': hexed(0x1111)}, {'type': 250}):
        yield about6(rng, icmpv6.Other(given), [icmp_more.Silent('hex', rng.randbytes(8))])
    for given in ({'type': 0x99}, {'type': 0x99, 'code': 3}, {'type': 0x80, 'code': 255}, {'type': 0xfb, 'checksum': hexed(0x1111)}, {'type': 0x77}):
        yield about(rng, igmp.Other(given), [icmp_more.Silent('hex', rng.randbytes(8))])
