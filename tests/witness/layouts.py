"""Headers written as tables: the fields in the order of the wire, with their widths and defaults."""
import importlib
import socket

from packet import Layer, NoClass

FORMS = {'mac': (48, lambda text: bytes.fromhex(text.replace(':', ''))),
         'ip4': (32, socket.inet_aton),
         'ip6': (128, lambda text: socket.inet_pton(socket.AF_INET6, text)),
         's32': (32, lambda value: int(value).to_bytes(4, 'big', signed=True))}
NOTHING = {'mac': '00:00:00:00:00:00', 'ip4': '0.0.0.0', 'ip6': '::'}


def encode(columns):
    """The bytes of (width or form, value) pairs, most significant bit first."""
    total = bits = 0
    for width, value in columns:
        if width in FORMS:
            width, value = FORMS[width][0], int.from_bytes(FORMS[width][1](value), 'big')
        assert 0 <= value < 1 << width
        total, bits = total << width | value, bits + width
    return total.to_bytes(bits // 8, 'big')


def scapy_class(path):
    module, name = path.rsplit('.', 1)
    return getattr(importlib.import_module('scapy.' + module), name)


class Table(Layer):
    """`layout` holds (name, width or form, default); `maker` is Scapy's class, or the reason why there is none, and
    `names` gives its words for the fields; `hexed` are fields that tshark shows as bytes, `hidden` those it does not show."""

    layout, maker, names, hexed, hidden = (), '', {}, (), ()

    def values(self, stated, outer, following):
        """Every field's value; a header with computed fields adds them here."""
        return {name: self.get(name, NOTHING.get(form, default)) for name, form, default in self.layout}

    def head(self, values):
        return encode([(form, values[name]) for name, form, _ in self.layout])

    def show(self, values):
        self.shown = {}
        for name, form, _ in self.layout:
            if name not in self.hidden:
                text = f'{values[name]:0{form // 4}x}' if name in self.hexed else str(values[name])
                self.shown[self.prefix + name] = text

    def wire(self, inner, stated, outer, following):
        values = self.values(stated, outer, following)
        self.show(values)
        return self.head(values) + inner

    def scapy(self, outer, following):
        if '.' not in self.maker or ' ' in self.maker:
            raise NoClass(self.maker)
        values = self.values(None, outer, following)
        given = {word: values[name] for name, word in self.names.items() if values[name] is not None}
        return scapy_class(self.maker)(**given)
