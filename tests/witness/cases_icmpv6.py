"""Packets of MLD and neighbour discovery."""
import icmpv6
import ipv6
import ipv6_more
from cases_ip import carried, hardware
from packet import Given, hexed


def address(rng):
    return ipv6.between(rng).get('src')


def group(rng):
    return f'ff3e::{rng.randrange(1, 65536):x}:{rng.randrange(1, 65536):x}'


def about(rng, message, alert=0.5, **more):
    """As hosts send them, behind a router alert (RFC 9777, 5), or plain."""
    headers = [ipv6_more.HopByHop({'option': [ipv6_more.router_alert()]})] if rng.random() < alert else []
    return carried(rng, [ipv6.between(rng, **more), *headers, message], 'ipv6')


def mld_plain(rng):
    for kind in (icmpv6.MldQuery, icmpv6.MldReport, icmpv6.MldDone):
        yield about(rng, kind())
        for _ in range(2):
            yield about(rng, kind({'mld.multicast_address': group(rng)}), hlim=1)
        yield about(rng, kind({'mld.maximum_response_delay': rng.choice([1, 1000, 65535]), 'mld.multicast_address': group(rng)}))
        yield about(rng, kind({'reserved': 0xa55a, 'code': 3}))
        yield about(rng, kind({'checksum': hexed(0x1111)}))


def mld_queries(rng):
    """Codes on both sides of the borders at 32768 and 128, said as a number, as seconds and as bits."""
    forms = ['number', 'raw', 'seconds']
    codes = (1, 1000, 10000, 32767, 32768, 32769, 0x8fff, 0x9000, 0x9001, 0xa123, 0xcfff, 0xf000, 0xfffe, 0xffff)
    for n, code in enumerate(codes):
        interval = (0, 1, 125, 127, 128, 129, 143, 144, 0x9a, 0xa0, 0xcd, 0xf0, 0xfe, 0xff)[n]
        yield about(rng, icmpv6.MldV2Query({'mld.multicast_address': group(rng)}, code, forms[n % 3], interval))
    yield about(rng, icmpv6.MldV2Query())
    for s, qrv in ((1, 0), (0, 7), (Given(1, 'true'), 2)):
        yield about(rng, icmpv6.MldV2Query({'mld.flag.s': s, 'mld.flag.qrv': qrv}, 100))
    for count in (1, 2, 20):
        yield about(rng, icmpv6.MldV2Query({'mld.source_address': ','.join(address(rng) for _ in range(count))}, 10))
    for count in (0, 1):
        yield about(rng, icmpv6.MldV2Query({'mld.nb_sources': count, 'mld.source_address': f'{address(rng)},{address(rng)}'}, 10))
    yield about(rng, icmpv6.MldV2Query({'reserved': 9, 'mld.flag.reserved': 5, 'code': 1}, 10))
    yield about(rng, icmpv6.MldV2Query({'checksum': hexed(0x1111)}, 10))


def mld_reports(rng):
    def report(*records, **more):
        given = {name.replace('nb_', 'mldr.nb_'): value for name, value in more.items()}
        return about(rng, icmpv6.MldV2Report({**given, 'record': list(records)} if records else given))
    for word, number in icmpv6.RECORD.items():
        for count in (0, 1, 3):
            yield report(icmpv6.Record(word, group(rng), *(address(rng) for _ in range(count))))
        yield report(icmpv6.Record(number, group(rng), address(rng)))
        yield report(icmpv6.Record(word, group(rng), address(rng), aux=rng.randbytes(rng.choice([4, 8]))))
    yield report()
    yield report(icmpv6.Record(9, group(rng)))
    yield report(icmpv6.Record('to_ex', group(rng)), reserved=0x5aa5, code=4)
    yield report(icmpv6.Record('to_ex', group(rng)), checksum=hexed(0x2222))
    for count in (0, 1):
        yield report(icmpv6.Record('to_ex', group(rng), address(rng)), icmpv6.Record('to_in', group(rng)), nb_mcast_records=count)
        sources = [address(rng) for _ in range(count)]
        yield report(icmpv6.Record('allow', group(rng), *sources, nb_sources=count))
        yield report(icmpv6.Record('is_ex', group(rng), address(rng), aux=bytes(4 * count), aux_data_len=count))
    for count in (2, 6, 12):
        yield report(*(icmpv6.Record(word, group(rng), *(address(rng) for _ in range(rng.randrange(3))),
                                     aux=rng.choice([b'', b'', rng.randbytes(4)])) for word in rng.choices(list(icmpv6.RECORD), k=count)))


