"""tshark as the judge: packets into a capture file, its PDML back as layers of fields."""
import re
import struct
import subprocess
import xml.etree.ElementTree as ElementTree

LAYERS = {'eth', 'llc', 'vlan', 'ieee8021ad', 'arp', 'sll', 'null', 'ip', 'ipv6', 'ipv6.hopopts', 'ipv6.dstopts', 'ipv6.routing',
          'ipv6.fraghdr', 'icmp', 'icmpv6', 'igmp', 'udp', 'tcp', 'data', 'ppp', 'chdlc', 'lcp', 'ipcp', 'ipv6cp', 'ccp', 'pppoes', 'pppoed'}
BYTES = {'data.data', 'eth.trailer', 'eth.padding', 'vlan.trailer', 'igmp.reserved', 'igmp.aux_data', 'icmp.unused',
         'sll.unused', 'sll.src.other', 'arp.src.hw', 'arp.src.proto', 'arp.dst.hw', 'arp.dst.proto',
         'ipv6.routing.src.reserved', 'ipv6.routing.srh.tag', 'ipv6.routing.unknown_data', 'ipv6.opt.padn', 'ipv6.opt.unknown', 'ipv6.opt.experimental',
         'icmpv6.reserved', 'icmpv6.mldr.mar.auxiliary_data', 'icmpv6.data', 'icmp.ext.data', 'icmp.reserved', 'tcp.options',
         'tcp.options.unknown.payload'}
WHOLE = {'ip.check_checksum': 'TRUE', 'udp.check_checksum': 'TRUE', 'tcp.check_checksum': 'TRUE', 'ip.defragment': 'FALSE',
         'ip.use_geoip': 'FALSE', 'ipv6.use_geoip': 'FALSE', 'eth.fcs': 'Never', 'udp.try_heuristic_first': 'FALSE',
         'tcp.try_heuristic_first': 'FALSE', 'tcp.analyze_sequence_numbers': 'FALSE', 'tcp.desegment_tcp_streams': 'FALSE'}
SECONDS = 1000000000       # far from any time that bytes of an echo could be taken for


def write_pcap(path, linktype, packets):
    with open(path, 'wb') as out:
        out.write(struct.pack('<IHHIIII', 0xa1b2c3d4, 2, 4, 0, 0, 262144, linktype))
        for number, packet in enumerate(packets):
            out.write(struct.pack('<IIII', SECONDS + number, 0, len(packet), len(packet)) + packet)


def read(path):
    """For each packet its layers, outermost first, and its expert items and malformed marks: [(layers, complaints)]."""
    command = ['tshark', '-n', '-r', path, '-T', 'pdml', '-d', 'udp.port==0-65535,data', '-d', 'tcp.port==0-65535,data']
    for name, value in WHOLE.items():
        command += ['-o', f'{name}:{value}']
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return [digest(packet) for packet in ElementTree.fromstring(run.stdout).iter('packet')]


def digest(packet):
    layers, complaints = [], []
    walk(packet, None, layers, complaints)
    return layers, complaints


def walk(element, layer, layers, complaints):
    for field in element:
        name = field.get('name') or ''
        inside = layer
        if name in LAYERS and element.get('name') == 'icmpv6.opt':
            continue    # the packet in a Redirected Header is bytes of that option
        if name in LAYERS:
            inside = {'layer': name}
            layers.append(inside)
        elif name.startswith('_ws.'):
            complain(name, field, complaints)
            continue
        elif layer is not None and field.get('show') is not None:
            layer.setdefault(name, []).append(normal(name, field.get('show')))
        walk(field, inside, layers, complaints)


def complain(name, field, complaints):
    """An expert item counts under the name of its own field."""
    names = [one.get('name') for one in field if not one.get('name').startswith('_ws.expert.')]
    complaints.append(names[0] if name == '_ws.expert' and names else name)


def normal(name, text):
    if name in BYTES:
        return text.replace(':', '')
    return str(int(text, 16)) if re.fullmatch('0x[0-9a-fA-F]+', text) else text
