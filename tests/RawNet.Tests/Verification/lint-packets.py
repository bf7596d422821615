#!/usr/bin/python3
"""Packets that keep the rules of RFCs, and twins that each break one; Scapy makes the bytes. Prints lint-packets.txt.

A line: the rule's name, the field that is found, the clause, the packet that keeps the rule, its twin that breaks it. Columns are separated by |.
"""
import logging
import struct

logging.disable(logging.CRITICAL)
from scapy.all import (ICMP, UDP, Ether, ICMPv6DestUnreach, ICMPv6EchoRequest, ICMPv6ND_NA, ICMPv6ND_NS, ICMPv6ND_RA, ICMPv6ND_Redirect, ICMPv6ND_RS,
                       IP, IPv6, IPv6ExtHdrFragment, IPv6ExtHdrHopByHop, IPOption, IPOption_Router_Alert, IPOption_RR, Raw, RouterAlert, in6_chksum)
from scapy.utils import checksum

GROUP, GROUP6, HOST, LOCAL = "239.1.1.1", "ff02::4321", "198.18.0.1", "fe80::1"


def address(text):
    return bytes(map(int, text.split(".")))


def mac_of(dst):
    if ":" in dst:
        from scapy.utils6 import in6_getnsmac
        from socket import AF_INET6, inet_pton
        low = inet_pton(AF_INET6, dst)
        return in6_getnsmac(low) if low[0] == 0xff else "02:00:00:00:00:02"
    parts = address(dst)
    return "01:00:5e:%02x:%02x:%02x" % (parts[1] & 0x7f, parts[2], parts[3]) if parts[0] >> 4 == 14 else "02:00:00:00:00:02"


def frame(packet, mac=None):
    return bytes(Ether(src="02:00:00:00:00:01", dst=mac or mac_of(packet.dst)) / packet).hex()


def igmp(kind, second=0, group="0.0.0.0", rest=b"", dst="224.0.0.1", ttl=1, tos=0xc0, alert=True, size=None):
    message = struct.pack("!BBH", kind, second, 0) + (address(group) if group else b"") + rest
    message = message[:size]
    message = message[:2] + struct.pack("!H", checksum(message)) + message[4:]
    return frame(IP(src=HOST, dst=dst, ttl=ttl, tos=tos, proto=2, options=[IPOption_Router_Alert()] if alert else []) / Raw(message))


