"""Starts a command with one output as some parents leave it, and prints its exit status, how many bytes came and their SHA-256.

usage: parent.py nonblocking-pipe|nonblocking-socket|closed|full|gone out|err COMMAND...    gone: a pipe that nobody reads any more
The other output is this program's own standard error.
"""
import fcntl, hashlib, os, signal, socket, sys, time


def ends(kind):
    """The end to read from and the end that the command gets."""
    if kind == "full":
        return None, os.open("/dev/full", os.O_WRONLY)
    if kind == "gone":
        reader, writer = os.pipe()
        os.close(reader)
        return None, writer
    if kind == "closed":
        return None, None
    reader, writer = (s.detach() for s in socket.socketpair()) if kind == "nonblocking-socket" else os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETFL, fcntl.fcntl(writer, fcntl.F_GETFL) | os.O_NONBLOCK)
    return reader, writer


def start(kind, number, other, command):
    reader, writer = ends(kind)
    child = os.fork()
    if child == 0:
        os.dup2(2, other)
        if writer is None:
            os.close(number)
        else:
            os.dup2(writer, number)
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.execv(command[0], command)
    if writer is not None:
        os.close(writer)
    return child, reader


kind, which, *command = sys.argv[1:]
number, other = (1, 2) if which == "out" else (2, 1)
child, reader = start(kind, number, other, command)
got, digest = 0, hashlib.sha256()
time.sleep(0.5 if reader is not None else 0)  # a reader that is late: the kernel's buffer is full by then
while reader is not None and (piece := os.read(reader, 65536)):
    got += len(piece)
    digest.update(piece)
_, status = os.waitpid(child, 0)
print(os.waitstatus_to_exitcode(status), got, digest.hexdigest())
