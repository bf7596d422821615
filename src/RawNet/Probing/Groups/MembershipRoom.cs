namespace RawNet.Probing.Groups;

/// <summary>How much a monitor or a querier keeps at most, so that forged reports do not fill the memory: memberships or groups,
/// their sources and VLANs count one each. What is known stays; what is new and finds no room is counted.</summary>
internal sealed class MembershipRoom(int most)
{
    public const int UsualMost = 100_000;

    private int _used;

    public int Most => most;

    /// <summary>Records and VLANs that found no room.</summary>
    public long Untracked { get; private set; }

    public bool Has(int more) => more <= most - _used;

    public void Reserve(int more) => _used += more;

    /// <summary>Counts what found no room; true the first time.</summary>
    public bool Refuse() => ++Untracked == 1;
}
