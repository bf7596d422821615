#!/usr/bin/python3
"""Packets that PacketDotNet reads wrongly and no capture holds; Scapy makes the bytes. Prints fault-packets.txt.

A line: the fault's field, the link type as pcap has it (the f bit and the length of the frame check sequence above), the field that tshark is asked for, what it says, the packet. Columns are separated by |.
"""
import logging
import struct
import zlib

logging.disable(logging.CRITICAL)
from scapy.all import ARP, IP, TCP, UDP, CookedLinux, Ether, ICMPv6EchoRequest, IPv6, Raw
from scapy.utils import checksum


def ether(packet):
    return Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / packet


def report_with_auxiliary_data():
    first = struct.pack("!BBH4s4s", 4, 1, 0, bytes([239, 1, 1, 1]), b"aux!")
    second = struct.pack("!BBH4s4s", 6, 0, 1, bytes([239, 1, 1, 2]), bytes([198, 18, 0, 9]))
    body = struct.pack("!BBHHH", 0x22, 0, 0, 0, 2) + first + second
    body = body[:2] + struct.pack("!H", checksum(body)) + body[4:]
    return ether(IP(src="198.18.0.1", dst="224.0.0.22", ttl=1, proto=2) / Raw(body))



def checked(packet):
    return Raw(bytes(packet) + struct.pack("<I", zlib.crc32(bytes(packet))))


ENDS_WITH_4 = 2 << 28 | 1 << 26 # two words of 16 bits
ROWS = [
    ("sll.hatype", 113, "sll.hatype", "65534", CookedLinux(pkttype=0, lladdrtype=0xfffe, lladdrlen=0, proto=0x0800) / IP(src="198.18.0.1", dst="198.18.0.2", proto=253)),
    ("ip.flags.rb", 1, "ip.flags.rb", "1", ether(IP(src="198.18.0.1", dst="198.18.0.2", flags="evil", proto=253) / b"x")),
    ("udp.length", 1, "udp.length", "40000", ether(IP(src="198.18.0.1", dst="198.18.0.2") / UDP(sport=33000, dport=33001, len=40000) / b"short")),
    ("tcp.urgent_pointer", 1, "tcp.urgent_pointer", "40000", ether(IP(src="198.18.0.1", dst="198.18.0.2") / TCP(sport=33000, dport=33001, flags="A", urgptr=40000))),
    ("igmp.record_type, igmp.num_src, igmp.maddr ...", 1, "igmp.maddr", "239.1.1.1,239.1.1.2", report_with_auxiliary_data()),
    ("arp.src.*, arp.dst.*", 1, "arp.src.proto_ipv4", "198.18.0.1", ether(ARP(bytes.fromhex("00010800080400010200000000010a0bc61200010200000000020c0dc6120002")))),
    ("tcp.flags", 1, "tcp.flags", "0x0e10", ether(IP(src="198.18.0.1", dst="198.18.0.2") / TCP(sport=33000, dport=33001, flags="A", reserved=7))),
    ("data.data, udp.checksum.status, icmpv6.checksum.status", 1, "data.data", "7368",
     ether(IP(bytes(IP(src="198.18.0.1", dst="198.18.0.2", len=33) / UDP(sport=33000, dport=33001, len=10, chksum=0) / b"short")))),
    ("data.data, udp.checksum.status, icmpv6.checksum.status", 1, "icmpv6.checksum.status", "1",
     Raw(bytes(ether(IPv6(src="2001:db8::1", dst="2001:db8::2") / ICMPv6EchoRequest(id=7, seq=1))) + b"trail")),
    ("eth.fcs", ENDS_WITH_4 | 1, "eth.fcs.status", "1", checked(ether(IP(src="198.18.0.1", dst="198.18.0.2") / UDP(sport=33000, dport=33001) / b"checked"))),
    ("layer", 1, "ip.src", "198.18.0.1", Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02", type=0x6558) / ether(IP(src="198.18.0.1", dst="198.18.0.2") / UDP(sport=33000, dport=33001))),
]

for field, link, asked, said, packet in ROWS:
    print("|".join([field, str(link), asked, said, bytes(packet).hex()]))
