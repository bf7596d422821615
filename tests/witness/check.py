"""Judges crafted packets against the list of specs.py.

    /usr/bin/python3 check.py LIST CRAFTED       CRAFTED: one line of hex a packet, in the order of the list
    /usr/bin/python3 check.py LIST --self        the list's own bytes: proves the list

Compares the bytes, lets tshark read the packets and compares every field asked for, in order and with nothing besides, and
lists the coverage. Exit status: 0 all equal and everything covered, 1 a difference, 2 wrong use."""
import argparse
import collections
import json
import os
import re
import sys
import tempfile

import kinds
import tshark

HERE = os.path.dirname(os.path.abspath(__file__))
LEAST = 5


class Exceptions:
    """Expert items that are right by design; each must occur, or it is stale."""

    def __init__(self, path):
        with open(path, encoding='utf-8') as file:
            self.rows = json.load(file)
        self.used = collections.Counter()

    def covers(self, complaint, expression):
        for n, row in enumerate(self.rows):
            if row['expert'] == complaint and re.search(row['expression'], expression):
                self.used[n] += 1
                return True
        return False

    def missing(self, expression, complaints):
        """Complaints that the given lie must raise and did not."""
        return [row['expert'] for row in self.rows
                if row.get('required') and re.search(row['expression'], expression) and row['expert'] not in complaints]

    def stale(self):
        return [row for n, row in enumerate(self.rows) if not self.used[n]]


def packets(lines, count):
    lines = [line.strip() for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    if len(lines) != count:
        print(f'{len(lines)} lines of hex for {count} specs')
    return [(lines[n] if n < len(lines) else '').lower() for n in range(count)]


def compare_bytes(specs, crafted):
    for spec, text in zip(specs, crafted):
        if text != spec['bytes']:
            at = next((i for i, (a, b) in enumerate(zip(text, spec['bytes'])) if a != b), min(len(text), len(spec['bytes']))) // 2
            yield spec, f'bytes differ from offset {at}\n  {spec["made_by"]:8}{spec["bytes"]}\n  crafted {text}'


def witness(specs, crafted, exceptions):
    """tshark's view of the crafted bytes, link type by link type."""
    for linktype in sorted({spec['linktype'] for spec in specs}):
        chosen = [(spec, raw_bytes(text)) for spec, text in zip(specs, crafted) if spec['linktype'] == linktype]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'crafted.pcap')
            tshark.write_pcap(path, linktype, [data for _, data in chosen])
            for (spec, _), (layers, complaints) in zip(chosen, tshark.read(path), strict=True):
                yield from ((spec, text) for text in differences(spec, layers, complaints, exceptions))


def raw_bytes(text):
    return bytes.fromhex(text) if re.fullmatch('([0-9a-f]{2})*', text) else b''


def differences(spec, layers, complaints, exceptions):
    for complaint in complaints:
        if not exceptions.covers(complaint, spec['expression']):
            yield f'tshark complains: {complaint}'
    for complaint in exceptions.missing(spec['expression'], complaints):
        yield f'tshark does not complain: {complaint}'
    seen, asked = [one['layer'] for one in layers], [one['layer'] for one in spec['fields']]
    if seen != asked:
        yield f'layers {seen}, asked {asked}'
        return
    for shown, wanted in zip(layers, spec['fields']):
        for name, value in wanted.items():
            values = value if isinstance(value, list) else [value]
            if name != 'layer' and shown.get(name, []) != values:
                yield f'{shown["layer"]}: {name} is {shown.get(name, [])}, asked {values}'


def print_coverage(specs, failed):
    """One line a kind: packets, equal ones, then each field and part with its count; returns what lacks."""
    counts, lacking = kinds.coverage([spec['expression'] for spec in specs]), []
    for kind in kinds.FIELDS:
        asked = [spec['n'] for spec in specs if kind in spec['kinds']]
        fields = {what: count for (owner, what), count in counts.items() if owner == kind and what}
        print(f'{kind:20} packets {len(asked):4}  equal {sum(n not in failed for n in asked):4}   '
              + '  '.join(f'{what} {count}' for what, count in fields.items()))
        lacking += [f'{kind} stands in {len(asked)} packets'] * (len(asked) < LEAST)
        lacking += [f'{kind} {what}' for what, count in fields.items() if not count]
    return lacking


def judge(specs, crafted):
    exceptions, failed = Exceptions(os.path.join(HERE, 'exceptions.json')), set()
    wrong = list(compare_bytes(specs, crafted))
    unlike = list(witness(specs, crafted, exceptions))
    for spec, text in wrong + unlike:
        failed.add(spec['n'])
        print(f'{spec["n"]}: {spec["expression"]}\n  {text}')
    lacking = print_coverage(specs, failed)
    for text in lacking:
        print(f'not covered: {text}')
    stale = exceptions.stale()
    for row in stale:
        print(f'exception never met: {row["expert"]} where {row["expression"]}')
    asked = sum(len(values) for spec in specs for layer in spec['fields'] for values in
                ([value] if isinstance(value, str) else value for name, value in layer.items() if name != 'layer'))
    made = collections.Counter(spec['made_by'] for spec in specs)
    print(f'packets {len(specs)} (bytes by Scapy {made["scapy"]}, by struct {made["struct"]}), bytes equal {len(specs) - len(wrong)}, '
          f'fields asked of tshark {asked}, differences there {len(unlike)}, packets with one {len(failed)}')
    return not (wrong or unlike or lacking or stale)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('list')
    parser.add_argument('crafted', nargs='?')
    parser.add_argument('--self', action='store_true', dest='itself')
    options = parser.parse_args()
    if options.itself == bool(options.crafted):
        parser.error('give either CRAFTED or --self')
    with open(options.list, encoding='ascii') as file:
        specs = [json.loads(line) for line in file]
    if options.itself:
        lines = [spec['bytes'] for spec in specs]
    else:
        with open(options.crafted, encoding='ascii') as file:
            lines = file.readlines()
    sys.exit(0 if judge(specs, packets(lines, len(specs))) and (options.itself or len(lines) == len(specs)) else 1)


if __name__ == '__main__':
    main()
