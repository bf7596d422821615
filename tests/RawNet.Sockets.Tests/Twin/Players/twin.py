#!/usr/bin/env python3
"""Plays the steps of the twin's situations on sockets: one JSON line in, one JSON line out, with nothing but Python's own modules.

It is the judge, in the subject's place, and it is the peer of both subjects.
"""
import hashlib
import json
import os
import platform
import select
import socket
import struct
import sys
import threading
import time

LOOKS = 4  # a thread that sleeps in a call at each of so many looks in a row waits for somebody
MOST_LOOKS = 2000  # a millisecond each: one that is still in its call then waits, too, by trying again and again
PATIENCE = 10.0
ETIMEDOUT, EBADF, EAGAIN = 110, 9, 11

# The system calls in which a socket's user waits.
WAITING_CALLS = {
    "x86_64": {7, 23, 40, 42, 43, 44, 45, 46, 47, 270, 271, 288},
    "aarch64": {71, 72, 73, 202, 203, 206, 207, 211, 212, 242},
}[platform.machine()]

CREDENTIALS, RIGHTS = 2, 1
NAMES = {socket.AF_INET: "inet", socket.AF_INET6: "inet6", socket.AF_RDS: "inet", socket.AF_CAN: "can", socket.AF_TIPC: "tipc",
         socket.AF_VSOCK: "vsock"}
TIMES = {29, 35, 37, 63, 64, 65}


def text(data):
    """Bytes as JSON has them; many only by their number and hash."""
    data = bytes(data)
    if len(data) <= 100:
        return data.decode("latin-1")
    return "%d bytes %s" % (len(data), hashlib.sha256(data).hexdigest()[:12])


def masked(own, data):
    """A raw IPv4 socket's packet without the identification, which the kernel counts up, and the checksum over it."""
    if own.family != socket.AF_INET or own.type != socket.SOCK_RAW or len(data) < 12:
        return data
    return bytes(data[:4]) + b"\0\0" + bytes(data[6:10]) + b"\0\0" + bytes(data[12:])


def data_of(step):
    """Given as text, or as a number of bytes of a pattern."""
    if "amount" in step:
        return bytes(i % 251 for i in range(step["amount"]))
    return step.get("data", "").encode("latin-1")


def flags_of(step):
    return step.get("flags", 0)


def address_of(tagged):
    """What Python's functions take, of the form that both subjects understand."""
    family, *rest = tagged
    if family == "unix":
        name = rest[0].encode("latin-1")
        return name if name[:1] == b"\0" else os.fsdecode(name)
    if family == "packet":
        name, protocol, *hardware = rest
        return (name, protocol, 0, 0, bytes.fromhex(hardware[0])) if hardware else (name, protocol)
    return tuple(rest)


def tagged(family, address, of_message=False):
    """The reverse of address_of; None where there is no address. A frame's tells more than the address is."""
    if address is None:
        return None
    if family == socket.AF_UNIX:
        return ["unix", text(address if isinstance(address, bytes) else os.fsencode(address))]
    if family == socket.AF_PACKET:
        name, protocol, kind, hardware_type, hardware = address
        return ["packet", name, protocol, *([kind, hardware_type] if of_message else []), hardware.hex()]
    if address[0] == 0 and not any(address[1]):  # RDS, not bound: Python gives the family 0 and its bytes
        return ["inet", "0.0.0.0", 0]
    name = NAMES.get(family, "other")
    return [name, *address]


def attempt(call, *arguments):
    """What a call answers: a value or an error number. A timeout of Python's own has no number."""
    try:
        return {"value": call(*arguments)}
    except TimeoutError as error:
        return {"error": error.errno or ETIMEDOUT}
    except OSError as error:
        return {"error": error.errno if error.errno is not None else str(error)}
    except KeyError as error:
        return {"error": "there is no %s" % error.args[0]}
    except ValueError as error:
        return {"error": "closed" if "closed file" in str(error) or "descriptor: -1" in str(error) else str(error)}


