using PacketDotNet;
using PacketDotNet.Ndp;

namespace RawNet.SharpPcap.Witness;

/// <summary>Every field that PacketDotNet 1.4.8 and RawNet both know, but for extension headers,
/// which are no packets to PacketDotNet.</summary>
internal static class FieldSheets
{
    private static readonly FieldSheet[] _all =
    [
        FieldSheet.Of<EthernetPacket>("eth",
            ("eth.dst", p => p.DestinationHardwareAddress),
            ("eth.src", p => p.SourceHardwareAddress),
            ("eth.type", p => (long)p.Type)),
        Tag("vlan"),
        Tag("ieee8021ad"),
        FieldSheet.Of<LinuxSllPacket>("sll",
            ("sll.pkttype", p => (long)p.Type),
            ("sll.hatype", p => (long)p.LinkLayerAddressType),
            ("sll.halen", p => (long)p.LinkLayerAddressLength),
            ("sll.src.eth", p => Mac(p.LinkLayerAddress)),
            ("sll.etype", p => (long)p.EthernetProtocolType)),
        FieldSheet.Of<LinuxSll2Packet>("sll",
            ("sll.etype", p => (long)p.EthernetProtocolType),
            ("sll.ifindex", p => (long)p.InterfaceIndex),
            ("sll.hatype", p => (long)p.LinkLayerAddressType),
            ("sll.pkttype", p => (long)p.Type),
            ("sll.halen", p => (long)p.LinkLayerAddressLength),
            ("sll.src.eth", p => Mac(p.LinkLayerAddress))),
        FieldSheet.Of<NullPacket>("null", ("null.family", p => (long)p.Protocol)),
        FieldSheet.Of<ArpPacket>("arp",
            ("arp.hw.type", p => (long)p.HardwareAddressType),
            ("arp.proto.type", p => (long)p.ProtocolAddressType),
            ("arp.hw.size", p => (long)p.HardwareAddressLength),
            ("arp.proto.size", p => (long)p.ProtocolAddressLength),
            ("arp.opcode", p => (long)p.Operation),
            ("arp.src.hw_mac", p => p.SenderHardwareAddress),
            ("arp.src.proto_ipv4", p => p.SenderProtocolAddress),
            ("arp.dst.hw_mac", p => p.TargetHardwareAddress),
            ("arp.dst.proto_ipv4", p => p.TargetProtocolAddress)),
        FieldSheet.Of<IPv4Packet>("ip",
            ("ip.version", p => (long)p.Version),
            ("ip.hdr_len", p => p.HeaderLength * 4L),
            ("ip.dsfield", p => (long)p.DifferentiatedServices),
            ("ip.len", p => (long)p.TotalLength),
            ("ip.id", p => (long)p.Id),
            ("ip.flags.rb", p => p.FragmentFlags >> 2 is 0 or 1 ? p.FragmentFlags >> 2 == 1 : (long)p.FragmentFlags),
            ("ip.flags.df", p => (p.FragmentFlags & 2) != 0),
            ("ip.flags.mf", p => (p.FragmentFlags & 1) != 0),
            ("ip.frag_offset", p => (long)p.FragmentOffset),
            ("ip.ttl", p => (long)p.TimeToLive),
            ("ip.proto", p => (long)p.Protocol),
            ("ip.checksum", p => (long)p.Checksum),
            ("ip.src", p => p.SourceAddress),
            ("ip.dst", p => p.DestinationAddress)).Judging<IPv4Packet>("ip.checksum.status", p => p.ValidIPChecksum),
        FieldSheet.Of<IPv6Packet>("ipv6",
            ("ipv6.version", p => (long)p.Version),
            ("ipv6.tclass", p => (long)p.TrafficClass),
            ("ipv6.flow", p => (long)p.FlowLabel),
            ("ipv6.plen", p => (long)p.PayloadLength),
            ("ipv6.nxt", p => (long)p.NextHeader),
            ("ipv6.hlim", p => (long)p.HopLimit),
            ("ipv6.src", p => p.SourceAddress),
            ("ipv6.dst", p => p.DestinationAddress)),
        FieldSheet.Of<IcmpV4Packet>("icmp",
            ("icmp.type", p => (long)p.TypeCode >> 8),
            ("icmp.code", p => (long)p.TypeCode & 0xff),
            ("icmp.checksum", p => (long)p.Checksum),
            ("icmp.ident", p => (long)p.Id),
            ("icmp.seq", p => (long)p.Sequence)).Judging<IcmpV4Packet>("icmp.checksum.status", p => p.ValidIcmpChecksum),
        FieldSheet.Of<IcmpV6Packet>("icmpv6",
            ("icmpv6.type", p => (long)p.Type),
            ("icmpv6.code", p => (long)p.Code),
            ("icmpv6.checksum", p => (long)p.Checksum)).Judging<IcmpV6Packet>("icmpv6.checksum.status", p => p.ValidIcmpChecksum),
        FieldSheet.Of<NdpRouterSolicitationPacket>("icmpv6", Options<NdpRouterSolicitationPacket>(p => p.OptionsSegment)),
        FieldSheet.Of<NdpRouterAdvertisementPacket>("icmpv6",
        [
            ("icmpv6.nd.ra.cur_hop_limit", p => (long)p.CurrentHopLimit),
            ("icmpv6.nd.ra.router_lifetime", p => (long)p.RouterLifetime),
            ("icmpv6.nd.ra.reachable_time", p => (long)p.ReachableTime),
            ("icmpv6.nd.ra.retrans_timer", p => (long)p.RetransmitTimer),
            .. Options<NdpRouterAdvertisementPacket>(p => p.OptionsSegment),
        ]),
        FieldSheet.Of<NdpNeighborSolicitationPacket>("icmpv6",
        [
            ("icmpv6.nd.ns.target_address", p => p.TargetAddress),
            .. Options<NdpNeighborSolicitationPacket>(p => p.OptionsSegment),
        ]),
        FieldSheet.Of<NdpNeighborAdvertisementPacket>("icmpv6",
        [
            ("icmpv6.nd.na.flag.r", p => p.Router),
            ("icmpv6.nd.na.flag.s", p => p.Solicited),
            ("icmpv6.nd.na.flag.o", p => p.Override),
            ("icmpv6.nd.na.target_address", p => p.TargetAddress),
            .. Options<NdpNeighborAdvertisementPacket>(p => p.OptionsSegment),
        ]),
        FieldSheet.Of<NdpRedirectMessagePacket>("icmpv6",
        [
            ("icmpv6.nd.rd.target_address", p => p.TargetAddress),
            ("icmpv6.rd.na.destination_address", p => p.DestinationAddress),
            .. Options<NdpRedirectMessagePacket>(p => p.OptionsSegment),
        ]),
        FieldSheet.Of<IgmpV2Packet>("igmp",
            ("igmp.type", p => (long)p.Type),
            ("igmp.max_resp", p => (long)p.MaxResponseTime),
            ("igmp.checksum", p => (long)p.Checksum),
            ("igmp.maddr", p => p.GroupAddress)),
        FieldSheet.Of<IgmpV3MembershipQueryPacket>("igmp",
            ("igmp.type", p => (long)p.Type),
            ("igmp.max_resp", p => (long)p.MaxResponseTime),
            ("igmp.checksum", p => (long)p.Checksum),
            ("igmp.maddr", p => p.GroupAddress),
            ("igmp.s", p => p.SuppressRouterSideProcessingFlag),
            ("igmp.qrv", p => (long)p.QueriersRobustnessVariable),
            ("igmp.qqic", p => (long)p.QueriersQueryInterval),
            ("igmp.num_src", p => (long)p.NumberOfSources),
            ("igmp.saddr", p => p.SourceAddresses)),
        FieldSheet.Of<IgmpV3MembershipReportPacket>("igmp",
            ("igmp.type", p => (long)p.Type),
            ("igmp.checksum", p => (long)p.Checksum),
            ("igmp.num_grp_recs", p => (long)p.NumberOfGroupRecords),
            ("igmp.record_type", p => p.GroupRecords.Select(r => (object)(long)r.RecordType)),
            ("igmp.aux_data_len", p => p.GroupRecords.Select(r => (object)(long)r.AuxiliaryDataLength)),
            ("igmp.num_src", p => p.GroupRecords.Select(r => (object)(long)r.NumberOfSources)),
            ("igmp.maddr", p => p.GroupRecords.Select(r => r.MulticastAddress)),
            ("igmp.saddr", p => p.GroupRecords.SelectMany(r => r.SourceAddresses))),
        FieldSheet.Of<UdpPacket>("udp",
            ("udp.srcport", p => (long)p.SourcePort),
            ("udp.dstport", p => (long)p.DestinationPort),
            ("udp.length", p => (long)p.Length),
            ("udp.checksum", p => (long)p.Checksum)).Judging<UdpPacket>("udp.checksum.status", p => p.ValidUdpChecksum),
        FieldSheet.Of<TcpPacket>("tcp",
            ("tcp.srcport", p => (long)p.SourcePort),
            ("tcp.dstport", p => (long)p.DestinationPort),
            ("tcp.seq_raw", p => (long)p.SequenceNumber),
            ("tcp.ack_raw", p => (long)p.AcknowledgmentNumber),
            ("tcp.hdr_len", p => p.DataOffset * 4L),
            ("tcp.flags", p => (long)p.Flags),
            ("tcp.window_size_value", p => (long)p.WindowSize),
            ("tcp.checksum", p => (long)p.Checksum),
            ("tcp.urgent_pointer", p => (long)p.UrgentPointer),
            ("tcp.options", p => p.Options)).Judging<TcpPacket>("tcp.checksum.status", p => p.ValidTcpChecksum),
    ];

