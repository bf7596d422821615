"""One small network of namespaces for one recording, and the recorders and commands that run inside it.

   host h0 ---- r0 router r1 ---- p0 peer
   host    198.18.0.1/24    2001:db8::1/64      h0 02:00:00:00:00:01
   router  198.18.0.254/24  2001:db8::fe/64     r0 02:00:00:00:00:0a
           198.18.1.254/24  2001:db8:1::fe/64   r1 02:00:00:00:00:0b   MTU 1300
   peer    198.18.1.1-3/24  2001:db8:1::1-3/64  p0 02:00:00:00:00:02   MTU 1300
"""
import contextlib
import ctypes
import os
import shlex
import signal
import socket
import subprocess
import time

CLONE_NEWNET = 0x40000000
LIBC = ctypes.CDLL(None, use_errno=True)
LIMIT = 49  # a recorder stops here, whatever the scene does
COMMAND_SECONDS = 20

ADDRESSES = {
    ('host', 'h0'): ['198.18.0.1/24', '2001:db8::1/64'],
    ('router', 'r0'): ['198.18.0.254/24', '2001:db8::fe/64'],
    ('router', 'r1'): ['198.18.1.254/24', '2001:db8:1::fe/64'],
    ('peer', 'p0'): ['198.18.1.1/24', '198.18.1.2/24', '198.18.1.3/24', '2001:db8:1::1/64', '2001:db8:1::2/64', '2001:db8:1::3/64'],
}
LINKS = [
    'link add h0 address 02:00:00:00:00:01 netns {host} type veth peer name r0 address 02:00:00:00:00:0a netns {router}',
    'link add r1 mtu 1300 address 02:00:00:00:00:0b netns {router} type veth peer name p0 mtu 1300 address 02:00:00:00:00:02 netns {peer}',
]
ROUTES = {
    'host': ['route add default via 198.18.0.254', '-6 route add default via 2001:db8::fe', 'route add 224.0.0.0/4 dev h0'],
    'peer': ['route add default via 198.18.1.254', '-6 route add default via 2001:db8:1::fe'],
    'router': [f'{family} route add {kind} {prefix}' for kind, four, six in (('unreachable', '198.18.11.0/24', '2001:db8:11::/64'), ('prohibit', '198.18.13.0/24', '2001:db8:13::/64'))
               for family, prefix in (('-4', four), ('-6', six))],
}
SETTINGS = {  # quiet links, no rate limits, waits short enough to record
    'ipv6/conf/all/accept_dad': 0, 'ipv6/conf/default/accept_dad': 0,
    'ipv6/conf/all/router_solicitations': 0, 'ipv6/conf/default/router_solicitations': 0,
    'ipv6/conf/default/mldv1_unsolicited_report_interval': 500, 'ipv6/conf/default/mldv2_unsolicited_report_interval': 500,
    'ipv4/conf/default/igmpv2_unsolicited_report_interval': 500, 'ipv4/conf/default/igmpv3_unsolicited_report_interval': 500,
    'ipv4/conf/all/accept_source_route': 1, 'ipv4/conf/default/accept_source_route': 1,
    'ipv4/icmp_ratelimit': 0, 'ipv6/icmp/ratelimit': 0, 'ipv4/icmp_echo_ignore_broadcasts': 0,
    'ipv4/ipfrag_time': 1, 'ipv6/ip6frag_time': 1, 'ipv4/ping_group_range': '0 0',
}


