"""One verb that runs on against one fault, in two network namespaces of its own: for faults.py and parents.py, whose cells say which faults there are.

    verb/fault | after | status | last line | complaint
      after      on: it worked again and ended with SIGINT; deaf: it ran until SIGINT, but did nothing any more; over: it ended by itself
      last line  of the summary, where it went: standard output, or standard error when standard output takes nothing
      complaint  the first sentence on standard error that is no banner
Numbers and addresses are N. A cell that cannot be says why instead.
"""
import concurrent.futures
import contextlib
import fcntl
import itertools
import os
import re
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time

from peer import CAPTURE_HEADER, CAPTURE_RECORD
from scene import PIPE, Lines, Scene

HERE = os.path.dirname(os.path.abspath(__file__))
AT_ONCE = 8
START = 60.0  # seconds, much longer than it takes: other tests may be at work
PATIENCE = 15.0

# What a verb is run with, what its peer does meanwhile (peer.py), and whether its own output or the peer's shows that it works.
VERBS = {
    "ping": ("ping -i 0.05 {b}", None, "own"),
    "capture -I": ("capture -I va", "datagrams", "own"),
    "capture": ("capture", "datagrams", "own"),
    "igmp monitor": ("igmp monitor -I va --no-lint", "reports", "own"),
    "igmp host": ("igmp host -I va --lax --groups 239.1.1.1+3", "queries", "own"),
    "igmp querier": ("igmp querier -I va -i 1 -W 0.2", "reports", "own"),
    "igmp join": ("igmp join -I va 239.1.1.1", "queries", "own"),
    "send": ("send -I va --count 0 --rate 50 eth dst=02:00:00:00:00:02 / ip dst={b} / udp dstport=9", "watch", "peer"),
    "send ip": ("send --count 0 --rate 50 ip dst={b} / udp dstport=9", "watch", "peer"),
    "echo tcp": ("echo serve --json 0.0.0.0:7007", "tcp", "peer"),
    "echo udp": ("echo serve --json --type dgram 0.0.0.0:7007", "udp", "peer"),
    "echo unix": ("echo serve --json --family unix {dir}/socket", "unix", "peer"),
    "echo packet": ("echo serve --json --family packet --type raw va", "frames", "peer"),
    "echo can": ("echo serve --json --family can --type raw va", None, "vcan"),
    "read -": ("read -", None, "input"),
    "verify -": ("verify -", None, "input"),
}
BANNERS = "listening on|capturing on|watching|joining|captured|sent back"


class Impossible(Exception):
    """Why a cell cannot be."""


