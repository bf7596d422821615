"""Addresses of the lab, and bytes by hand for the frames that no kernel sends when asked."""
import socket
import struct

HOST, ROUTER, PEER = '198.18.0.1', '198.18.0.254', '198.18.1.1'
HOST6, ROUTER6, PEER6 = '2001:db8::1', '2001:db8::fe', '2001:db8:1::1'
HOST_MAC, ROUTER_MAC = bytes.fromhex('020000000001'), bytes.fromhex('02000000000a')


def checksum(data):
    data += b'\0' * (len(data) % 2)
    total = sum(struct.unpack(f'>{len(data) // 2}H', data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def summed(message, pseudo=b'', at=2):
    return message[:at] + struct.pack('>H', checksum(pseudo + message)) + message[at + 2:]


def ipv4(source, destination, protocol, payload, ttl=64, tos=0, options=b'', ident=0x5241, fragment=0):
    size = 20 + len(options)
    header = struct.pack('>BBHHHBBH4s4s', 0x40 | size // 4, tos, size + len(payload), ident, fragment, ttl, protocol, 0, socket.inet_aton(source), socket.inet_aton(destination))
    return summed(header + options, at=10) + payload


def ethernet(kind, payload, destination=HOST_MAC, source=ROUTER_MAC):
    return destination + source + struct.pack('>H', kind) + payload


def echo_request(sequence, data=b'RawNet'):
    return summed(struct.pack('>BBHHH', 8, 0, 0, 0x7661, sequence) + data)
