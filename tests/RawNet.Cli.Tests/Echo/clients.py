#!/usr/bin/env python3
"""Independent clients of an echo server, with nothing but Python's socket module. Each prints "good" or ends with the reason.

    clients.py stream FAMILY ADDRESS BYTES CLIENTS   so many at once, each sends BYTES, half-closes and must get all of them and the end
    clients.py dgram|seqpacket FAMILY ADDRESS        0, 1 and the largest message, one more refused, then 10,000 in lock step
    clients.py raw ADDRESS PROTOCOL                  a raw IPv4 socket: its own request comes first on loopback, then the answer
    clients.py packet IF MAC                         a frame of EtherType 0x88b5 to a station, and its answer
FAMILY inet: ADDRESS is IP:PORT. FAMILY unix: a path, or @ and an abstract name.
"""
import errno
import selectors
import socket
import sys

PATIENCE = 30


def address_of(family, text):
    if family == "unix":
        return socket.AF_UNIX, ("\0" + text[1:]) if text[0] == "@" else text
    host, port = text.rsplit(":", 1)
    return (socket.AF_INET6, (host.strip("[]"), int(port))) if host[0] == "[" else (socket.AF_INET, (host, int(port)))


def pattern(length, seed):
    return bytes((seed + i) & 255 for i in range(256)) * (length // 256 + 1)


def stream(family, address, length, clients):
    family, address = address_of(family, address)
    length, clients = int(length), int(clients)
    waiting, done = selectors.DefaultSelector(), 0
    for number in range(clients):
        client = socket.socket(family, socket.SOCK_STREAM)
        client.connect(address)
        client.setblocking(False)
        waiting.register(client, selectors.EVENT_READ | selectors.EVENT_WRITE, {"out": pattern(length, number)[:length], "in": bytearray(), "sent": 0, "all": pattern(length, number)[:length]})
    while done < clients:
        ready = waiting.select(PATIENCE)
        assert ready, f"{clients - done} clients wait in vain"
        for key, events in ready:
            client, state = key.fileobj, key.data
            if events & selectors.EVENT_WRITE:
                state["sent"] += client.send(state["out"][state["sent"]:state["sent"] + 65536]) if state["sent"] < length else 0
                if state["sent"] == length:
                    client.shutdown(socket.SHUT_WR)
                    waiting.modify(client, selectors.EVENT_READ, state)
            if events & selectors.EVENT_READ:
                more = client.recv(65536)
                state["in"] += more
                if not more:
                    assert bytes(state["in"]) == state["all"], f"{len(state['in'])} of {length} bytes came back, or others"
                    waiting.unregister(client)
                    client.close()
                    done += 1


def messages(kind, family, address):
    name = family
    family, address = address_of(family, address)
    client = socket.socket(family, kind)
    client.settimeout(PATIENCE)
    if name == "unix" and kind == socket.SOCK_DGRAM:
        client.bind("")  # the kernel finds a name
    client.connect(address)
    largest = 65507 if name == "inet" else client.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) - 32
    for length in (1, 0, largest):
        client.send(pattern(length, 7)[:length])
        answer = client.recv(1 << 20)
        assert answer == pattern(length, 7)[:length], f"{len(answer)} bytes for {length}"
    try:
        client.send(bytes(largest + 1))
        raise AssertionError("one more was taken")
    except OSError as refusal:
        assert refusal.errno == errno.EMSGSIZE, refusal
    for number in range(10000):
        client.send(number.to_bytes(4, "big"))
        assert client.recv(100) == number.to_bytes(4, "big")


def raw(address, protocol):
    client = socket.socket(socket.AF_INET, socket.SOCK_RAW, int(protocol))
    client.settimeout(PATIENCE)
    client.sendto(b"hello", (address, 0))
    assert client.recv(100)[20:] == b"hello"
    answer = client.recv(100)
    assert answer[20:] == b"HELLO", answer


def packet(interface, mac):
    client = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    client.bind((interface, 0x88B5))
    client.settimeout(PATIENCE)
    own, peer = client.getsockname()[4], bytes.fromhex(mac.replace(":", ""))
    client.send(peer + own + b"\x88\xb5hello")
    answer = client.recv(2000)
    assert answer == own + peer + b"\x88\xb5HELLO", answer


KINDS = {"dgram": socket.SOCK_DGRAM, "seqpacket": socket.SOCK_SEQPACKET}
verb, *rest = sys.argv[1:]
if verb in KINDS:
    messages(KINDS[verb], *rest)
else:
    {"stream": stream, "raw": raw, "packet": packet}[verb](*rest)
print("good")
