"""Starts a command with any bytes as arguments, on a terminal of its own or on pipes; prints what it writes, as it comes, and ends with its status.

usage: start.py terminal|pipe SECONDS PROGRAM WORD...
%ff in a word is that byte. SECONDS after its first words the command is interrupted, as by Ctrl-C; a closed terminal ends reading.
"""
import os, pty, re, select, signal, sys, time


def word(text):
    return re.sub(rb"%([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), os.fsencode(text))


def start(kind, program, words):
    if kind == "terminal":
        child, reader = pty.fork()
    else:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.dup2(writer, 1)
            os.dup2(writer, 2)
        else:
            os.close(writer)
    if child == 0:
        os.execv(program, words)
    return child, reader


kind, seconds, program, *rest = sys.argv[1:]
child, reader = start(kind, program, [os.fsencode(program), *map(word, rest)])
limit = 60 * max(1, float(os.environ.get("RAWNET_PATIENCE", 1)))
end = time.monotonic() + limit
has_spoken = False
while True:
    ready, _, _ = select.select([reader], [], [], max(0, end - time.monotonic()))
    if not ready:
        os.kill(child, signal.SIGINT)
        end += limit
        continue
    try:
        piece = os.read(reader, 65536)
    except OSError:  # the terminal's other side is closed
        break
    if not piece:
        break
    os.write(1, piece)
    if not has_spoken:
        has_spoken, end = True, time.monotonic() + float(seconds)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
