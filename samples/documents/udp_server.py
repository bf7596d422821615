import socket

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 8888))
while True:
    data, address = server.recvfrom(1024)
    print("from", address[0], data.decode())
    server.sendto(data.upper(), address)
