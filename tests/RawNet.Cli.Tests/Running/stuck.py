"""Starts a command whose standard output has no room and a reader that does not read, sends it a signal, and prints its exit status or "still running".

usage: stuck.py SIGNAL|ignored COMMAND...    ignored: SIGHUP is sent and the command is started with it ignored, as by nohup
"""
import fcntl, os, signal, subprocess, sys, time

name, *command = sys.argv[1:]
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
time.sleep(2.5)
child.send_signal(signal.SIGHUP if name == "ignored" else getattr(signal, name))
try:
    print(child.wait(timeout=5))
except subprocess.TimeoutExpired:
    print("still running")
    child.kill()
