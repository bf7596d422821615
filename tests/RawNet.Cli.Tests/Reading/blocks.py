"""Writes pcapng files by hand (draft-ietf-opsawg-pcapng) that no tool at hand writes.

usage: blocks.py faults|numbers FILE
faults:  packets with directions, drop counts and link faults, and statistics blocks of two interfaces that lost some
numbers: packets between blocks of every kind but custom ones, which versions of Wireshark number differently
"""
import struct, sys

PACKET = bytes.fromhex("020000000002020000000001080045000020000040004001aeb5c6120001c6120002" "0800f7ff0000000000000000")


def padded(data):
    return data + bytes(-len(data) % 4)


def block(kind, body):
    body = padded(body)
    return struct.pack("<II", kind, 12 + len(body)) + body + struct.pack("<I", 12 + len(body))


def option(code, value):
    return struct.pack("<HH", code, len(value)) + padded(value)


def section():
    return block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1))


def interface():
    return block(1, struct.pack("<HHI", 1, 0, 262144))


def packet(*options):
    return block(6, struct.pack("<IIIII", 0, 0, 1, len(PACKET), len(PACKET)) + padded(PACKET) + b"".join(options) + (option(0, b"") if options else b""))


def flags(value):
    return option(2, struct.pack("<I", value))


def lost(count):
    return option(4, struct.pack("<Q", count))


def statistics(number, **counts):
    codes = {"ifdrop": 5, "osdrop": 7}
    return block(5, struct.pack("<III", number, 0, 9) + b"".join(option(codes[name], struct.pack("<Q", count)) for name, count in counts.items()) + option(0, b""))


def faults():
    yield section() + interface() + interface()
    yield packet(flags(1)) + packet(flags(2), lost(7)) + packet(flags(1 | 1 << 24)) + packet(flags(1 << 27 | 1 << 31), lost(2)) + packet()
    # The first block of interface 0 counts up to its own time, so only the second holds.
    yield statistics(0, ifdrop=3) + statistics(0, ifdrop=5, osdrop=1) + statistics(1, osdrop=4)


def numbers():
    event = struct.pack("<HQQIHI", 0, 1, 1, 30, 1, 0)
    journal = b"__REALTIME_TIMESTAMP=1\nMESSAGE=hello\n"
    yield section() + interface() + block(9, journal)
    bodies = {9: journal, 4: option(0, b""), 10: struct.pack("<II", 0x544C534B, 0), 0x1234: b"data"}
    bodies |= {kind: event for kind in (0x201, 0x202, 0x203, 0x204, 0x205, 0x208, 0x216, 0x217, 0x221, 0x222)}
    for kind, body in bodies.items():
        yield block(kind, body) + packet()


if __name__ == "__main__":
    with open(sys.argv[2], "wb") as file:
        file.write(b"".join(globals()[sys.argv[1]]()))
