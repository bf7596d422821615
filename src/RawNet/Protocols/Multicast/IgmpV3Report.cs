using RawNet.Wire;

namespace RawNet.Protocols;

/// <summary>IGMP version 3 Membership Report.</summary>
public static class IgmpV3Report
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Igmp, Rfc.Section(9776, "4.2"));

    /// <summary>0x22.</summary>
    public static readonly Field<IgmpType> Type = _t.Enum8<IgmpType>("igmp.type");

    /// <summary>Sent as 0.</summary>
    public static readonly Field<byte> Reserved = _t.U8("igmp.reserved");

    /// <summary>Over the whole IP payload.</summary>
    public static readonly Field<ushort> Checksum = _t.Checksum("igmp.checksum", Covers.Region);

    /// <summary>Sent as 0; reserved in RFC 3376.</summary>
    public static readonly Field<ushort> Flags = _t.U16("igmp.reserved.2");

    /// <summary>How many records follow.</summary>
    public static readonly Field<ushort> NumberOfGroupRecords = _t.Counting<ushort>("igmp.num_grp_recs", 16);

    /// <summary>What the reporter wants of each group.</summary>
    public static readonly RecordsField GroupRecords = _t.Records("igmp.records", "record", GroupRecord.Kind, NumberOfGroupRecords,
        GroupRecord.MulticastAddress);

    /// <summary>Sent to 224.0.0.22.</summary>
    public static readonly Kind Kind = _t.Kind("igmp.v3-report", Type.Is(IgmpType.V3MembershipReport)).Showing("igmp.version", 3);
}

/// <summary>What the reporter wants to receive of one group.</summary>
public static class GroupRecord
{
    private static readonly Table _t = Table.Of(ProtocolNumbers.Igmp, Rfc.Section(9776, "4.2.5"));

    /// <summary>What the record says.</summary>
    public static readonly Field<GroupRecordType> RecordType = _t.Enum8("igmp.record_type", GroupRecordType.IsEx, between: '_');

    /// <summary>Auxiliary data in 32-bit words; hosts send 0.</summary>
    public static readonly Field<byte> AuxDataLen = _t.Counting<byte>("igmp.aux_data_len", 8);

    /// <summary>How many source addresses follow.</summary>
    public static readonly Field<ushort> NumberOfSources = _t.Counting<ushort>("igmp.num_src", 16);

    /// <summary>The group.</summary>
    public static readonly Field<Ipv4Address> MulticastAddress = _t.Ipv4("igmp.maddr");

    /// <summary>The sources that the record names.</summary>
    public static readonly ListField<Ipv4Address> SourceAddress = _t.Ipv4List("igmp.saddr", NumberOfSources);

    /// <summary>Not defined by IGMP version 3; receivers ignore it.</summary>
    public static readonly BytesField AuxiliaryData = _t.Bytes("igmp.aux_data", AuxDataLen, unit: 4, alias: "aux");

    /// <summary>One record.</summary>
    public static readonly Kind Kind = _t.Kind("igmp.group-record").Taking(RecordType, MulticastAddress, SourceAddress);
}
