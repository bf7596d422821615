using RawNet.Protocols;

namespace RawNet.Probing.Groups;

/// <summary>A group record as a value, the same for IGMPv3 and MLDv2 (RFC 9776, section 4.2.13; RFC 9777, section 5.2.13).
/// A report of an older version is IS_EX({}), a leave TO_IN({}) (RFC 9776, section 7.3.2).</summary>
/// <param name="Type">What is said of the group.</param>
/// <param name="Group">The group.</param>
/// <param name="Sources">The sources that it is said for.</param>
public readonly record struct MembershipRecord(GroupRecordType Type, NetworkAddress Group, SourceSet Sources)
{
    private static readonly IReadOnlyDictionary<ulong, string> _words = GroupRecord.RecordType.Traits.Names!;

    /// <summary>IS_EX and TO_EX: their list is what is not wanted, so it is cut short and never split (RFC 9776, section 4.2.17).</summary>
    public bool Excludes => Type.Excludes();

    /// <summary>What the filter is, as an answer to a query.</summary>
    public static MembershipRecord Current(NetworkAddress group, GroupFilter filter) =>
        new(filter.Mode == FilterMode.Include ? GroupRecordType.IsIn : GroupRecordType.IsEx, group, filter.Sources);

    /// <summary>What the filter has become, after a change of its mode.</summary>
    public static MembershipRecord Changed(NetworkAddress group, GroupFilter filter) =>
        new(filter.Mode == FilterMode.Include ? GroupRecordType.ToIn : GroupRecordType.ToEx, group, filter.Sources);

    /// <summary>The type that a word such as to_ex means; false when it means none.</summary>
    public static bool TryReadType(string word, out GroupRecordType type)
    {
        foreach ((ulong value, string name) in _words)
        {
            type = (GroupRecordType)value;
            if (name == word) return true;
        }
        type = default;
        return false;
    }

    /// <summary>The record as the command line writes it: to_ex,239.1.1.1,198.18.0.9.</summary>
    public override string ToString() => Sources.IsEmpty ? $"{Word},{Group}" : $"{Word},{Group},{Sources}";

    private string Word => _words.TryGetValue((ulong)Type, out string? word) ? word : $"{(byte)Type}";
}