class Worker:
    """A thread that does one step at a time, so that another can look whether it waits."""

    def __init__(self):
        self.tasks, self.ended = threading.Semaphore(0), threading.Event()
        self.task = self.answer = None
        self.id = 0
        threading.Thread(target=self.loop, daemon=True).start()

    def start(self, task):
        self.ended.clear()
        self.task = task
        self.tasks.release()

    def loop(self):
        self.id = threading.get_native_id()
        while True:
            self.tasks.acquire()
            self.answer = self.task()
            self.ended.set()

    def waits(self):
        """Looks until the call has ended or sleeps."""
        looks = 0
        for _ in range(MOST_LOOKS):
            if self.ended.wait(0.001):
                return False
            looks = looks + 1 if self.sleeps() else 0
            if looks == LOOKS:
                break
        return True

    def sleeps(self):
        try:
            with open("/proc/self/task/%d/stat" % self.id) as stat:
                if stat.read().rpartition(")")[2].split()[0] != "S":
                    return False
            with open("/proc/self/task/%d/syscall" % self.id) as call:
                number = call.read().split()[0]
            return number.isdigit() and int(number) in WAITING_CALLS
        except OSError:
            return False


class Player:
    def __init__(self):
        self.sockets, self.files, self.descriptors = {}, {}, {}
        self.workers = [Worker(), Worker()]
        self.waiting = None

    # The three things that the runner asks for.

    def start(self, step):
        """Begins a step: its answer, or that it waits."""
        worker = self.workers[0]
        worker.start(lambda: self.answer(step))
        if worker.waits():
            return {"waits": True}
        return worker.answer

    def finish(self, _):
        """The answer of the step that waited."""
        worker = self.workers[0]
        if worker.ended.wait(PATIENCE):
            return worker.answer
        os._exit(3)  # the runner says so; a thread in a call cannot be ended otherwise

    def run(self, step):
        """A step on another thread, to its end."""
        worker = self.workers[1]
        worker.start(lambda: self.answer(step))
        if worker.ended.wait(PATIENCE):
            return worker.answer
        os._exit(4)

    def reset(self, _):
        for file in self.files.values():
            attempt(file.close)
        for each in self.sockets.values():
            attempt(each.close)
        for descriptor in self.descriptors.values():
            attempt(os.close, descriptor)
        for name in (self.sockets, self.files, self.descriptors):
            name.clear()
        return {"value": None}

    def answer(self, step):
        name = step.get("on")
        answer = attempt(getattr(self, "do_" + step["call"]), step)
        if answer.get("error") == EBADF and name in self.sockets and self.sockets[name].fileno() == -1:
            return {"error": "closed"}
        return answer

    def of(self, step):
        return self.sockets[step["on"]]

    # Making and closing.

    def do_socket(self, step):
        self.sockets[step["on"]] = made = socket.socket(step["family"], step["type"], step.get("protocol", 0))
        if step.get("timeout"):
            made.settimeout(step["timeout"])

    def do_pair(self, step):
        pair = socket.socketpair(step["family"], step["type"], step.get("protocol", 0))
        self.sockets[step["on"]], self.sockets[step["to"]] = pair

    def do_close(self, step):
        self.of(step).close()

    def do_dup(self, step):
        self.sockets[step["to"]] = self.of(step).dup()

    def do_detach(self, step):
        number = self.of(step).detach()
        if number == -1:
            raise OSError(EBADF, "")
        self.descriptors[step["to"]] = number

    def do_descriptor(self, step):
        return "none" if self.of(step).fileno() == -1 else "one"

    def do_from_descriptor(self, step):
        """fileno=: takes the descriptor over, whoever had it, or a number that is none."""
        number = step["number"] if "number" in step else self.descriptors.pop(step["of"])
        self.sockets[step["on"]] = socket.socket(fileno=number)

    def do_from_duplicate(self, step):
        """fromfd, of a descriptor that was detached or of a living socket."""
        number = self.descriptors[step["of"]] if step["of"] in self.descriptors else self.sockets[step["of"]].fileno()
        asked = socket.socket(fileno=os.dup(number))
        self.sockets[step["on"]] = socket.fromfd(number, asked.family, asked.type, asked.proto)
        asked.close()

    def do_kind(self, step):
        own = self.of(step)
        return [int(own.family), int(own.type) & 0xf, own.proto]

    # Names and connections.

    def do_bind(self, step):
        self.of(step).bind(address_of(step["address"]))

    def do_listen(self, step):
        own = self.of(step)
        own.listen(step["backlog"]) if "backlog" in step else own.listen()

    def do_accept(self, step):
        accepted, address = self.of(step).accept()
        self.sockets[step["to"]] = accepted
        if step.get("timeout"):
            accepted.settimeout(step["timeout"])
        return tagged(accepted.family, address)

    def do_connect(self, step):
        self.of(step).connect(address_of(step["address"]))

    def do_connect_ex(self, step):
        own = self.of(step)
        result = own.connect_ex(address_of(step["address"]))
        if result == EBADF:
            raise OSError(EBADF, "")
        return ETIMEDOUT if result == EAGAIN and own.gettimeout() else result

    def do_shutdown(self, step):
        self.of(step).shutdown(step["how"])

    def do_getsockname(self, step):
        own = self.of(step)
        return tagged(own.family, own.getsockname())

    def do_getpeername(self, step):
        own = self.of(step)
        return tagged(own.family, own.getpeername())

    # Messages.

    def do_recv(self, step):
        own = self.of(step)
        return text(masked(own, own.recv(step["size"], flags_of(step))))

    def do_recv_into(self, step):
        own, buffer = self.of(step), bytearray(step["size"])
        count = own.recv_into(buffer, 0, flags_of(step))
        return [count, text(masked(own, buffer[:count]))]

    def do_recvfrom(self, step):
        own = self.of(step)
        data, sender = own.recvfrom(step["size"], flags_of(step))
        return [text(masked(own, data)), tagged(own.family, sender, True)]

    def do_recvmsg(self, step):
        own = self.of(step)
        data, control, told, sender = own.recvmsg(step["size"], step.get("control", 0), flags_of(step))
        return [text(masked(own, data)), [self.message_of(step["on"], *each) for each in control], told, tagged(own.family, sender, True)]

    def message_of(self, name, level, kind, data):
        """A control message, without what no two runs have in common."""
        if level == socket.SOL_SOCKET and kind == RIGHTS:
            numbers = struct.unpack("%di" % (len(data) // 4), data[:len(data) // 4 * 4])
            for i, number in enumerate(numbers):
                self.descriptors["%s.%d" % (name, i)] = number
            return [level, kind, "%d descriptors" % len(numbers)]
        if level == socket.SOL_SOCKET and kind == CREDENTIALS:
            if len(data) < 12:
                return [level, kind, "%d bytes of credentials" % len(data)]
            process, user, group = struct.unpack("iII", data)
            return [level, kind, "%s %d %d" % ("self" if process == os.getpid() else "other", user, group)]
        if level == socket.SOL_SOCKET and kind in TIMES:
            return [level, kind, "%d bytes of time" % len(data)]
        return [level, kind, text(data)]

    def do_send(self, step):
        return self.sent(step, self.of(step).send)

    def do_sendall(self, step):
        return self.of(step).sendall(data_of(step), flags_of(step))

    def do_sendto(self, step):
        own, data = self.of(step), data_of(step)
        return self.told(data, own.sendto(data, flags_of(step), address_of(step["address"])))

    def do_sendmsg(self, step):
        own, data = self.of(step), data_of(step)
        control = [self.control_of(each) for each in step.get("control", [])]
        address = (address_of(step["address"]),) if "address" in step else ()
        return self.told(data, own.sendmsg([data], control, flags_of(step), *address))

    def control_of(self, each):
        level, kind, value = each
        if value == "credentials":
            return level, kind, struct.pack("iII", os.getpid(), os.getuid(), os.getgid())
        if isinstance(value, list):
            return level, kind, struct.pack("%di" % len(value), *(self.sockets[name].fileno() for name in value))
        return level, kind, struct.pack("i", value) if isinstance(value, int) else value.encode("latin-1")

    def sent(self, step, call):
        data = data_of(step)
        return self.told(data, call(data, flags_of(step)))

    @staticmethod
    def told(data, count):
        """How much of a stream's data fits is the buffers' affair."""
        return "a part" if 0 < count < len(data) else count

    # The documents' wrappers.

    def do_makefile(self, step):
        self.files[step["to"]] = self.of(step).makefile("rwb", buffering=0)

    def do_file_read(self, step):
        return text(self.files[step["on"]].read(step["size"]))

    def do_file_line(self, step):
        return text(self.files[step["on"]].readline().rstrip(b"\n"))

    def do_file_write(self, step):
        data, file = data_of(step), self.files[step["on"]]
        while data:
            data = data[file.write(data):]

    def do_file_close(self, step):
        self.files[step["on"]].close()

    def do_sendfile(self, step):
        with open(step["path"], "rb") as file:
            return self.of(step).sendfile(file, step.get("offset", 0), step.get("count"))

    # Modes and options.

    def do_settimeout(self, step):
        self.of(step).settimeout(step["seconds"])

    def do_gettimeout(self, step):
        return self.of(step).gettimeout()

    def do_setblocking(self, step):
        self.of(step).setblocking(step["flag"])

    def do_getblocking(self, step):
        return self.of(step).getblocking()

    def do_is_nonblocking(self, step):
        """O_NONBLOCK of the descriptor, which its duplicates share."""
        return not os.get_blocking(self.of(step).fileno())

    def do_is_inheritable(self, step):
        return os.get_inheritable(self.of(step).fileno())

    def do_setsockopt(self, step):
        value = step["value"]
        self.of(step).setsockopt(step["level"], step["name"], value if isinstance(value, int) else value.encode("latin-1"))

    def do_getsockopt(self, step):
        own = self.of(step)
        if "size" in step:
            return text(own.getsockopt(step["level"], step["name"], step["size"]))
        return own.getsockopt(step["level"], step["name"])

    # What prepares a situation, or looks at what became of it.

    def do_ready(self, step):
        """Waits until poll(2) tells one of the events: what the other side did has arrived."""
        poll = select.poll()
        poll.register(self.of(step), step["events"])
        return "ready" if poll.poll(5000) else "not ready"

    def do_fill(self, step):
        """Sends until there is no more room, and none comes."""
        own, data = self.of(step), data_of(step)
        poll = select.poll()
        poll.register(own, select.POLLOUT)
        idle = 0
        while idle < step.get("idle", 2):
            try:
                if "address" in step:
                    own.sendto(data, socket.MSG_DONTWAIT, address_of(step["address"]))
                else:
                    own.send(data, socket.MSG_DONTWAIT)
                idle = 0
            except BlockingIOError:
                idle += 1
                poll.poll(15)

    def do_drain(self, step):
        """Receives until the awaited end has come, or nothing comes any more, and answers with the end of it."""
        own, tail, until = self.of(step), b"", step.get("until", "").encode("latin-1")
        own.settimeout(5 if until else 0.1)
        while not until or tail != until:
            try:
                data = own.recv(1 << 20)
            except TimeoutError:
                break
            if not data:
                break
            tail = (tail + data)[-step["tail"]:]
        return text(tail)

    def do_receive_exactly(self, step):
        own, data = self.of(step), b""
        while len(data) < step["size"]:
            piece = own.recv(step["size"] - len(data))
            if not piece:
                break
            data += piece
        return text(data)

    def do_file(self, step):
        with open(step["path"], "wb") as file:
            file.write(data_of(step))

    def do_link(self, step):
        os.symlink(step["target"], step["path"])

    def do_folder(self, step):
        os.mkdir(step["path"], step.get("mode", 0o777))

    def do_exists(self, step):
        return os.path.exists(step["path"])

    def do_pause(self, step):
        time.sleep(step["seconds"])


def main():
    player = Player()
    for line in sys.stdin.buffer:
        step = json.loads(line)
        answer = getattr(player, step.get("op", "run"))(step)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


main()
