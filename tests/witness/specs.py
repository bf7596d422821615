"""The independent list of packets: what to ask of `rawnet craft`, the bytes that must come, and what tshark must say.

    /usr/bin/python3 specs.py --out FILE

One JSON object a line, always the same: everything by chance comes from one seed. Where Scapy can say a packet, the bytes
are Scapy's and the bytes from `struct` must equal them; elsewhere they are from `struct` and `why` is the reason."""
import argparse
import json
import logging
import random
import sys

import cases_icmp
import cases_icmpv6
import cases_ip
import cases_ipv6
import cases_link
import cases_ppp
import cases_upper
import link
from packet import NoClass

SEED = 20240611
FAMILIES = [cases_ip.ipv4_fields, cases_ip.ipv4_options, cases_ip.links, cases_ip.six, cases_ip.trailers, cases_upper.echoes,
            cases_upper.errors, cases_upper.igmp_plain, cases_upper.igmp_queries, cases_upper.igmp_reports, cases_upper.datagrams,
            cases_link.ieee_frames, cases_link.tagged_ieee, cases_link.service_tags, cases_link.arp, cases_link.cooked,
            cases_ipv6.option_headers, cases_ipv6.routes, cases_ipv6.fragments, cases_ipv6.tunnels,
            cases_icmpv6.mld_plain, cases_icmpv6.mld_queries, cases_icmpv6.mld_reports, cases_icmpv6.neighbors,
            cases_icmp.plain, cases_icmp.errors6, cases_icmp.extended, cases_icmp.extended_echoes, cases_icmp.others,
            cases_upper.segments, cases_icmpv6.redirected, cases_link.loopback_types,
            cases_icmp.information, cases_link.padded_arp, cases_link.loopback_words, cases_link.cooked_others,
            cases_ppp.frames, cases_ppp.controls, cases_ppp.over_ethernet]


def spec(number, packet, rng):
    for one in packet.layers:
        if isinstance(one, link.Eth):
            one.inside = next((other for other in packet.layers if other.kind in ('ip', 'ipv6')), None)
    plain = packet.by_struct()
    try:
        made, maker, why = packet.by_scapy(), 'scapy', next((one.note for one in packet.layers if one.note), None)
    except NoClass as reason:
        made, maker, why = plain, 'struct', str(reason)
    expression = packet.expression(rng)
    if made != plain:
        sys.exit(f'spec {number}: Scapy and struct disagree\n{expression}\n{made.hex()}\n{plain.hex()}')
    kinds = [one.kind for one in packet.layers] + ['trailer'] * len(packet.trailers)
    return {'n': number, 'linktype': packet.linktype, 'kinds': kinds, 'expression': expression, 'bytes': made.hex(),
            'made_by': maker, 'why': why, 'fields': packet.fields()}


def specs():
    rng = random.Random(SEED)
    packets = [packet for family in FAMILIES for packet in family(rng)]
    return [spec(number, packet, rng) for number, packet in enumerate(packets, 1)]


def main():
    logging.getLogger('scapy').setLevel(logging.ERROR)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--out', required=True)
    with open(parser.parse_args().out, 'w', encoding='ascii') as out:
        for one in specs():
            out.write(json.dumps(one) + '\n')


if __name__ == '__main__':
    main()
