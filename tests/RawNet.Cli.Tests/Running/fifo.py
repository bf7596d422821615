"""Starts a command with the name of a FIFO behind its arguments, sends it a signal, and prints its exit status or "still running".

usage: fifo.py SIGNAL stuck|unread COMMAND...    stuck: the FIFO is open and is not read; unread: nobody has opened it
"""
import os, signal, subprocess, sys, tempfile, time

name, kind, *command = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    fifo = os.path.join(folder, "fifo.pcapng")
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK) if kind == "stuck" else None
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    child = subprocess.Popen([*command, fifo])
    time.sleep(2.5)
    child.send_signal(getattr(signal, name))
    try:
        print(child.wait(timeout=5), flush=True)
    except subprocess.TimeoutExpired:
        print("still running", flush=True)
        child.kill()