class Lab:
    """The three namespaces; leaving the `with` block ends every process it started and removes them."""

    def __init__(self):
        self.names = {role: f'rawnet-{os.getpid()}-{role}' for role in ('host', 'router', 'peer')}
        self.running = []

    def __enter__(self):
        try:
            self._build()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in self.running:
            if process.poll() is None:
                process.kill()
            process.wait()
        for name in self.names.values():
            if os.path.exists(f'/run/netns/{name}'):
                subprocess.run(['ip', 'netns', 'del', name], check=True)

    def _build(self):
        for role, name in self.names.items():
            ip(f'netns add {name}')
            for path, value in SETTINGS.items():
                self.set(role, path, value)
            ip(f'-n {name} link set lo up')
        self.set('router', 'ipv4/ip_forward', 1)
        self.set('router', 'ipv6/conf/all/forwarding', 1)
        for link in LINKS:
            ip(link.format(**self.names))
        for (role, interface), addresses in ADDRESSES.items():
            for address in addresses:
                ip(f'-n {self.names[role]} address add {address} dev {interface}' + (' nodad' if ':' in address else ''))
            self.run(role, f'ethtool -K {interface} tx off')
            ip(f'-n {self.names[role]} link set {interface} up')
        for role, routes in ROUTES.items():
            for route in routes:
                ip(f'-n {self.names[role]} {route}')
        for role, interface in ADDRESSES:
            self._wait_for(role, interface)

    def _wait_for(self, role, interface):
        """The kernel drops what an interface sends until its link watch, which runs once a second, has called it up."""
        for _ in range(100):
            shown = subprocess.run(['ip', '-n', self.names[role], '-o', 'link', 'show', interface], check=True, capture_output=True, text=True)
            if ' state UP ' in shown.stdout:
                return
            time.sleep(0.05)
        raise RuntimeError(f'{role} {interface} did not come up')

    def set(self, role, path, value):
        """Writes one file under /proc/sys/net of a namespace."""
        with self.inside(role), open('/proc/sys/net/' + path, 'w') as file:
            file.write(str(value))

    @contextlib.contextmanager
    def inside(self, role):
        """This thread stands in the namespace: sockets opened here stay in it."""
        with open('/proc/thread-self/ns/net') as home, open(f'/run/netns/{self.names[role]}') as there:
            enter(there)
            try:
                yield
            finally:
                enter(home)

    def socket(self, role, family, kind, protocol=0):
        with self.inside(role):
            opened = socket.socket(family, kind, protocol)
        opened.settimeout(2)
        return opened

    def frames(self, role, interface):
        """A socket that sends and receives whole Ethernet frames."""
        opened = self.socket(role, socket.AF_PACKET, socket.SOCK_RAW, 0)
        opened.bind((interface, 0))
        return opened

    def run(self, role, command):
        """Exit codes above 1 are usage errors or worse: 0 and 1 say whether somebody answered."""
        done = subprocess.run(['ip', 'netns', 'exec', self.names[role], 'timeout', str(COMMAND_SECONDS), *shlex.split(command)], capture_output=True, text=True)
        if done.returncode > 1:
            raise RuntimeError(f'{command}: exit {done.returncode}: {done.stdout[-300:]}{done.stderr[-300:]}')

    @contextlib.contextmanager
    def started(self, role, command):
        """Runs a command around the block; Ctrl-C ends it, and it has to end well."""
        process = subprocess.Popen(['ip', 'netns', 'exec', self.names[role], *shlex.split(command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.running.append(process)
        yield
        process.send_signal(signal.SIGINT)
        errors = process.communicate(timeout=COMMAND_SECONDS)[1]
        if process.returncode:
            raise RuntimeError(f'{command}: exit {process.returncode}: {errors[-300:]}')

    @contextlib.contextmanager
    def recording(self, role, command, ready):
        """Runs a recorder around the block: from its `ready` line until the packets of the block are written."""
        process = subprocess.Popen(['ip', 'netns', 'exec', self.names[role], *command], stderr=subprocess.PIPE, text=True)
        self.running.append(process)
        said = ''
        while ready not in said:
            line = process.stderr.readline()
            if not line:
                raise RuntimeError(f'{shlex.join(command)}: {said}')
            said += line
        time.sleep(0.2)
        yield
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
        if process.returncode:
            raise RuntimeError(f'{shlex.join(command)}: exit {process.returncode}')


def ip(arguments):
    subprocess.run(['ip', *arguments.split()], check=True)


def enter(namespace):
    if LIBC.setns(namespace.fileno(), CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), 'setns')
