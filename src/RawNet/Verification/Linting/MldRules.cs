using System.Globalization;
using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Verification.Linting;

/// <summary>Rules about Multicast Listener Discovery and the packets that carry it.</summary>
internal static class MldRules
{
    private static readonly Kind[] _version1 = [MldV1.Query, MldV1.Report, MldV1.Done], _version2 = [MldV2Query.Kind, MldV2Report.Kind];
    private static readonly UInt128 _allNodes = Demands.Bits6("ff02::1"), _allRouters = Demands.Bits6("ff02::2"), _allVersion2Routers = Demands.Bits6("ff02::16");

    public static readonly LintRule[] All =
    [
        new("MLDv1 has a hop limit of 1", Rfc.Section(2710, "3"), Demands.Around(Ipv6.HopLimit, 1, _version1)),
        new("MLDv1 has a router alert", Rfc.Section(2710, "3"), Demands.RouterAlert(Ipv6.HopLimit, _version1)),
        new("MLDv1 queries come from a link-local address", Rfc.Section(2710, "3"), From(mayBeUnspecified: false, MldV1.Query)),
        new("MLDv1 reports come from a link-local address, or :: before there is one", Rfc.Section(3590, "4"), From(mayBeUnspecified: true, MldV1.Report, MldV1.Done)),
        new("MLDv2 has a hop limit of 1", Rfc.Section(9777, "5"), Demands.Around(Ipv6.HopLimit, 1, _version2)),
        new("MLDv2 has a router alert", Rfc.Section(9777, "5"), Demands.RouterAlert(Ipv6.HopLimit, _version2)),
        new("MLDv2 queries come from a link-local address", Rfc.Section(9777, "5.1.14"), From(mayBeUnspecified: false, MldV2Query.Kind)),
        new("MLDv2 reports come from a link-local address, or :: before there is one", Rfc.Section(9777, "5.2.14"), From(mayBeUnspecified: true, MldV2Report.Kind)),
        new("MLDv1 queries and reports are sent to the group, general queries to all nodes", Rfc.Section(2710, "8"), Demands.ToGroup(Ipv6.DestinationAddress, MldV1.MulticastAddress, _allNodes, MldV1.Query, MldV1.Report)),
        new("a done is sent to all routers", Rfc.Section(2710, "8"), Demands.Around(Ipv6.DestinationAddress, _allRouters, MldV1.Done)),
        new("MLDv2 queries are sent to the group, general ones to all nodes", Rfc.Section(9777, "5.1.15"), Demands.ToGroup(Ipv6.DestinationAddress, MldV2Query.MulticastAddress, _allNodes, MldV2Query.Kind)),
        new("an MLDv2 report is sent to all MLDv2 routers", Rfc.Section(9777, "5.2.15"), Demands.Around(Ipv6.DestinationAddress, _allVersion2Routers, MldV2Report.Kind)),
        new("an MLDv1 report or done names a group", Rfc.Section(2710, "3.6"), Demands.Group(MldV1.MulticastAddress, mayBeZero: false, MldV1.Report, MldV1.Done)),
        new("an MLDv1 query names a group or none", Rfc.Section(2710, "3.6"), Demands.Group(MldV1.MulticastAddress, mayBeZero: true, MldV1.Query)),
        new("an MLDv2 query names a group or none", Rfc.Section(9777, "5.1.5"), Demands.Group(MldV2Query.MulticastAddress, mayBeZero: true, MldV2Query.Kind)),
        new("an MLDv2 record names a group", Rfc.Section(9777, "5.2.9"), Record(r => Demands.IsMulticast(MulticastAddressRecord.MulticastAddress, r.Group), MulticastAddressRecord.MulticastAddress, "a multicast address")),
        new("no record excludes sources of a group of ff3x::/32", Rfc.Section(9777, "5.2.13"), Record(r => !r.IsExclude || !IsSourceSpecific(r.Group), MulticastAddressRecord.RecordType, "is_in, to_in, allow or block")),
        new("an MLDv2 record has one of six types", Rfc.Section(9777, "5.2.13"), Record(r => Enum.IsDefined(r.Type), MulticastAddressRecord.RecordType, "1 to 6")),
        new("an MLDv2 record has no auxiliary data", Rfc.Section(9777, "5.2.11"), Record(r => r.AuxDataLen == 0, MulticastAddressRecord.AuxDataLen, "0")),
        new("an MLDv2 record of included sources names one", Rfc.Section(9777, "5.2.13"), Record(r => !r.IsIncluded || r.Sources > 0, MulticastAddressRecord.NumberOfSources, "1 or more")),
        new("an MLDv2 record of allowed or blocked sources names one", Rfc.Section(9777, "6.1"), Record(r => !r.IsSourceChange || r.Sources > 0, MulticastAddressRecord.NumberOfSources, "1 or more")),
        new("no MLDv2 record is about all nodes or an interface-local group", Rfc.Section(9777, "6"), Record(r => IsReported(r.Group), MulticastAddressRecord.MulticastAddress, "another group")),
        new("no MLDv1 report or done is about all nodes or a node-local group", Rfc.Section(2710, "5"), Demands.Reported(MldV1.MulticastAddress, IsReported, MldV1.Report, MldV1.Done)),
        new("an MLDv2 general query names no source", Rfc.Section(9777, "5.1.13"), Demands.NoSourcesInGeneral(MldV2Query.Kind, MldV2Query.MulticastAddress, MldV2Query.NumberOfSources)),
        new("nothing follows the sources of an MLDv2 query", Rfc.Section(9777, "5.1.12"), Demands.NothingFollows(MldV2Query.Kind)),
        new("nothing follows the records of an MLDv2 report", Rfc.Section(9777, "5.2.12"), Demands.NothingFollows(MldV2Report.Kind)),
        new("the code of an MLDv2 query is 0", Rfc.Section(9777, "5.1.1"), Demands.Field(MldV2Query.Code, 0, MldV2Query.Kind)),
        new("the second byte of an MLDv2 report is 0", Rfc.Section(9777, "5.2.1"), Demands.Field(MldV2Report.Code, 0, MldV2Report.Kind)),
        new("the delay of an MLDv1 report or done is 0", Rfc.Section(2710, "3.4"), Demands.Field(MldV1.MaximumResponseDelay, 0, MldV1.Report, MldV1.Done)),
        new("an MLD query has the length of a version", Rfc.Section(9777, "8.1"), QueryLength),
    ];

