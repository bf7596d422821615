using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>ICMP Timestamp and Timestamp Reply.</summary>
public static class IcmpTimestamp
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Page(792, 16));

    /// <summary>13 asks, 14 answers.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>Always 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>Tells one sender's requests from another's.</summary>
    public static readonly Field<ushort> Identifier = _t.U16("icmp.ident");

    /// <summary>Tells the requests of one sender apart.</summary>
    public static readonly Field<ushort> SequenceNumber = _t.U16("icmp.seq");

    /// <summary>When the sender last touched it: milliseconds since midnight UT; the high bit says that it is another count.</summary>
    public static readonly Field<uint> OriginateTimestamp = _t.U32("icmp.originate_timestamp");

    /// <summary>When the answerer first touched it.</summary>
    public static readonly Field<uint> ReceiveTimestamp = _t.U32("icmp.receive_timestamp");

    /// <summary>When the answerer last touched it.</summary>
    public static readonly Field<uint> TransmitTimestamp = _t.U32("icmp.transmit_timestamp");

    /// <summary>Asks for the time.</summary>
    public static readonly Kind Request = _t.Kind("icmp.timestamp", Type.Is(IcmpType.Timestamp));

    /// <summary>Answers.</summary>
    public static readonly Kind Reply = _t.Kind("icmp.timestamp-reply", Type.Is(IcmpType.TimestampReply));
}

/// <summary>ICMP Information Request and Information Reply, deprecated by RFC 6918.</summary>
public static class IcmpInformation
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Page(792, 18));

    /// <summary>15 asks, 16 answers.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>Always 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>Tells one sender's requests from another's.</summary>
    public static readonly Field<ushort> Identifier = _t.U16("icmp.ident");

    /// <summary>Tells the requests of one sender apart.</summary>
    public static readonly Field<ushort> SequenceNumber = _t.U16("icmp.seq");

    /// <summary>Asks for the number of the network, by addresses whose network part is 0.</summary>
    public static readonly Kind Request = _t.Kind("icmp.information", Type.Is(IcmpType.InformationRequest));

    /// <summary>Answers with whole addresses.</summary>
    public static readonly Kind Reply = _t.Kind("icmp.information-reply", Type.Is(IcmpType.InformationReply));
}

/// <summary>ICMP Address Mask Request and Reply, deprecated by RFC 6918.</summary>
public static class IcmpAddressMask
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(950, "appendix I"));

    /// <summary>17 asks, 18 answers.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>Always 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>Tells one sender's requests from another's.</summary>
    public static readonly Field<ushort> Identifier = _t.U16("icmp.ident");

    /// <summary>Tells the requests of one sender apart.</summary>
    public static readonly Field<ushort> SequenceNumber = _t.U16("icmp.seq");

    /// <summary>The subnet mask; zeros in a request.</summary>
    public static readonly Field<Ipv4Address> AddressMask = _t.Ipv4("icmp.address_mask");

    /// <summary>Asks for the mask.</summary>
    public static readonly Kind Request = _t.Kind("icmp.address-mask", Type.Is(IcmpType.AddressMaskRequest));

    /// <summary>Answers.</summary>
    public static readonly Kind Reply = _t.Kind("icmp.address-mask-reply", Type.Is(IcmpType.AddressMaskReply));
}

/// <summary>ICMP Router Solicitation.</summary>
public static class IcmpRouterSolicitation
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(1256, "3"));

    /// <summary>10.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>Always 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>Sent as 0.</summary>
    public static readonly Field<uint> Reserved = _t.U32("icmp.reserved");

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("icmp.router-solicitation", Type.Is(IcmpType.RouterSolicitation));
}

/// <summary>ICMP Router Advertisement.</summary>
public static class IcmpRouterAdvertisement
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(1256, "3"));

    /// <summary>9.</summary>
    public static readonly Field<IcmpType> Type = _t.Enum8<IcmpType>("icmp.type");

    /// <summary>What is advertised.</summary>
    public static readonly Field<RouterAdvertisementCode> Code = _t.Enum8<RouterAdvertisementCode>("icmp.code");

    /// <summary>Over the whole message.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmp.checksum", Covers.Region);

    /// <summary>How many routers follow.</summary>
    public static readonly Field<byte> NumberOfAddresses = _t.Counting<byte>("icmp.num_addrs", 8);

    /// <summary>32-bit words for each router; 2.</summary>
    public static readonly Field<byte> AddressEntrySize = _t.U8("icmp.addr_entry_size", 2);

    /// <summary>How long the addresses are valid.</summary>
    public static readonly Field<ushort> Lifetime = _t.Time<ushort>("icmp.lifetime", 16, 1800, ticksPerSecond: 1);

    /// <summary>The routers.</summary>
    public static readonly RecordsField Routers = _t.Columns("icmp.routers", "router", RouterEntry.Kind, NumberOfAddresses);

    /// <summary>The only kind.</summary>
    public static readonly Kind Kind = _t.Kind("icmp.router-advertisement", Type.Is(IcmpType.RouterAdvertisement));
}

/// <summary>One router of an advertisement.</summary>
public static class RouterEntry
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmp, Rfc.Section(1256, "3"));

    /// <summary>The router's address on the link.</summary>
    public static readonly Field<Ipv4Address> Address = _t.Ipv4("icmp.router_address");

    /// <summary>The router with the greatest is preferred; -2147483648 says never by default.</summary>
    public static readonly Field<int> PreferenceLevel = _t.S32("icmp.pref_level");

    /// <summary>One entry.</summary>
    public static readonly Kind Kind = _t.Kind("router-entry").Taking(Address, PreferenceLevel);
}
