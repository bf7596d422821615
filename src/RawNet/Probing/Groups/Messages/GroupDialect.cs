using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>IGMP or MLD: one protocol for two families. Hosts and queriers differ only in what stands here.</summary>
public abstract class GroupDialect
{
    private readonly int _header;
    private readonly int _reportHeader;
    private readonly int _queryHeader;
    private readonly int _recordHeader;
    private readonly int _addressLength;

    private protected GroupDialect(GroupRules rules, int header, int reportHeader, int queryHeader, int recordHeader, int addressLength) =>
        (Rules, _header, _reportHeader, _queryHeader, _recordHeader, _addressLength) =
            (rules, header, reportHeader, queryHeader, recordHeader, addressLength);

    /// <summary>IGMP over IPv4: RFC 9776, 2236 and 1112.</summary>
    public static GroupDialect Igmp { get; } = new IgmpDialect();

    /// <summary>MLD over IPv6: RFC 9777 and 2710.</summary>
    public static GroupDialect Mld { get; } = new MldDialect();

    /// <summary>The word for it: igmp or mld.</summary>
    public abstract string Name { get; }

    /// <summary>0.0.0.0 or ::.</summary>
    public NetworkAddress Unspecified => AddressOf(0);

    /// <summary>224.0.0.1 or ff02::1: where general queries go.</summary>
    public NetworkAddress AllSystems => AddressOf(Rules.AllSystems);

    /// <summary>The oldest version that the protocol has.</summary>
    public abstract GroupVersion Oldest { get; }

    /// <summary>The dialect of a group's family.</summary>
    public static GroupDialect Of(NetworkAddress group) => group.IsIpv4 ? Igmp : Mld;

    /// <summary>The version's number as people say it: 1 to 3 for IGMP, 1 and 2 for MLD.</summary>
    public int VersionOf(GroupVersion generation) => generation - Oldest + 1;

    /// <summary>The version as people write it: IGMPv2.</summary>
    public string NameOf(GroupVersion generation) => $"{Name.ToUpperInvariant()}v{VersionOf(generation)}";

    /// <summary>The version with this number, or null.</summary>
    public GroupVersion? GenerationOf(int version) =>
        version >= 1 && version <= VersionOf(GroupVersion.Filtering) ? (GroupVersion)((int)Oldest + version - 1) : null;

    /// <summary>A clause that both documents have, each in its own place.</summary>
    /// <param name="igmp">Its section in RFC 9776.</param>
    /// <param name="mld">Its section in RFC 9777.</param>
    public abstract Source Clause(string igmp, string mld);

    /// <summary>True for a group whose members report it: not the group of all systems, and in IPv6 not of scope 0 or 1 (RFC 9776,
    /// section 5; RFC 9777, section 6).</summary>
    public bool IsReported(NetworkAddress group) => !Rules.IsNeverNamed(group.Bits);

    /// <summary>232.0.0.0/8 or ff3x::/32: a group that has no members without named sources (RFC 4607, section 1).</summary>
    public bool IsSourceSpecific(NetworkAddress group) => Rules.IsSourceSpecific(group.Bits);

    /// <summary>Whether queries may come from this address: those of MLD only from a link-local one (RFC 9777, section 5.1.14).</summary>
    public bool MayAsk(NetworkAddress source) => Rules.IsSource(GroupSaying.Query, source.Bits);

    /// <summary>Whether reports may come from this address: those of MLD from a link-local one, or from :: before there is one (RFC 9777,
    /// section 5.2.14).</summary>
    public bool MayReport(NetworkAddress source) => Rules.IsSource(GroupSaying.Report, source.Bits);

    /// <summary>Where a message is sent (RFC 9776, sections 4.1.12, 4.2.15 and 7.2.1; RFC 9777,
    /// sections 5.1.15, 5.2.15 and 8.2.1).</summary>
    public NetworkAddress DestinationOf(GroupMessage message) => message switch
    {
        GroupQuery query => DestinationOf(new(query.Generation, GroupSaying.Query), query.Group ?? default),
        GroupReport { Generation: GroupVersion.Filtering } => DestinationOf(new(GroupVersion.Filtering, GroupSaying.Report), default),
        GroupReport report when IsLeave(report) => DestinationOf(new(report.Generation, GroupSaying.Leave), report.Records[0].Group),
        GroupReport report => DestinationOf(new(report.Generation, GroupSaying.Report), report.Records[0].Group),
        _ => throw new ArgumentException($"{message.GetType().Name} is no message of {Name}", nameof(message)),
    };

    /// <summary>The packet from its IP header on: TTL 1, precedence of internetwork control and Router Alert (RFC 9776,
    /// section 4; RFC 9777, section 5).</summary>
    public Packet PacketOf(NetworkAddress source, GroupMessage message) =>
        HeaderOf(source, DestinationOf(message)).Carrying(SpecOf(message));

