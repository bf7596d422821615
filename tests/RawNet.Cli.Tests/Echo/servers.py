#!/usr/bin/env python3
"""Independent echo servers, with nothing but Python's socket module.  servers.py stream|dgram|seqpacket inet|inet6|unix ADDRESS"""
import socket
import sys
import threading

kind, family, text = sys.argv[1:]
types = {"stream": socket.SOCK_STREAM, "dgram": socket.SOCK_DGRAM, "seqpacket": socket.SOCK_SEQPACKET}
if family == "unix":
    opened, address = socket.socket(socket.AF_UNIX, types[kind]), ("\0" + text[1:] if text[0] == "@" else text)
else:
    host, port = text.rsplit(":", 1)
    opened = socket.socket(socket.AF_INET6 if family == "inet6" else socket.AF_INET, types[kind])
    address = (host.strip("[]"), int(port))
opened.bind(address)
if kind != "dgram":
    opened.listen(128)


def serve(client):
    with client:
        empty = 0
        while True:
            message = client.recv(1 << 20)
            empty = 0 if message else empty + 1
            if not message and (kind == "stream" or empty > 1):  # an empty record is no end; two are
                return
            try:
                client.sendall(message) if message else client.send(message)
            except BrokenPipeError:
                return


print("listening", file=sys.stderr, flush=True)
while True:
    if kind == "dgram":
        message, sender = opened.recvfrom(1 << 20)
        opened.sendto(message, sender)
    else:
        threading.Thread(target=serve, args=(opened.accept()[0],), daemon=True).start()
