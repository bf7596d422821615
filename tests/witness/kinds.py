"""The kinds that must be covered, with the default of each of their fields as an expression writes it (None: computed)."""
import re

ADDRESS4, ADDRESS6, MAC = '0.0.0.0', '::', '00:00:00:00:00:00'
ECHO = {'icmp.code': '0', 'icmp.checksum': None, 'icmp.ident': '0', 'icmp.seq': '0'}
ECHO6 = {'icmpv6.code': '0', 'icmpv6.checksum': None, 'icmpv6.echo.identifier': '0', 'icmpv6.echo.sequence_number': '0'}
ERROR = {'icmp.code': '0', 'icmp.checksum': None, 'icmp.unused': '0', 'icmp.length': '0'}
FAMILY = {'null.family': None}
NULL_TYPE = {'null.type': None}
SLL = {'sll.pkttype': '0', 'sll.hatype': '1', 'sll.halen': '6', 'sll.src.eth': MAC, 'sll.unused': '0', 'sll.etype': None}
SLL_NUMBER = {**{name: value for name, value in SLL.items() if name != 'sll.etype'}, 'sll.ltype': None}
SLL_GRE = {**{name: value for name, value in SLL_NUMBER.items() if name not in ('sll.ltype', 'sll.hatype')}, 'sll.gretype': None}
PPP, PPP_HDLC = {'ppp.protocol': None}, {'ppp.control': '0x03', 'ppp.protocol': None}
PPP_CONTROL = {'ppp.code': '1', 'ppp.identifier': '0', 'ppp.length': None}
PPPOE = {'pppoe.version': '1', 'pppoe.type': '1', 'pppoe.code': '0', 'pppoe.session_id': '0', 'pppoe.payload_length': None}


def icmpv6(parent='icmpv6.', **more):
    return {'icmpv6.code': '0', 'icmpv6.checksum': None, **{parent + name.replace('__', '.'): value for name, value in more.items()}}


MLD = icmpv6(mld__maximum_response_delay='0', reserved='0', mld__multicast_address=ADDRESS6)


def icmp(**more):
    return {'icmp.code': '0', 'icmp.checksum': None, **{'icmp.' + name.replace('__', '.'): value for name, value in more.items()}}


EXT = {'ext__res': '0', 'ext__checksum': None}
EXT6 = {'icmp.ext.res': '0', 'icmp.ext.checksum': None}
REPLY = {f'ext__echo__{name}': '0' for name in ('seq', 'rsp__state', 'rsp__res', 'rsp__active', 'rsp__ipv4', 'rsp__ipv6')}
STAMPS = icmp(ident='0', seq='0', originate_timestamp='0', receive_timestamp='0', transmit_timestamp='0')
INFORMATION = icmp(ident='0', seq='0')
MASK = icmp(ident='0', seq='0', address_mask=ADDRESS4)


def igmp(**more):
    return {'igmp.checksum': None, **{'igmp.' + name.replace('_2', '.2'): value for name, value in more.items()}}