    /// <summary>The same behind a link header, on a link that has one.</summary>
    /// <param name="link">What frames begin with there.</param>
    /// <param name="source">The sender's IP address.</param>
    /// <param name="message">What is sent.</param>
    /// <param name="from">The sender's MAC address; null leaves it open.</param>
    public Packet FrameOf(LinkType link, NetworkAddress source, GroupMessage message, MacAddress? from = null)
    {
        Packet packet = PacketOf(source, message);
        if (link != LinkType.Ethernet) return packet;
        return (from is { } mac ? Ethernet.Kind.With(Ethernet.Source.Is(mac)) : Ethernet.Kind.With()).Carrying(packet);
    }

    /// <summary>The IP header of every message, with its Router Alert.</summary>
    public abstract Packet HeaderOf(NetworkAddress source, NetworkAddress destination);

    /// <summary>The message alone. Times that no code shows are sent as <see cref="AsSent"/> says.</summary>
    public Spec SpecOf(GroupMessage message) => message switch
    {
        GroupQuery query => QueryOf(query),
        GroupReport { Generation: GroupVersion.Filtering } report => FilteringReportOf(report.Records),
        GroupReport report => OlderReportOf(report.Generation, report.Records[0], IsLeave(report)),
        _ => throw new ArgumentException($"{message.GetType().Name} is no message of {Name}", nameof(message)),
    };

    /// <summary>A query with the values that its version sends: times that have a code, 0 for a robustness above 7,
    /// and nothing where it has no field.</summary>
    public GroupQuery AsSent(GroupQuery query) => query with
    {
        MaxResponse = ResponseCode(query.Generation)?.Sent(query.MaxResponse) ?? TimeSpan.Zero,
        QueryInterval = IntervalCode(query.Generation)?.Sent(query.QueryInterval) ?? TimeSpan.Zero,
        Robustness = query.Generation == GroupVersion.Filtering ? Qrv(query.Robustness) : (byte)0,
        SuppressesTimers = query.Generation == GroupVersion.Filtering && query.SuppressesTimers,
    };

    /// <summary>How a version's queries say within which time they are to be answered; null when they do not.</summary>
    public abstract TimeCode? ResponseCode(GroupVersion generation);

    /// <summary>How a version's queries tell the interval between them; null when they do not.</summary>
    public abstract TimeCode? IntervalCode(GroupVersion generation);

    /// <summary>Bytes for records in one report on a link of this MTU.</summary>
    public int RoomForRecords(int mtu) => mtu - _header - _reportHeader;

    /// <summary>Bytes of a record.</summary>
    public int LengthOf(in MembershipRecord record) => _recordHeader + (record.Sources.Count * _addressLength);

    /// <summary>How many sources one record of a report may name when there is this much room.</summary>
    public int SourcesIn(int room) => Math.Max(1, (room - _recordHeader) / _addressLength);

    /// <summary>How many sources one query may name on a link of this MTU (RFC 9776, section 4.1.8: 366 of 1500 bytes).</summary>
    public int SourcesInQuery(int mtu) => Math.Max(1, (mtu - _header - _queryHeader) / _addressLength);

    /// <summary>True for a layer that is a message of the protocol, or would be one if a version had it.</summary>
    internal abstract bool Has(scoped in View layer);

    /// <summary>What the protocol demands of groups and packets.</summary>
    internal GroupRules Rules { get; }

    /// <summary>What every receiver makes of the packet around a message before it looks at what it says: MLD is dropped unless it comes
    /// from a link-local address, with hop limit 1 and Router Alert (RFC 9777, section 6.2).</summary>
    internal QueryVerdict Judge(NetworkAddress source, byte hopLimit, bool hasRouterAlert)
    {
        if (!Rules.AreCheckedByReceivers) return QueryVerdict.Accepted;
        if (!hasRouterAlert) return QueryVerdict.NoRouterAlert;
        if (hopLimit != GroupRules.HopLimit) return QueryVerdict.BadHopLimit;
        return MayAsk(source) ? QueryVerdict.Accepted : QueryVerdict.NotLinkLocal;
    }

    /// <summary>What a whole query asks.</summary>
    internal abstract GroupQueryView QueryIn(View query, GroupVersion generation);

    /// <summary>The group of a whole report or leave of an older version.</summary>
    internal abstract NetworkAddress GroupIn(scoped in View message, GroupVersion generation);

    /// <summary>The records of a report with source filters.</summary>
    internal abstract RecordWalk RecordsOf(View report);

    /// <summary>What one of those records says.</summary>
    internal abstract GroupRecordView RecordIn(View record);

    private protected abstract NetworkAddress AddressOf(UInt128 bits);

    private protected abstract Spec QueryOf(GroupQuery query);

    private protected abstract Spec FilteringReportOf(IReadOnlyList<MembershipRecord> records);

    private protected abstract Spec OlderReportOf(GroupVersion generation, MembershipRecord record, bool isLeave);

    /// <summary>QRV has three bits: a robustness above 7 is sent as 0 (RFC 9776, section 4.1.6).</summary>
    private protected static byte Qrv(byte robustness) => robustness > 7 ? (byte)0 : robustness;

    private NetworkAddress DestinationOf(GroupForm form, NetworkAddress group) => AddressOf(Rules.DestinationOf(form, group.Bits));

    private static bool IsLeave(GroupReport report) => report.Records[0].Type == GroupRecordType.ToIn;
}
