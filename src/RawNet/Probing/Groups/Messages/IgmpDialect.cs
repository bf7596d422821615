using RawNet.Protocols;
using RawNet.Wire;

namespace RawNet.Probing.Groups;

/// <summary>IGMP: lengths count the Router Alert in the IPv4 header of 24 bytes.</summary>
internal sealed class IgmpDialect() : GroupDialect(
    GroupRules.Igmp, header: 24, reportHeader: 8, queryHeader: 12, recordHeader: 8, addressLength: 4)
{
    private const long Second = GroupTimes.Second;
    private const long Tenth = Second / 10;

    // RFC 9776, 4.1.7; the field itself shows the code, as Wireshark does.
    private static readonly FloatCodec _qqic = new(mantissa: 4);

    // A time of 0 would make the query one of version 1.
    private static readonly TimeCode _response2 = new(IgmpV2.MaxRespTime, null, GroupTimes.Span(Tenth), Rfc.Section(2236, "2.2"), least: 1);
    private static readonly TimeCode _response3 = new(IgmpV3Query.MaxRespCode,
        IgmpV3Query.MaxRespCode.Codec, GroupTimes.Span(Tenth), Rfc.Section(9776, "4.1.1"));
    private static readonly TimeCode _interval3 = new(IgmpV3Query.QQIC, _qqic, GroupTimes.Span(Second), Rfc.Section(9776, "4.1.7"));

    public override string Name => "igmp";

    public override GroupVersion Oldest => GroupVersion.Reporting;

    public override Source Clause(string igmp, string mld) => Rfc.Section(9776, igmp);

    // Never fragmented, so that an identification of 0 is right (RFC 6864, section 4.1); Linux does the same.
    public override Packet HeaderOf(NetworkAddress source, NetworkAddress destination) => Ipv4.With(
        Ipv4.DontFragment.Is(true),
        Ipv4.TimeToLive.Is(GroupRules.HopLimit),
        Ipv4.TypeOfService.Is(IgmpGroupRules.TypeOfService),
        Ipv4.SourceAddress.Is(source.ToIpv4()),
        Ipv4.DestinationAddress.Is(destination.ToIpv4()),
        Ipv4.Options.Is(RouterAlertOption.Kind.With()));

    private protected override NetworkAddress AddressOf(UInt128 bits) => Ipv4Address.FromUInt32((uint)bits);

    internal override bool Has(scoped in View layer) => layer.Kind.Protocol == Protocols.Igmp.Kind.Protocol;

    internal override GroupQueryView QueryIn(View query, GroupVersion generation) => generation switch
    {
        // RFC 1112, appendix I: the group is "zeroed when sent, ignored when received".
        GroupVersion.Reporting => new() { Generation = generation },
        GroupVersion.Leaving => new()
        {
            Generation = generation,
            Group = Named(query.Get(IgmpV2.GroupAddress)),
            Response = query.Get(IgmpV2.MaxRespTime) * Tenth
        },
        _ => new()
        {
            Generation = generation,
            Group = Named(query.Get(IgmpV3Query.GroupAddress)),
            Response = query.Get(IgmpV3Query.MaxRespCode) * Tenth,
            KeepsTimers = query.Get(IgmpV3Query.S),
            Robustness = query.Get(IgmpV3Query.QRV),
            Interval = (long)_qqic.Show(query.Get(IgmpV3Query.QQIC)) * Second,
            Sources = new(query.Get(IgmpV3Query.SourceAddress)),
        },
    };

    internal override NetworkAddress GroupIn(scoped in View message, GroupVersion generation) =>
        generation == GroupVersion.Reporting ? message.Get(IgmpV1.GroupAddress) : message.Get(IgmpV2.GroupAddress);

    internal override RecordWalk RecordsOf(View report) => report.Records(IgmpV3Report.GroupRecords);

    internal override GroupRecordView RecordIn(View record) =>
        new(record.Get(GroupRecord.RecordType), record.Get(GroupRecord.MulticastAddress), new(record.Get(GroupRecord.SourceAddress)));

    public override TimeCode? ResponseCode(GroupVersion generation) => generation switch
    {
        GroupVersion.Reporting => null,
        GroupVersion.Leaving => _response2,
        _ => _response3
    };

    public override TimeCode? IntervalCode(GroupVersion generation) => generation == GroupVersion.Filtering ? _interval3 : null;

    private protected override Spec QueryOf(GroupQuery query)
    {
        Ipv4Address group = query.Group?.ToIpv4() ?? default;
        return query.Generation switch
        {
            GroupVersion.Reporting => IgmpV1.Query.With(),
            GroupVersion.Leaving => IgmpV2.Query.With(_response2.Is(query.MaxResponse), IgmpV2.GroupAddress.Is(group)),
            _ => IgmpV3Query.Kind.With(
                _response3.Is(query.MaxResponse),
                IgmpV3Query.GroupAddress.Is(group),
                IgmpV3Query.S.Is(query.SuppressesTimers),
                IgmpV3Query.QRV.Is(Qrv(query.Robustness)),
                _interval3.Is(query.QueryInterval),
                IgmpV3Query.SourceAddress.Is([.. query.Sources.Select(s => s.ToIpv4())])),
        };
    }

    private protected override Spec FilteringReportOf(IReadOnlyList<MembershipRecord> records) =>
        IgmpV3Report.Kind.With(IgmpV3Report.GroupRecords.Is([.. records.Select(RecordOf)]));

    private protected override Spec OlderReportOf(GroupVersion generation, MembershipRecord record, bool isLeave)
    {
        Ipv4Address group = record.Group.ToIpv4();
        return generation == GroupVersion.Reporting
            ? IgmpV1.Report.With(IgmpV1.GroupAddress.Is(group))
            : (isLeave ? IgmpV2.Leave : IgmpV2.Report).With(IgmpV2.GroupAddress.Is(group));
    }

    private static Spec RecordOf(MembershipRecord record) => GroupRecord.Kind.With(
        GroupRecord.RecordType.Is(record.Type),
        GroupRecord.MulticastAddress.Is(record.Group.ToIpv4()),
        GroupRecord.SourceAddress.Is([.. record.Sources.Select(s => s.ToIpv4())]));

    private static NetworkAddress Named(Ipv4Address group) => group.ToUInt32() == 0 ? default(NetworkAddress) : group;
}
