"""Two hosts on a link of their own, what a program writes, and pipes without room: for faults.py."""
import contextlib
import errno
import itertools
import os
import subprocess
import threading
import time

PIPE = 4096
count = itertools.count()


def run(*words):
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


class Scene:
    """Two hosts on a link of their own: va and vb."""

    def __init__(self):
        with open("/proc/self/stat", encoding="ascii") as stat:
            started = stat.read().rsplit(")", 1)[1].split()[19]
        number = next(count)
        # Named as the lab names its own, which sweeps away what a killed run leaves.
        self.a, self.b = (f"rn-{os.getpid()}-{started}-{2 * number + i}" for i in range(2))
        for space in (self.a, self.b):
            run("ip", "netns", "add", space)
            run("ip", "-n", space, "link", "set", "lo", "up")
        self.link()

    def link(self):
        run("ip", "-n", self.a, "link", "add", "va", "address", "02:00:00:00:00:01", "type", "veth", "peer", "name", "vb", "address", "02:00:00:00:00:02", "netns", self.b)
        for space, name, address in ((self.a, "va", "198.18.0.1/24"), (self.b, "vb", "198.18.0.2/24")):
            run("ip", "-n", space, "addr", "add", address, "dev", name)
            run("ip", "-n", space, "link", "set", name, "up")

    def close(self):
        for space in (self.a, self.b):
            subprocess.run(["ip", "netns", "delete", space], check=False, stderr=subprocess.DEVNULL)


class Lines:
    """What a program wrote so far, or the other end of a pipe that nobody reads yet."""

    def __init__(self, pipe, skip=0, delay=0.0):
        self.pipe, self.skip, self.delay, self.bytes = pipe, skip, delay, b""
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        time.sleep(self.delay)
        while chunk := self.chunk():
            cut = min(self.skip, len(chunk))
            self.skip -= cut
            self.bytes += chunk[cut:]
        os.close(self.pipe)

    # Of a terminal whose other end is closed the kernel says EIO.
    def chunk(self):
        try:
            return os.read(self.pipe, 65536)
        except OSError as end:
            if end.errno != errno.EIO:
                raise
            return b""

    def text(self):
        return self.bytes.decode("utf-8", "replace")


def fill(writer):
    os.set_blocking(writer, False)
    written = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            written += os.write(writer, b"\n" * PIPE)
    os.set_blocking(writer, True)
    return written
