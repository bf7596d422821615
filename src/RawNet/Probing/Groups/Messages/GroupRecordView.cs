using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>What a report says of one group, as it stands in the message.</summary>
internal readonly ref struct GroupRecordView(GroupRecordType type, NetworkAddress group, AddressList sources)
{
    public GroupRecordType Type { get; } = type;

    public NetworkAddress Group { get; } = group;

    public AddressList Sources { get; } = sources;

    public MembershipRecord ToRecord() => new(Type, Group, Sources.ToSet());
}

/// <summary>The records of a report of any version, for foreach: an older report is IS_EX({}), a leave TO_IN({})
/// (RFC 9776, section 7.3.2).</summary>
internal ref struct GroupRecordSequence
{
    private readonly GroupDialect _dialect;
    private readonly bool _isOlder;
    private RecordWalk _walk;
    private bool _isOver;

    public GroupRecordSequence(GroupDialect dialect, GroupForm form, View message)
    {
        (_dialect, _isOlder) = (dialect, form.Generation < GroupVersion.Filtering);
        if (_isOlder)
            Current = new(form.Saying == GroupSaying.Leave ? GroupRecordType.ToIn : GroupRecordType.IsEx,
                dialect.GroupIn(message, form.Generation), default);
        else _walk = dialect.RecordsOf(message);
    }

    public GroupRecordView Current { get; private set; }

    public readonly GroupRecordSequence GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_isOver) return false;
        if (_isOlder) return _isOver = true;
        if (!_walk.MoveNext()) return false;
        Current = _dialect.RecordIn(_walk.Current);
        return true;
    }
}
