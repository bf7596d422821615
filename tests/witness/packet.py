"""A packet as a stack of layers, written three ways that share no code: as an expression for `rawnet craft`,
as bytes by `struct` (the RFC's layout), and as bytes by Scapy's own classes."""
import struct

MINIMUM = 60               # IEEE 802.3: the shortest frame without its check sequence; tshark calls zeros up to there padding


class NoClass(Exception):
    """Scapy 2.5.0 cannot say this packet; the text is the reason that stands in the list."""


class Given:
    """A value and the text that stands for it in the expression: Given(3, 'port-unreachable')."""

    def __init__(self, value, text):
        self.value, self.text = value, text


def hexed(value):
    return Given(value, f'{value:#x}')


def internet_checksum(data):
    """RFC 1071."""
    data += b'\0' * (len(data) % 2)
    total = sum(struct.unpack(f'!{len(data) // 2}H', data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def pseudo_header(outer, protocol, length):
    """That of the innermost network layer; a routing header under way names the destination (RFC 8200, 8.1)."""
    at = max(n for n, one in enumerate(outer) if one.proto in ('ip', 'ipv6'))
    ends = [one.final() for one in outer[at + 1:] if one.proto == 'ipv6.routing' and one.final()]
    return outer[at].pseudo(protocol, length, *ends[-1:])


class Layer:
    kind = ''              # the layer's name in an expression
    proto = ''             # the layer's name in tshark; '' when tshark shows it inside another
    prefix = ''            # what the names below lack to be Wireshark's full names
    states_length = False  # a trailer may follow it
    counts_trailer = False  # Scapy's length of it counts the trailer too
    note = None            # what of it Scapy does not say although it makes the rest
    quotes = False         # what it carries is a quoted packet: lengths outside count only the bytes that are there

    def __init__(self, given=None, cut=None):
        self.given, self.cut, self.shown = dict(given or {}), cut, {}

    def get(self, name, default=None):
        value = self.given.get(name, default)
        return value.value if isinstance(value, Given) else value

    def expression(self, rng):
        return ' '.join([self.kind, *self.tokens(rng)] + ([f'cut={self.cut}'] if self.cut is not None else []))

    def tokens(self, rng):
        for name, value in self.given.items():
            for one in value if isinstance(value, list) else [value]:
                yield self.spelling(name, rng) + '=' + str(getattr(one, 'text', one))

    def spelling(self, name, rng):
        """The full name always works; the shortest unique tail is the last word of it."""
        full = self.prefix + name
        return full if name[-1] == '2' or rng.random() < 0.6 else name.rsplit('.', 1)[-1]

    def wire(self, inner, stated, outer, following):
        """This layer's bytes with `inner` behind; `stated` is what a length field says of `inner`. Fills `shown`."""
        raise NotImplementedError

    def scapy(self, outer, following):
        """Scapy's packet for this layer alone."""
        raise NotImplementedError


class Packet:
    def __init__(self, *layers, trailers=()):
        self.layers, self.trailers = list(layers), list(trailers)

    @property
    def linktype(self):
        return self.layers[0].linktype

    def expression(self, rng):
        return ' / '.join([one.expression(rng) for one in self.layers] + [f'trailer hex:{t.hex()}' for t in self.trailers])

    def by_struct(self):
        return self._struct(0)[0]

    def _struct(self, i):
        if i == len(self.layers):
            return b'', 0
        layer = self.layers[i]
        inner, stated = self._struct(i + 1)
        following = self.layers[i + 1] if i + 1 < len(self.layers) else None
        whole = layer.wire(inner, stated, self.layers[:i], following)
        stated += len(whole) - len(inner)
        tail = self._trailer_of(layer)
        whole, stated = whole + tail, stated + len(tail)
        if layer.cut is not None:
            whole = whole[:layer.cut]
        return whole, len(whole) if layer.quotes else stated

    def _trailer_of(self, layer):
        """The first trailer closes the innermost layer that states a length, the second the next outer."""
        stating = [one for one in reversed(self.layers) if one.states_length]
        at = stating.index(layer) if layer in stating else len(self.trailers)
        return self.trailers[at] if at < len(self.trailers) else b''

    def by_scapy(self):
        from scapy.packet import Padding
        stating = [one for one in self.layers if one.states_length]
        if self.trailers and (len(self.trailers) > 1 or len(stating) > 1):
            raise NoClass('Scapy pads only at the end of the frame, not between an inner and an outer length')
        if self.trailers and stating[0].counts_trailer:
            raise NoClass("Scapy's Dot3 counts the trailer")
        stack = self._scapy(0)
        return bytes(stack / Padding(self.trailers[0]) if self.trailers else stack)

    def _scapy(self, i):
        from scapy.packet import Raw
        layer = self.layers[i]
        following = self.layers[i + 1] if i + 1 < len(self.layers) else None
        here = layer.scapy(self.layers[:i], following)
        if following is None:
            return here
        inner, last = self._scapy(i + 1), self.layers[-1]
        if layer.quotes and last.cut is not None:
            whole = bytes(inner)
            return here / Raw(whole[:len(whole) - len(bytes(inner.lastlayer())) + last.cut])
        return here / inner

    def fields(self):
        """What tshark must show, layer by layer; only after by_struct()."""
        out = []
        for one in self.layers:
            if one.shown and one.proto:
                out.append({'layer': one.proto, **one.shown})
            elif one.shown:
                out[-1].update(one.shown)
        self._show_trailer(out)
        return out

    def _show_trailer(self, out):
        """Bytes after the outermost length are shown by the innermost link layer that tshark gives a trailer."""
        stating = [one for one in self.layers if one.states_length]
        links = [one for one in out if one['layer'] in ('eth', 'vlan')]
        if not links or not stating or not self._trailer_of(stating[0]) or stating[0].prefix == 'pppoe.':  # tshark takes all of the frame for its payload
            return
        tail, size, last = self._trailer_of(stating[0]), len(self.by_struct()), links[-1]
        padding = b''
        if size >= MINIMUM:
            padding = tail[:max(0, MINIMUM - size + len(tail))]
        padding = b'' if any(padding) else padding
        for name, part in (('padding', padding), ('trailer', tail[len(padding):])):
            if part and (last['layer'], name) != ('vlan', 'padding'):  # it takes the padding of a tag away and shows it nowhere
                last[f'{last["layer"]}.{name}'] = part.hex()
