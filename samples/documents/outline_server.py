import socket

ss = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
ss.bind(("127.0.0.1", 6000))
ss.listen()
try:
    while True:
        cs, address = ss.accept()
        while data := cs.recv(1024):
            print(data.decode())
            cs.send(data)
        cs.close()
finally:
    ss.close()
