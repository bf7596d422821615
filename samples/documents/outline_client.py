import socket
import sys

cs = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
cs.connect(("127.0.0.1", 6000))
for line in sys.stdin:
    cs.send(line.strip().encode())
    print(cs.recv(1024).decode())
cs.close()