    private static LintCheck From(bool mayBeUnspecified, params Kind[] kinds) => (scoped in LintScene scene) =>
    {
        if (!Demands.IsOne(scene.Layer, kinds) || !Demands.IsIn(scene, Ipv6.SourceAddress)) return null;
        UInt128 source = Ipv6.SourceAddress.BitsIn(scene.Network);
        bool isRight = source >> 118 == 0xfe80 >> 6 || (mayBeUnspecified && source == 0);
        return isRight ? null : Breach.Of(scene.Network, Ipv6.SourceAddress, "a link-local address");
    };

    private static LintCheck Record(Func<GroupState, bool> isRight, ScalarField shown, string expected) =>
        Demands.Records(new(MldV2Report.Kind, MldV2Report.Records, MulticastAddressRecord.RecordType, MulticastAddressRecord.AuxDataLen, MulticastAddressRecord.NumberOfSources, MulticastAddressRecord.MulticastAddress), isRight, shown, expected);

    // RFC 4607, 1: FF3x::/32, whatever the scope x.
    private static bool IsSourceSpecific(UInt128 group) => group >> 116 == 0xff3 && (ushort)(group >> 96) == 0;

    // What is no group at all is another rule's.
    private static bool IsReported(UInt128 group) => group != _allNodes && (group >> 120 != 0xff || (int)(group >> 112 & 0xf) > 1);

    // Queries of 24 bytes and of 28 or more are of other kinds.
    private static Breach? QueryLength(scoped in LintScene scene) =>
        scene.Layer.Is(Icmpv6.Kind) && scene.Layer.Has(Icmpv6.Type) && scene.Layer.Get(Icmpv6.Type) == Icmpv6Type.MulticastListenerQuery
            ? new("icmpv6", "length", scene.Layer.StatedLength.ToString(CultureInfo.InvariantCulture), "24, or 28 and more")
            : null;
}
