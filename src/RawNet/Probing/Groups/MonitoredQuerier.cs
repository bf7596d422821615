namespace RawNet.Probing.Groups;

/// <summary>The router that asks on a link, with the intervals that its queries tell. Times are nanoseconds.</summary>
/// <param name="Address">0.0.0.0 of a switch that asks without taking part in the election (RFC 4541, section 2.1.1).</param>
/// <param name="Version">Of its queries.</param>
/// <param name="Robustness">The robustness variable; 2 unless a query tells another (RFC 9776, section 8.1).</param>
/// <param name="QueryInterval">Between general queries; 125 s unless told.</param>
/// <param name="ResponseInterval">Within which a general query is answered; 10 s unless told.</param>
/// <param name="Heard">When its last query came.</param>
public sealed record MonitoredQuerier(NetworkAddress Address, int Version, int Robustness, long QueryInterval, long ResponseInterval, long Heard)
{
    /// <summary>Where it asks.</summary>
    public VlanTags Vlan { get; init; }

    internal const long Second = 1_000_000_000;
    internal const int UsualRobustness = 2;
    internal const long UsualInterval = 125 * Second;
    internal const long UsualResponse = 10 * Second;

    // RFC 9776, 8.4.
    internal long MembershipInterval => (Robustness * QueryInterval) + (2 * ResponseInterval);

    /// <summary>When it counts as gone unless it asks again (RFC 9776, section 8.5; RFC 9777, section 9.5).</summary>
    public long Expires => Heard + (Robustness * QueryInterval) + (ResponseInterval / 2);

    // RFC 9776, 6.6.2: the lowest address is elected. 0.0.0.0 stands for none.
    internal bool YieldsTo(NetworkAddress other) => Address == other || Rank(other) < Rank(Address);

    private static UInt128 Rank(NetworkAddress address)
    {
        UInt128 number = address.IsIpv4 ? address.ToIpv4().ToUInt32() : address.ToIpv6().ToUInt128();
        return number == 0 ? UInt128.MaxValue : number;
    }
}
