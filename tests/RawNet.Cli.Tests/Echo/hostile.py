#!/usr/bin/env python3
"""Peers of an echo that others' tools are not, with nothing but Python's socket module. Each prints what it saw.

    hostile.py many PATH N        N clients of SOCK_SEQPACKET stay connected; the threads of the server are counted (SO_PEERCRED)
    hostile.py waiting TYPE PATH N  N clients connect before the first one asks, and go when they were answered: how many were
    hostile.py backlog PATH N     N clients connect at once and without waiting: how many the kernel took
    hostile.py rights TYPE PATH   10 messages with 3 descriptors each: how many more the server holds afterwards
    hostile.py mute PATH          a SOCK_SEQPACKET server that closes each connection after its first record
    hostile.py full TYPE PATH     a server that never accepts and never receives
    hostile.py asked FROM TO PORT   a datagram from an unconnected socket: the address that answered
    hostile.py forge SOURCE TO PORT  one UDP datagram from SOURCE and the same port, by a raw socket
"""
import array
import os
import resource
import socket
import struct
import sys
import time

verb, *rest = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
KINDS = {"stream": socket.SOCK_STREAM, "dgram": socket.SOCK_DGRAM, "seqpacket": socket.SOCK_SEQPACKET}


def pid_of(client):
    return struct.unpack("3i", client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]


def many(path, count):
    clients = []
    for _ in range(int(count)):
        client = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        client.settimeout(20)
        client.connect(path)
        clients.append(client)
    for number, client in enumerate(clients):
        client.send(b"%d" % number)
    for number, client in enumerate(clients):
        assert client.recv(100) == b"%d" % number
    with open(f"/proc/{pid_of(clients[0])}/status", encoding="ascii") as status:
        print(next(line.split()[1] for line in status if line.startswith("Threads:")))


def waiting(kind, path, count):
    clients, served = [], 0
    for _ in range(int(count)):
        client = socket.socket(socket.AF_UNIX, KINDS[kind])
        client.settimeout(30)
        client.connect(path)
        client.send(b"hello")
        clients.append(client)
    for client in clients:
        served += client.recv(100) == b"hello"
        client.close()
    print(served)


def backlog(path, count):
    clients, taken = [], 0
    for _ in range(int(count)):
        client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        client.setblocking(False)
        clients.append(client)
        taken += client.connect_ex(path) == 0
    print(taken)


def rights(kind, path):
    client = socket.socket(socket.AF_UNIX, KINDS[kind])
    client.settimeout(5)
    client.connect(path)
    pid = pid_of(client)
    client.send(b"first")
    assert client.recv(100) == b"first"
    before = len(os.listdir(f"/proc/{pid}/fd"))
    for _ in range(10):
        client.sendmsg([b"take"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0, 1, 2]))])
        assert client.recv(100) == b"take"
    print(len(os.listdir(f"/proc/{pid}/fd")) - before)


def mute(path):
    server = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    server.bind(path)
    server.listen()
    print("listening", file=sys.stderr, flush=True)
    while True:
        client = server.accept()[0]
        client.recv(100)
        client.close()


def full(kind, path):
    server = socket.socket(socket.AF_UNIX, KINDS[kind])
    server.bind(path)
    others = []
    if kind != "dgram":
        server.listen(0)
    for _ in range(1000):
        other = socket.socket(socket.AF_UNIX, KINDS[kind])
        other.setblocking(False)
        try:
            other.connect(path)
            if kind == "dgram":
                other.send(b"full")
            others.append(other)
        except BlockingIOError:
            break
    print("listening", file=sys.stderr, flush=True)
    time.sleep(60)


def asked(origin, to, port):
    client = socket.socket(socket.AF_INET6 if ":" in to else socket.AF_INET, socket.SOCK_DGRAM)
    client.bind((origin, 0))
    client.settimeout(5)
    client.sendto(b"who", (to, int(port)))
    answer, source = client.recvfrom(100)
    assert answer == b"who"
    print(source[0])


def forge(source, to, port):
    raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
    data = b"loop"
    udp = struct.pack("!4H", int(port), int(port), 8 + len(data), 0) + data
    ip = struct.pack("!2B3H2BH4s4s", 0x45, 0, 20 + len(udp), 1, 0, 64, 17, 0, socket.inet_aton(source), socket.inet_aton(to))
    raw.sendto(ip + udp, (to, 0))


{"many": many, "waiting": waiting, "backlog": backlog, "rights": rights, "mute": mute, "full": full, "asked": asked, "forge": forge}[verb](*rest)
