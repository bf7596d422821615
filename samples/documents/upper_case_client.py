import socket

ip_port = ("127.0.0.1", 9999)
c = socket.socket()
c.connect(ip_port)
send_data = input(">>: ").strip()
c.send(bytes(send_data, encoding="utf8"))
recv_data = c.recv(1024)
print(str(recv_data, encoding="utf8"))
