using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>Multicast Listener Discovery version 2 Report.</summary>
public static class MldV2Report
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(9777, "5.2"));

    /// <summary>143.</summary>
    public static readonly Field<Icmpv6Type> Type = _t.Enum8<Icmpv6Type>("icmpv6.type");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Code = _t.U8("icmpv6.code");

    /// <summary>Over the whole message and the pseudo-header.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("icmpv6.checksum", Covers.Region | Covers.PseudoHeader);

    /// <summary>Sent as 0; reserved in RFC 3810.</summary>
    public static readonly Field<ushort> Flags = _t.U16("icmpv6.reserved");

    /// <summary>How many records follow.</summary>
    public static readonly Field<ushort> NumberOfRecords = _t.Counting<ushort>("icmpv6.mldr.nb_mcast_records", 16);

    /// <summary>What the listener wants of each address.</summary>
    public static readonly RecordsField Records = _t.Records("icmpv6.mldr.records", "record", MulticastAddressRecord.Kind, NumberOfRecords);

    /// <summary>Sent to ff02::16.</summary>
    public static readonly Kind Kind = _t.Kind("mld.v2-report", Type.Is(Icmpv6Type.Version2MulticastListenerReport));
}

/// <summary>What the listener wants to receive of one multicast address.</summary>
public static class MulticastAddressRecord
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Icmpv6, Rfc.Section(9777, "5.2.5"));

    /// <summary>What the record says.</summary>
    public static readonly Field<GroupRecordType> RecordType = _t.Enum8("icmpv6.mldr.mar.record_type", GroupRecordType.IsEx, between: '_');

    /// <summary>Auxiliary data in 32-bit words; listeners send 0.</summary>
    public static readonly Field<byte> AuxDataLen = _t.Counting<byte>("icmpv6.mldr.mar.aux_data_len", 8);

    /// <summary>How many source addresses follow.</summary>
    public static readonly Field<ushort> NumberOfSources = _t.Counting<ushort>("icmpv6.mldr.mar.nb_sources", 16);

    /// <summary>The multicast address.</summary>
    public static readonly Field<Ipv6Address> MulticastAddress = _t.Ipv6("icmpv6.mldr.mar.multicast_address");

    /// <summary>The sources that the record names.</summary>
    public static readonly ListField<Ipv6Address> SourceAddress = _t.Ipv6List("icmpv6.mldr.mar.source_address", NumberOfSources);

    /// <summary>Not defined by MLD version 2; receivers ignore it.</summary>
    public static readonly BytesField AuxiliaryData = _t.Bytes("icmpv6.mldr.mar.auxiliary_data", AuxDataLen, unit: 4, alias: "aux");

    /// <summary>One record.</summary>
    public static readonly Kind Kind = _t.Kind("mld.address-record").Taking(RecordType, MulticastAddress, SourceAddress);
}
