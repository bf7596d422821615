using System.Globalization;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>Rules about IGMP messages and the packets that carry them.</summary>
internal static class IgmpRules
{
    private static readonly GroupDemands _igmp = new(
        GroupRules.Igmp,
        new(IgmpV3Report.Kind, IgmpV3Report.GroupRecords, GroupRecord.RecordType, GroupRecord.AuxDataLen,
            GroupRecord.NumberOfSources, GroupRecord.MulticastAddress));

    public static readonly LintRule[] All =
    [
        new("IGMPv1 has a time to live of 1", Rfc.Section(1112, "appendix I"), _igmp.HopLimit(GroupVersion.Reporting)),
        new("IGMPv2 has a time to live of 1", Rfc.Section(2236, "2"), _igmp.HopLimit(GroupVersion.Leaving)),
        new("IGMPv2 has a router alert", Rfc.Section(2236, "2"), _igmp.RouterAlert(GroupVersion.Leaving)),
        new("IGMPv3 has a time to live of 1", Rfc.Section(9776, "4"), _igmp.HopLimit(GroupVersion.Filtering)),
        new("IGMPv3 has a router alert", Rfc.Section(9776, "4"), _igmp.RouterAlert(GroupVersion.Filtering)),
        new("IGMPv3 has a type of service of 0xc0", Rfc.Section(9776, "4"),
            Demands.Around(Ipv4.TypeOfService, IgmpGroupRules.TypeOfService, GroupRules.Igmp.KindsOf(GroupVersion.Filtering))),
        new("IGMPv1 is sent to the group, queries to all systems", Rfc.Section(1112, "appendix I"),
            _igmp.Delivery(IgmpV1.GroupAddress, IgmpV1.Query, IgmpV1.Report)),
        new("IGMPv2 queries and reports are sent to the group, general queries to all systems", Rfc.Section(2236, "9"),
            _igmp.Delivery(IgmpV2.GroupAddress, IgmpV2.Query, IgmpV2.Report)),
        new("a leave is sent to all routers", Rfc.Section(2236, "9"), _igmp.Delivery(group: null, IgmpV2.Leave)),
        new("IGMPv3 queries are sent to the group, general ones to all systems", Rfc.Section(9776, "4.1.12"),
            _igmp.Delivery(IgmpV3Query.GroupAddress, IgmpV3Query.Kind)),
        new("an IGMPv3 report is sent to all IGMPv3 routers", Rfc.Section(9776, "4.2.15"), _igmp.Delivery(group: null, IgmpV3Report.Kind)),
        new("an IGMPv1 report names a group", Rfc.Section(1112, "appendix I"),
            _igmp.Group(IgmpV1.GroupAddress, mayBeZero: false, IgmpV1.Report)),
        new("an IGMPv1 query names no group", Rfc.Section(1112, "appendix I"), Demands.Field(IgmpV1.GroupAddress, 0, IgmpV1.Query)),
        new("an IGMPv2 report or leave names a group", Rfc.Section(2236, "2.4"),
            _igmp.Group(IgmpV2.GroupAddress, mayBeZero: false, IgmpV2.Report, IgmpV2.Leave)),
        new("an IGMPv2 query names a group or none", Rfc.Section(2236, "2.4"),
            _igmp.Group(IgmpV2.GroupAddress, mayBeZero: true, IgmpV2.Query)),
        new("an IGMPv3 query names a group or none", Rfc.Section(9776, "4.1.3"),
            _igmp.Group(IgmpV3Query.GroupAddress, mayBeZero: true, IgmpV3Query.Kind)),
        new("an IGMPv3 record names a group", Rfc.Section(9776, "4.2.9"), _igmp.RecordGroup()),
        new("no record excludes sources of a group of 232.0.0.0/8", Rfc.Section(9776, "4.2.13"), _igmp.RecordMode()),
        new("an IGMPv3 record has one of six types", Rfc.Section(9776, "4.2.13"), _igmp.RecordType()),
        new("an IGMPv3 record has no auxiliary data", Rfc.Section(9776, "4.2.11"), _igmp.RecordAuxData()),
        new("an IGMPv3 record of included sources names one", Rfc.Section(9776, "5.2"), _igmp.RecordSources(r => r.IsIncluded)),
        new("an IGMPv3 record of allowed or blocked sources names one", Rfc.Section(9776, "5.1"),
            _igmp.RecordSources(r => r.IsSourceChange)),
        new("no IGMPv3 record is about all systems", Rfc.Section(9776, "5"), _igmp.RecordNamed()),
        new("no IGMPv3 query is about all systems", Rfc.Section(9776, "5"), _igmp.Named(IgmpV3Query.GroupAddress, IgmpV3Query.Kind)),
        new("no IGMPv2 report or leave is about all systems", Rfc.Section(2236, "6"),
            _igmp.Named(IgmpV2.GroupAddress, IgmpV2.Report, IgmpV2.Leave)),
        new("an IGMPv3 general query names no source", Rfc.Section(9776, "4.1.11"),
            GroupDemands.NoSourcesInGeneral(IgmpV3Query.Kind, IgmpV3Query.GroupAddress, IgmpV3Query.NumberOfSources)),
        new("nothing follows the sources of an IGMPv3 query", Rfc.Section(9776, "4.1.10"), Demands.NothingFollows(IgmpV3Query.Kind)),
        new("nothing follows the records of an IGMPv3 report", Rfc.Section(9776, "4.2.12"), Demands.NothingFollows(IgmpV3Report.Kind)),
        new("the time of an IGMPv2 report or leave is 0", Rfc.Section(2236, "2.2"),
            Demands.Field(IgmpV2.MaxRespTime, 0, IgmpV2.Report, IgmpV2.Leave)),
        new("an IGMP query has the length of a version", Rfc.Section(9776, "7.1"), QueryLength),
    ];

    // Queries of 8 bytes and of 12 or more are of other kinds.
    private static Breach? QueryLength(scoped in LintScene scene) =>
        scene.Layer.Is(Igmp.Kind) && scene.Layer.Has(Igmp.Type) && scene.Layer.Get(Igmp.Type) == IgmpType.MembershipQuery
            ? new("igmp", "length", scene.Layer.StatedLength.ToString(CultureInfo.InvariantCulture), "8, or 12 and more")
            : null;
}
