"""What the other host does while a verb runs: again and again, whatever fails, so that it goes on when the link comes back. Prints a line whenever it was answered.

usage: peer.py datagrams|reports|queries|watch|tcp|udp|unix|frames FOLDER
"""
import contextlib
import itertools
import socket
import struct
import sys
import time

A = "198.18.0.1"
PAUSE = 0.05
EXPERIMENTAL = 0x88B5  # IEEE 802: local experimental EtherType 1
ROUTER_ALERT = bytes([148, 4, 0, 0])

# A pcap file of Ethernet frames (magic number, version 2.4, no zone, snaplen, link type 1) and one record of it: ICMP echo request.
_FRAME = bytes.fromhex("020000000002020000000001080045000020000100004001eeb4c6120001c61200020800" + "2326" + "00070001" + "68656c6c")
CAPTURE_HEADER = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
CAPTURE_RECORD = struct.pack("<IIII", 1, 0, len(_FRAME), len(_FRAME)) + _FRAME


def answered():
    print("answered", flush=True)


def client(kind, where, family=socket.AF_INET):
    with socket.socket(family, kind) as one:
        one.settimeout(0.5)
        one.connect(where)
        one.send(b"hello")
        if one.recv(100) == b"hello":
            answered()


def datagrams(_):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b"hello", (A, 9))


# The kernel reports what is joined and left.
def reports(number):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, struct.pack("4s4si", socket.inet_aton(f"239.9.9.{number % 200 + 1}"), bytes(4), socket.if_nametoindex("vb")))
        time.sleep(PAUSE)


# A general query of version 3 that wants its answers within 0.1 s.
def queries(_):
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_IGMP) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"vb")
        one.setsockopt(socket.IPPROTO_IP, socket.IP_OPTIONS, ROUTER_ALERT)
        one.sendto(bytes.fromhex("1101" + "ec81" + "00000000" + "027d0000"), ("224.0.0.1", 0))
    time.sleep(0.15)


def watch(_):
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800)) as one:
        one.bind(("vb", 0x0800))
        one.settimeout(0.5)
        if one.recv(2048)[23] == socket.IPPROTO_UDP:
            answered()


def frames(_):
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(EXPERIMENTAL)) as one:
        one.bind(("vb", EXPERIMENTAL))
        one.settimeout(0.5)
        one.send(bytes.fromhex("020000000001" + "020000000002" + "88b5") + bytes(46))
        if one.recv(2048):
            answered()


DEEDS = {
    "datagrams": datagrams, "reports": reports, "queries": queries, "watch": watch, "frames": frames,
    "tcp": lambda _: client(socket.SOCK_STREAM, (A, 7007)),
    "udp": lambda _: client(socket.SOCK_DGRAM, (A, 7007)),
    "unix": lambda _: client(socket.SOCK_STREAM, f"{sys.argv[2]}/socket", socket.AF_UNIX),
}

if __name__ == "__main__":
    for turn in itertools.count():
        with contextlib.suppress(OSError):
            DEEDS[sys.argv[1]](turn)
        time.sleep(PAUSE)