FIELDS = {
    'eth': {'eth.dst': MAC, 'eth.src': MAC, 'eth.type': None},
    'vlan': {'vlan.priority': '0', 'vlan.dei': '0', 'vlan.id': '0', 'vlan.etype': None},
    'null': FAMILY, 'null.be': FAMILY, 'null.type': NULL_TYPE, 'null.type.be': NULL_TYPE, 'loop': FAMILY,
    'ip': {'ip.dsfield': '0', 'ip.len': None, 'ip.id': '0', 'ip.flags.rb': '0', 'ip.flags.df': '0', 'ip.flags.mf': '0',
           'ip.frag_offset': '0', 'ip.ttl': '64', 'ip.proto': None, 'ip.checksum': None, 'ip.src': ADDRESS4, 'ip.dst': ADDRESS4},
    'ipv6': {'ipv6.tclass': '0', 'ipv6.flow': '0', 'ipv6.nxt': None, 'ipv6.hlim': '64', 'ipv6.src': ADDRESS6, 'ipv6.dst': ADDRESS6},
    'icmp.echo': ECHO, 'icmp.echo-reply': ECHO,
    'icmp.unreachable': {**ERROR, **EXT6, 'icmp.mtu': '0'},
    'icmp.time-exceeded': {**ERROR, **EXT6, 'icmp.unused.2': '0'},
    'icmpv6.echo': ECHO6, 'icmpv6.echo-reply': ECHO6,
    'igmp.v1-query': igmp(maddr=ADDRESS4), 'igmp.v1-report': igmp(reserved='0', maddr=ADDRESS4),
    'igmp.v2-query': igmp(max_resp=None, maddr=ADDRESS4), 'igmp.v2-report': igmp(max_resp='0', maddr=ADDRESS4),
    'igmp.leave': igmp(max_resp='0', maddr=ADDRESS4),
    'igmp.v3-query': igmp(max_resp='0', maddr=ADDRESS4, resv='0', s='0', qrv='0', qqic='0', num_src=None, saddr=None),
    'igmp.v3-report': igmp(reserved='0', reserved_2='0', num_grp_recs=None),
    'udp': {'udp.srcport': '0', 'udp.dstport': '0', 'udp.length': None, 'udp.checksum': None},
    'tcp': {'tcp.srcport': '0', 'tcp.dstport': '0', 'tcp.seq_raw': '0', 'tcp.ack_raw': '0', 'tcp.flags': '0',
            'tcp.window_size_value': '0', 'tcp.checksum': None, 'tcp.urgent_pointer': '0'},
    'vlan.802.3': {'vlan.priority': '0', 'vlan.dei': '0', 'vlan.id': '0', 'vlan.len': None},
    'icmpv6': icmpv6(type=None), 'igmp': {**igmp(code='0'), 'igmp.type': None},
    'data': {}, 'trailer': {},
    'eth.802.3': {'eth.dst': MAC, 'eth.src': MAC, 'eth.len': None},
    'llc': {'llc.dsap': None, 'llc.ssap': '0xaa', 'llc.control': '0x3'}, 'snap': {'llc.oui': '0', 'llc.type': None},
    'vlan.s': {'ieee8021ad.priority': '0', 'ieee8021ad.dei': '0', 'ieee8021ad.id': '0', 'ieee8021ad.etype': None},
    'arp': {'arp.hw.type': '1', 'arp.opcode': '1', 'arp.src.hw_mac': MAC, 'arp.src.proto_ipv4': ADDRESS4, 'arp.dst.hw_mac': MAC,
            'arp.dst.proto_ipv4': ADDRESS4},
    'arp.any': {'arp.hw.type': '1', 'arp.proto.type': '0x800', 'arp.opcode': '1', 'arp.src.hw': None, 'arp.src.proto': None,
                'arp.dst.hw': None, 'arp.dst.proto': None},
    'arp.ipv4': {'arp.hw.type': '1', 'arp.proto.type': '0x800', 'arp.opcode': '1', 'arp.src.hw': None, 'arp.src.proto_ipv4': ADDRESS4,
                 'arp.dst.hw': None, 'arp.dst.proto_ipv4': ADDRESS4},
    'arp.mac': {'arp.hw.type': '1', 'arp.proto.type': '0x800', 'arp.opcode': '1', 'arp.src.hw_mac': MAC, 'arp.src.proto': None,
                'arp.dst.hw_mac': MAC, 'arp.dst.proto': None},
    'ipv6.hopopts': {'ipv6.hopopts.nxt': None}, 'ipv6.dstopts': {'ipv6.dstopts.nxt': None},
    'ipv6.routing': {'ipv6.routing.nxt': None, 'ipv6.routing.type': None, 'ipv6.routing.segleft': '0',
                     'ipv6.routing.src.reserved': '0', 'ipv6.routing.src.addr': None,
                     'ipv6.routing.srh.flags': '0', 'ipv6.routing.srh.tag': '0', 'ipv6.routing.srh.addr': None,
                     'ipv6.routing.srh.tlvs': None, 'ipv6.routing.unknown_data': None},
    'ipv6.fraghdr': {'ipv6.fraghdr.nxt': None, 'ipv6.fraghdr.reserved_octet': '0', 'ipv6.fraghdr.offset': '0',
                     'ipv6.fraghdr.reserved_bits': '0', 'ipv6.fraghdr.more': '0', 'ipv6.fraghdr.ident': '0'},
    'mld.v1-query': MLD, 'mld.v1-report': MLD, 'mld.done': MLD,
    'mld.v2-query': icmpv6(mld__maximum_response_code='0', reserved='0', mld__multicast_address=ADDRESS6, mld__flag__reserved='0',
                           mld__flag__s='0', mld__flag__qrv='0', mld__qqi='0', mld__nb_sources=None, mld__source_address=None),
    'mld.v2-report': icmpv6(reserved='0', mldr__nb_mcast_records=None),
    'icmpv6.router-solicitation': icmpv6(reserved='0'),
    'icmpv6.router-advertisement': icmpv6('icmpv6.nd.ra.', cur_hop_limit='0', flag='0', router_lifetime='1800', reachable_time='0',
                                          retrans_timer='0'),
    'icmpv6.neighbor-solicitation': icmpv6(reserved='0', nd__ns__target_address=ADDRESS6),
    'icmpv6.neighbor-advertisement': icmpv6('icmpv6.nd.na.', flag__r='0', flag__s='0', flag__o='0', flag__rsv='0', target_address=ADDRESS6),
    'icmpv6.redirect': icmpv6(reserved='0', nd__rd__target_address=ADDRESS6, rd__na__destination_address=ADDRESS6),
    'icmp': icmp(type=None), 'icmp.source-quench': icmp(unused='0'), 'icmp.redirect': icmp(redir_gw=ADDRESS4),
    'icmp.parameter-problem': icmp(**EXT, pointer='0', length=None, unused='0'),
    'icmp.timestamp': STAMPS, 'icmp.timestamp-reply': STAMPS, 'icmp.information': INFORMATION, 'icmp.information-reply': INFORMATION,
    'icmp.address-mask': MASK, 'icmp.address-mask-reply': MASK,
    'icmp.router-solicitation': icmp(reserved='0'),
    'icmp.router-advertisement': icmp(num_addrs=None, lifetime='1800'),
    'icmp.extended-echo': icmp(**EXT, ident='0', ext__echo__seq='0', ext__echo__req__res='0', ext__echo__req__local='1'),
    'icmp.extended-echo-reply': icmp(ident='0', **REPLY),
    'icmpv6.unreachable': {**icmpv6(length=None, reserved='0'), **EXT6}, 'icmpv6.time-exceeded': {**icmpv6(length=None, reserved='0'), **EXT6},
    'icmpv6.packet-too-big': icmpv6(mtu='0'), 'icmpv6.parameter-problem': icmpv6(pointer='0'),
    'icmpv6.extended-echo': {**icmpv6(echo__identifier='0', ext__echo__seq='0', ext__echo__req__res='0', ext__echo__req__local='1'), **EXT6},
    'icmpv6.extended-echo-reply': icmpv6(echo__identifier='0', **REPLY),
    'sll': SLL, 'sll2': {**SLL, 'sll.reserved': '0', 'sll.ifindex': '0'},
    'sll.ltype': SLL_NUMBER, 'sll2.ltype': {**SLL_NUMBER, 'sll.reserved': '0', 'sll.ifindex': '0'},
    'sll.gre': SLL_GRE, 'sll2.gre': {**SLL_GRE, 'sll.reserved': '0', 'sll.ifindex': '0'},
    'ppp': PPP, 'ppp.pfc': PPP, 'ppp.hdlc': PPP_HDLC, 'ppp.hdlc.pfc': PPP_HDLC,
    'chdlc': {'chdlc.address': '0x0f', 'chdlc.control': '0x00', 'chdlc.protocol': None},
    'lcp': PPP_CONTROL, 'ipcp': PPP_CONTROL, 'ipv6cp': PPP_CONTROL, 'ccp': PPP_CONTROL,
    'pppoe': PPPOE, 'pppoe.discovery': {**PPPOE, 'pppoe.code': '9'},
}
IPV6_OPTIONS = 'ra padn pad1 unknown raw'.split()
PARTS = {
    ('ipv6.hopopts', 'option'): [*IPV6_OPTIONS, 'jumbo'], ('ipv6.dstopts', 'option'): IPV6_OPTIONS,
    ('ip', 'option'): 'ra nop eol rr ts lsrr ssrr sid sec unknown raw'.split(),
    ('tcp', 'option'): 'mss ws sackok sack ts nop eol unknown raw'.split(),
    ('igmp.v3-report', 'record'): 'is_in is_ex to_in to_ex allow block 1 2 3 4 5 6'.split(),
}
NEIGHBORS = 'router-solicitation router-advertisement neighbor-solicitation neighbor-advertisement redirect'.split()
PARTS['mld.v2-report', 'record'] = [*PARTS['igmp.v3-report', 'record'], '9']
PARTS.update({('icmpv6.' + kind, 'opt'): 'slla tlla prefix redirected mtu rdnss unknown raw'.split() for kind in NEIGHBORS})
EXTENDED = 'icmp.unreachable icmp.time-exceeded icmp.parameter-problem icmpv6.unreachable icmpv6.time-exceeded'.split()
OBJECTS = {**{kind: ['mpls', 'ifinfo', 'object'] for kind in EXTENDED},
           **{kind: ['ifname', 'ifindex', 'object'] for kind in ('icmp.extended-echo', 'icmpv6.extended-echo')}}