def option_lists(rng):
    yield []
    for word in ('slla', 'tlla'):
        yield [icmpv6.link_address(word, hardware(rng))]
    yield [icmpv6.prefix('2001:db8:7::', 64, l=1, a=1, valid_lifetime=2592000, preferred_lifetime=604800)]
    yield [icmpv6.prefix('2001:db8::', 32, r=1, flag_reserved=9, reserved=7)]
    yield [icmpv6.mtu(1500)]
    yield [icmpv6.mtu(9000, reserved=3)]
    yield [icmpv6.rdnss(60, address(rng))]
    yield [icmpv6.rdnss(0xffffffff, address(rng), address(rng), reserved=5)]
    yield [icmpv6.unknown(200, b'\1\2\3\4\5\6'), icmpv6.unknown(201, b'\7'), icmpv6.unknown(202, bytes(range(14)))]
    yield [icmpv6.raw(bytes.fromhex('01010203040506ff'), icmpv6.link_address('slla', '02:03:04:05:06:ff'))]
    yield [icmpv6.link_address('slla', hardware(rng)), icmpv6.mtu(1280), icmpv6.prefix('2001:db8:1::', 48, l=1), icmpv6.prefix('2001:db8:2::', 64, a=1)]


def neighbors(rng):
    def plain(kind, given, options=()):
        return about(rng, kind({**given, 'opt': list(options)} if options else given), alert=0.1, hlim=255)
    kinds = ((icmpv6.RouterSolicitation, {}, ()), (icmpv6.RouterAdvertisement, {}, ()),
             (icmpv6.NeighborSolicitation, {}, ('nd.ns.target_address',)), (icmpv6.NeighborAdvertisement, {}, ('nd.na.target_address',)),
             (icmpv6.Redirect, {}, ('nd.rd.target_address', 'rd.na.destination_address')))
    for kind, given, targets in kinds:
        yield about(rng, kind())
        for options in option_lists(rng):
            yield plain(kind, {name: address(rng) for name in targets}, options)
        yield plain(kind, {'checksum': hexed(0x1111), 'code': 5})
    for kind in (icmpv6.RouterSolicitation, icmpv6.NeighborSolicitation, icmpv6.Redirect):
        yield plain(kind, {'reserved': 0x01020304})
    for name, value in (('cur_hop_limit', 64), ('flag', hexed(0xc0)), ('flag', hexed(0x3f)), ('router_lifetime', 0), ('router_lifetime', 65535),
                        ('reachable_time', 30000), ('retrans_timer', 0xffffffff), ('flag', hexed(0x08))):
        yield plain(icmpv6.RouterAdvertisement, {'nd.ra.' + name: value}, [icmpv6.mtu(1500)])
    for name, value in (('r', 1), ('s', 1), ('o', Given(1, 'true')), ('rsv', 0x1fffffff), ('rsv', 1)):
        yield plain(icmpv6.NeighborAdvertisement, {'nd.na.flag.' + name: value, 'nd.na.target_address': address(rng)})


def redirected(rng):
    """The quoted packet says that nothing follows its header; what does is any bytes, the last of them filled up with zeros."""
    for kind in (icmpv6.Redirect, icmpv6.RouterSolicitation, icmpv6.RouterAdvertisement, icmpv6.NeighborSolicitation, icmpv6.NeighborAdvertisement):
        for size, reserved in ((0, 0), (8, 0x0102030405ff), (16, 0)):
            quote = ipv6.between(rng, nxt=59, plen=size)
            option = icmpv6.redirected(quote.wire(b'', size, [], None) + rng.randbytes(size), reserved)
            yield about(rng, kind({'opt': [icmpv6.link_address('tlla', hardware(rng)), option]}), alert=0.1, hlim=255)
