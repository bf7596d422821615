import socket

ip_port = ("127.0.0.1", 9999)
s = socket.socket()
s.bind(ip_port)
s.listen(5)
while True:
    print("listening...")
    conn, addr = s.accept()
    print(conn, addr)
    recv_data = conn.recv(1024)
    print(str(recv_data, encoding="utf8"))
    send_data = recv_data.upper()
    conn.send(send_data)
    conn.close()
