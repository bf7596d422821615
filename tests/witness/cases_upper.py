"""Packets of ICMP, IGMP and UDP."""
import icmp
import igmp
import ipv4
import ipv6
import options as o
import tcp_options as t
import transport
from cases_ip import carried, echo
from packet import Given, Packet, hexed

FLAGS = {1: 'fin', 2: 'syn', 4: 'rst', 8: 'psh', 16: 'ack', 32: 'urg', 64: 'ece', 128: 'cwr', 256: 'ae', 0x12: 'syn,ack', 0x1c2: 'ae,cwr,ece,syn', 0x18: 'ack,psh'}
UNREACHABLE = {0: 'net-unreachable', 1: 'host-unreachable', 2: 'protocol-unreachable', 3: 'port-unreachable'}


def group(rng):
    return f'239.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(1, 255)}'


def echoes(rng):
    for kind in (icmp.Echo, icmp.EchoReply):
        for code, ident, seq in ((0, 7, 1), (0, 0, 0), (0, 65535, 65535), (9, 0x1234, 0), (0, 0, 0x100), (255, 1, 2)):
            given = {'code': code, 'ident': ident, 'seq': seq}
            below = [kind({name: value for name, value in given.items() if value}), transport.some(rng, 1, 100)]
            yield carried(rng, [ipv4.between(rng), *below[:rng.choice([1, 2, 2])]])
        yield carried(rng, [ipv4.between(rng), kind({'checksum': hexed(0xbeef), 'ident': 3}), transport.some(rng)])


def quotes(rng):
    """Quoted packets as routers send them: the header and at least 8 bytes."""
    ports = {'srcport': rng.randrange(40000, 60000), 'dstport': rng.randrange(40000, 60000)}
    yield [ipv4.between(rng), transport.Udp(ports, cut=8)]
    yield [ipv4.between(rng), transport.Udp(ports), transport.some(rng)]
    yield [ipv4.between(rng), transport.Tcp({**ports, 'seq_raw': rng.randrange(1 << 32)}, cut=8)]
    yield [ipv4.between(rng), echo(rng), transport.some(rng)]
    yield [ipv4.between(rng), icmp.Echo({'ident': 5, 'seq': 6}, cut=8)]
    yield [ipv4.between(rng, o.router_alert()), igmp.V2Report({'maddr': group(rng)})]
    yield [ipv4.between(rng, o.record_route('198.18.0.9', '0.0.0.0', pointer=8)), transport.Udp(ports), transport.some(rng, 1, 8)]
    yield [ipv4.between(rng, len=68), transport.Udp({**ports, 'length': 48, 'checksum': hexed(0x5a5a)}, cut=8)]
    yield [ipv4.between(rng, flags__df=1, dsfield=hexed(0x20)), transport.some(rng, 8, 16)]


def errors(rng):
    def about(error, quoted):
        return carried(rng, [ipv4.between(rng), error, *quoted])
    for code in range(16):
        quoted = list(quotes(rng))
        quoted = quoted[code % len(quoted)]
        more = {'mtu': rng.choice([68, 1280, 1400, 65535])} if code == 4 else {}
        yield about(icmp.Unreachable({'code': code, **more} if code else {}), quoted)
    for code, word in UNREACHABLE.items():
        yield about(icmp.Unreachable({'code': Given(code, word)}), rng.choice(list(quotes(rng))))
    for mtu in (0, 576, 1492):
        yield about(icmp.Unreachable({'code': 4, 'mtu': mtu}), rng.choice(list(quotes(rng))))
    for code, quoted in enumerate([quoted for _ in range(3) for quoted in quotes(rng)]):
        yield about(icmp.TimeExceeded({'code': 1} if code % 3 == 1 else {}), quoted)
    last = [ipv4.between(rng, ttl=1), transport.Udp({'srcport': 40001, 'dstport': 40002}), transport.some(rng, 100, 100)]
    for kind in (icmp.Unreachable, icmp.TimeExceeded):
        yield about(kind({'length': 32}), last)
        yield about(kind({'unused': hexed(0xa5)}), last)
        yield about(kind({'checksum': hexed(0x4321)}), last)
        yield about(kind({'code': 1}), [])
    yield about(icmp.TimeExceeded({'unused.2': hexed(0xa5b6)}), last)


