"""Picks from the list of specs.py the packets that RawNet.Tests carries: two of each kind and of each field, option and record type in it.

    /usr/bin/python3 specs.py --out LIST; /usr/bin/python3 embed.py LIST > ../RawNet.Tests/Protocols/witness-packets.txt"""
import collections
import json
import re
import sys

EACH = 2
HEAD = ('# Packets of tests/witness/specs.py, picked by tests/witness/embed.py: two of each kind and of each field, option and record '
        'type in it: link type, bytes by Scapy or struct, the expression for them.')


def traits(expression):
    """The kinds of an expression, and in each the fields with the type of an option or record."""
    for layer in re.split(r' / ', expression):
        kind, *fields = layer.split()
        yield kind
        for field in fields:
            name, _, value = field.partition('=')
            repeated = re.match(r'(?:option|record|ext|opt)$', name)
            yield (kind, name.split('.')[-1], value.split(',')[0] if repeated else '')


def main():
    seen = collections.Counter()
    print(HEAD)
    with open(sys.argv[1], encoding='utf-8') as file:
        for line in file:
            spec = json.loads(line)
            wanted = list(traits(spec['expression']))
            if any(seen[trait] < EACH for trait in wanted):
                print(spec['linktype'], spec['bytes'], spec['expression'])
                seen.update(wanted)


if __name__ == '__main__':
    main()