class Cell:
    """One verb, one fault. A subclass says what the fault makes of the process, strikes while it works, and says whether it ends then."""

    FAULTS = []
    ENVIRONMENT = {}

    def __init__(self, rawnet, verb, fault):
        self.rawnet, self.verb, self.fault = rawnet, verb, fault
        self.words, self.peers, self.proof = VERBS[verb]
        self.fed = 0

    def refuse_what_cannot_be(self):
        if self.proof == "vcan":
            raise Impossible("this kernel has no vcan")

    def row(self):
        try:
            self.refuse_what_cannot_be()
            with contextlib.ExitStack() as stack:
                return self.tried(stack)
        except Impossible as reason:
            return f"cannot be: {reason}"

    def tried(self, stack):
        self.folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="rawnet-fault-"))
        self.scene = Scene()
        stack.callback(self.scene.close)
        self.start(stack)
        self.start_peer(stack)
        self.await_work()
        after = self.strike()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            status = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            return f"{after} | does not end"
        self.errors.thread.join(PATIENCE)
        if self.output:
            self.output.thread.join(PATIENCE)
        return f"{after} | {status} | {self.last_line()} | {self.complaint()}"

    # The command keeps what nobody reads open itself.
    def start(self, stack):
        words = [*self.wrap(), self.rawnet, *self.words.format(b="198.18.0.2", dir=self.folder).split(), *self.more()]
        writer = self.open_output(stack)
        errors, error_writer = os.pipe()
        self.process = subprocess.Popen(["ip", "netns", "exec", self.scene.a, *words], stdin=subprocess.PIPE, stdout=writer, stderr=error_writer, process_group=0,
                                        env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC", "DOTNET_gcServer": "0", **self.ENVIRONMENT})
        os.close(writer)
        os.close(error_writer)
        stack.callback(self.kill)
        self.errors = Lines(errors)
        if self.proof == "input":
            threading.Thread(target=self.feed, daemon=True).start()

    # A small pipe that is read; self.output is what came of it, and self.reads whether it tells of the work.
    def open_output(self, stack):
        reader, writer = self.small_pipe()
        self.output, self.reads = Lines(reader), True
        return writer

    @staticmethod
    def small_pipe():
        reader, writer = os.pipe()
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, PIPE)
        return reader, writer

    # Words in front of the command, and behind its own.
    def wrap(self):
        return []

    def more(self):
        return []

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        with contextlib.suppress(OSError):
            self.process.stdin.close()

    def start_peer(self, stack):
        self.peer = None
        if self.peers is None:
            return
        reader, writer = os.pipe()
        peer = subprocess.Popen(["ip", "netns", "exec", self.scene.b, sys.executable, f"{HERE}/peer.py", self.peers, self.folder], stdin=subprocess.DEVNULL, stdout=writer, stderr=subprocess.DEVNULL)
        os.close(writer)
        self.peer = Lines(reader)
        stack.callback(peer.wait)
        stack.callback(peer.kill)

    # Packets in a pipe that stays open, as from a capture that goes on.
    def feed(self):
        pipe = self.process.stdin.fileno()
        with contextlib.suppress(OSError, ValueError):
            for piece in itertools.chain([CAPTURE_HEADER], itertools.repeat(CAPTURE_RECORD)):
                if self.process.poll() is not None:
                    return
                self.fed += os.write(pipe, piece)
                time.sleep(0.05)

    def work(self):
        if self.proof == "peer" and (self.reads or self.fault == "reader-stopped"):
            return len(self.peer.bytes)
        if self.verb == "verify -":
            return self.eaten()
        return len(self.output.bytes) if self.reads else None

    def eaten(self):
        waiting = struct.unpack("i", fcntl.ioctl(self.process.stdin, termios.FIONREAD, bytes(4)))[0]
        return self.fed - waiting

    # Where its work cannot be seen the second phase can: no_new_privs in /proc, and of what has no phases what it took from its input.
    def await_work(self):
        end = time.monotonic() + START
        banner = 0
        while time.monotonic() < end and self.process.poll() is None:
            work = self.work()
            banner = banner or work
            if work > banner if work is not None else self.has_begun():
                return
            time.sleep(0.05)

    def has_begun(self):
        return self.eaten() > 0 if self.proof == "input" else self.is_in_second_phase()

    def is_in_second_phase(self):
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{self.process.pid}/task"):
                with open(f"/proc/{self.process.pid}/task/{thread}/status", encoding="ascii") as status:
                    if "NoNewPrivs:\t1" in status.read():
                        return True
        return False

    def watch(self, before):
        ends = self.ends()
        end = time.monotonic() + (START if ends else 2 if before is None or self.is_deaf() else PATIENCE)
        while time.monotonic() < end:
            if self.process.poll() is not None:
                return "over"
            if before is not None and self.work() > before and not ends:
                return "on"
            time.sleep(0.05)
        return "on" if before is None or self.work() > before else "deaf"

    # Whether it is to end by itself, or to have nothing to do any more.
    def ends(self):
        return False

    def is_deaf(self):
        return False

    def last_line(self):
        shows = self.reads and self.output and not self.verb.startswith("capture")  # whose summary is for people, on standard error
        text = self.output.text() if shows else ""
        told = [line for line in (text.strip() or self.errors.text().strip()).split("\n") if line not in self.complaints()]
        return masked(told[-1].strip() if told else "", self.folder)

    def complaints(self):
        return [line for line in self.errors.text().split("\n") if line.startswith("rawnet: ") and not re.search(BANNERS, line)]

    def complaint(self):
        return masked((self.complaints() or ["-"])[0], self.folder)


def masked(line, folder):
    line = re.sub(r"\d+(?:[.,:-]\d+)*", "N", line.replace(folder, "DIR"))
    line = line.replace("N query heard", "N queries heard")
    return re.sub(r"\bN (membership|message|packet|byte|frame|client)\b", r"N \1s", line)


def main(kind):
    """usage: ... RAWNET [VERB/FAULT...]"""
    rawnet, *wanted = sys.argv[1:]
    names = [f"{verb}/{fault}" for verb in VERBS for fault in kind.FAULTS if not wanted or f"{verb}/{fault}" in wanted or verb in wanted or fault in wanted]
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for name, row in zip(names, pool.map(lambda name: kind(rawnet, *name.split("/")).row(), names)):
            print(f"{name} | {row}", flush=True)
