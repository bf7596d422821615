"""The ICMP extension structure (RFC 4884, 7) and its objects: MPLS, interface information, interface identification."""
import socket

from layouts import encode
from ipv6_more import collect
from packet import internet_checksum

LEAST = 128                # RFC 4884, 4.6: the quote in front of the structure


class Object:
    def __init__(self, text, class_num, ctype, body, **shown):
        self.text = text
        self.data = encode([(16, 4 + len(body)), (8, class_num), (8, ctype)]) + body
        kind = {'ext.length': str(len(self.data)), 'ext.class': str(class_num), 'ext.ctype': str(ctype)}
        self.shown = {'icmp.' + name.replace('__', '.'): value for name, value in {**kind, **shown}.items()}


def mpls(label, exp, s, ttl):
    """RFC 4950, 3."""
    return Object(f'mpls,{label},{exp},{s},{ttl}', 1, 1, encode([(20, label), (3, exp), (1, s), (8, ttl)]),
                  mpls__label=str(label), mpls__exp=str(exp), mpls__s=str(s), mpls__ttl=str(ttl))


def mpls_stack(*entries):
    """RFC 4950, 3: any number of label stack entries in one object, each of RFC 3032, 2.1."""
    body = b''.join(encode([(20, label), (3, exp), (1, s), (8, ttl)]) for label, exp, s, ttl in entries)
    columns = zip(('mpls__label', 'mpls__exp', 'mpls__s', 'mpls__ttl'), zip(*entries))
    return Object(','.join(['mpls', *(str(value) for entry in entries for value in entry)]), 1, 1, body,
                  **{name: [str(value) for value in values] for name, values in columns})


def if_info(role=0, index=None, address=None, name=None, mtu=None):
    """RFC 5837, 4: what is there stands in the C-Type; index, address, name and MTU follow in this order."""
    bits = (index is not None, address is not None, name is not None, mtu is not None)
    ctype = role << 6 | sum(bit << shift for bit, shift in zip(bits, (3, 2, 1, 0)))
    family = None if address is None else 'ipv6' if ':' in address else 'ipv4'
    body, shown = b'', dict(zip(('int_info.ifindex', 'int_info.ipaddr', 'int_info.name_present', 'int_info.mtu_present'),
                                (str(int(bit)) for bit in bits)))
    if index is not None:
        body, shown['int_info.index'] = body + encode([(32, index)]), str(index)
    if address is not None:
        packed = socket.inet_pton(socket.AF_INET6 if family == 'ipv6' else socket.AF_INET, address)
        body += encode([(16, 2 if family == 'ipv6' else 1), (16, 0)]) + packed
        shown.update({'int_info.afi': '2' if family == 'ipv6' else '1', 'reserved': '0000', 'int_info.' + family: address})
    if name is not None:
        field = name_field(name)
        body += field
        # tshark 4.0 shows a name only when something follows it.
        shown.update({'int_info.name_length': str(len(field)), 'int_info.name': [] if mtu is None else name})
    if mtu is not None:
        body, shown['int_info.mtu'] = body + encode([(32, mtu)]), str(mtu)
    said = [('role', role or None), ('index', index), (family, address), ('name', name), ('mtu', mtu)]
    text = ','.join(['ifinfo'] + [f'{word}:{value}' for word, value in said if value is not None])
    return Object(text, 2, ctype, body, **{'int_info.role': str(role), 'int_info.reserved': '0', **shown})


def name_field(name):
    """RFC 5837, 4.3: a length that counts itself, the name, zeros up to 4 bytes."""
    field = name.encode()
    size = (1 + len(field) + 3) // 4 * 4
    return bytes([size]) + field + bytes(size - 1 - len(field))


def if_name(name):
    """RFC 8335, 2.1: padded with zeros to 4 bytes."""
    body = name.encode()
    return Object(f'ifname,{name}', 3, 1, body + bytes(-len(body) % 4), int_ident__name=name)


def if_index(index):
    return Object(f'ifindex,{index}', 3, 2, encode([(32, index)]), int_ident__index=str(index))


def if_address(address):
    """RFC 8335, 2.1: AFI, length, reserved, address."""
    family = socket.AF_INET6 if ':' in address else socket.AF_INET
    packed = socket.inet_pton(family, address)
    afi = 2 if ':' in address else 1
    body = encode([(16, afi), (8, len(packed)), (8, 0)]) + packed
    return Object(f'object,3,3,{body.hex()}', 3, 3, body, int_ident__afi=str(afi), int_ident__addr_length=str(len(packed)),
                  **{'int_ident.ipv6' if afi == 2 else 'int_ident.ipv4': address})


def unknown(class_num, ctype, body, word=True):
    """RFC 4884, 8. An object may be said by its numbers alone."""
    return Object(f'{"object," if word else ""}{class_num},{ctype},{body.hex()}', class_num, ctype, body, ext__data=[body.hex()] if body else [])


def words(layer, quote, unit):
    """The length attribute: the padded quote in units, or 0 without extensions (RFC 4884, 4)."""
    return max(LEAST, (quote + unit - 1) // unit * unit) // unit if layer.given.get('ext') else 0


def behind(layer, quote, unit):
    """(the quote padded and the structure behind it, what tshark shows of it, the padded size)"""
    objects = layer.given.get('ext', [])
    if not objects:
        return quote, {}, len(quote)
    if unit:
        quote += bytes(words(layer, len(quote), unit) * unit - len(quote))
    body = b''.join(one.data for one in objects)
    version, reserved = layer.get('ext.version', 2), layer.get('ext.res', 0)
    start = encode([(4, version), (12, reserved)])
    right = internet_checksum(start + b'\0\0' + body)
    checksum = layer.get('ext.checksum', right)
    shown = {'icmp.ext.version': str(version), 'icmp.ext.res': str(reserved), 'icmp.ext.checksum': str(checksum),
             'icmp.ext.checksum.status': '1' if checksum == right else '0'}
    for one in objects:
        collect(shown, one.shown)
    return quote + start + checksum.to_bytes(2, 'big') + body, shown, len(quote)


def spelling(name, rng):
    """The extension's fields have icmp's names in icmpv6 too."""
    if name == 'ext':
        return name
    if name in ('ext.version', 'ext.res', 'ext.checksum'):
        return 'icmp.' + name if rng.random() < 0.6 else name
    return None
