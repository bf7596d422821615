"""Many clients of an echo server: many.py KIND ADDRESS SERVER-PROCESS COUNT. Opens all connections, then each sends a message of its
own and must get it back. Prints how many came back right, and the server's threads while all are open."""
import os, resource, select, socket, sys

kind, address, server, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
room = max(count + 64, resource.getrlimit(resource.RLIMIT_NOFILE)[1])
resource.setrlimit(resource.RLIMIT_NOFILE, (room, room))
kinds = {"inet": (socket.AF_INET, socket.SOCK_STREAM), "unix": (socket.AF_UNIX, socket.SOCK_STREAM),
         "records": (socket.AF_UNIX, socket.SOCK_SEQPACKET)}
if kind == "inet":
    host, port = address.rsplit(":", 1)
    address = (host, int(port))
elif address.startswith("@"):
    address = "\0" + address[1:]


def opened():
    client = socket.socket(*kinds[kind])
    client.connect(address)
    client.setblocking(False)
    return client


def message(number):
    return b"%05d of them" % number


def echoed(clients):
    """How many answers are right: of each client one, when all are open."""
    waiting, numbers, came = select.epoll(), {}, {}
    for number, client in enumerate(clients):
        numbers[client.fileno()] = number
        came[number] = b""
        waiting.register(client, select.EPOLLIN)
    for number, client in enumerate(clients):
        client.send(message(number))
    open_ones = set(came)
    while open_ones:
        ready = waiting.poll(60)
        if not ready:
            break
        for descriptor, _ in ready:
            number = numbers[descriptor]
            piece = clients[number].recv(100)
            came[number] += piece
            if not piece or len(came[number]) >= len(message(number)):
                waiting.unregister(descriptor)
                open_ones.discard(number)
    return sum(came[number] == message(number) for number in came)


clients = [opened() for _ in range(count)]
right = echoed(clients)
print(right, len(os.listdir(f"/proc/{server}/task")))