def record(kind, group, *sources, aux=b""):
    return struct.pack("!BBH", kind, len(aux) // 4, len(sources)) + address(group) + b"".join(map(address, sources)) + aux


def report3(records=record(4, GROUP), reserved=0, dst="224.0.0.22", **more):
    return igmp(0x22, reserved, None, struct.pack("!HH", 0, 1) + records, dst, **more)


def query3(group="0.0.0.0", *sources, more_bytes=b"", **more):
    return igmp(0x11, 100, group, bytes([2, 125, 0, len(sources)]) + b"".join(map(address, sources)) + more_bytes, **more)


def six(address6):
    from socket import AF_INET6, inet_pton
    return inet_pton(AF_INET6, address6)


def mld(kind, body, dst, src=LOCAL, hops=1, alert=True, code=0):
    base = IPv6(src=src, dst=dst, hlim=hops)
    message = struct.pack("!BBH", kind, code, 0) + body
    message = message[:2] + struct.pack("!H", in6_chksum(58, base, message)) + message[4:]
    if not alert:
        return frame(IPv6(src=src, dst=dst, hlim=hops, nh=58) / Raw(message))
    return frame(base / IPv6ExtHdrHopByHop(nh=58, options=[RouterAlert()]) / Raw(message))


def mld1(kind, group, dst, delay=0, reserved=0, **more):
    return mld(kind, struct.pack("!HH", delay, reserved) + six(group), dst, **more)


def mldq2(group="::", dst="ff02::1", *sources, size=None, more_bytes=b"", **more):
    return mld(130, (struct.pack("!HH", 1000, 0) + six(group) + bytes([2, 125, 0, len(sources)]) + b"".join(map(six, sources)) + more_bytes)[:size and size - 4], dst, **more)


def mldr2(kind=4, group=GROUP6, *sources, dst="ff02::16", aux=b"", more_bytes=b"", **more):
    return mld(143, struct.pack("!HHBBH", 0, 1, kind, len(aux) // 4, len(sources)) + six(group) + b"".join(map(six, sources)) + aux + more_bytes, dst, **more)


def echo(mac=None, **fields):
    return frame(IP(**{"src": HOST, "dst": "198.18.0.2", **fields}) / ICMP(id=7, seq=1) / Raw(b"hello"), mac)


def error(outer=ICMP(type=11), inner=ICMP(id=7)):
    if isinstance(outer, bytes):
        message = outer + bytes(IP(src=HOST, dst="198.18.0.2") / inner / Raw(bytes(20)))
        message = message[:2] + struct.pack("!H", checksum(message)) + message[4:]
        return frame(IP(src="198.18.0.9", dst=HOST, proto=1) / Raw(message))
    return frame(IP(src="198.18.0.9", dst=HOST) / outer / IP(src=HOST, dst="198.18.0.2") / inner / Raw(bytes(20)))


def error6(inner=ICMPv6EchoRequest(id=7)):
    return frame(IPv6(src="2001:db8::9", dst="2001:db8::1") / ICMPv6DestUnreach() / IPv6(src="2001:db8::1", dst="2001:db8::2") / inner / Raw(bytes(8)))


def udp6(**fields):
    return frame(IPv6(src="2001:db8::1", dst="2001:db8::2") / UDP(sport=7, dport=9, **fields) / Raw(b"hello"))


def nd(message, hops=255):
    return frame(IPv6(src=LOCAL, dst="fe80::2", hlim=hops) / message)


def fragment(size, offset=1, more=1):
    return frame(IP(src=HOST, dst="198.18.0.2", proto=17, flags=more, frag=offset) / Raw(bytes(size)))


def fragment6(size, offset=1, more=1):
    return frame(IPv6(src="2001:db8::1", dst="2001:db8::2") / IPv6ExtHdrFragment(nh=17, offset=offset, m=more) / Raw(bytes(size)))


def hops6(count):
    packet = IPv6(src="2001:db8::1", dst="2001:db8::2")
    for _ in range(count):
        packet = packet / IPv6ExtHdrHopByHop(options=[RouterAlert()])
    return frame(packet / UDP(sport=7, dport=9) / Raw(b"hello"))


UNUSED_SET = bytes.fromhex("0b00000001000000")  # time exceeded whose first unused byte is 1
PING6 = IPv6(src="2001:db8::1", dst="ff02::1") / ICMPv6EchoRequest(id=7)
ROWS = []


def row(rule, field, clause, good, bad):
    ROWS.append("|".join([rule, field, clause, good, bad]))


row("reserved fields are 0", "ip.flags.rb", "RFC 791, section 3.1", echo(), echo(flags=4))
row("reserved fields are 0", "igmp.reserved", "RFC 9776, section 4.2", report3(), report3(reserved=1))
row("reserved fields are 0", "icmpv6.reserved", "RFC 2710, section 3", mld1(131, GROUP6, GROUP6), mld1(131, GROUP6, GROUP6, reserved=1))
row("reserved fields are 0", "icmpv6.reserved", "RFC 4861, section 4.3", nd(ICMPv6ND_NS(tgt="fe80::2")), nd(ICMPv6ND_NS(tgt="fe80::2", res=1)))
row("reserved fields are 0", "icmp.unused", "RFC 4884, section 4.2", error(), error(UNUSED_SET))
row("a packet is not sent with a time to live of 0", "ip.ttl", "RFC 1122, section 3.2.1.7", echo(ttl=1), echo(ttl=0))
row("a source is the address of one host", "ip.src", "RFC 1122, section 3.2.1.3", echo(), echo(src="239.1.1.1"))
row("a source is the address of one host", "ip.src", "RFC 1122, section 3.2.1.3", echo(src="0.0.0.0"), echo(src="255.255.255.255"))
row("IPv4 option padding is 0", "ip.opt.padding", "RFC 791, section 3.1", echo(options=[IPOption(bytes(4))]), echo(options=[IPOption(b"\0\0\1\0")]))
row("an IPv4 group has its own MAC address", "eth.dst", "RFC 1112, section 6.4", echo(dst="239.129.1.1"), echo(dst="239.129.1.1", mac="01:00:5e:81:01:01"))
row("an IPv6 group has its own MAC address", "eth.dst", "RFC 2464, section 7", frame(PING6, mac="02:00:00:00:00:02"), frame(PING6, mac="33:33:00:00:00:02"))
row("an IPv4 route is written from its first place on", "ip.opt.ptr", "RFC 791, section 3.1", echo(options=[IPOption_RR(routers=["0.0.0.0"], pointer=4)]), echo(options=[IPOption_RR(routers=["0.0.0.0"], pointer=3)]))
row("hop-by-hop options stand directly behind the IPv6 header", "layer", "RFC 8200, section 4.1", hops6(1), hops6(2))
row("an IPv4 fragment but the last is a multiple of 8 bytes", "ip.len", "RFC 791, section 3.2", fragment(16), fragment(13))
row("an IPv4 fragment but the last is a multiple of 8 bytes", "ip.len", "RFC 791, section 3.2", fragment(13, more=0), fragment(17))
row("IPv4 fragments together are no more than 65535 bytes", "ip.frag_offset", "RFC 791, section 3.1", fragment(11, 8188, 0), fragment(12, 8188, 0))
row("an IPv6 fragment but the last is a multiple of 8 bytes", "ipv6.plen", "RFC 8200, section 4.5", fragment6(16), fragment6(13))
row("IPv6 fragments together are no more than 65535 bytes", "ipv6.fraghdr.offset", "RFC 8200, section 4.5", fragment6(7, 8191, 0), fragment6(8, 8191, 0))
row("UDP over IPv6 has a checksum", "udp.checksum", "RFC 8200, section 8.1", udp6(), udp6(chksum=0))
row("no ICMP error is about an ICMP error", "layer", "RFC 1122, section 3.2.2", error(), error(inner=ICMP(type=3) / IP(src=HOST, dst=HOST)))
row("no ICMPv6 error is about an ICMPv6 error", "layer", "RFC 4443, section 2.4 (e)", error6(), error6(ICMPv6DestUnreach() / IPv6()))
row("source quench is not sent", "icmp.type", "RFC 6633, section 3", error(), error(ICMP(type=4)))

V1, V2, V3 = "RFC 1112, section appendix I", "RFC 2236, section ", "RFC 9776, section "
row("IGMPv1 has a time to live of 1", "ip.ttl", V1, igmp(0x11), igmp(0x11, ttl=2))
row("IGMPv2 has a time to live of 1", "ip.ttl", V2 + "2", igmp(0x11, 100), igmp(0x11, 100, ttl=2))
row("IGMPv2 has a router alert", "router-alert", V2 + "2", igmp(0x16, 0, GROUP, dst=GROUP), igmp(0x16, 0, GROUP, dst=GROUP, alert=False))
row("IGMPv3 has a time to live of 1", "ip.ttl", V3 + "4", report3(), report3(ttl=64))
row("IGMPv3 has a router alert", "router-alert", V3 + "4", query3(), query3(alert=False))
row("IGMPv3 has a type of service of 0xc0", "ip.dsfield", V3 + "4", report3(), report3(tos=0))
row("IGMPv1 is sent to the group, queries to all systems", "ip.dst", V1, igmp(0x12, 0, GROUP, dst=GROUP), igmp(0x12, 0, GROUP, dst="224.0.0.1"))
row("IGMPv2 queries and reports are sent to the group, general queries to all systems", "ip.dst", V2 + "9", igmp(0x11, 10, GROUP, dst=GROUP), igmp(0x11, 10, GROUP))
row("IGMPv2 queries and reports are sent to the group, general queries to all systems", "ip.dst", V2 + "9", igmp(0x11, 100), igmp(0x11, 100, dst="224.0.0.2"))
row("a leave is sent to all routers", "ip.dst", V2 + "9", igmp(0x17, 0, GROUP, dst="224.0.0.2"), igmp(0x17, 0, GROUP, dst=GROUP))
row("IGMPv3 queries are sent to the group, general ones to all systems", "ip.dst", V3 + "4.1.12", query3(GROUP, dst=GROUP), query3(GROUP))
row("an IGMPv3 report is sent to all IGMPv3 routers", "ip.dst", V3 + "4.2.15", report3(), report3(dst=GROUP))
row("an IGMPv1 report names a group", "igmp.maddr", V1, igmp(0x12, 0, GROUP, dst=GROUP), igmp(0x12, 0, "198.18.0.2", dst="198.18.0.2"))
row("an IGMPv1 query names no group", "igmp.maddr", V1, igmp(0x11), igmp(0x11, 0, GROUP))
row("an IGMPv2 report or leave names a group", "igmp.maddr", V2 + "2.4", igmp(0x17, 0, GROUP, dst="224.0.0.2"), igmp(0x17, dst="224.0.0.2"))
row("an IGMPv2 query names a group or none", "igmp.maddr", V2 + "2.4", igmp(0x11, 100), igmp(0x11, 100, HOST, dst=HOST))
row("an IGMPv3 query names a group or none", "igmp.maddr", V3 + "4.1.3", query3(), query3(HOST, dst=HOST))
row("an IGMPv3 record names a group", "igmp.maddr", V3 + "4.2.9", report3(), report3(record(4, HOST)))
row("no record excludes sources of a group of 232.0.0.0/8", "igmp.record_type", V3 + "4.2.13", report3(record(3, "232.1.1.1")), report3(record(4, "232.1.1.1")))
row("an IGMPv3 record has one of six types", "igmp.record_type", V3 + "4.2.13", report3(record(6, GROUP, HOST)), report3(record(7, GROUP, HOST)))
row("an IGMPv3 record has no auxiliary data", "igmp.aux_data_len", V3 + "4.2.11", report3(), report3(record(4, GROUP, aux=bytes(4))))
row("an IGMPv3 record of allowed or blocked sources names one", "igmp.num_src", V3 + "5.1", report3(record(5, GROUP, HOST)), report3(record(5, GROUP)))
row("an IGMPv3 record of allowed or blocked sources names one", "igmp.num_src", V3 + "5.1", report3(record(6, GROUP, HOST)), report3(record(6, GROUP)))
row("an IGMPv3 record of included sources names one", "igmp.num_src", V3 + "5.2", report3(record(1, GROUP, HOST)), report3(record(1, GROUP)))
row("no IGMPv3 record is about all systems", "igmp.maddr", V3 + "5", report3(record(4, "224.0.0.2")), report3(record(4, "224.0.0.1")))
row("no IGMPv3 query is about all systems", "igmp.maddr", V3 + "5", query3("224.0.0.2", dst="224.0.0.2"), query3("224.0.0.1"))
row("no IGMPv2 report or leave is about all systems", "igmp.maddr", V2 + "6", igmp(0x17, 0, "224.0.0.3", dst="224.0.0.2"), igmp(0x17, 0, "224.0.0.1", dst="224.0.0.2"))
row("an IGMPv3 general query names no source", "igmp.num_src", V3 + "4.1.11", query3(GROUP, HOST, dst=GROUP), query3("0.0.0.0", HOST))
row("nothing follows the sources of an IGMPv3 query", "length", V3 + "4.1.10", query3(GROUP, HOST, dst=GROUP), query3(GROUP, HOST, dst=GROUP, more_bytes=bytes(3)))
row("nothing follows the records of an IGMPv3 report", "length", V3 + "4.2.12", report3(record(4, GROUP)), report3(record(4, GROUP) + bytes(5)))
row("the time of an IGMPv2 report or leave is 0", "igmp.max_resp", V2 + "2.2", igmp(0x16, 0, GROUP, dst=GROUP), igmp(0x16, 1, GROUP, dst=GROUP))
row("an IGMP query has the length of a version", "length", V3 + "7.1", query3(), query3(size=10))

M1, M2 = "RFC 2710, section ", "RFC 9777, section "
row("MLDv1 has a hop limit of 1", "ipv6.hlim", M1 + "3", mld1(131, GROUP6, GROUP6), mld1(131, GROUP6, GROUP6, hops=64))
row("MLDv1 has a router alert", "router-alert", M1 + "3", mld1(130, "::", "ff02::1"), mld1(130, "::", "ff02::1", alert=False))
row("MLDv1 queries come from a link-local address", "ipv6.src", M1 + "3", mld1(130, "::", "ff02::1"), mld1(130, "::", "ff02::1", src="::"))
row("MLDv1 reports come from a link-local address, or :: before there is one", "ipv6.src", "RFC 3590, section 4", mld1(131, GROUP6, GROUP6, src="::"), mld1(131, GROUP6, GROUP6, src="2001:db8::1"))
row("MLDv2 has a hop limit of 1", "ipv6.hlim", M2 + "5", mldr2(), mldr2(hops=255))
row("MLDv2 has a router alert", "router-alert", M2 + "5", mldr2(), mldr2(alert=False))
row("MLDv2 queries come from a link-local address", "ipv6.src", M2 + "5.1.14", mldq2(), mldq2(src="2001:db8::1"))
row("MLDv2 reports come from a link-local address, or :: before there is one", "ipv6.src", M2 + "5.2.14", mldr2(src="::"), mldr2(src="2001:db8::1"))
row("MLDv1 queries and reports are sent to the group, general queries to all nodes", "ipv6.dst", M1 + "8", mld1(131, GROUP6, GROUP6), mld1(131, GROUP6, "ff02::1"))
row("a done is sent to all routers", "ipv6.dst", M1 + "8", mld1(132, GROUP6, "ff02::2"), mld1(132, GROUP6, GROUP6))
row("MLDv2 queries are sent to the group, general ones to all nodes", "ipv6.dst", M2 + "5.1.15", mldq2(GROUP6, GROUP6), mldq2(GROUP6))
row("an MLDv2 report is sent to all MLDv2 routers", "ipv6.dst", M2 + "5.2.15", mldr2(), mldr2(dst="ff02::2"))
row("an MLDv1 report or done names a group", "icmpv6.mld.multicast_address", M1 + "3.6", mld1(132, GROUP6, "ff02::2"), mld1(132, "::", "ff02::2"))
row("an MLDv1 query names a group or none", "icmpv6.mld.multicast_address", M1 + "3.6", mld1(130, "::", "ff02::1"), mld1(130, "fe80::2", "fe80::2"))
row("an MLDv2 query names a group or none", "icmpv6.mld.multicast_address", M2 + "5.1.5", mldq2(), mldq2("fe80::2", "fe80::2"))
row("an MLDv2 record names a group", "icmpv6.mldr.mar.multicast_address", M2 + "5.2.9", mldr2(), mldr2(group="fe80::2"))
row("no record excludes sources of a group of ff3x::/32", "icmpv6.mldr.mar.record_type", M2 + "5.2.13", mldr2(3, "ff3e::8000:1"), mldr2(2, "ff3e::8000:1"))
row("an MLDv2 record has one of six types", "icmpv6.mldr.mar.record_type", M2 + "5.2.13", mldr2(6, GROUP6, "2001:db8::9"), mldr2(0, GROUP6, "2001:db8::9"))
row("an MLDv2 record has no auxiliary data", "icmpv6.mldr.mar.aux_data_len", M2 + "5.2.11", mldr2(), mldr2(aux=bytes(8)))
row("an MLDv2 record of included sources names one", "icmpv6.mldr.mar.nb_sources", M2 + "5.2.13", mldr2(1, GROUP6, "2001:db8::9"), mldr2(1))
row("an MLDv2 record of allowed or blocked sources names one", "icmpv6.mldr.mar.nb_sources", M2 + "6.1", mldr2(5, GROUP6, "2001:db8::9"), mldr2(5))
row("an MLDv2 record of allowed or blocked sources names one", "icmpv6.mldr.mar.nb_sources", M2 + "6.1", mldr2(6, GROUP6, "2001:db8::9"), mldr2(6))
row("no MLDv2 record is about all nodes or an interface-local group", "icmpv6.mldr.mar.multicast_address", M2 + "6", mldr2(group="ff02::2"), mldr2(group="ff02::1"))
row("no MLDv2 record is about all nodes or an interface-local group", "icmpv6.mldr.mar.multicast_address", M2 + "6", mldr2(group="ff05::1"), mldr2(group="ff01::5"))
row("no MLDv2 query is about all nodes or an interface-local group", "icmpv6.mld.multicast_address", M2 + "6", mldq2("ff02::2", "ff02::2"), mldq2("ff02::1"))
row("no MLDv2 query is about all nodes or an interface-local group", "icmpv6.mld.multicast_address", M2 + "6", mldq2(GROUP6, GROUP6), mldq2("ff01::5", "ff01::5"))
row("no MLDv1 report or done is about all nodes or a node-local group", "icmpv6.mld.multicast_address", M1 + "5", mld1(132, "ff02::9", "ff02::2"), mld1(132, "ff02::1", "ff02::2"))
row("an MLDv2 general query names no source", "icmpv6.mld.nb_sources", M2 + "5.1.13", mldq2(GROUP6, GROUP6, "2001:db8::9"), mldq2("::", "ff02::1", "2001:db8::9"))
row("nothing follows the sources of an MLDv2 query", "length", M2 + "5.1.12", mldq2(GROUP6, GROUP6, "2001:db8::9"), mldq2(GROUP6, GROUP6, "2001:db8::9", more_bytes=bytes(4)))
row("nothing follows the records of an MLDv2 report", "length", M2 + "5.2.12", mldr2(), mldr2(more_bytes=bytes(4)))
row("the code of an MLDv2 query is 0", "icmpv6.code", M2 + "5.1.1", mldq2(), mldq2(code=1))
row("the second byte of an MLDv2 report is 0", "icmpv6.code", M2 + "5.2.1", mldr2(), mldr2(code=1))
row("the delay of an MLDv1 report or done is 0", "icmpv6.mld.maximum_response_delay", M1 + "3.4", mld1(131, GROUP6, GROUP6), mld1(131, GROUP6, GROUP6, delay=5))
row("an MLD query has the length of a version", "length", M2 + "8.1", mldq2(), mldq2(size=26))

for rule, clause, message, code in [
        ("router solicitation", "6.1.1", ICMPv6ND_RS(), ICMPv6ND_RS(code=1)),
        ("router advertisement", "6.1.2", ICMPv6ND_RA(), ICMPv6ND_RA(code=1)),
        ("neighbor solicitation", "7.1.1", ICMPv6ND_NS(tgt="fe80::2"), ICMPv6ND_NS(tgt="fe80::2", code=1)),
        ("neighbor advertisement", "7.1.2", ICMPv6ND_NA(tgt=LOCAL), ICMPv6ND_NA(tgt=LOCAL, code=1)),
        ("redirect", "8.1", ICMPv6ND_Redirect(tgt=LOCAL), ICMPv6ND_Redirect(tgt=LOCAL, code=1))]:
    row(f"a {rule} has a hop limit of 255", "ipv6.hlim", "RFC 4861, section " + clause, nd(message), nd(message, hops=64))
    row(f"a {rule} has code 0", "icmpv6.code", "RFC 4861, section " + clause, nd(message), nd(code))

print("\n".join(ROWS))
