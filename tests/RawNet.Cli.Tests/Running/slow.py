"""Starts a command whose output is read slowly, interrupts it when its pipe is full, and reads on slowly to the end; prints its exit status and whether its
last lines, the summary of a ping, came whole and behind every line before.

usage: slow.py COMMAND...
"""
import array, fcntl, os, re, signal, subprocess, sys, termios, time

reader, writer = os.pipe()
child = subprocess.Popen(sys.argv[1:], stdout=writer)
os.close(writer)
start, waiting = time.time(), array.array("i", [0])
while time.time() - start < 40 and waiting[0] < 60_000:  # of 65,536
    time.sleep(0.1)
    fcntl.ioctl(reader, termios.FIONREAD, waiting)
time.sleep(0.5)
child.send_signal(signal.SIGINT)
got = b""
while piece := os.read(reader, 4096):
    got += piece
    time.sleep(0.2)
lines = got.decode().splitlines()
sequence = [int(m.group(1)) for line in lines if (m := re.search(r"icmp_seq=(\d+) ", line))]
received = re.search(r"(\d+) received", got.decode())
print(child.wait(timeout=5), sequence == list(range(1, len(sequence) + 1)) and received is not None and int(received.group(1)) == len(sequence))
