"""Runs a command on a terminal of its own and prints one JSON object: exit status (null: still running, killed), what it wrote, what then stands on the terminal, and
what it wrote while it was stopped or in the background.

usage: terminal.py COLUMNS TERM plain|jobs|interrupt COMMAND...    TERM "-": not set
plain: until it ends, 20 s at most. interrupt: Ctrl-C after 2 s. jobs: as a shell with job control: ^Z, bg, fg, then Ctrl-C.
"""
import fcntl, json, os, pty, re, select, signal, struct, sys, termios, time

columns, term, mode, *command = sys.argv[1:]


def shell():
    """In the child: the leader of the terminal's session, as a shell is; the command is its job."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpgrp())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execv(command[0], command)
    time.sleep(2)
    os.write(report, b"stop\n")
    os.kill(-job, signal.SIGTSTP)
    os.waitpid(job, os.WUNTRACED)
    os.tcsetpgrp(0, os.getpgrp())
    os.write(report, b"background\n")
    time.sleep(1.5)
    os.kill(-job, signal.SIGCONT)
    time.sleep(1.5)
    os.write(report, b"foreground\n")
    os.tcsetpgrp(0, job)
    os.kill(-job, signal.SIGCONT)  # as a shell does: in the background the job may have stopped again
    time.sleep(1.5)
    os.kill(-job, signal.SIGINT)
    _, status = os.waitpid(job, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xff)


def screen(text):
    """The lines of an endless terminal: what scrolled out is still seen."""
    lines, row = [""], 0
    for piece in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b.|\r|\n|[^\x1b\r\n]+", text):
        if re.fullmatch(r"\x1b\[\d*A", piece):
            row = max(0, row - int(piece[2:-1] or 1))
        elif piece == "\x1b[J":
            lines[row:] = [""]
        elif piece == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif piece == "\r":
            column = 0
        elif not piece.startswith("\x1b"):
            lines[row] += piece
    return lines


at, report = os.pipe()
child, terminal = pty.fork()
if child == 0:
    os.environ.pop("TERM", None)
    if term != "-":
        os.environ["TERM"] = term
    time.sleep(0.3)  # the terminal gets its size meanwhile
    shell() if mode == "jobs" else os.execv(command[0], command)
os.close(report)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(columns), 0, 0))
start, parts, phase, status, interrupted = time.time(), {"": b""}, "", None, mode != "interrupt"
while time.time() - start < 20:
    if not interrupted and time.time() - start > 2:
        interrupted = os.write(terminal, b"\x03")
    ready, _, _ = select.select([terminal, at], [], [], 0.05)
    if at in ready and (said := os.read(at, 64)):
        phase = said.decode().split()[-1]
        parts.setdefault(phase, b"")
    if terminal in ready:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        parts[phase] += piece
    if sum(map(len, parts.values())) > 1_000_000:
        break
time.sleep(0.2)
ended, result = os.waitpid(child, os.WNOHANG)
if ended == 0:
    os.kill(child, signal.SIGKILL)
else:
    status = os.waitstatus_to_exitcode(result)
output = b"".join(parts.values()).decode(errors="replace")
print(json.dumps({"status": status, "output": output, "background": parts.get("background", b"").decode(), "foreground": parts.get("foreground", b"").decode(), "screen": screen(output)}))
