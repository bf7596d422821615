"""Sends a message out of two buffers to the address of its arguments, and prints the answer as three buffers got it."""
import socket
import sys

family, kind, protocol, host, port = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
one = socket.socket(family, kind, protocol)
if family == socket.AF_UNIX:
    one.bind("")
one.settimeout(10)
one.connect(b"\0" + host.encode() if family == socket.AF_UNIX else (host, int(port)))
if one.sendmsg([b"Mar", b"y had a little lamb"]) != 22:
    sys.exit("not all was sent")
buffers = [bytearray(b"----"), bytearray(b"-------"), bytearray(b"--------------")]
count, _, flags, _ = one.recvmsg_into(buffers)
print(count, *(b.decode() for b in buffers), sep="|")
