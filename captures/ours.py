"""Group membership by this repository's `rawnet`: its hosts, its querier and its messages by hand, with the kernel on the other side.

An actor takes the Lab; its docstring is what SOURCES.md says about it.
"""
import socket
import struct
import time

import groups
from groups import GROUP, GROUP6, SOURCE, SOURCE2, SOURCE6, SSM_GROUP, SSM_GROUP6
from wire import ROUTER

HOST_ADDRESS, HOST_ADDRESS6 = '198.18.0.7', 'fe80::5eff:fe00:7'
SHORT = '-i 4 -W 1 -l 0.5'  # seconds: query, response and last-member interval


def heard(lab, command, queries):
    """rawnet hosts on h0; once they have told twice what they join, each query comes from r0."""
    with lab.started('host', command), lab.frames('router', 'r0') as wire:
        time.sleep(3)
        for query in queries:
            wire.send(query)
            time.sleep(0.7)
    time.sleep(0.3)


def igmp_host(lab):
    """`rawnet igmp host -I h0 --address 198.18.0.7 --groups 239.1.2.3 232.1.2.3@198.19.2.9,198.19.2.10` joins, answers queries by hand on r0 (general, group, group not joined, group and source wanted and unwanted), leaves"""
    heard(lab, f'rawnet igmp host -I h0 --address {HOST_ADDRESS} --groups {GROUP} {SSM_GROUP}@{SOURCE},{SOURCE2}',
          [groups.igmp_query('224.0.0.1', 2, tail=groups.v3_tail()), groups.igmp_query(GROUP, 2, GROUP, groups.v3_tail()), groups.igmp_query('239.9.9.9', 2, '239.9.9.9', groups.v3_tail()),
           groups.igmp_query(SSM_GROUP, 2, SSM_GROUP, groups.v3_tail(SOURCE)), groups.igmp_query(SSM_GROUP, 2, SSM_GROUP, groups.v3_tail('198.19.2.11'))])


def igmp_host_older(lab):
    """`rawnet igmp host -I h0 --address 198.18.0.7 --groups 239.1.2.3` joins, answers version 2 queries by hand on r0 (general, group), leaves as version 2 does"""
    heard(lab, f'rawnet igmp host -I h0 --address {HOST_ADDRESS} --groups {GROUP}', [groups.igmp_query('224.0.0.1', 5), groups.igmp_query(GROUP, 5, GROUP)])


def mld_host(lab):
    """`rawnet mld host -I h0 --address fe80::5eff:fe00:7 --groups ff05::1234 ff35::1234@2001:db8:9::9` joins, answers queries by hand on r0 (general, address, address and source), leaves"""
    heard(lab, f'rawnet mld host -I h0 --address {HOST_ADDRESS6} --groups {GROUP6} {SSM_GROUP6}@{SOURCE6}',
          [groups.mld_query('ff02::1', sources=()), groups.mld_query(GROUP6, GROUP6, ()), groups.mld_query(SSM_GROUP6, SSM_GROUP6, (SOURCE6,))])


def mld_host_older(lab):
    """`rawnet mld host -I h0 --address fe80::5eff:fe00:7 --groups ff05::1234` joins, answers version 1 queries by hand on r0 (general, address), is done as version 1 is"""
    heard(lab, f'rawnet mld host -I h0 --address {HOST_ADDRESS6} --groups {GROUP6}', [groups.mld_query('ff02::1'), groups.mld_query(GROUP6, GROUP6)])


def igmp_member(lab):
    """The host's kernel wants a group, then only one source of it, then nothing."""
    with lab.socket('host', socket.AF_INET, socket.SOCK_DGRAM) as member:
        member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, groups.membership(GROUP))
        time.sleep(1.5)
        member.setsockopt(socket.IPPROTO_IP, groups.IP_MSFILTER, groups.membership(GROUP) + struct.pack('II4s', groups.MCAST_INCLUDE, 1, socket.inet_aton(SOURCE)))
        time.sleep(2.5)
    time.sleep(2.5)


def igmp_querier(lab):
    """`rawnet igmp querier -I r0 -i 4 -W 1 -l 0.5` asks all, and about what is left; the kernel host joins 239.1.2.3, narrows it to the source 198.19.2.9, leaves"""
    with lab.started('router', f'rawnet igmp querier -I r0 {SHORT}'):
        time.sleep(1.5)
        igmp_member(lab)


def mld_querier(lab):
    """`rawnet mld querier -I r0 -i 4 -W 1 -l 0.5` asks all, and about what is left; the kernel host joins ff05::1234 and leaves"""
    with lab.started('router', f'rawnet mld querier -I r0 {SHORT}'), lab.inside('host'):
        index = socket.if_nametoindex('h0')
        time.sleep(1.5)
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as member:
            member.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, socket.inet_pton(socket.AF_INET6, GROUP6) + struct.pack('i', index))
            time.sleep(2)
        time.sleep(2.5)


def election(lab, bridge):
    """A kernel bridge with this address asks; then a querier of rawnet takes part, and the router's kernel joins and leaves."""
    groups.bridge_querier(lab, 3, 2, bridge)
    time.sleep(1.5)
    with lab.started('host', f'rawnet igmp querier -I h0 --address {HOST_ADDRESS} {SHORT}'):
        time.sleep(2)
        with lab.socket('router', socket.AF_INET, socket.SOCK_DGRAM) as member:
            member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(GROUP) + socket.inet_aton(bridge))
            time.sleep(1.5)
        time.sleep(2.5)


def igmp_election_won(lab):
    """a kernel bridge at 198.18.0.254 asks until `rawnet igmp querier -I h0 --address 198.18.0.7 -i 4 -W 1 -l 0.5` does; the bridge's kernel joins 239.1.2.3 and leaves"""
    election(lab, ROUTER)


def igmp_election_lost(lab):
    """a kernel bridge at 198.18.0.2 asks; `rawnet igmp querier -I h0 --address 198.18.0.7 -i 4 -W 1 -l 0.5` begins to ask and then leaves it to the bridge, whose kernel joins 239.1.2.3 and leaves"""
    election(lab, '198.18.0.2')
