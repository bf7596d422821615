"""A stream of many bytes through an echo: bulk.py KIND ADDRESS MEBIBYTES. Prints "good" when all of them come back, then the end."""
import hashlib, os, socket, sys, threading

kind, address, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
if kind == "inet":
    host, port = address.rsplit(":", 1)
    client = socket.create_connection((host, int(port)))
else:
    client = socket.socket(socket.AF_UNIX)
    client.connect("\0" + address[1:])
block = bytearray(os.urandom(1 << 20))
sent, came = hashlib.blake2b(), hashlib.blake2b()


def send():
    for number in range(count):
        block[:8] = number.to_bytes(8, "big")
        sent.update(block)
        client.sendall(block)
    client.shutdown(socket.SHUT_WR)


sender = threading.Thread(target=send)
sender.start()
total, buffer = 0, bytearray(1 << 20)
while length := client.recv_into(buffer):
    came.update(memoryview(buffer)[:length])
    total += length
sender.join()
same = total == count << 20 and sent.digest() == came.digest()
print("good" if same else f"{total} bytes, {sent.hexdigest()} sent, {came.hexdigest()} came")