def below_ip(rng, message, dst, ttl=1, **more):
    options = [o.router_alert()] if rng.random() < 0.6 else []
    return carried(rng, [ipv4.between(rng, *options, ttl=ttl, dst=dst, **more), message])


def igmp_plain(rng):
    yield from (below_ip(rng, igmp.V1Query(), '224.0.0.1') for _ in range(4))
    yield below_ip(rng, igmp.V1Query({'maddr': group(rng)}), '224.0.0.1', dsfield=hexed(0xc0))
    for tenths in (1, 10, 100, 128, 255):
        yield below_ip(rng, igmp.V2Query({'max_resp': tenths}), '224.0.0.1')
        target = group(rng)
        yield below_ip(rng, igmp.V2Query({'max_resp': tenths, 'maddr': target}), target)
    for kind in (igmp.V1Report, igmp.V2Report, igmp.Leave):
        for _ in range(5):
            target = group(rng)
            yield below_ip(rng, kind({'maddr': target}), '224.0.0.2' if kind is igmp.Leave else target)
        yield below_ip(rng, kind({kind.second: 9, 'maddr': '239.1.1.1'}), '224.0.0.2')
    for kind in (igmp.V1Query, igmp.V2Report, igmp.V1Report, igmp.Leave):
        yield below_ip(rng, kind({'checksum': hexed(0x1111), 'maddr': '239.1.1.1'}), '224.0.0.1')
    yield below_ip(rng, igmp.V2Query({'max_resp': 10, 'checksum': hexed(0x1111), 'maddr': '239.1.1.1'}), '239.1.1.1')


def igmp_queries(rng):
    """Maximum response codes on both sides of the border at 128, said as a number, as seconds and as bits."""
    forms = ['number', 'raw', 'seconds']
    for n, code in enumerate((0, 1, 100, 127, 128, 129, 143, 144, 0x9f, 0xa0, 0xcd, 0xf0, 0xfe, 0xff)):
        target = group(rng)
        yield below_ip(rng, igmp.V3Query({'maddr': target}, code, 'number' if code == 0 else forms[n % 3]), target)
    yield below_ip(rng, igmp.V3Query(code=128, form='seconds'), '224.0.0.1')
    yield below_ip(rng, igmp.V3Query(), '224.0.0.1')
    for s, qrv, qqic in ((1, 0, 0), (0, 2, 125), (0, 7, 255), (1, 3, 0x9a), (Given(1, 'true'), 1, 128)):
        yield below_ip(rng, igmp.V3Query({'s': s, 'qrv': qrv, 'qqic': qqic, 'maddr': group(rng)}, 100), '224.0.0.1')
    for count in (1, 2, 3, 30):
        sources = ','.join(ipv4.address(rng) for _ in range(count))
        yield below_ip(rng, igmp.V3Query({'maddr': group(rng), 'qrv': 2, 'saddr': sources}, 10), '239.9.9.9')
    for count in (0, 1):
        yield below_ip(rng, igmp.V3Query({'maddr': '239.1.1.1', 'num_src': count, 'saddr': '198.18.0.1,198.18.0.2'}, 10), '239.1.1.1')
    yield below_ip(rng, igmp.V3Query({'maddr': '239.1.1.1', 'resv': hexed(5)}, 10), '239.1.1.1')
    yield below_ip(rng, igmp.V3Query({'maddr': '239.1.1.1', 'checksum': hexed(0x1111)}, 10), '239.1.1.1')


def igmp_reports(rng):
    def report(*records, **more):
        given = {name.replace('_2', '.2'): value for name, value in more.items()}
        return below_ip(rng, igmp.V3Report({**given, 'record': list(records)} if records else given), '224.0.0.22')
    for word, number in igmp.RECORD.items():
        for count in (0, 1, 3):
            yield report(igmp.Record(word, group(rng), *(ipv4.address(rng) for _ in range(count))))
        yield report(igmp.Record(number, group(rng), ipv4.address(rng)))
        yield report(igmp.Record(word, group(rng), ipv4.address(rng), aux=rng.randbytes(rng.choice([4, 8]))))
    yield report()
    yield report(reserved=hexed(0x5a))
    yield report(igmp.Record('to_ex', group(rng)), reserved_2=hexed(0xa55a))
    yield report(igmp.Record('to_ex', group(rng)), checksum=hexed(0x2222))
    for count in (0, 1):
        yield report(igmp.Record('to_ex', group(rng), '198.18.0.1'), igmp.Record('to_in', group(rng)), num_grp_recs=count)
        yield report(igmp.Record('allow', group(rng), '198.18.0.1', '198.18.0.2', num_src=count))
        yield report(igmp.Record('is_ex', group(rng), '198.18.0.1', aux=b'auxdata!', aux_data_len=count))
    for count in (2, 6, 20):
        yield report(*(igmp.Record(word, group(rng), *(ipv4.address(rng) for _ in range(rng.randrange(3))),
                                   aux=rng.choice([b'', b'', rng.randbytes(4)])) for word in rng.choices(list(igmp.RECORD), k=count)))
    yield report(igmp.Record('allow', '232.1.1.1', aux=b'abcd'), igmp.Record('block', '232.1.1.2', '198.18.0.1', '198.18.0.2'))


