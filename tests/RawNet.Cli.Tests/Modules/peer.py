#!/usr/bin/env python3
"""An echo server and client over the families that need a kernel module, with nothing but Python's socket module.

    peer.py serve FAMILY TYPE PROTOCOL ADDRESS         answers until it is ended; says "listening" on stderr
    peer.py call  FAMILY TYPE PROTOCOL ADDRESS TEXT    prints the answer

Addresses: IP:PORT (inet, rds), IF:ID (can; the answer's identifier is one more), TYPE:INSTANCE (tipc), CID:PORT (vsock).
"""
import socket
import struct
import sys

FAMILIES = {"inet": socket.AF_INET, "can": socket.AF_CAN, "rds": socket.AF_RDS, "tipc": socket.AF_TIPC, "vsock": socket.AF_VSOCK}
TYPES = {"stream": socket.SOCK_STREAM, "dgram": socket.SOCK_DGRAM, "raw": socket.SOCK_RAW, "rdm": socket.SOCK_RDM, "seqpacket": socket.SOCK_SEQPACKET}
PATIENCE = 30
LONGEST = 65536


def number(text):
    return int(text, 0)


def host_and_port(text):
    host, port = text.rsplit(":", 1)
    return host, int(port)


def service(text):
    kind, instance = map(number, text.split(":"))
    return socket.TIPC_ADDR_NAME, kind, instance, 0


def context_and_port(text):
    return tuple(map(number, text.split(":")))


ADDRESSES = {"inet": host_and_port, "rds": host_and_port, "tipc": service, "vsock": context_and_port}


class Messages:
    """Every message comes back to its sender: RDS, TIPC's rdm and dgram, SCTP's one-to-many sockets."""

    def __init__(self, opened, family, address):
        self.socket, self.family, self.address = opened, family, ADDRESSES[family](address)

    def serve(self):
        self.socket.bind(self.address)
        if self.family == "inet":
            self.socket.listen()
        ready()
        while True:
            message, sender = self.socket.recvfrom(LONGEST)
            if message:
                self.socket.sendto(message, sender)

    def call(self, text):
        if self.family == "rds":
            self.socket.bind((source_for(self.address), 0))
        self.socket.sendto(text, self.address)
        return self.socket.recvfrom(LONGEST)[0]


class Connections:
    """One client after the other; records come back as records."""

    def __init__(self, opened, family, address):
        self.socket, self.address = opened, ADDRESSES[family](address)

    def serve(self):
        self.socket.bind(self.address)
        self.socket.listen()
        ready()
        while True:
            client, _ = self.socket.accept()
            with client:
                while message := received(client):
                    client.sendall(message)

    def call(self, text):
        self.socket.connect(self.address)
        self.socket.sendall(text)
        answer = received(self.socket)
        while len(answer) < len(text) and (more := received(self.socket)):
            answer += more
        return answer


class Can:
    """What the three kinds of CAN sockets share: an interface, and an identifier whose successor answers."""

    def __init__(self, opened, _, address):
        self.socket = opened
        self.interface, identifier = address.split(":")
        self.identifier = number(identifier)


class CanRaw(Can):
    """Frames of 8 bytes at most, struct can_frame of linux/can.h."""

    FRAME = struct.Struct("=IB3x8s")

    def serve(self):
        self.listen(self.identifier)
        ready()
        while True:
            self.send(self.identifier + 1, self.receive())

    def call(self, text):
        self.listen(self.identifier + 1)
        self.send(self.identifier, text)
        return self.receive()

    def listen(self, identifier):
        self.socket.setsockopt(socket.SOL_CAN_RAW, socket.CAN_RAW_FILTER, struct.pack("=II", identifier, socket.CAN_SFF_MASK))
        self.socket.bind((self.interface,))

    def send(self, identifier, data):
        self.socket.send(self.FRAME.pack(identifier, len(data), data))

    def receive(self):
        _, length, data = self.FRAME.unpack(self.socket.recv(self.FRAME.size))
        return data[:length]


class CanBroadcast(CanRaw):
    """The broadcast manager, struct bcm_msg_head of linux/can/bcm.h: a subscription to an identifier, and single frames sent."""

    HEAD = struct.Struct("@IIIllllII0q")

    def listen(self, identifier):
        self.socket.connect((self.interface,))
        self.socket.send(self.head(socket.CAN_BCM_RX_SETUP, socket.CAN_BCM_RX_FILTER_ID, identifier, 0))

    def send(self, identifier, data):
        self.socket.send(self.head(socket.CAN_BCM_TX_SEND, 0, identifier, 1) + self.FRAME.pack(identifier, len(data), data))

    def receive(self):
        message = self.socket.recv(LONGEST)
        _, length, data = self.FRAME.unpack(message[self.HEAD.size:])
        return data[:length]

    def head(self, operation, flags, identifier, frames):
        return self.HEAD.pack(operation, flags, 0, 0, 0, 0, 0, identifier, frames)


class CanTransport(Can):
    """ISO 15765-2: messages longer than a frame, between a pair of identifiers."""

    def serve(self):
        self.socket.bind((self.interface, self.identifier, self.identifier + 1))
        ready()
        while True:
            self.socket.send(self.socket.recv(LONGEST))

    def call(self, text):
        self.socket.bind((self.interface, self.identifier + 1, self.identifier))
        self.socket.send(text)
        return self.socket.recv(LONGEST)


def peer_for(family, kind, protocol, address):
    opened = socket.socket(FAMILIES[family], TYPES[kind], protocol)
    if family == "can":
        peer = {socket.CAN_RAW: CanRaw, socket.CAN_BCM: CanBroadcast, socket.CAN_ISOTP: CanTransport}[protocol]
    elif kind == "stream" or (kind == "seqpacket" and family in ("tipc", "vsock")):
        peer = Connections
    else:
        peer = Messages
    return peer(opened, family, address)


def received(connection):
    try:
        return connection.recv(LONGEST)
    except ConnectionResetError:  # how TIPC says that the other end has closed
        return b""


def source_for(destination):
    """The address of ours that packets to the destination leave with; RDS sends from a bound address only."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(destination)
        return probe.getsockname()[0]


def ready():
    print("listening", file=sys.stderr, flush=True)


def main(verb, family, kind, protocol, address, text=""):
    peer = peer_for(family, kind, number(protocol), address)
    if verb == "serve":
        try:
            peer.serve()
        except KeyboardInterrupt:
            return
    peer.socket.settimeout(PATIENCE)
    sys.stdout.buffer.write(peer.call(text.encode()) + b"\n")


main(*sys.argv[1:])
