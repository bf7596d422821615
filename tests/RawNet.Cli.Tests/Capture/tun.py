"""Makes a tunnel interface, tells "ready", and for each line of standard input lets one ICMP packet come in through it.

usage: tun.py NAME
"""
import fcntl, os, struct, subprocess, sys

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454ca, 1, 0x1000
name = sys.argv[1]
tunnel = os.open("/dev/net/tun", os.O_RDWR)
fcntl.ioctl(tunnel, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
subprocess.run(["ip", "link", "set", name, "up"], check=True)
print("ready", file=sys.stderr, flush=True)
for _ in sys.stdin:
    # An echo reply, which nobody answers.
    os.write(tunnel, bytes.fromhex("4500001c000040004001aeb9c6120001c6120002" "0000ffff00000000"))
    print("sent", file=sys.stderr, flush=True)
