using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>MLD: lengths count the IPv6 header of 40 bytes and the hop-by-hop options of 8.</summary>
internal sealed class MldDialect() : GroupDialect(
    GroupRules.Mld, header: 48, reportHeader: 8, queryHeader: 28, recordHeader: 20, addressLength: 16)
{
    private const long Second = GroupTimes.Second;
    private const long Millisecond = Second / 1000;
    private static readonly TimeCode _response1 = new(MldV1.MaximumResponseDelay, null,
        GroupTimes.Span(Millisecond), Rfc.Section(2710, "3.4"));
    private static readonly TimeCode _response2 = new(MldV2Query.MaximumResponseCode,
        MldV2Query.MaximumResponseCode.Codec, GroupTimes.Span(Millisecond), Rfc.Section(9777, "5.1.3"));
    private static readonly TimeCode _interval2 = new(MldV2Query.QQIC, MldV2Query.QQIC.Codec,
        GroupTimes.Span(Second), Rfc.Section(9777, "5.1.9"));

    public override string Name => "mld";

    public override GroupVersion Oldest => GroupVersion.Leaving;

    public override Source Clause(string igmp, string mld) => Rfc.Section(9777, mld);

    public override Packet HeaderOf(NetworkAddress source, NetworkAddress destination) => Ipv6
        .With(
            Ipv6.HopLimit.Is(GroupRules.HopLimit),
            Ipv6.SourceAddress.Is(source.ToIpv6()),
            Ipv6.DestinationAddress.Is(destination.ToIpv6()))
        .Carrying(HopByHopOptions.Kind.With(HopByHopOptions.Options.Is(Ipv6RouterAlertOption.Kind.With())));

    private protected override NetworkAddress AddressOf(UInt128 bits) => Ipv6Address.FromUInt128(bits);

    internal override bool Has(scoped in View layer) =>
        Rules.FormOf(layer.Kind) is not null
        || (layer.Is(Icmpv6.Kind) && layer.Has(Icmpv6.Type) && layer.Get(Icmpv6.Type) == Icmpv6Type.MulticastListenerQuery);

    internal override GroupQueryView QueryIn(View query, GroupVersion generation) => generation == GroupVersion.Leaving
        ? new()
        {
            Generation = generation,
            Group = Named(query.Get(MldV1.MulticastAddress)),
            Response = query.Get(MldV1.MaximumResponseDelay) * Millisecond
        }
        : new()
        {
            Generation = generation,
            Group = Named(query.Get(MldV2Query.MulticastAddress)),
            Response = query.Get(MldV2Query.MaximumResponseCode) * Millisecond,
            KeepsTimers = query.Get(MldV2Query.S),
            Robustness = query.Get(MldV2Query.QRV),
            Interval = query.Get(MldV2Query.QQIC) * Second,
            Sources = new(query.Get(MldV2Query.SourceAddress)),
        };

    internal override NetworkAddress GroupIn(scoped in View message, GroupVersion generation) => message.Get(MldV1.MulticastAddress);

    internal override RecordWalk RecordsOf(View report) => report.Records(MldV2Report.Records);

    internal override GroupRecordView RecordIn(View record) =>
        new(record.Get(MulticastAddressRecord.RecordType), record.Get(MulticastAddressRecord.MulticastAddress),
            new(record.Get(MulticastAddressRecord.SourceAddress)));

    public override TimeCode? ResponseCode(GroupVersion generation) => generation == GroupVersion.Filtering ? _response2 : _response1;

    public override TimeCode? IntervalCode(GroupVersion generation) => generation == GroupVersion.Filtering ? _interval2 : null;

    private protected override Spec QueryOf(GroupQuery query)
    {
        Ipv6Address group = query.Group?.ToIpv6() ?? default;
        return query.Generation == GroupVersion.Leaving
            ? MldV1.Query.With(_response1.Is(query.MaxResponse), MldV1.MulticastAddress.Is(group))
            : MldV2Query.Kind.With(
                _response2.Is(query.MaxResponse),
                MldV2Query.MulticastAddress.Is(group),
                MldV2Query.S.Is(query.SuppressesTimers),
                MldV2Query.QRV.Is(Qrv(query.Robustness)),
                _interval2.Is(query.QueryInterval),
                MldV2Query.SourceAddress.Is([.. query.Sources.Select(s => s.ToIpv6())]));
    }

    private protected override Spec FilteringReportOf(IReadOnlyList<MembershipRecord> records) =>
        MldV2Report.Kind.With(MldV2Report.Records.Is([.. records.Select(RecordOf)]));

    private protected override Spec OlderReportOf(GroupVersion generation, MembershipRecord record, bool isLeave) =>
        (isLeave ? MldV1.Done : MldV1.Report).With(MldV1.MulticastAddress.Is(record.Group.ToIpv6()));

    private static Spec RecordOf(MembershipRecord record) => MulticastAddressRecord.Kind.With(
        MulticastAddressRecord.RecordType.Is(record.Type),
        MulticastAddressRecord.MulticastAddress.Is(record.Group.ToIpv6()),
        MulticastAddressRecord.SourceAddress.Is([.. record.Sources.Select(s => s.ToIpv6())]));

    private static NetworkAddress Named(Ipv6Address group) => group.ToUInt128() == 0 ? default(NetworkAddress) : group;
}
