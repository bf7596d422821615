"""Starts a command with the name of a FIFO behind its arguments, sends it a signal, and prints its exit status or "still running".

usage: fifo.py SIGNAL stuck|unread COMMAND...    stuck: the FIFO is open and is not read; unread: nobody has opened it
"""
import array, fcntl, os, signal, subprocess, sys, tempfile, termios, time


def waiting(descriptor):
    """How many bytes nobody has read."""
    count = array.array("i", [0])
    fcntl.ioctl(descriptor, termios.FIONREAD, count)
    return count[0]


name, kind, *command = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    fifo = os.path.join(folder, "fifo.pcapng")
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK) if kind == "stuck" else None
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    child = subprocess.Popen([*command, fifo])
    start, full = time.time(), 60_000  # of 65,536: the next record does not fit
    while time.time() - start < (20 if reader is not None else 2.5) and (reader is None or waiting(reader) < full):
        time.sleep(0.1)
    time.sleep(0.5)
    child.send_signal(getattr(signal, name))
    try:
        print(child.wait(timeout=5), flush=True)
    except subprocess.TimeoutExpired:
        print("still running", flush=True)
        child.kill()
