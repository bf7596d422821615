using RawNet.Protocols;

namespace RawNet.Probing.Groups;

/// <summary>What a query asks, as it stands in the message; its sources are still there. Times are nanoseconds.</summary>
internal readonly ref struct GroupQueryView
{
    public GroupVersion Generation { get; init; }

    /// <summary>No address in a general query.</summary>
    public NetworkAddress Group { get; init; }

    /// <summary>Within which it is answered; 0 in a query of IGMPv1, which has no field for it.</summary>
    public long Response { get; init; }

    /// <summary>The same, where RFC 9776, section 7.2.1, says 10 s of a query of IGMPv1.</summary>
    public long Within => Generation == GroupVersion.Reporting ? GroupTimes.Usual.ResponseInterval : Response;

    /// <summary>The S flag.</summary>
    public bool KeepsTimers { get; init; }

    /// <summary>QRV; 0 when it does not tell.</summary>
    public byte Robustness { get; init; }

    /// <summary>QQI; 0 when it does not tell.</summary>
    public long Interval { get; init; }

    public AddressList Sources { get; init; }

    public bool IsGeneral => Group.Length == 0;

    /// <summary>The same as a message of its own.</summary>
    public GroupQuery ToMessage() => new(Generation, IsGeneral ? null : Group, Sources.ToSet(), GroupTimes.Span(Response))
    {
        SuppressesTimers = KeepsTimers,
        Robustness = Robustness,
        QueryInterval = GroupTimes.Span(Interval),
    };
}
