import os
import socket
import sys

path = sys.argv[1]
server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
server.bind(path)
server.listen()
conn, address = server.accept()
data = conn.recv(1024)
print("recv:", data)
conn.sendall(data.upper())
conn.close()
server.close()
os.unlink(path)
