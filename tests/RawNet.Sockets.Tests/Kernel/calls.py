"""The calls of SystemCallTests by Python's socket module, each between two marks; prints their names in order."""
import socket, threading, time


def udp():
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


listener, client, late, another, free = (socket.socket() for _ in range(5))
one, other = udp(), udp()
one.bind(("127.0.0.1", 0))
one.connect(one.getsockname())
there = one.getsockname()
other.bind(("127.0.0.1", 0))
free.bind(("127.0.0.1", 0))
address = free.getsockname()
free.close()
kept, names = [], []


def mark():
    try:
        one.getsockopt(7777, 0)
    except OSError:
        pass


def call(name, do, before=lambda: None):
    before()
    names.append(name)
    mark()
    do()
    mark()


def later():
    time.sleep(0.3)
    one.send(b"x")


call("bind", lambda: listener.bind(address))
call("listen", lambda: listener.listen())
call("connect", lambda: client.connect(address))
call("accept", lambda: kept.append(listener.accept()))
call("getsockname", lambda: client.getsockname())
call("getpeername", lambda: client.getpeername())
call("send", lambda: one.send(b"x"))
call("recv", lambda: one.recv(64))
call("sendto", lambda: one.sendto(b"x", there))
call("recvfrom", lambda: one.recvfrom(64))
call("sendmsg", lambda: one.sendmsg([b"x"]))
call("recvmsg", lambda: one.recvmsg(64, 64))
call("setsockopt", lambda: one.setsockopt(0, 2, 9))
call("getsockopt", lambda: one.getsockopt(0, 2))
call("recv with a timeout", lambda: one.recv(64), lambda: (one.settimeout(3600), one.send(b"x")))
call("recv that waits", lambda: one.recv(64), lambda: threading.Thread(target=later).start())
call("accept with a timeout", lambda: kept.append(listener.accept()), lambda: (listener.settimeout(3600), another.connect(address)))
call("connect with a timeout", lambda: late.connect(address), lambda: late.settimeout(3600))
call("shutdown", lambda: client.shutdown(socket.SHUT_WR))
call("settimeout", lambda: other.settimeout(3600))
print("\n".join(names))
