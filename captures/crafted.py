#!/usr/bin/python3
"""Messages that neither the kernel nor an installed program sends, made by Debian's Scapy (python3-scapy).

    crafted.py send INTERFACE    the Ethernet frames, once each
    crafted.py write FILE        LINKTYPE_NULL packets, which no Linux device has, as a pcap file

The frames go to a link-layer address that nobody has, so that no kernel answers them.
"""
import logging
import sys
import time

logging.getLogger('scapy').setLevel(logging.ERROR)

from scapy.contrib.icmp_extensions import ICMPExtensionHeader, ICMPExtensionInterfaceInformation, ICMPExtensionMPLS  # noqa: E402
from scapy.contrib.mpls import MPLS  # noqa: E402
from scapy.layers.inet import ICMP, IP, UDP, IPOption_LSRR, IPOption_NOP, IPOption_SSRR  # noqa: E402
from scapy.layers.inet6 import (ICMPv6ND_RA, ICMPv6ND_Redirect, ICMPv6NDOptDstLLAddr, ICMPv6NDOptRDNSS, ICMPv6NDOptRedirectedHdr,  # noqa: E402
                                IPv6, IPv6ExtHdrHopByHop, IPv6ExtHdrRouting, Jumbo)
from scapy.layers.l2 import LLC, SNAP, Dot1Q, Dot3, Ether  # noqa: E402
from scapy.packet import Raw  # noqa: E402
from scapy.sendrecv import sendp  # noqa: E402
from scapy.utils import checksum, wrpcap  # noqa: E402

HOST, ROUTER, PEER = '198.18.0.1', '198.18.0.254', '198.18.1.1'
HOST6, ROUTER6, PEER6 = '2001:db8::1', '2001:db8::fe', '2001:db8:1::1'
LINK = dict(dst='02:00:00:00:00:0e', src='02:00:00:00:00:0a')
STOPS = ['198.18.0.11', '198.18.0.12', '198.18.0.13']


def datagram(source=HOST, destination=PEER, **header):
    return IP(src=source, dst=destination, **header) / UDP(sport=33000, dport=33434) / b'RawNet'


def datagram6():
    return IPv6(src=HOST6, dst=PEER6) / UDP(sport=33000, dport=33434) / b'RawNet'


def extended(kind, *objects):
    """RFC 4884, 3 and 5: the quote filled up to 128 octets, its length in words of 4, then the extension structure."""
    quote = bytes(datagram(ttl=1)).ljust(128, b'\0')
    body = b''.join(map(bytes, objects))
    start = ICMPExtensionHeader(chksum=checksum(bytes(ICMPExtensionHeader(chksum=0)) + body))  # left alone, Scapy sums its first 4 octets only
    return IP(src=ROUTER, dst=HOST) / ICMP(type=kind, length=len(quote) // 4) / Raw(quote + bytes(start) + body)


def interface(name):
    """RFC 5837, 4.1 and 4.3: the name's own octet of length counts, and zeros fill the last word."""
    body = dict(interface_role=0, has_ifindex=1, ifindex=7, has_ipaddr=1, afi=1, ip4=ROUTER, has_ifname=1, ifname=name, ifname_len=1 + len(name), has_mtu=1, mtu=1300)
    return ICMPExtensionInterfaceInformation(len=4 + 4 + 8 + 1 + len(name) + 4, **body)


def labels(*numbers):
    stack = [MPLS(label=number, cos=5, s=number == numbers[-1], ttl=250) for number in numbers]
    return ICMPExtensionMPLS(len=4 + 4 * len(stack), stack=stack)


def errors():
    yield extended(11, labels(16001))
    yield extended(11, labels(24, 1048575), interface(b'eth0/17'))
    yield extended(3, interface(b'eth'))


def router_advertisements():
    """RFC 1256, 3; Scapy has no more of the message than its first 8 octets."""
    routers = b''.join(bytes(map(int, address.split('.'))) + level.to_bytes(4, 'big', signed=True) for address, level in ((ROUTER, 0), ('198.18.0.253', -5), ('198.18.0.252', -2**31)))
    yield IP(src=ROUTER, dst='224.0.0.1', ttl=1) / ICMP(type=9, unused=0x03020708) / Raw(routers)


def source_routes():
    """The last one is used up and has arrived; Scapy sums UDP over the last stop in each."""
    for option, pointer, destination in ((IPOption_LSRR, 4, PEER), (IPOption_LSRR, 12, PEER), (IPOption_SSRR, 8, PEER), (IPOption_SSRR, 16, STOPS[-1])):
        yield datagram(destination=destination, options=[IPOption_NOP(), option(pointer=pointer, routers=STOPS)])


def six():
    yield IPv6(src=HOST6, dst=PEER6) / IPv6ExtHdrRouting(addresses=[ROUTER6, PEER6], segleft=0) / UDP(sport=33000, dport=33434) / b'RawNet'
    yield IPv6(src=HOST6, dst=PEER6) / IPv6ExtHdrHopByHop(options=[Jumbo(jumboplen=65608)]) / UDP(sport=33000, dport=33434) / b'RawNet'
    yield IPv6(src='fe80::fe', dst='ff02::1', hlim=255) / ICMPv6ND_RA() / ICMPv6NDOptRDNSS(lifetime=600, dns=[ROUTER6, PEER6])
    yield (IPv6(src='fe80::fe', dst=HOST6, hlim=255) / ICMPv6ND_Redirect(tgt='fe80::fd', dst=PEER6) / ICMPv6NDOptDstLLAddr(lladdr='02:00:00:00:00:0d')
           / ICMPv6NDOptRedirectedHdr(pkt=datagram6()))


def frames():
    for packet in (*errors(), *router_advertisements(), *source_routes(), *six()):
        yield Ether(**LINK) / packet
    yield Dot3(**LINK) / LLC() / SNAP() / datagram()
    yield Ether(**LINK, type=0x8100) / tagged(LLC() / SNAP() / datagram())


def tagged(inside):
    """A length behind the tag (IEEE 802.1Q, 9.6), which Scapy writes where its EtherType stands."""
    return Dot1Q(vlan=5, prio=3, type=len(inside)) / inside


def loopback_packets():
    """A family or, as some systems write it, an EtherType, in the byte order of the recording host."""
    for number, packet in ((2, datagram()), (24, datagram6()), (28, datagram6()), (30, datagram6()), (0x0800, datagram()), (0x86dd, datagram6())):
        for order in ('little', 'big'):
            yield Raw(number.to_bytes(4, order) + bytes(packet))


def main(verb, place):
    if verb == 'send':
        for frame in frames():
            sendp(frame, iface=place, verbose=False)
            time.sleep(0.05)
    else:
        packets = list(loopback_packets())
        for number, packet in enumerate(packets):
            packet.time = 1718064000 + number
        wrpcap(place, packets, linktype=0)


if __name__ == '__main__':
    main(*sys.argv[1:])
