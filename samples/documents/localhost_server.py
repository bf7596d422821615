import socket

server = socket.socket()
server.bind(("localhost", 6565))
server.listen()
conn, addr = server.accept()
data = conn.recv(1024)
print("recv:", data)
conn.send(data.upper())
server.close()
