"""Group membership: actors that make the kernel the host or, through a bridge, the querier of IGMP and MLD.

An actor takes the Lab; its docstring is what SOURCES.md says about it.
"""
import socket
import struct
import time

from wire import HOST, ROUTER, ethernet, ipv4, summed

GROUP, SSM_GROUP, SOURCE, SOURCE2 = '239.1.2.3', '232.1.2.3', '198.19.2.9', '198.19.2.10'
GROUP6, SSM_GROUP6, SOURCE6 = 'ff05::1234', 'ff35::1234', '2001:db8:9::9'
IP_UNBLOCK_SOURCE, IP_BLOCK_SOURCE, IP_ADD_SOURCE_MEMBERSHIP, IP_DROP_SOURCE_MEMBERSHIP, IP_MSFILTER = 37, 38, 39, 40, 41
MCAST_JOIN_SOURCE_GROUP, MCAST_INCLUDE, MCAST_EXCLUDE = 46, 1, 0


def membership(group):
    return socket.inet_aton(group) + socket.inet_aton(HOST)


def source_membership(group, source):
    return membership(group) + socket.inet_aton(source)


def join_and_leave(lab, version):
    lab.set('host', 'ipv4/conf/h0/force_igmp_version', version)
    with lab.socket('host', socket.AF_INET, socket.SOCK_DGRAM) as member:
        member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership(GROUP))
        time.sleep(1.2)
        member.setsockopt(socket.IPPROTO_IP, socket.IP_DROP_MEMBERSHIP, membership(GROUP))
        time.sleep(1.2)


def igmp_v1_join(lab):
    """the host's kernel at force_igmp_version=1 joins and leaves 239.1.2.3"""
    join_and_leave(lab, 1)


def igmp_v2_join(lab):
    """the host's kernel at force_igmp_version=2 joins and leaves 239.1.2.3"""
    join_and_leave(lab, 2)


def igmp_v3_join(lab):
    """the host's kernel at force_igmp_version=3 joins and leaves 239.1.2.3"""
    join_and_leave(lab, 3)


def igmp_v3_sources(lab):
    """the host's kernel: IP_ADD_SOURCE_MEMBERSHIP twice and IP_DROP_SOURCE_MEMBERSHIP on 232.1.2.3; IP_ADD_MEMBERSHIP, IP_BLOCK_SOURCE, IP_UNBLOCK_SOURCE, IP_MSFILTER INCLUDE of two, EXCLUDE of one on 239.1.2.3; a close after each"""
    lab.set('host', 'ipv4/conf/h0/force_igmp_version', 3)

    def steps(*options):
        with lab.socket('host', socket.AF_INET, socket.SOCK_DGRAM) as member:
            for option, value in options:
                member.setsockopt(socket.IPPROTO_IP, option, value)
                time.sleep(1.1)
        time.sleep(1.1)

    def filtered(mode, *sources):
        return membership(GROUP) + struct.pack('II', mode, len(sources)) + b''.join(map(socket.inet_aton, sources))

    steps((IP_ADD_SOURCE_MEMBERSHIP, source_membership(SSM_GROUP, SOURCE)), (IP_ADD_SOURCE_MEMBERSHIP, source_membership(SSM_GROUP, SOURCE2)), (IP_DROP_SOURCE_MEMBERSHIP, source_membership(SSM_GROUP, SOURCE)))
    steps((socket.IP_ADD_MEMBERSHIP, membership(GROUP)), (IP_BLOCK_SOURCE, source_membership(GROUP, SOURCE)), (IP_UNBLOCK_SOURCE, source_membership(GROUP, SOURCE)),
          (IP_MSFILTER, filtered(MCAST_INCLUDE, SOURCE, SOURCE2)), (IP_MSFILTER, filtered(MCAST_EXCLUDE, SOURCE)))


def igmp_query(destination, code, group='0.0.0.0', tail=b'', ttl=1, options=bytes.fromhex('94040000')):
    message = summed(struct.pack('>BBH4s', 0x11, code, 0, socket.inet_aton(group)) + tail)
    to = socket.inet_aton(destination)
    return ethernet(0x0800, ipv4(ROUTER, destination, 2, message, ttl, 0xc0, options), b'\x01\x00\x5e' + bytes([to[1] & 0x7f]) + to[2:])


def v3_tail(*sources, suppress=0, qqic=125):
    return struct.pack('>BBH', suppress << 3 | 2, qqic, len(sources)) + b''.join(map(socket.inet_aton, sources))


def query_members(lab, queries):
    """Two memberships, then each query with time for its answer."""
    with lab.socket('host', socket.AF_INET, socket.SOCK_DGRAM) as any_source, lab.socket('host', socket.AF_INET, socket.SOCK_DGRAM) as one_source, lab.frames('router', 'r0') as wire:
        any_source.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership(GROUP))
        one_source.setsockopt(socket.IPPROTO_IP, IP_ADD_SOURCE_MEMBERSHIP, source_membership(SSM_GROUP, SOURCE))
        time.sleep(1.5)
        for query, wait in queries:
            wire.send(query)
            time.sleep(wait)


