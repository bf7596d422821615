using System.Globalization;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>Rules about IGMP messages and the packets that carry them.</summary>
internal static class IgmpRules
{
    private static readonly Kind[] _version2 = [IgmpV2.Query, IgmpV2.Report, IgmpV2.Leave], _version3 = [IgmpV3Query.Kind, IgmpV3Report.Kind];
    private static readonly UInt128 _allSystems = Demands.Bits4("224.0.0.1"), _allRouters = Demands.Bits4("224.0.0.2"), _allVersion3Routers = Demands.Bits4("224.0.0.22");

    public static readonly LintRule[] All =
    [
        new("IGMPv1 has a time to live of 1", Rfc.Section(1112, "appendix I"), Demands.Around(Ipv4.TimeToLive, 1, IgmpV1.Query, IgmpV1.Report)),
        new("IGMPv2 has a time to live of 1", Rfc.Section(2236, "2"), Demands.Around(Ipv4.TimeToLive, 1, _version2)),
        new("IGMPv2 has a router alert", Rfc.Section(2236, "2"), Demands.RouterAlert(Ipv4.TimeToLive, _version2)),
        new("IGMPv3 has a time to live of 1", Rfc.Section(9776, "4"), Demands.Around(Ipv4.TimeToLive, 1, _version3)),
        new("IGMPv3 has a router alert", Rfc.Section(9776, "4"), Demands.RouterAlert(Ipv4.TimeToLive, _version3)),
        new("IGMPv3 has a type of service of 0xc0", Rfc.Section(9776, "4"), Demands.Around(Ipv4.TypeOfService, 0xc0, _version3)),
        new("IGMPv1 is sent to the group, queries to all systems", Rfc.Section(1112, "appendix I"), Demands.ToGroup(Ipv4.DestinationAddress, IgmpV1.GroupAddress, _allSystems, IgmpV1.Query, IgmpV1.Report)),
        new("IGMPv2 queries and reports are sent to the group, general queries to all systems", Rfc.Section(2236, "9"), Demands.ToGroup(Ipv4.DestinationAddress, IgmpV2.GroupAddress, _allSystems, IgmpV2.Query, IgmpV2.Report)),
        new("a leave is sent to all routers", Rfc.Section(2236, "9"), Demands.Around(Ipv4.DestinationAddress, _allRouters, IgmpV2.Leave)),
        new("IGMPv3 queries are sent to the group, general ones to all systems", Rfc.Section(9776, "4.1.12"), Demands.ToGroup(Ipv4.DestinationAddress, IgmpV3Query.GroupAddress, _allSystems, IgmpV3Query.Kind)),
        new("an IGMPv3 report is sent to all IGMPv3 routers", Rfc.Section(9776, "4.2.15"), Demands.Around(Ipv4.DestinationAddress, _allVersion3Routers, IgmpV3Report.Kind)),
        new("an IGMPv1 report names a group", Rfc.Section(1112, "appendix I"), Demands.Group(IgmpV1.GroupAddress, mayBeZero: false, IgmpV1.Report)),
        new("an IGMPv2 report or leave names a group", Rfc.Section(2236, "2.4"), Demands.Group(IgmpV2.GroupAddress, mayBeZero: false, IgmpV2.Report, IgmpV2.Leave)),
        new("an IGMPv2 query names a group or none", Rfc.Section(2236, "2.4"), Demands.Group(IgmpV2.GroupAddress, mayBeZero: true, IgmpV2.Query)),
        new("an IGMPv3 query names a group or none", Rfc.Section(9776, "4.1.3"), Demands.Group(IgmpV3Query.GroupAddress, mayBeZero: true, IgmpV3Query.Kind)),
        new("an IGMPv3 record names a group", Rfc.Section(9776, "4.2.9"), Record(r => Demands.IsMulticast(GroupRecord.MulticastAddress, r.Group), GroupRecord.MulticastAddress, "a multicast address")),
        new("no record excludes sources of a group of 232.0.0.0/8", Rfc.Section(9776, "4.2.13"), Record(r => !r.IsExclude || r.Group >> 24 != 232, GroupRecord.RecordType, "is_in, to_in, allow or block")),
        new("an IGMPv3 record has one of six types", Rfc.Section(9776, "4.2.13"), Record(r => Enum.IsDefined(r.Type), GroupRecord.RecordType, "1 to 6")),
        new("an IGMPv3 record has no auxiliary data", Rfc.Section(9776, "4.2.11"), Record(r => r.AuxDataLen == 0, GroupRecord.AuxDataLen, "0")),
        new("an IGMPv3 record of included sources names one", Rfc.Section(9776, "5.2"), Record(r => !r.IsIncluded || r.Sources > 0, GroupRecord.NumberOfSources, "1 or more")),
        new("an IGMPv3 record of allowed or blocked sources names one", Rfc.Section(9776, "5.1"), Record(r => !r.IsSourceChange || r.Sources > 0, GroupRecord.NumberOfSources, "1 or more")),
        new("no IGMPv3 record is about all systems", Rfc.Section(9776, "5"), Record(r => r.Group != _allSystems, GroupRecord.MulticastAddress, "another group")),
        new("no IGMPv2 report or leave is about all systems", Rfc.Section(2236, "6"), Demands.Reported(IgmpV2.GroupAddress, g => g != _allSystems, IgmpV2.Report, IgmpV2.Leave)),
        new("an IGMPv3 general query names no source", Rfc.Section(9776, "4.1.11"), Demands.NoSourcesInGeneral(IgmpV3Query.Kind, IgmpV3Query.GroupAddress, IgmpV3Query.NumberOfSources)),
        new("nothing follows the sources of an IGMPv3 query", Rfc.Section(9776, "4.1.10"), Demands.NothingFollows(IgmpV3Query.Kind)),
        new("nothing follows the records of an IGMPv3 report", Rfc.Section(9776, "4.2.12"), Demands.NothingFollows(IgmpV3Report.Kind)),
        new("the time of an IGMPv2 report or leave is 0", Rfc.Section(2236, "2.2"), Demands.Field(IgmpV2.MaxRespTime, 0, IgmpV2.Report, IgmpV2.Leave)),
        new("an IGMP query has the length of a version", Rfc.Section(9776, "7.1"), QueryLength),
    ];

    private static LintCheck Record(Func<GroupState, bool> isRight, ScalarField shown, string expected) =>
        Demands.Records(new(IgmpV3Report.Kind, IgmpV3Report.GroupRecords, GroupRecord.RecordType, GroupRecord.AuxDataLen, GroupRecord.NumberOfSources, GroupRecord.MulticastAddress), isRight, shown, expected);

    // Queries of 8 bytes and of 12 or more are of other kinds.
    private static Breach? QueryLength(scoped in LintScene scene) =>
        scene.Layer.Is(Igmp.Kind) && scene.Layer.Has(Igmp.Type) && scene.Layer.Get(Igmp.Type) == IgmpType.MembershipQuery
            ? new("igmp", "length", scene.Layer.StatedLength.ToString(CultureInfo.InvariantCulture), "8, or 12 and more")
            : null;
}
