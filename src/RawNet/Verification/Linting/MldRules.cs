using System.Globalization;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>Rules about Multicast Listener Discovery and the packets that carry it.</summary>
internal static class MldRules
{
    private const string Local = "a link-local address";

    private static readonly GroupDemands _mld = new(
        GroupRules.Mld,
        new(
            MldV2Report.Kind,
            MldV2Report.Records,
            MulticastAddressRecord.RecordType,
            MulticastAddressRecord.AuxDataLen,
            MulticastAddressRecord.NumberOfSources,
            MulticastAddressRecord.MulticastAddress));

    public static readonly LintRule[] All =
    [
        new("MLDv1 has a hop limit of 1", Rfc.Section(2710, "3"), _mld.HopLimit(GroupVersion.Leaving)),
        new("MLDv1 has a router alert", Rfc.Section(2710, "3"), _mld.RouterAlert(GroupVersion.Leaving)),
        new("MLDv1 queries come from a link-local address", Rfc.Section(2710, "3"), _mld.From(Local, MldV1.Query)),
        new("MLDv1 reports come from a link-local address, or :: before there is one", Rfc.Section(3590, "4"),
            _mld.From(Local, MldV1.Report, MldV1.Done)),
        new("MLDv2 has a hop limit of 1", Rfc.Section(9777, "5"), _mld.HopLimit(GroupVersion.Filtering)),
        new("MLDv2 has a router alert", Rfc.Section(9777, "5"), _mld.RouterAlert(GroupVersion.Filtering)),
        new("MLDv2 queries come from a link-local address", Rfc.Section(9777, "5.1.14"), _mld.From(Local, MldV2Query.Kind)),
        new("MLDv2 reports come from a link-local address, or :: before there is one", Rfc.Section(9777, "5.2.14"),
            _mld.From(Local, MldV2Report.Kind)),
        new("MLDv1 queries and reports are sent to the group, general queries to all nodes", Rfc.Section(2710, "8"),
            _mld.Delivery(MldV1.MulticastAddress, MldV1.Query, MldV1.Report)),
        new("a done is sent to all routers", Rfc.Section(2710, "8"), _mld.Delivery(group: null, MldV1.Done)),
        new("MLDv2 queries are sent to the group, general ones to all nodes", Rfc.Section(9777, "5.1.15"),
            _mld.Delivery(MldV2Query.MulticastAddress, MldV2Query.Kind)),
        new("an MLDv2 report is sent to all MLDv2 routers", Rfc.Section(9777, "5.2.15"), _mld.Delivery(group: null, MldV2Report.Kind)),
        new("an MLDv1 report or done names a group", Rfc.Section(2710, "3.6"),
            _mld.Group(MldV1.MulticastAddress, mayBeZero: false, MldV1.Report, MldV1.Done)),
        new("an MLDv1 query names a group or none", Rfc.Section(2710, "3.6"),
            _mld.Group(MldV1.MulticastAddress, mayBeZero: true, MldV1.Query)),
        new("an MLDv2 query names a group or none", Rfc.Section(9777, "5.1.5"),
            _mld.Group(MldV2Query.MulticastAddress, mayBeZero: true, MldV2Query.Kind)),
        new("an MLDv2 record names a group", Rfc.Section(9777, "5.2.9"), _mld.RecordGroup()),
        new("no record excludes sources of a group of ff3x::/32", Rfc.Section(9777, "5.2.13"), _mld.RecordMode()),
        new("an MLDv2 record has one of six types", Rfc.Section(9777, "5.2.13"), _mld.RecordType()),
        new("an MLDv2 record has no auxiliary data", Rfc.Section(9777, "5.2.11"), _mld.RecordAuxData()),
        new("an MLDv2 record of included sources names one", Rfc.Section(9777, "5.2.13"), _mld.RecordSources(r => r.IsIncluded)),
        new("an MLDv2 record of allowed or blocked sources names one", Rfc.Section(9777, "6.1"), _mld.RecordSources(r => r.IsSourceChange)),
        new("no MLDv2 record is about all nodes or an interface-local group", Rfc.Section(9777, "6"), _mld.RecordNamed()),
        new("no MLDv2 query is about all nodes or an interface-local group", Rfc.Section(9777, "6"),
            _mld.Named(MldV2Query.MulticastAddress, MldV2Query.Kind)),
        new("no MLDv1 report or done is about all nodes or a node-local group", Rfc.Section(2710, "5"),
            _mld.Named(MldV1.MulticastAddress, MldV1.Report, MldV1.Done)),
        new("an MLDv2 general query names no source", Rfc.Section(9777, "5.1.13"),
            GroupDemands.NoSourcesInGeneral(MldV2Query.Kind, MldV2Query.MulticastAddress, MldV2Query.NumberOfSources)),
        new("nothing follows the sources of an MLDv2 query", Rfc.Section(9777, "5.1.12"), Demands.NothingFollows(MldV2Query.Kind)),
        new("nothing follows the records of an MLDv2 report", Rfc.Section(9777, "5.2.12"), Demands.NothingFollows(MldV2Report.Kind)),
        new("the code of an MLDv2 query is 0", Rfc.Section(9777, "5.1.1"), Demands.Field(MldV2Query.Code, 0, MldV2Query.Kind)),
        new("the second byte of an MLDv2 report is 0", Rfc.Section(9777, "5.2.1"), Demands.Field(MldV2Report.Code, 0, MldV2Report.Kind)),
        new("the delay of an MLDv1 report or done is 0", Rfc.Section(2710, "3.4"),
            Demands.Field(MldV1.MaximumResponseDelay, 0, MldV1.Report, MldV1.Done)),
        new("an MLD query has the length of a version", Rfc.Section(9777, "8.1"), QueryLength),
    ];

    // Queries of 24 bytes and of 28 or more are of other kinds.
    private static Breach? QueryLength(scoped in LintScene scene) =>
        scene.Layer.Is(Icmpv6.Kind) && scene.Layer.Has(Icmpv6.Type) && scene.Layer.Get(Icmpv6.Type) == Icmpv6Type.MulticastListenerQuery
            ? new("icmpv6", "length", scene.Layer.StatedLength.ToString(CultureInfo.InvariantCulture), "24, or 28 and more")
            : null;
}
