"""Writes captures whose Ethernet frames end with their frame check sequence, and say so in one of the ways there are.

usage: fcs.py pcap|interface|packet|cooked LENGTH FILE
pcap:      the upper bits of the link type (draft-ietf-opsawg-pcap)
interface: if_fcslen (draft-ietf-opsawg-pcapng)
packet:    bits 5 to 8 of epb_flags, against an if_fcslen of 0
cooked:    if_fcslen of an interface whose frames have no such field
"""
import struct, sys, zlib
from blocks import block, flags, option, padded, section


def checksum(data):
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return struct.pack(">H", ~total & 0xFFFF)


def echo(data):
    message = struct.pack(">BBHHH", 8, 0, 0, 7, 1) + data
    message = message[:2] + checksum(message) + message[4:]
    header = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(message), 1, 0, 64, 1, 0, bytes([198, 18, 0, 1]), bytes([198, 18, 0, 2]))
    return header[:10] + checksum(header) + header[12:] + message


def frame(kind, payload, pad=0):
    return (bytes.fromhex("020000000002020000000001") + struct.pack(">H", kind) + payload).ljust(pad, b"\0")


def checked(data):
    return data + struct.pack("<I", zlib.crc32(data))


WHOLE = checked(frame(0x0800, echo(b"x" * 40)))
# Each with its length on the wire: right, wrong, padded to 60 octets, shorter than Ethernet allows, IEEE 802.3, tagged, without a layer of ours inside; then too short for a header and
# a check sequence; then cut inside the check sequence, in front of it and far in front of it.
FRAMES = [(data, len(data)) for data in [
    WHOLE,
    WHOLE[:-4] + b"\1\2\3\4",
    checked(frame(0x0800, echo(b"hi"), 60)),
    checked(frame(0x0800, echo(b"hi"))),
    checked(frame(38, bytes.fromhex("020203") + bytes(43))),
    checked(frame(0x8100, struct.pack(">HH", 5, 0x0800) + echo(b"x" * 30))),
    checked(frame(0x88B5, b"y" * 50)),
    checked(frame(0x88B5, b"")),
    frame(0x88B5, b"")]] + [(WHOLE[:length], len(WHOLE)) for length in (85, 83, 82, 81, 60)]


def described(link_type, length):
    return section() + block(1, struct.pack("<HHI", link_type, 0, 0) + option(13, bytes([length])) + option(0, b""))


def enhanced(data, length, *options):
    return block(6, struct.pack("<IIIII", 0, 0, 1, len(data), length) + padded(data) + b"".join(options) + option(0, b""))


def file(way, length):
    if way == "pcap":
        yield struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 1 | 0x04000000 | length // 2 << 28)
        yield from (struct.pack("<IIII", 0, 1, len(data), wire) + data for data, wire in FRAMES)
    elif way == "interface":
        yield described(1, length)
        yield from (enhanced(data, wire) for data, wire in FRAMES)
    elif way == "packet":
        yield described(1, 0)
        yield from (enhanced(data, wire, flags(length << 5)) for data, wire in FRAMES)
    else:
        cooked = struct.pack(">HHH8sH", 0, 1, 6, bytes(8), 0x0800) + echo(b"x" * 40)
        yield described(113, length) + enhanced(cooked, len(cooked))


with open(sys.argv[3], "wb") as to:
    for part in file(sys.argv[1], int(sys.argv[2])):
        to.write(part)
