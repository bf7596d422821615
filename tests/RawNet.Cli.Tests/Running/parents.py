#!/usr/bin/env python3
"""The verbs that run on under odd parents, on odd terminals and systems: prints a table, one row a cell, with what each does.

usage: parents.py RAWNET [VERB/FAULT...]       as root; without names, all cells, many at a time; cell.py says what a row is
    The complaint of SIGUSR1 is what it was answered with; igmp monitor answers with its table.
    waits, for after, is a run that waited for the other end of a FIFO when SIGINT came; not stopped one that SIGTSTP did not stop
"""
import contextlib
import fcntl
import os
import pty
import signal
import struct
import termios
import time

from cell import START, Cell, Impossible, main, masked
from scene import Lines

RECORDING = {"ping", "capture -I", "capture", "igmp join"}
SIGNALS = {"SIGHUP", "SIGUSR1", "SIGUSR2"}
# Mounts of the namespace that 'ip netns exec' makes for the command alone.
WITHOUT = {
    "no-libssl": 'for library in /lib/*/libssl.so* /lib/*/libcrypto.so*; do mount --bind /dev/null "$library" || exit 99; done',
    "no-proc": "mount -t tmpfs none /proc || exit 99",
}


class ParentCell(Cell):
    """A verb and what its parent left it."""

    FAULTS = ["stdin-closed", "fifo", *sorted(SIGNALS), "SIGTSTP", *WITHOUT, "dumb-1", "dumb-5", "dumb-40", "nofile-64"]

    def __init__(self, rawnet, verb, fault):
        super().__init__(rawnet, verb, fault)
        self.columns = int(fault.split("-")[1]) if fault.startswith("dumb-") else 0
        self.ENVIRONMENT = {"TERM": "dumb"} if self.columns else {}

    def refuse_what_cannot_be(self):
        super().refuse_what_cannot_be()
        if self.fault == "fifo" and self.verb not in RECORDING and self.proof != "input":
            raise Impossible("it opens no file")

    @property
    def fifo(self):
        return f"{self.folder}/fifo.pcapng"

    def wrap(self):
        if self.fault in WITHOUT:
            return ["sh", "-c", WITHOUT[self.fault] + '; exec "$@"', "sh"]
        if self.fault == "nofile-64":
            return ["prlimit", "--nofile=64"]
        return ["sh", "-c", 'exec "$@" <&-', "sh"] if self.fault == "stdin-closed" else []

    def more(self):
        if self.fault != "fifo":
            return []
        os.mkfifo(self.fifo)
        return [self.fifo] if self.proof == "input" else ["--write", self.fifo]

    def start(self, stack):
        if self.fault == "fifo":
            self.words = self.words.removesuffix(" -")
        super().start(stack)

    def open_output(self, stack):
        if not self.columns:
            return super().open_output(stack)
        terminal, writer = pty.openpty()
        fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, self.columns, 0, 0))
        self.output, self.reads = Lines(terminal), True
        return writer

    def await_work(self):
        if self.fault == "fifo":
            self.until(self.is_waiting)
        else:
            super().await_work()

    # A writer waits in open(2) for a reader; what reads waits for data.
    def is_waiting(self):
        if self.proof == "input":
            return self.is_in_second_phase()
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{self.process.pid}/task"):
                with open(f"/proc/{self.process.pid}/task/{thread}/wchan", encoding="ascii") as where:
                    if where.read() == "wait_for_partner":
                        return True
        return False

    def is_stopped(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] == "T"

    def until(self, condition):
        end = time.monotonic() + START
        while time.monotonic() < end and self.process.poll() is None:
            if condition():
                return True
            time.sleep(0.05)
        return False

    def strike(self):
        before = self.work()
        if self.fault == "fifo":
            time.sleep(0.5)
            return "waits" if self.process.poll() is None else "over"
        self.told = len(self.errors.bytes)
        if self.fault in SIGNALS:
            self.process.send_signal(getattr(signal, self.fault))
            if self.fault == "SIGUSR1" and self.verb != "igmp monitor":
                self.until(lambda: len(self.errors.bytes) > self.told)
        elif self.fault == "SIGTSTP":
            self.process.send_signal(signal.SIGTSTP)
            if not self.until(self.is_stopped):
                return "not stopped"
            time.sleep(0.5)
            before = self.work()
            self.process.send_signal(signal.SIGCONT)
        return self.watch(before)

    def complaint(self):
        if self.fault != "SIGUSR1":
            return super().complaint()
        return masked(self.errors.bytes[self.told:].decode().split("\n")[0], self.folder) or "-"

    def ends(self):
        return self.fault == "SIGHUP" or (self.fault == "stdin-closed" and self.proof == "input")


signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whatever nohup made of it
main(ParentCell)
