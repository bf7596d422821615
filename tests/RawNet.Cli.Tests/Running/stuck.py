"""Starts a command whose standard output has no room and a reader that does not read, sends it a signal, and prints its exit status or "still running".

usage: stuck.py [late] SIGNAL|ignored COMMAND...
    late     the reader reads after the signal, and what it read is printed before the exit status
    ignored  SIGHUP is sent and the command is started with it ignored, as by nohup
"""
import fcntl, os, signal, subprocess, sys, threading, time

is_late = sys.argv[1] == "late"
name, *command = sys.argv[1 + is_late:]


def drain():
    while chunk := os.read(reader, 65536):
        sys.stdout.write(chunk.decode().replace("\0", ""))


# The second phase, in which a run is summed up: no_new_privs in /proc.
def has_begun(process):
    try:
        return any("NoNewPrivs:\t1" in open(f"/proc/{process}/task/{thread}/status").read() for thread in os.listdir(f"/proc/{process}/task"))
    except OSError:
        return False


reader, writer = os.pipe()
flags = fcntl.fcntl(writer, fcntl.F_GETFL)
fcntl.fcntl(writer, fcntl.F_SETFL, flags | os.O_NONBLOCK)
try:
    while True:
        os.write(writer, b"\0" * 4096)
except BlockingIOError:
    fcntl.fcntl(writer, fcntl.F_SETFL, flags)
# A test run that was started under nohup hands its own ignored SIGHUP down.
signal.signal(signal.SIGHUP, signal.SIG_IGN if name == "ignored" else signal.SIG_DFL)
child = subprocess.Popen(command, stdout=writer)
os.close(writer)
while child.poll() is None and not has_begun(child.pid):
    time.sleep(0.05)
time.sleep(1)
child.send_signal(signal.SIGHUP if name == "ignored" else getattr(signal, name))
if is_late:
    time.sleep(0.5)  # until the signal is heard; an output is waited for by a second
    late = threading.Thread(target=drain)
    late.start()
try:
    status = child.wait(timeout=5)
    if is_late:
        late.join()
    print(status)
except subprocess.TimeoutExpired:
    print("still running")
    child.kill()
