"""IPv4 options: each as the text of an expression, its bytes, Scapy's class and what tshark shows of it."""
import socket
import struct

from packet import NoClass


class Option:
    """`make` is a function without arguments that gives Scapy's option, or the reason why there is none."""

    def __init__(self, text, data, make, **shown):
        self.text, self.data, self.make = text, data, make
        self.shown = {'ip.' + name.replace('__', '.'): value for name, value in shown.items()}

    def scapy(self):
        if isinstance(self.make, str):
            raise NoClass(self.make)
        return self.make()


def scapy_class(name, **fields):
    def make():
        from scapy.layers import inet
        return getattr(inet, 'IPOption_' + name)(**fields)
    return make


def nop():
    return Option('nop', b'\x01', scapy_class('NOP'), opt__type=['1'])


def eol():
    return Option('eol', b'\x00', scapy_class('EOL'), opt__type=['0'])


def router_alert(value=0):
    """RFC 2113."""
    return Option(f'ra,{value}' if value else 'ra', struct.pack('!BBH', 148, 4, value), scapy_class('Router_Alert', alert=value),
                  opt__type=['148'], opt__len=['4'], opt__ra=[str(value)])


def stream(number):
    return Option(f'sid,{number}', struct.pack('!BBH', 136, 4, number), scapy_class('Stream_Id', security=number),
                  opt__type=['136'], opt__len=['4'], opt__sid=[str(number)])


def _route(word, code, name, addresses, pointer):
    data = struct.pack('!BBB', code, 3 + 4 * len(addresses), pointer) + b''.join(map(socket.inet_aton, addresses))
    text = ','.join([word, *addresses] + ([f'ptr:{pointer}'] if pointer != 4 else []))
    option = Option(text, data, scapy_class(name, routers=addresses, pointer=pointer),
                    opt__type=[str(code)], opt__len=[str(len(data))], opt__ptr=[str(pointer)])
    return option, addresses[:pointer // 4 - 1], addresses[pointer // 4 - 1:]


def record_route(*addresses, pointer=4):
    """RFC 791, 3.1: the pointer counts from 1 at the option's type."""
    option, past, ahead = _route('rr', 7, 'RR', list(addresses), pointer)
    option.shown.update({'ip.rec_rt': past, 'ip.empty_rt': ahead})
    return option


def source_route(word, *addresses, pointer=4):
    """RFC 791, 3.1: the last address is the final destination, the header holds the next hop."""
    code, name = {'lsrr': (131, 'LSRR'), 'ssrr': (137, 'SSRR')}[word]
    option, past, ahead = _route(word, code, name, list(addresses), pointer)
    option.shown.update({'ip.rec_rt': past, 'ip.src_rt': ahead[:-1]})
    option.final = ahead[-1] if ahead else None
    return option


def timestamps(flag, *entries, pointer=5, overflow=0):
    """RFC 791, 3.1. Flag 0: numbers; 1 and 3: pairs of address and number."""
    rows = [entry if flag else (None, entry) for entry in entries]
    body = b''.join((socket.inet_aton(a) if a else b'') + struct.pack('!I', t) for a, t in rows)
    text = ','.join(['ts', f'flag:{flag}'] + ([f'ptr:{pointer}'] if pointer != 5 else [])
                    + ([f'overflow:{overflow}'] if overflow else []) + [f'{a}@{t}' if a else str(t) for a, t in rows])
    make = "Scapy's IPOption_Timestamp holds exactly one entry"
    if len(rows) == 1:
        fields = {'internet_address': rows[0][0]} if flag else {}
        make = scapy_class('Timestamp', flg=flag, pointer=pointer, oflw=overflow, timestamp=rows[0][1], **fields)
    return Option(text, struct.pack('!BBBB', 68, 4 + len(body), pointer, overflow << 4 | flag) + body, make,
                  opt__type=['68'], opt__len=[str(4 + len(body))], opt__ptr=[str(pointer)], opt__overflow=[str(overflow)],
                  opt__flag=[str(flag)], opt__time_stamp=[str(t) for _, t in rows], opt__time_stamp_addr=[a for a, _ in rows if a])


def broken(option, piece):
    """The option with some bytes more that are no whole entry; tshark shows the whole ones and says that the length is wrong."""
    data = bytearray(option.data + piece)
    data[1] = len(data)
    broken = Option(f'{option.text},data:{piece.hex()}', bytes(data), 'Scapy writes whole entries only')
    broken.shown = {**option.shown, 'ip.opt.len': [str(len(data))]}
    return broken


def security(body):
    """RFC 791, 3.1 when 9 bytes follow the length, RFC 1108, 2 otherwise (level, then authority flags)."""
    data = struct.pack('!BB', 130, 2 + len(body)) + body
    if len(body) != 9:
        return Option(f'sec,{body.hex()}', data, "Scapy's IPOption_Security is RFC 791's 11 bytes only", opt__type=['130'],
                      opt__len=[str(len(data))], opt__sec_cl=[str(body[0])], opt__sec_prot_auth_flags=[str(b) for b in body[1:]])
    level, compartments, restrictions = struct.unpack('!HHH', body[:6])
    make = scapy_class('Security', security=level, compartment=compartments, handling_restrictions=restrictions,
                       transmission_control_code=body[6:])
    return Option(f'sec,{body.hex()}', data, make, opt__type=['130'], opt__len=['11'],
                  opt__sec_rfc791_sec=[str(level)], opt__sec_rfc791_comp=[str(compartments)])


def unknown(code, body, base=10):
    """RFC 791, 3.1: type, length of all, data. tshark shows no field of a type it does not know."""
    def make():
        from scapy.layers.inet import IPOption
        return IPOption(copy_flag=code >> 7, optclass=code >> 5 & 3, option=code & 31, value=body)
    number = str(code) if base == 10 else f'{code:#x}'
    return Option(f'unknown,{number},{body.hex()}', struct.pack('!BB', code, 2 + len(body)) + body, make)


def raw(body, **shown):
    """The bytes as they are, with no type and length of their own."""
    return Option(f'raw,{body.hex()}', body, 'Scapy has no option without a type and length of its own', **shown)
