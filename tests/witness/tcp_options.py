"""TCP options (RFC 9293, 3.1; RFC 2018; RFC 7323): each as the text of an expression, its bytes, Scapy's words and what tshark shows of it."""
import struct

from packet import NoClass


class Option:
    """`words` is Scapy's pair for the option, or the reason why there is none."""

    def __init__(self, text, data, words, **shown):
        self.text, self.data, self.words = text, data, words
        kind = {'option_kind': str(data[0]), **({'option_len': str(data[1])} if data[0] > 1 else {})}
        self.shown = {'tcp.' + name.replace('__', '.'): value for name, value in {**kind, **shown}.items()}

    def scapy(self):
        if isinstance(self.words, str):
            raise NoClass(self.words)
        return self.words


def eol():
    return Option('eol', b'\0', ('EOL', None))


def nop():
    return Option('nop', b'\1', ('NOP', None))


def mss(size):
    return Option(f'mss,{size}', struct.pack('!BBH', 2, 4, size), ('MSS', size), options__mss_val=str(size))


def window_scale(shift):
    return Option(f'ws,{shift}', struct.pack('!BBB', 3, 3, shift), ('WScale', shift), options__wscale__shift=str(shift))


def sack_permitted():
    return Option('sackok', b'\4\2', ('SAckOK', b''))


def sack(*blocks):
    edges = [edge for block in blocks for edge in block]
    return Option(','.join(['sack', *(f'{left}-{right}' for left, right in blocks)]), struct.pack(f'!BB{len(edges)}I', 5, 2 + 4 * len(edges), *edges),
                  ('SAck', tuple(edges)), options__sack_le=[str(left) for left, _ in blocks], options__sack_re=[str(right) for _, right in blocks])


def timestamps(value, echo):
    return Option(f'ts,{value},{echo}', struct.pack('!BBII', 8, 10, value, echo), ('Timestamp', (value, echo)),
                  options__timestamp__tsval=str(value), options__timestamp__tsecr=str(echo))


def unknown(kind, body, base=10):
    """A kind that nobody has assigned: tshark shows its bytes."""
    number = str(kind) if base == 10 else f'{kind:#x}'
    return Option(f'unknown,{number},{body.hex()}', struct.pack('!BB', kind, 2 + len(body)) + body, (kind, body), options__unknown__payload=body.hex() if body else [])


def raw(body, *inside):
    """Bytes that stand for the options `inside`."""
    option = Option(f'raw,{body.hex()}', body, 'Scapy has no option without a kind and length of its own')
    option.shown = {}
    for one in inside:
        for name, values in one.shown.items():
            option.shown.setdefault(name, []).extend(values if isinstance(values, list) else [values])
    return option
