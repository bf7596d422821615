namespace RawNet.Protocols;

/// <summary>IGMP types, with IANA's names.</summary>
public enum IgmpType : byte
{
    /// <summary>All versions (RFC 9776, section 4).</summary>
    MembershipQuery = 0x11,

    /// <summary>RFC 1112, appendix I.</summary>
    V1MembershipReport = 0x12,

    /// <summary>RFC 2236.</summary>
    V2MembershipReport = 0x16,

    /// <summary>RFC 2236.</summary>
    LeaveGroup = 0x17,

    /// <summary>RFC 9776, section 4.2.</summary>
    V3MembershipReport = 0x22,
}

/// <summary>What a group record says (RFC 9776, section 4.2.13), with the short names that people use.</summary>
public enum GroupRecordType : byte
{
    /// <summary>Answers a query: the listed sources are wanted.</summary>
    IsIn = 1,

    /// <summary>Answers a query: all but the listed sources are wanted.</summary>
    IsEx = 2,

    /// <summary>The filter changed: now only the listed sources are wanted.</summary>
    ToIn = 3,

    /// <summary>The filter changed: now all but the listed sources are wanted.</summary>
    ToEx = 4,

    /// <summary>These sources are wanted too.</summary>
    Allow = 5,

    /// <summary>These sources are wanted no more.</summary>
    Block = 6,
}

/// <summary>What the types of records have in common.</summary>
internal static class GroupRecordTypes
{
    /// <summary>All sources but some are wanted: the list is what is not wanted.</summary>
    public static bool Excludes(this GroupRecordType type) => type is GroupRecordType.IsEx or GroupRecordType.ToEx;
}