def datagrams(rng):
    for base, name in ((ipv4, 'ip'), (ipv6, 'ipv6')):
        for source, target, size in ((40000, 50000, 0), (0, 0, 1), (65535, 1, 2), (50001, 65535, 33), (49152, 49153, 512), (1, 0, 64)):
            given = {key: value for key, value in (('srcport', source), ('dstport', target)) if value}
            below = [transport.Udp(given)] + ([transport.some(rng, size, size)] if size else [])
            yield carried(rng, [base.between(rng), *below], name)
        yield carried(rng, [base.between(rng), transport.Udp({'dstport': 50000, 'checksum': hexed(0xbeef)}), transport.some(rng)], name)
    yield carried(rng, [ipv4.between(rng), transport.Udp({'dstport': 50000, 'checksum': 0}), transport.some(rng)])
    yield carried(rng, [ipv4.between(rng, checksum=hexed(0x1234)), transport.Udp({'dstport': 50000}), transport.some(rng)])
    for _ in range(2):
        yield zero_sum(rng)


def segments(rng):
    ports = {'srcport': 40000, 'dstport': 50000}

    def segment(base, name, given, data=True):
        return carried(rng, [base.between(rng), transport.Tcp({**ports, **given}), *([transport.some(rng)] if data else [])], name)
    lists = ([t.mss(1460)], [t.nop(), t.nop()], [t.mss(1460), t.window_scale(7), t.nop(), t.sack_permitted(), t.nop(), t.nop()],
             [t.nop(), t.nop(), t.timestamps(1, 2)], [t.mss(65535), t.sack_permitted(), t.timestamps(0xffffffff, 0), t.nop(), t.window_scale(14)],
             [t.nop(), t.nop(), t.sack((1, 5))], [t.nop(), t.nop(), t.sack((1000, 2000), (3000, 0xffffffff), (7, 8))], [t.sack((5, 9)), t.eol()],
             [t.unknown(79, b'\1\2\3')], [t.unknown(0x70, b'', 16), t.nop(), t.eol()], [t.mss(536), t.eol()], [t.raw(bytes.fromhex('020400d8'), t.mss(216))])
    for base, name in ((ipv4, 'ip'), (ipv6, 'ipv6')):
        for given in ({'seq_raw': 1}, {'seq_raw': 0xffffffff, 'ack_raw': 0xfedcba98, 'flags': hexed(0x10)}, {'window_size_value': 65535},
                      {'flags': hexed(0x18), 'window_size_value': 1}, {'flags': hexed(0xc0)}, {'flags': hexed(0x110)}, {'flags': hexed(0xe00)},
                      {'flags': hexed(0x30), 'urgent_pointer': 5}, {'checksum': hexed(0xbeef)}, {'srcport': 0xffff, 'dstport': 1}):
            yield segment(base, name, given)
        for options in lists:
            yield segment(base, name, {'flags': Given(0x10, 'ack'), 'option': options})
        for flags, words in FLAGS.items():
            yield segment(base, name, {'flags': Given(flags, words)}, data=False)
        for flags in (2, 0x12, 0x11, 4):
            yield segment(base, name, {'flags': hexed(flags)}, data=False)


def zero_sum(rng):
    """A datagram whose sum comes out as 0 and so goes out as ffff (RFC 768)."""
    header = ipv4.between(rng)
    udp, body = transport.Udp({'srcport': 40000, 'dstport': 50000}), rng.randbytes(10)
    last = transport.internet_checksum(header.pseudo(17, 20) + bytes.fromhex('9c40c35000140000') + body)
    return Packet(header, udp, transport.Data('hex', body + last.to_bytes(2, 'big')))