PARTS.update({(kind, 'ext'): words for kind, words in OBJECTS.items()})
FORMS = {'data': 'text hex zeros'.split(), 'trailer': ['hex']}
# What parts carry besides their kind: said once at least.
SAID = {
    ('ip', 'rr,..ptr:'): r'option=rr,\S*ptr:', ('ip', 'lsrr,..ptr:'): r'option=lsrr,\S*ptr:', ('ip', 'ssrr,..ptr:'): r'option=ssrr,\S*ptr:',
    **{('ip', f'{word},..data:'): rf'option={word},\S*data:' for word in ('rr', 'lsrr', 'ssrr', 'ts')},
    ('ip', 'lsrr and udp'): r'option=lsrr,.*/ udp ', ('ip', 'ssrr and udp'): r'option=ssrr,.*/ udp ',
    ('ip', 'ts,flag:0'): r'option=ts,flag:0', ('ip', 'ts,flag:1'): r'option=ts,flag:1', ('ip', 'ts,flag:3'): r'option=ts,flag:3',
    ('ip', 'ts,..ptr:'): r'option=ts,\S*ptr:', ('ip', 'ts,..overflow:'): r'option=ts,\S*overflow:', ('ip', 'ra,N'): r'option=ra,\d',
    ('igmp.v3-report', 'record,..num_src:'): r'record=\S*num_src:', ('igmp.v3-report', 'record,..aux_data_len:'): r'record=\S*aux_data_len:',
    ('igmp.v3-report', 'record,..aux:'): r'record=\S*aux:', ('igmp.v3-report', 'record with sources'): r'record=\w+,[\d.]+,[\d.]+',
    ('igmp.v3-query', 'max_resp=raw:'): r'max_resp=raw:', ('igmp.v3-query', 'max_resp=..s'): r'max_resp=[\d.]+s',
    ('icmp.unreachable', 'code=WORD'): r'code=port-unreachable',
    **{('icmp.unreachable', f'code={n}'): rf'icmp\.unreachable (\S+ )*(icmp\.)?code={n}( |$)' for n in range(1, 16)},
    **{(kind, 'cut='): rf'{kind} [^/]*cut=\d' for kind in ('udp', 'tcp', 'icmp.echo')},
    **{('ipv6.routing', f'type {word}'): rf'type={number} ' for word, number in (('0', 0), ('4', 4), ('another', 253))},
    ('tcp', 'sack with three blocks'): r'option=sack,\d+-\d+,\d+-\d+,', ('tcp', 'flags=WORD,WORD'): r'flags=syn,ack', ('tcp', 'flags=0x'): r'tcp\.flags=0x',
    **{(f'ipv6.{header}', f'padn,{form}'): rf'ipv6\.{header} [^/]*option=padn,{start}' for header in ('hopopts', 'dstopts') for form, start in (('N', r'\d'), ('hex:', 'hex:'))},
    **{(kind, 'ext=mpls of two'): rf'{kind} [^/]*ext=mpls,\d+,\d+,\d,\d+,\d+,\d+' for kind in ('icmp.time-exceeded',)},
    ('ip', 'in ip'): r'(^|/ )ip [^/]*/ ip ', ('ip', 'in ipv6'): r'(^|/ )ipv6 [^/]*/ ip ',
    ('ipv6', 'in ip'): r'(^|/ )ip [^/]*/ ipv6 ', ('ipv6', 'in ipv6'): r'(^|/ )ipv6 [^/]*/ ipv6 ',
    ('mld.v2-report', 'record,..nb_sources:'): r'record=\S*nb_sources:', ('mld.v2-report', 'record,..aux_data_len:'): r'record=\S*aux_data_len:',
    ('mld.v2-report', 'record,..aux:'): r'mld\.v2-report .*record=\S*aux:', ('mld.v2-report', 'record with sources'): r'record=\w+,[0-9a-f:]+,[0-9a-f]+:',
    ('mld.v2-query', 'max=raw:'): r'maximum_response_code=raw:', ('mld.v2-query', 'max=..s'): r'maximum_response_code=[\d.]+s',
    **{('icmpv6.router-advertisement', f'opt=prefix,..{name}:'): rf'opt=prefix,\S*,{name}:' for name in
       ('l', 'a', 'r', 'flag.reserved', 'valid_lifetime', 'preferred_lifetime', 'reserved')},
    ('icmpv6.router-advertisement', 'opt=mtu,..reserved:'): r'opt=mtu,\d+,reserved:',
    ('icmpv6.router-advertisement', 'opt=rdnss,..reserved:'): r'opt=rdnss,\S*,reserved:',
    ('trailer', 'two of them'): r'/ trailer \S+ / trailer ',
}