    /// <summary>Every name in them.</summary>
    public static IEnumerable<string> Names =>
        _all.SelectMany(s => s.Fields.Select(f => f.Name)).Concat(_all.Select(s => s.Verdict?.Name).OfType<string>()).Distinct();

    /// <summary>The sheet of a packet's class; of a tag the one for its protocol. Null for what is not compared.</summary>
    public static FieldSheet? For(Packet packet, string? protocol = null) =>
        Array.Find(_all, s => s.Class == packet.GetType() && (protocol is null || s.Protocol == protocol));

    // An address of another length has another name.
    private static object[] Mac(byte[] address) => address.Length == 6 ? [address] : [];

    private static FieldSheet Tag(string protocol) => FieldSheet.Of<Ieee8021QPacket>(protocol,
        ($"{protocol}.priority", p => (long)p.PriorityControlPoint),
        ($"{protocol}.dei", p => p.CanonicalFormatIndicator),
        ($"{protocol}.id", p => (long)p.VlanIdentifier),
        ($"{protocol}.etype", p => (long)p.Type));

    private static (string Name, Func<T, object> Read)[] Options<T>(Func<T, PacketDotNet.Utils.ByteArraySegment> segment)
        where T : NdpPacket
    {
        IEnumerable<TOption> In<TOption>(T packet)
            where TOption : NdpOption
        {
            return NeighborOptions.End(segment(packet))
                ? packet.OptionsCollection.OfType<TOption>()
                : throw new InvalidOperationException("an option of length 0 is read for ever");
        }

        IEnumerable<object> Addresses(T packet, OptionTypes type) =>
            In<NdpLinkLayerAddressOption>(packet).Where(o => o.Type == type).Select(o => o.LinkLayerAddress);

        return
        [
            ("icmpv6.opt.src_linkaddr", p => Addresses(p, OptionTypes.SourceLinkLayerAddress)),
            ("icmpv6.opt.target_linkaddr", p => Addresses(p, OptionTypes.TargetLinkLayerAddress)),
            ("icmpv6.opt.mtu", p => In<NdpMtuOption>(p).Select(o => (object)(long)o.Mtu)),
            ("icmpv6.opt.prefix.length", p => In<NdpLinkPrefixInformationOption>(p).Select(o => (object)(long)o.PrefixLength)),
            ("icmpv6.opt.prefix.flag.l", p => In<NdpLinkPrefixInformationOption>(p).Select(o => (object)o.OnLink)),
            ("icmpv6.opt.prefix.flag.a", p => In<NdpLinkPrefixInformationOption>(p).Select(o => (object)o.AutonomousAddressConfiguration)),
            ("icmpv6.opt.prefix", p => In<NdpLinkPrefixInformationOption>(p).Select(o => o.Prefix)),
        ];
    }
}
