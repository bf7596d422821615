#!/usr/bin/env python3
"""The verbs that run on against the faults of a network, of their output and of a limit: prints a table, one row a cell, with what each does.

usage: faults.py RAWNET [VERB/FAULT...]       as root; without names, all cells, many at a time; cell.py says what a row is
"""
import os
import signal
import time

from cell import Cell, Impossible, main
from scene import Lines, fill, run

# These end, with status 1, when their interface stays away.
BOUND = {"capture -I", "igmp monitor", "igmp host", "igmp querier", "igmp join", "send", "echo packet"}
# These write nothing before the summary; and ping learns at the end what became of its recording.
SILENT = {"send", "send ip", "verify -"}
RECORDING = {"ping", "capture -I", "igmp join"}
NO_LINK = {"echo unix", "read -", "verify -"}
LINK_FAULTS = {"flap", "deleted", "recreated", "netns-gone"}
FULL_FOLDER = 'mount -t tmpfs -o size=4k none "$0" && '


class FaultCell(Cell):
    """A verb and what befalls its link, its output or its process."""

    FAULTS = "none flap deleted recreated netns-gone disk-full recording-full stdout-closed reader-gone stdout-nonblocking reader-stopped SIGSTOP".split()

    def refuse_what_cannot_be(self):
        super().refuse_what_cannot_be()
        if self.verb in NO_LINK and self.fault in LINK_FAULTS:
            raise Impossible("it has no interface")
        if self.verb not in RECORDING and self.fault == "recording-full":
            raise Impossible("it records nothing, or as another verb here does")

    def wrap(self):
        if self.fault == "disk-full":
            return ["sh", "-c", FULL_FOLDER + 'head -c 4096 /dev/zero >"$0/fill" && exec "$@" >"$0/out"', self.folder]
        if self.fault == "recording-full":
            return ["sh", "-c", FULL_FOLDER + 'exec "$@"', self.folder]
        return ["sh", "-c", 'exec "$@" >&-', "sh"] if self.fault == "stdout-closed" else []

    def more(self):
        if self.fault != "recording-full":
            return []
        return [*(["-q"] if self.verb == "capture -I" else []), "--write", f"{self.folder}/out.pcapng"]

    def open_output(self, stack):
        self.reads = self.fault not in ("disk-full", "stdout-closed", "reader-gone", "reader-stopped")
        reader, writer = self.small_pipe()
        self.output = None
        if self.fault == "reader-gone":
            os.close(reader)
        elif self.fault == "reader-stopped":
            fill(writer)
            stack.callback(os.close, reader)
        elif self.fault == "stdout-nonblocking":
            self.output = Lines(reader, fill(writer), delay=2.0)
            os.set_blocking(writer, False)
        else:
            self.output = Lines(reader)
        return writer

    def strike(self):
        before = self.work()
        if self.fault == "flap":
            run("ip", "-n", self.scene.a, "link", "set", "va", "down")
            time.sleep(1)
            run("ip", "-n", self.scene.a, "link", "set", "va", "up")
        elif self.fault == "deleted":
            run("ip", "-n", self.scene.a, "link", "delete", "va")
        elif self.fault == "recreated":
            run("ip", "-n", self.scene.a, "link", "delete", "va")
            time.sleep(0.5)
            self.scene.link()
        elif self.fault == "netns-gone":
            self.scene.close()
        elif self.fault == "recording-full" and self.verb == "ping":
            time.sleep(4)
        elif self.fault == "stdout-nonblocking":
            time.sleep(2.2)  # until it is read: from SIGINT on a run waits for a second
        elif self.fault == "SIGSTOP":
            self.process.send_signal(signal.SIGSTOP)
            time.sleep(1)
            self.process.send_signal(signal.SIGCONT)
        if self.fault in LINK_FAULTS or self.fault == "SIGSTOP":
            time.sleep(0.3)
            before = self.work()
        return self.watch(before)

    def ends(self):
        if self.fault == "deleted":
            return self.verb in BOUND
        if self.fault == "recording-full":
            return self.verb != "ping"
        return self.fault in ("disk-full", "stdout-closed", "reader-gone") and self.verb not in SILENT

    def is_deaf(self):
        return self.fault == "deleted"


main(FaultCell)
