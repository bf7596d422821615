using RawNet.Cli.Common.Errors;
using RawNet.Probing.Groups;
using RawNet.Protocols;

namespace RawNet.Cli.Multicast.Send;

/// <summary>Messages as the person asks for them, split as the link's MTU demands.</summary>
internal static class MessagePlan
{
    /// <exception cref="UsageException">The version cannot say that.</exception>
    public static IEnumerable<GroupMessage> Reports(GroupDialect dialect,
        GroupVersion generation, IReadOnlyList<MembershipRecord> records, int mtu)
    {
        if (generation == GroupVersion.Filtering)
            return RecordPacking.Pack(records, dialect.RoomForRecords(mtu), dialect)
                .Select(r => (GroupMessage)new GroupReport(generation, r));
        RefuseSources(dialect, generation, records);
        return records.Select(r => (GroupMessage)new GroupReport(generation, [r with { Type = Protocols.GroupRecordType.IsEx }]));
    }

    /// <exception cref="UsageException">The version cannot say that.</exception>
    public static IEnumerable<GroupMessage> Leaves(GroupDialect dialect,
        GroupVersion generation, IReadOnlyList<MembershipRecord> records, int mtu)
    {
        if (generation == GroupVersion.Reporting)
            throw new UsageException("IGMPv1 has no leave: a host that leaves just reports no more; --version 2 or 3 has one");
        if (generation == GroupVersion.Filtering) return Reports(dialect, generation, records, mtu);
        RefuseSources(dialect, generation, records);
        return records.Select(r => (GroupMessage)new GroupReport(generation, [MembershipRecord.Changed(r.Group, GroupFilter.Nothing)]));
    }

    /// <summary>A query; its sources are spread over as many as the MTU demands.</summary>
    /// <exception cref="UsageException">The version cannot say that.</exception>
    public static IEnumerable<GroupMessage> Queries(GroupDialect dialect, GroupQuery query, int mtu)
    {
        if (query.Generation == GroupVersion.Reporting && query.Group is not null)
            throw new UsageException("an IGMPv1 query asks for all groups: --version 2 or 3 can ask for one");
        if (query is { Generation: not GroupVersion.Filtering, Group: { } group })
            RefuseSources(dialect, query.Generation, [new(Protocols.GroupRecordType.IsIn, group, query.Sources)]);
        int most = dialect.SourcesInQuery(mtu);
        if (query.Sources.Count <= most) return [query];
        return Enumerable.Range(0, (query.Sources.Count + most - 1) / most)
            .Select(i => (GroupMessage)(query with { Sources = query.Sources.Slice(i * most, most) }));
    }

    private static void RefuseSources(GroupDialect dialect, GroupVersion generation, IEnumerable<MembershipRecord> records)
    {
        if (records.FirstOrDefault(r => !r.Sources.IsEmpty) is { Sources: not null } record)
            throw new UsageException($"'{record.Group},{record.Sources}': {dialect.NameOf(generation)} knows no sources, "
                + $"{dialect.NameOf(GroupVersion.Filtering)} does");
    }
}