def igmp_v3_queries(lab):
    """queries by hand on r0 to a kernel host in 239.1.2.3 and (198.19.2.9, 232.1.2.3): general, group, group with S, not joined, group and source wanted and unwanted, QQIC and code as floats, 11 octets, count above the sources"""
    query_members(lab, [(igmp_query('224.0.0.1', 2, tail=v3_tail()), 0.5), (igmp_query(GROUP, 2, GROUP, v3_tail()), 0.5), (igmp_query(GROUP, 2, GROUP, v3_tail(suppress=1)), 0.5),
                        (igmp_query('239.9.9.9', 2, '239.9.9.9', v3_tail()), 0.3), (igmp_query(SSM_GROUP, 2, SSM_GROUP, v3_tail(SOURCE, SOURCE2)), 0.5), (igmp_query(SSM_GROUP, 2, SSM_GROUP, v3_tail(SOURCE2)), 0.3),
                        (igmp_query('239.9.9.9', 0x8a, '239.9.9.9', v3_tail(qqic=0xfe)), 0.3), (igmp_query('224.0.0.1', 2, tail=v3_tail()[:3]), 0.3), (igmp_query(SSM_GROUP, 2, SSM_GROUP, struct.pack('>BBH', 2, 125, 5) + socket.inet_aton(SOURCE)), 0.3)])


def igmp_v2_queries(lab):
    """queries by hand on r0: version 2 general, group joined, group not joined; the kernel host falls back to version 2 reports"""
    query_members(lab, [(igmp_query('224.0.0.1', 5), 1), (igmp_query(GROUP, 5, GROUP), 1), (igmp_query('239.9.9.9', 5, '239.9.9.9'), 0.5), (igmp_query(GROUP, 5, GROUP, options=b''), 1)])


def igmp_v1_queries(lab):
    """one version 1 query by hand on r0 (code 0, no router alert); the kernel host answers with version 1 reports within 10 s"""
    query_members(lab, [(igmp_query('224.0.0.1', 0, options=b''), 10.5)])


def bridge_querier(lab, version, mld, address=ROUTER):
    name = lab.names['router']
    for command in (f'ip -n {name} link add b0 type bridge mcast_snooping 1 mcast_querier 1 mcast_query_use_ifaddr 1 mcast_igmp_version {version} mcast_mld_version {mld} mcast_startup_query_interval 100 mcast_startup_query_count 4 mcast_query_response_interval 50 mcast_last_member_interval 30',
                    f'ip -n {name} address flush dev r0', f'ip -n {name} link set r0 master b0', f'ip -n {name} address add {address}/24 dev b0', f'ip -n {name} link set b0 up'):
        lab.run('router', command)


def igmp_bridge(lab, version):
    bridge_querier(lab, version, 1 if version == 2 else 2)
    with lab.socket('host', socket.AF_INET, socket.SOCK_DGRAM) as member:
        member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership(GROUP))
        time.sleep(3.5)
        member.setsockopt(socket.IPPROTO_IP, socket.IP_DROP_MEMBERSHIP, membership(GROUP))
        time.sleep(2)


def igmp_bridge_v2(lab):
    """a kernel bridge in the router with mcast_querier=1 mcast_igmp_version=2 (MLD 1) queries; the kernel host joins and leaves 239.1.2.3"""
    igmp_bridge(lab, 2)


def igmp_bridge_v3(lab):
    """a kernel bridge in the router with mcast_querier=1 mcast_igmp_version=3 (MLD 2) queries; the kernel host joins and leaves 239.1.2.3"""
    igmp_bridge(lab, 3)


def mld_query(destination, group='::', sources=None):
    tail = b'' if sources is None else struct.pack('>BBH', 2, 125, len(sources)) + b''.join(socket.inet_pton(socket.AF_INET6, source) for source in sources)
    message = struct.pack('>BBHHH16s', 130, 0, 0, 200, 0, socket.inet_pton(socket.AF_INET6, group)) + tail
    ends = socket.inet_pton(socket.AF_INET6, 'fe80::ff:fe00:a') + socket.inet_pton(socket.AF_INET6, destination)
    alert = bytes.fromhex('3a00050200000100')
    packet = struct.pack('>IHBB', 6 << 28, len(alert) + len(message), 0, 1) + ends + alert + summed(message, ends + struct.pack('>II', len(message), 58))
    return ethernet(0x86dd, packet, b'\x33\x33' + ends[-4:])


def mld(lab, version, queries):
    lab.set('host', 'ipv6/conf/h0/force_mld_version', version)
    with lab.inside('host'):
        index = socket.if_nametoindex('h0')

    def storage(address):
        return struct.pack('=HHI16sI100x', socket.AF_INET6, 0, 0, socket.inet_pton(socket.AF_INET6, address), 0)

    with lab.socket('host', socket.AF_INET6, socket.SOCK_DGRAM) as member, lab.frames('router', 'r0') as wire:
        member.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, socket.inet_pton(socket.AF_INET6, GROUP6) + struct.pack('i', index))
        member.setsockopt(socket.IPPROTO_IPV6, MCAST_JOIN_SOURCE_GROUP, struct.pack('I4x', index) + storage(SSM_GROUP6) + storage(SOURCE6))
        time.sleep(1.5)
        for query in queries:
            wire.send(query)
            time.sleep(0.6)
    time.sleep(1.5)


def mld_v1(lab):
    """the host's kernel at force_mld_version=1 joins ff05::1234 and (2001:db8:9::9, ff35::1234), answers MLDv1 queries sent by hand on r0, leaves"""
    mld(lab, 1, [mld_query('ff02::1'), mld_query(GROUP6, GROUP6), mld_query('ff05::9999', 'ff05::9999')])


def mld_v2(lab):
    """the host's kernel at force_mld_version=2 joins ff05::1234 and (2001:db8:9::9, ff35::1234), answers MLDv2 queries sent by hand on r0 (general, address, address and source), leaves"""
    mld(lab, 2, [mld_query('ff02::1', sources=()), mld_query(GROUP6, GROUP6, ()), mld_query(SSM_GROUP6, SSM_GROUP6, (SOURCE6,))])
