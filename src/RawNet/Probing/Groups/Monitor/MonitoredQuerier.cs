using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>A router or switch that asks for all groups of a link, with what its queries tell.
/// It goes on changing. Times are nanoseconds.</summary>
public sealed class MonitoredQuerier
{
    private GroupTimes _times = GroupTimes.Usual;

    internal MonitoredQuerier(Reporter from, VlanTags vlan) => (Address, Hardware, Vlan) = (from.Address, from.Hardware, vlan);

    /// <summary>0.0.0.0 of a switch that asks without taking part in the election (RFC 4541, section 2.1.1).</summary>
    public NetworkAddress Address { get; }

    /// <summary>The source of its frames; 0 on links without such addresses.</summary>
    public MacAddress Hardware { get; }

    /// <summary>Where it asks.</summary>
    public VlanTags Vlan { get; }

    /// <summary>What the version of its last query can say.</summary>
    public GroupVersion Generation { get; private set; }

    /// <summary>The version of its last query: IGMP 1 to 3, MLD 1 to 2.</summary>
    public int Version => GroupDialect.Of(Address).VersionOf(Generation);

    /// <summary>Whether it is the one whose times count.</summary>
    public bool IsElected { get; internal set; }

    /// <summary>The robustness variable, if its queries tell it.</summary>
    public int? Robustness { get; private set; }

    /// <summary>The interval between general queries, if they tell it: those of older versions do not.</summary>
    public long? ToldInterval { get; private set; }

    /// <summary>The time between its last two general queries; null before the second.</summary>
    public long? SeenInterval { get; private set; }

    /// <summary>Within which a general query is answered.</summary>
    public long ResponseInterval => _times.ResponseInterval;

    /// <summary>When its last general query came.</summary>
    public long Heard { get; private set; } = long.MinValue;

    /// <summary>When it counts as gone unless it asks again (RFC 9776, section 8.5; RFC 9777, section 9.5).</summary>
    public long Expires => Heard + _times.OtherQuerier;

    internal GroupTimes Times => _times;

    internal bool IsNew => Heard == long.MinValue;

    internal bool Is(Reporter from) => Address == from.Address && Hardware == from.Hardware;

    // RFC 9776, 6.6.2: the lowest address is elected. 0.0.0.0 stands for none.
    internal bool YieldsTo(NetworkAddress other) =>
        Address == other || (!other.IsUnspecified && (Address.IsUnspecified || other < Address));

    internal void Ask(long now, scoped in GroupQueryView query)
    {
        SeenInterval = IsNew ? null : now - Heard;
        (Heard, Generation) = (now, query.Generation);
        Robustness = query.Robustness > 0 ? query.Robustness : null;
        ToldInterval = query.Interval > 0 ? query.Interval : null;
        _times = _times.Learn(query.Robustness, query.Interval) with { ResponseInterval = query.Within };
    }
}
