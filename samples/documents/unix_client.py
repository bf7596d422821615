import socket
import sys

client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
client.connect(sys.argv[1])
client.sendall(b"hello unix")
print("recv:", client.recv(1024))
client.close()
