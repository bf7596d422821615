#!/usr/bin/python3
"""Packets whose sums and lengths are hard to judge, and what is wrong with each; Scapy makes the bytes. Prints verify-packets.txt.

A line: what the packet is, IPv4 or IPv6 in hexadecimal digits, zeros that follow, how the finding begins, or nothing when the packet is right.
Columns are separated by |. Scapy takes the home address for the source of a sum, as RFC 6275, 11.3.1 says.
"""
import logging
import struct

logging.disable(logging.CRITICAL)
from scapy.all import HAO, ICMP, IP, TCP, UDP, ICMPv6ND_NS, ICMPv6TimeExceeded, IPv6, IPv6ExtHdrDestOpt, IPv6ExtHdrHopByHop, IPv6ExtHdrRouting, Jumbo, Raw
from scapy.utils import checksum

A, B, A6, B6 = "198.18.0.1", "198.18.0.2", "2001:db8::1", "2001:db8::2"
MPLS = bytes.fromhex("000801013e801101")
QUOTE = bytes(IP(src=B, dst=A) / UDP(sport=7, dport=9) / Raw(bytes(100)))
QUOTE6 = bytes(IPv6(src=B6, dst=A6) / UDP(sport=7, dport=9) / Raw(bytes(80)))


def extension(objects, total=None):
    head = struct.pack("!HH", 0x2000, 0) + objects
    return head[:2] + struct.pack("!H", checksum(head) if total is None else total) + objects


def error(structure, length=32):
    message = struct.pack("!BBHBBH", 11, 0, 0, 0, length, 0) + QUOTE + structure
    message = message[:2] + struct.pack("!H", checksum(message)) + message[4:]
    return IP(src=A, dst=B, proto=1) / Raw(message)


def error6(structure, length=16):
    return IPv6(src=A6, dst=B6) / ICMPv6TimeExceeded(length=length) / Raw(QUOTE6 + structure)


def jumbo(datagram, zeros, stated=None):
    total = 8 + len(bytes(datagram)) + zeros
    return IPv6(src=A6, dst=B6, plen=0) / IPv6ExtHdrHopByHop(options=[Jumbo(jumboplen=stated or total)]) / datagram


def long_datagram():
    return summed(IPv6(src=A6, dst=B6), UDP(sport=7, dport=9, len=0), 17, 70000)


def summed(network, upper, number, zeros):
    """The upper layer before so many zeros with its sum. RFC 8200, 8.1: the pseudo-header's length has 32 bits; RFC 9293, 3.1 has 16, as long as it fits."""
    addresses = bytes(network)[8:40] if network.version == 6 else bytes(network)[12:20]
    upper.chksum = 0
    upper.chksum = checksum(addresses + struct.pack("!II", len(bytes(upper)) + zeros, number) + bytes(upper))
    return upper


def options(count, inner, **fields):
    packet = IPv6(src=A6, dst=B6)
    for _ in range(count):
        packet = packet / IPv6ExtHdrDestOpt()
    return packet / inner


def row(what, packet, finding="", zeros=0):
    print("|".join([what, bytes(packet).hex(), str(zeros), finding]))


RIGHT = checksum(struct.pack("!HH", 0x2000, 0) + MPLS)
SUMMED = UDP(bytes(options(40, UDP(sport=7, dport=9) / Raw(b"hello")))[-13:]).chksum
row("an extension with a right sum", error(extension(MPLS)))
row("an extension with a wrong sum", error(extension(MPLS, 0x1234)), f"icmp.ext.checksum: found 0x1234, expected 0x{RIGHT:04x} (RFC 4884")
row("an extension without a sum", error(extension(MPLS, 0)))
row("an extension of zeros but for its version", error(bytes.fromhex("20000000")))
row("an ICMPv6 extension with a wrong sum", error6(extension(MPLS, 0x1234)), f"icmp.ext.checksum: found 0x1234, expected 0x{RIGHT:04x} (RFC 4884")
row("an ICMP length within the message", error(b""))
row("an ICMP length beyond the message", error(b"", 128), "icmp.length: found 128, expected 32 (RFC 4884")
row("an ICMPv6 length beyond the message", error6(b"", 128), "icmpv6.length: found 128, expected 16 (RFC 4884")
row("an object with length 0", error(extension(bytes.fromhex("00000101"))), "icmp.ext.objects[0]: found 0, expected 4 (RFC 4884")
row("an object of 512 bytes that are not there", error(extension(bytes.fromhex("0200010100000000"))), "icmp.ext.objects[0]: found 512, expected 8 (RFC 4884")
row("a neighbour discovery option of length 0", IPv6(src="fe80::1", dst="fe80::2", hlim=255) / ICMPv6ND_NS(tgt="fe80::2") / Raw(bytes.fromhex("0100020000000001")), "icmpv6.opts[0]: found 0, expected 1 (RFC 4861")
row("a jumbogram", jumbo(long_datagram(), 70000), zeros=70000)
row("a jumbogram whose option says less than there is", jumbo(long_datagram(), 70000, 66000), "ipv6.opt.jumbo: found 66000, expected 70016 (RFC 2675, section 2", zeros=70000)
row("a jumbogram whose option says more than there is", jumbo(long_datagram(), 70000, 80000), "ipv6.opt.jumbo: found 80000, expected 70016 (RFC 2675, section 2", zeros=70000)
row("a jumbo option in a short packet", jumbo(UDP(sport=7, dport=9) / Raw(b"hello"), 0, 70000), "ipv6.opt.jumbo: found 70000, expected 21 (RFC 2675, section 2")
row("a length of 0 without a jumbo option", IPv6(src=A6, dst=B6, plen=0) / IPv6ExtHdrHopByHop() / UDP(sport=7, dport=9) / Raw(b"hello"), "ipv6.plen: found 0, expected 21 (RFC 8200, section 3")
row("a segment that 16 bits cannot measure", IP(src=A, dst=B, len=0) / summed(IP(src=A, dst=B), TCP(), 6, 80000), zeros=80000)
row("an IPv6 segment that 16 bits cannot measure", IPv6(src=A6, dst=B6, plen=0) / summed(IPv6(src=A6, dst=B6), TCP(), 6, 80000), zeros=80000)
row("a home address", IPv6(src=A6, dst=B6) / IPv6ExtHdrDestOpt(options=[HAO(hoa="2001:db8:1::9")]) / UDP(sport=7, dport=9) / Raw(b"hello"))
row("a home address behind a routing header", IPv6(src=A6, dst=B6) / IPv6ExtHdrRouting(type=0, addresses=["2001:db8:2::7"], segleft=1)
    / IPv6ExtHdrDestOpt(options=[HAO(hoa="2001:db8:1::9")]) / UDP(sport=7, dport=9) / Raw(b"hello"))
row("forty headers of options and a right sum", options(40, UDP(sport=7, dport=9) / Raw(b"hello")))
row("forty headers of options and a wrong sum", options(40, UDP(sport=7, dport=9, chksum=0x1234) / Raw(b"hello")), f"udp.checksum: found 0x1234, expected 0x{SUMMED:04x} (RFC 768")
row("three hundred headers of options", options(300, UDP(sport=7, dport=9, chksum=0x1234) / Raw(b"hello")), "data.data: found 373 bytes, expected 0 bytes (layers behind so many others are not read)")
row("an echo of four bytes", IP(src=A, dst=B) / ICMP(bytes.fromhex("0800f7ff")), "icmp.ident: found 0 bytes, expected 2 bytes")
