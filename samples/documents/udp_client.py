import socket

client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.settimeout(5)
client.sendto(b"hello", ("localhost", 8888))
data, address = client.recvfrom(1024)
print(address[0], address[1], data.decode())
client.close()