def full_name(kind, name):
    """The one field of the kind that the name is a tail of."""
    names = [one for one in FIELDS[kind] if one == name or one.endswith('.' + name)]
    exact = [one for one in names if name in (one, one.split('.', 1)[1])]
    if len(exact or names) != 1:
        raise ValueError(f'{kind} has no field, or several, called {name}')
    return (exact or names)[0]


def layers(expression):
    """(kind, [(name, value)]) of each layer; values that have no name (data's) come as ('', value)."""
    for text in expression.split(' / '):
        kind, *tokens = text.split(' ')
        yield kind, [tuple(token.split('=', 1)) if '=' in token else ('', token) for token in tokens]


def coverage(expressions):
    """How often each kind occurs, and each of its fields and parts away from its default: {(kind, what): count}."""
    counts = {(kind, ''): 0 for kind in FIELDS}
    counts.update({(kind, name): 0 for kind, fields in FIELDS.items() for name in fields})
    counts.update({(kind, f'{part}={word}'): 0 for (kind, part), words in PARTS.items() for word in words})
    counts.update({(kind, form + ':'): 0 for kind, forms in FORMS.items() for form in forms})
    for expression in expressions:
        for kind, given in layers(expression):
            counts[kind, ''] += 1
            for name, value in given:
                count_one(counts, kind, name, value)
    counts.update({key: sum(bool(re.search(pattern, one)) for one in expressions) for key, pattern in SAID.items()})
    return counts


def count_one(counts, kind, name, value):
    if not name:
        counts[kind, value.split(':')[0] + ':'] += 1
    elif (kind, name) in PARTS:
        key = kind, f'{name}={value.split(",")[0]}'
        counts[key] = counts.get(key, 0) + 1
    elif name not in ('cut', 'router'):
        full = full_name(kind, name)
        counts[kind, full] += value not in (FIELDS[kind][full], 'false')
